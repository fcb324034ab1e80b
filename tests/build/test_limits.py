"""Each limit at its edge, and each of the worst files once. What is looked at is what is counted, never how long it took."""

import importlib
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest
from factsheet.build import generated
from factsheet.build.built import MARKDOWN, Form
from factsheet.build.project import report
from factsheet.build.whole import Built, build
from factsheet.document import to_html
from factsheet.evidence import history, weight
from factsheet.evidence.linking import read
from factsheet.issues.hints import nearest
from factsheet.issues.issue import Issue, Spot
from factsheet.issues.printers import MAX_SHOWN, MAX_SHOWN_IN_ALL, few, to_json
from factsheet.pages import parser, safety, typed_quotes
from factsheet.pages.blocks import Blocks
from hypothesis import given, settings, strategies as st
from projects import ROOT, real, tree

sys.path[:0] = [str(ROOT / "benchmarks")]
worst = importlib.import_module("worst")

HEAD = "name: X\nchecked: 2024-12-31\n"
GROUP = {"data/groups/a.yml": HEAD}


def page(text: str) -> dict[str, str]:
    return {"content/p.md": f"# T\n\n{text}\n"}


def aliases(count: int) -> dict[str, str]:
    return {"data/groups/a.yml": f"{HEAD}aliases: [{', '.join(f'A{n}' for n in range(count))}]\n"}


def control(count: int) -> dict[str, str]:
    rows = "".join(f"- {{value: groups/a, id: c{n}, references: [paper]}}\n" for n in range(count))
    return {**GROUP, "data/cities/t.yml": f"{HEAD}control:\n{rows}"}


def origins(count: int) -> dict[str, str]:
    """Two sources between which the origins are divided, and one that is derived from both."""
    one = "publisher: P, checked: 2024-12-31"
    rows = "".join(f"o{n}: {{{one}}}\n" for n in range(count))
    halves = [f"sources/o{n}" for n in range(count)]
    derived = [
        f"{name}: {{{one}, derived_from: [{', '.join(some)}]}}\n"
        for name, some in (("x", halves[:50]), ("y", halves[50:]))
    ]
    return {
        "data/sources.yml": rows
        + "".join(derived)
        + f"z: {{{one}, derived_from: [sources/x, sources/y]}}\n"
    }


def cells(count: int) -> dict[str, str]:
    """Tables of 50 columns with so many cells in all; the last one is larger by what is left over."""
    rows, more = divmod(count, 50)
    return page(
        "|a" * 50
        + "|\n"
        + "|-" * 50
        + "|\n"
        + "|b|\n" * (rows - 2)
        + ("\n|a|b|\n|-|-|\n" if more else "")
    )


EDGES: dict[str, tuple[str, int, Callable[[int], dict[str, str]]]] = {
    "values in a list": ("100 are allowed", 100, aliases),
    "rivals": ("100 are allowed of what has one value", 100, control),
    "origins": ("more than 100 origins", 100, origins),
    "marks on a letter": ("30 are allowed", 30, lambda n: {"data/groups/a.yml": f"{HEAD}type: x{chr(0x301) * n}\n"}),
    "marks as escapes": ("more than 30 marks", 30, lambda n: {"data/groups/a.yml": HEAD + 'type: "x' + "\\u0316" * n + '"\n'}),
    "marks in prose": ("30 are allowed", 30, lambda n: page("x" + chr(0x316) * n)),
    "a line": ("a line of", 5_000, lambda n: page("x" * n)),
    "a paragraph": ("a paragraph of", 5_000, lambda n: page("x" * 2_499 + "\n" + "x" * (n - 2_500))),
    "an item": ("a paragraph of", 5_000, lambda n: page("- " + "x" * 2_499 + "\n" + "x" * (n - 2_500))),
    "a heading": ("a heading of", 300, lambda n: page("#### " + "x" * n)),
    "cells": ("cells down to this one", 5_000, lambda n: cells(n if n == 5_000 else 5_001)),
    "headings": ("more than 200 headings", 200, lambda n: page("#### x\n\n" * (n - 1))),
    "lines": ("1,500 are allowed", 1_500, lambda n: page("x\n" * (n - 3))),
    "characters": ("30,000 are allowed", 30_000, lambda n: page("xxxxxxxxx\n" * 1_400 + "\n\n" + ("x" * 1_000 + "\n\n") * 15 + "x" * (n - 14_000 - 2 - 15_030 - 6))),
    "open brackets": ('more than 20 "["', 20, lambda n: page("[" * n)),
    "marks of a footnote": ("is named more than 1,000 times", 1_000, lambda n: page("[^a] " * 500 + "\n\n" + "[^a] " * (n - 500) + "\n\n[^a]: x")),
    "blocks": ("more than 100 blocks", 100, lambda n: page("{{ legend() }}\n\n" * n)),
    "a page as HTML": ("more than 3,000,000 characters once printed", 740, lambda n: page("a " * n + "\n\n*[a]: " + "b" * 4_050)),
}  # fmt: skip


def told(files: dict[str, str]) -> list[str]:
    return [i.message for i in build(tree(files)).issues if i.code == "limit"]


@pytest.mark.parametrize("name", EDGES)
def test_what_is_just_allowed_is_not_told_and_one_more_is(name: str) -> None:
    message, most, make = EDGES[name]
    assert not [m for m in told(make(most)) if message in m]
    assert [message in m for m in told(make(most + 1))] == [True]


WORST = {  # what is told of each of the worst files, and how often at most
    **dict.fromkeys(worst.CASES, ("limit", 1)),
    "rivals within the limit": ("undeclared-dispute", 99),
    "a chain of sources": ("", 0),
    "a circle of sources": ("cycle", 1_000),
    "sources of many origins": ("limit", 500),
    "sources of one origin": ("", 0),
    "unknown references": ("unknown-address", 8_000),
    "unknown keys": ("unknown-key", 4_000),
    "unknown keys of facts": ("unknown-key", 2_000),
    "facts": ("", 0),
    "disputes": ("", 0),
    "unknown claims of a seed": ("unknown-address", 800),
    "wordings": ("prose-quote", 60),
    "emphasis in emphasis": ("limit", 1),
    "footnotes of footnotes": ("", 0),
    "facts that do not exist": ("prose-address", 600),
    "links that lead nowhere": ("prose-link", 400),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", worst.CASES)
def test_the_worst_files_are_answered(name: str) -> None:
    size, make = worst.CASES[name]
    code, most = WORST[name]
    found = [i.code for i in build(worst.tree(make(2 * size))).issues]
    assert code in {*found, ""} and found.count(code) <= most
    assert len(found) <= most + 2


def alike(count: int) -> dict[str, str]:
    """A sheet with so many headings of the same words."""
    fact = "{text: A., references: [paper], status: disputed, note: N.}"
    dispute = "{question: Q?, statements: ['#a', '#b'], note: N.}"
    rows = "".join(f"  d{n}: {dispute}\n" for n in range(count))
    facts = f"facts:\n  a: {fact}\n  b: {fact}\n"
    return {"data/groups/a.yml": f"{HEAD}{facts}disputes:\n{rows}"}


def steps(files: dict[str, bytes], form: Form = MARKDOWN) -> int:
    """How many calls of functions it takes to build these files."""
    calls = 0

    def count(frame: object, event: str, arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        build(files, form=form)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    "name",
    [
        "a chain of sources",
        "a circle of sources",
        "sources of one origin",
        "disputes",
        "facts",
        "unknown references",
    ],
)
def test_twice_as_much_takes_twice_as_many_steps(name: str) -> None:
    once, twice = (worst.tree(worst.CASES[name][1](size)) for size in (100, 200))
    steps(once)  # what is loaded and remembered once
    assert steps(twice) < 2.6 * steps(once)


def test_a_page_with_twice_as_many_headings_takes_twice_as_many_steps() -> None:
    once, twice, form = tree(alike(800)), tree(alike(1_600)), Form("html", to_html)
    steps(once, form)
    assert steps(twice, form) < 2.6 * steps(once, form)


def test_ordinary_prose_is_far_from_every_limit() -> None:
    text = real()["content/about/how-to-read-in-full.md"].decode().partition("\n---\n")[2]
    prose_only = [p for p in text.split("\n\n") if not p.startswith("#") and "{{" not in p]
    long = "\n\n".join(prose_only * 10)[:28_000].rpartition("\n\n")[0]
    assert not [m for m in told(page(long))]
    meter = parser._Meter()
    md = markdown.Markdown(extensions=parser.EXTENSIONS)
    meter.attach(md, printed=False)
    md.convert(long)
    assert 0 < meter.walked < parser.MAX_WALKED / 10


PIECES = [
    "[^a]",
    "[^b]",
    "[^2]",
    " x ",
    "\n\n",
    "[^a]: n\n",
    "[^b]: b [^a]\n",
    "[^2]: c\n",
    "*",
    "`",
    "- ",
    "[c](d)",
    "[c](d 'e')",
    "| a |\n| - |\n",
    "*[x]: y\n",
]


@settings(max_examples=60, deadline=None)
@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_counting_parser_gives_the_html_of_the_plain_one(text: str) -> None:
    assert parser.parse(text)[0] == markdown.markdown(text, extensions=parser.EXTENSIONS)


def test_a_page_prints_nothing_more_once_it_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "MAX_PRINTED", 5_000)
    calls = []
    legend = Blocks.legend
    monkeypatch.setattr(Blocks, "legend", lambda self: calls.append(1) or legend(self))
    found = told(page("{{ legend() }}\n\n" * 50))
    assert found == ["with this the printed page has more than 5,000 characters"]
    assert 1 < len(calls) < 10


def test_a_sheet_that_no_browser_opens_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generated, "MAX_SHEET", 5_000)
    facts = "".join(
        f"  f{n}: {{text: The army moved {n}., references: [paper]}}\n" for n in range(60)
    )
    built = build(tree({"data/groups/a.yml": f"{HEAD}facts:\n{facts}"}))
    assert not built.files
    assert re.fullmatch(
        r"the page groups/a.md has [\d,]+ characters; 5,000 are allowed", built.issues[0].message
    )
    assert built.issues[0].spot.path == "data/groups/a.yml"


# what is shown of many problems


def many(codes: dict[tuple[str, str], int]) -> list[Issue]:
    return sorted(
        Issue(Spot(path, n + 1), code, "m")
        for (code, path), count in codes.items()
        for n in range(count)
    )


def test_as_many_as_an_editor_reads_are_all_shown() -> None:
    issues = many({("bad-date", f"f{n}"): MAX_SHOWN for n in range(MAX_SHOWN_IN_ALL // MAX_SHOWN)})
    assert few(issues) == (issues, [])


def test_one_more_of_a_code_in_a_file_is_counted() -> None:
    shown, more = few(many({("bad-date", "f"): MAX_SHOWN + 1, ("bad-id", "f"): 2}))
    assert len(shown) == MAX_SHOWN + 2
    assert [m.text() for m in more] == ["f: error[bad-date]: and 1 more like this in this file"]


def test_of_more_files_than_an_editor_reads_the_others_are_counted_together() -> None:
    shown, more = few(many({("bad-date", f"f{n:03}"): 1 for n in range(MAX_SHOWN_IN_ALL + 30)}))
    assert len(shown) == MAX_SHOWN_IN_ALL
    assert [m.text() for m in more] == ["error[bad-date]: and 30 more like this in 30 more files"]


def test_no_warning_takes_the_place_of_an_error() -> None:
    warnings = {("cut-value", f"a{n:03}"): 1 for n in range(MAX_SHOWN_IN_ALL)}
    shown, more = few(many({**warnings, ("bad-date", "z"): 1}))
    assert [i.code for i in shown].count("bad-date") == 1
    assert [(m.code, m.count) for m in more] == [("cut-value", 1)]


@settings(deadline=None)
@given(
    counts=st.dictionaries(
        st.tuples(
            st.sampled_from(["bad-date", "bad-id", "cut-value"]), st.sampled_from("abcdefgh")
        ),
        st.integers(0, 40),
    )
)
def test_nothing_is_lost_in_the_count(counts: dict[tuple[str, str], int]) -> None:
    issues = many(counts)
    shown, more = few(issues)
    assert len(shown) + sum(m.count for m in more) == len(issues)
    assert shown == [i for i in issues if i in set(shown)]
    data = json.loads(to_json(issues))
    assert sum(one.get("more", 1) for one in data) == len(issues)


def test_the_report_counts_what_it_does_not_show() -> None:
    facts = "".join(f"  f{n}: {{text: T., references: [papr]}}\n" for n in range(1_900))
    files = tree({"data/groups/a.yml": f"{HEAD}facts:\n{facts}"})
    built = build(files)
    text = report(built.issues, files)
    assert text.count('no source "papr"') == MAX_SHOWN
    assert text.endswith(
        "data/groups/a.yml: error[unknown-address]: and 1,880 more like this in this file"
    )
    assert len(built.issues) == 1_900


# what became faster is still right


@settings(deadline=None)
@given(links=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12))
def test_circles_and_origins_are_those_found_by_walking(links: list[tuple[int, int]]) -> None:
    parents = {n: sorted({b for a, b in links if a == n}) for n in range(7)}
    rows = [
        f"s{n}: {{publisher: P, checked: 2024-12-31, derived_from: [{', '.join(f'sources/s{b}' for b in parents[n])}]}}\n"
        for n in parents
    ]
    library, issues = read(tree({"data/sources.yml": "".join(rows)}) | {})

    def reached(start: int) -> set[int]:
        found, queue = set(), list(parents[start])
        while queue:
            if (one := queue.pop()) not in found:
                found.add(one)
                queue += parents[one]
        return found

    circles = sorted(
        (a, b)
        for a in parents
        for b in parents[a]
        if a in reached(b) | {b} and (a == b or a in reached(b))
    )
    assert len([i for i in issues if i.code == "cycle"]) == len(circles)
    if not circles:
        for n in parents:
            ends = {f"s{m}" for m in reached(n) | {n} if not parents[m]}
            assert weight.origins(library, f"sources/s{n}") == ends


@given(groups=st.lists(st.frozensets(st.integers(0, 5), min_size=1), max_size=6))
def test_independent_sources_are_those_left_when_what_shares_an_origin_is_put_together(
    groups: list[frozenset[int]],
) -> None:
    from factsheet.evidence.library import Library
    from factsheet.kinds import kinds_of

    library = Library(kinds_of({})[0])
    for number, group in enumerate(groups):
        library.origins[f"sources/s{number}"] = frozenset(map(str, group))
    library.origins["sources/none"] = frozenset({"only"})
    left: list[frozenset[int]] = []
    for group in groups:
        together = [g for g in left if g & group]
        left = [g for g in left if not g & group] + [group.union(*together)]
    assert weight.independent(library, [f"sources/s{n}" for n in range(len(groups))]) == (
        len(groups),
        len(left),
    )


@given(one=st.text("ab c", max_size=12), two=st.text("ab c", max_size=12))
def test_the_letters_in_common_are_counted_as_a_table_would(one: str, two: str) -> None:
    row = [0] * (len(two) + 1)
    for a in one:
        before = row
        row = [0]
        for n, b in enumerate(two):
            row.append(before[n] + 1 if a == b else max(row[-1], before[n + 1]))
    assert typed_quotes._common(one, two) == row[-1]


def test_the_nearest_of_very_many_words_is_found() -> None:
    words = [
        f"groups/army-of-{a}{b}{c}#moved"
        for a in "abcdefghij"
        for b in "klmnopqrst"
        for c in "uvwxyz"
    ] + ["groups/rebels#left"]
    assert nearest("groups/rebles#left", words) == 'did you mean "groups/rebels#left"?'
    assert nearest("groups/army-of-bmw#movd", words) == 'did you mean "groups/army-of-bmw#moved"?'
    assert nearest("cities/zzz", words) == ""


def test_a_comparison_of_long_histories_finds_the_entry_that_is_new() -> None:
    def state(count: int) -> Built:
        changes = "".join(
            f"      - {{kind: update, on: 2024-12-10, was: W{n}, why: Y}}\n" for n in range(count)
        )
        return build(
            tree(
                {
                    "data/groups/a.yml": f"{HEAD}facts:\n  f:\n    text: T.\n    references: [paper]\n    changes:\n{changes}"
                }
            )
        )

    assert history.compare(state(99).library, state(100).library) == []


# the document


def constants() -> dict[str, int]:
    found = {}
    package = ROOT / "generator"
    for path in package.rglob("*.py"):
        module = path.stem
        if re.search(r"^MAX_", path.read_text(encoding="utf-8"), re.M):
            values = vars(
                importlib.import_module(".".join(path.relative_to(package).with_suffix("").parts))
            )
            declared = re.findall(
                r"^((?:MAX_\w+(?:, )?)+) = ", path.read_text(encoding="utf-8"), re.M
            )
            found |= {
                f"{module}.{name}": values[name] for names in declared for name in names.split(", ")
            }
    return found


@pytest.mark.parametrize("name", sorted(constants()))
def test_every_limit_is_documented_with_its_number(name: str) -> None:
    text = Path(ROOT / "docs/reference/limits.md").read_text(encoding="utf-8")
    place = next((p for p in re.split(r"\n\n|\n(?=\|)", text) if f"`{name}`" in p), "")
    number = f"{constants()[name]:,}"
    assert re.search(rf"(?<![\d,]){number}(?![\d,]*\d)", place), f"{name} = {number}"


def test_every_documented_limit_is_one_of_the_code() -> None:
    text = Path(ROOT / "docs/reference/limits.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\w+\.MAX_\w+)`", text)) == constants().keys()
