"""A report as data: its shape is bounded and checked, and no text in it acts where it is written."""

import json
import re
import runpy
from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_type_hints

import html5lib
import jsonschema
import pytest
from comments import HOST, HOSTILE, LOOKED_FOR
from factsheet.bench.desk import report, shapes, writing
from factsheet.bench.desk.links import Links
from factsheet.bench.desk.report import MAX_REPORT, Report
from factsheet.bench.desk.reporting import bounded
from factsheet.bench.requests.host import MAX_ANSWER, PER_PAGE
from factsheet.evidence import second_reader
from projects import ROOT

SCHEMA = ROOT / "generator/factsheet/bench/desk/report.json"
LINKS = Links("https://site.example/", "https://host.example/blob/1/")


def filled(cls: Any, text: str, many: int = 1) -> Any:
    """Such a thing with the same words in each of its texts, and so much of every list."""

    def value(hint: Any) -> Any:
        sort, bound = get_args(hint) if hasattr(hint, "__metadata__") else (hint, shapes.Bound(0))
        if is_dataclass(sort):
            return filled(sort, text, many)
        if sort is bool:
            return True
        if sort is int:
            return max(1, bound.least)
        if sort is str:
            fixed = {
                report.Digest.__metadata__[0]: "0" * 16,
                report.Commit.__metadata__[0]: "a" * 40,
            }
            if bound.choices:
                return bound.choices[0]
            if bound.pattern:
                return fixed.get(bound, "")
            return text[: bound.most]
        return tuple(value(get_args(sort)[0]) for _ in range(min(many, bound.most)))

    hints = get_type_hints(cls, include_extras=True)
    return cls(**{field.name: value(hints[field.name]) for field in fields(cls)})


def data(text: str = "words") -> dict[str, Any]:
    return json.loads(writing.to_json(filled(Report, text)))


def read(value: Any) -> Report:
    return writing.from_json(json.dumps(value).encode())


def test_the_schema_in_the_package_is_that_of_the_classes() -> None:
    made = runpy.run_path(str(ROOT / "docs/reference.py"))["report_schema"]()
    assert SCHEMA.read_text(encoding="utf-8") == made, "run: python docs/reference.py"


def test_a_report_is_read_back_as_it_was_written() -> None:
    one = filled(Report, "words", many=3)
    assert writing.from_json(writing.to_json(one).encode()) == one
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).validate(
        json.loads(writing.to_json(one))
    )


WRONG: dict[str, Any] = {
    "another version": lambda d: d | {"schema_version": 2},
    "a number that is yes": lambda d: d | {"schema_version": True},
    "an unknown key": lambda d: d | {"more": 1},
    "a key that is missing": lambda d: {k: v for k, v in d.items() if k != "files"},
    "a commit that is none": lambda d: d | {"head": "main"},
    "an address with a script": lambda d: d | {"site": "javascript:alert(1)"},
    "a list that is none": lambda d: d | {"changes": {}},
    "too many changes": lambda d: d | {"changes": d["changes"] * 501},
    "a sort that is none": lambda d: d | {"changes": [d["changes"][0] | {"sort": "x"}]},
    "a text that is too long": lambda d: d | {"notes": ["x" * 401]},
    "a text of two lines": lambda d: d | {"notes": ["x\ny"]},
    "a text that turns around": lambda d: d | {"notes": ["x\u202ey"]},
    "a page that leads elsewhere": lambda d: d | {"pages": [d["pages"][0] | {"page": "../x/"}]},
    "a negative count": lambda d: d | {"left": [{"what": "x", "count": -1}]},
    "a list in itself": lambda d: [d],
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_has_another_shape_is_refused_by_reader_and_schema(what: str) -> None:
    wrong = WRONG[what](data())
    with pytest.raises(shapes.NotSo) as refused:
        read(wrong)
    assert "\n" not in str(refused.value) and len(str(refused.value)) < 200
    if what not in ("a text of two lines", "a text that turns around"):
        assert list(jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).iter_errors(wrong))


@pytest.mark.parametrize(
    "text",
    [
        b"", b"[", b"{}", b'{"ok": true, "ok": true}', b"NaN", b"[" * 100_000, b'{"a": ' * 50 + b"1" + b"}" * 50, b"\xff\xfe", b"1" * 10_000,
        b'{"schema_version": Infinity}', b"x" * (MAX_REPORT + 1), b'"\\ud800"',
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_report_is_refused_at_once(text: bytes) -> None:
    with pytest.raises(shapes.NotSo):
        writing.from_json(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_report_acts_in_a_comment_or_on_a_page(text: str) -> None:
    one = writing.from_json(writing.to_json(filled(Report, shapes.cut(text, 4_000))).encode())
    markdown = HOST.render(writing.to_markdown(one, LINKS))
    for html in (markdown, writing.to_page(one, LINKS)):
        document = html5lib.parse(html, namespaceHTMLElements=False)
        tags = {e.tag for e in document.iter() if isinstance(e.tag, str)}
        assert tags <= {
            "html", "head", "body", "h1", "h2", "h3", "p", "ul", "li", "strong", "b", "a", "code", "pre", "details", "summary", "meta", "title", "style", "span",
        }  # fmt: skip
        for link in document.iter("a"):
            assert link.get("href", "").startswith(
                ("https://site.example/", "https://host.example/")
            )
            assert set(link.keys()) <= {"href", "rel"}
    assert len(re.findall("<details>", markdown)) == len(re.findall("</details>", markdown))
    document = html5lib.parse(markdown, namespaceHTMLElements=False)
    for node in document.iter():
        quiet = node.tag in ("a", "code", "pre") or not isinstance(node.tag, str)
        words = "" if quiet else node.text or ""
        for said in (words, node.tail or ""):
            assert not LOOKED_FOR.search(said), said
    comments = re.findall(r"<!--(.*?)-->", markdown)
    assert {*comments} == {" 0000000000000000 "}


def test_a_comment_has_room_for_what_is_wrong_first_and_says_what_is_left_out() -> None:
    one = filled(Report, "word " * 40, many=150)
    text = writing.to_markdown(one, LINKS)
    assert len(text) <= writing.MAX_COMMENT
    assert "What is wrong (150)" in text and "left out here" in text
    assert HOST.render(text).count("<details>") == text.count("</details>")
    assert text.index("What is wrong") < text.index("For the second reader")
    small = writing.to_markdown(one, LINKS, most=8_000)
    assert len(small) <= 8_000


def test_a_report_that_is_too_large_keeps_the_first_of_each_list_and_counts_the_others() -> None:
    one = filled(Report, "ش" * 300, many=3)
    one = replace(one, changes=one.changes * 100, left=())
    kept = bounded(one)
    assert len(writing.to_json(kept)) <= MAX_REPORT and kept.changes
    left = {entry.what: entry.count for entry in kept.left}
    assert left[one.changes[0].sort] + len(kept.changes) == 300
    assert kept.more() + len(kept.changes) == 300 and "changes" not in left


@pytest.mark.parametrize("text", ["|<>&" * 90, "@#12 " * 70, "\U0001d504😀" * 190, "abcdef0 " * 48])
def test_a_comment_has_room_for_thousands_of_changes_and_counts_them(text: str) -> None:
    one = filled(Report, text, many=2)
    change, sorts = one.changes[0], [*second_reader.SORTS]
    changes = tuple(replace(change, sort=sorts[n // 300]) for n in range(300 * len(sorts)))
    lists = {"changes": changes, "checklist": one.checklist * 4_000, "pages": one.pages * 900}
    kept = bounded(replace(one, **lists, left=()))
    assert writing.from_json(writing.to_json(kept).encode()) == kept
    for judged in (True, False):
        comment = writing.to_markdown(kept, LINKS, judged=judged)
        assert len(comment) <= writing.MAX_COMMENT
        assert PER_PAGE * len(json.dumps(comment)) < MAX_ANSWER, "its host can give it back"
        assert comment.count("<details>") == comment.count("</details>") > 0
        assert "For the second reader (8,000)" in comment and "- [ ] <!-- 0000" in comment
        for title in second_reader.SORTS.values():
            assert f"{title.lower()}: 300" in comment.replace("&#8203;", "")
            assert f"<b>{title} (300)</b>" in comment or f"### {title} (300)" in comment
