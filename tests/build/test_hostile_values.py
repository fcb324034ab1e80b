"""Values of every type with hostile texts: each prints as it was typed, and does nothing."""

import json
from typing import Any

import documents
import pytest
from factsheet.build.whole import build
from factsheet.document import to_html
from factsheet.pages import plans
from factsheet.values.characters import fold
from hypothesis import given, settings, strategies as st
from projects import EFFORT, tree
from test_hostile import PAYLOADS, elements

KIND = """\
name: dam
title: Dams
card: [photo, local, story]
fields:
  motto: {type: text, label: Motto}
  story: {type: long-text, label: Story}
  local: {type: name, label: Local name}
  stage: {type: choice, label: Stage, options: {one: TEXT}}
  photo: {type: file, label: Photo}
  paper: {type: file, label: Plan}
  register: {type: identifier, label: Register, address: "https://x.example/{id}?a=b"}
"""
PICTURE = {"file": "pictures/dam.jpg", "licence": "CC0", "credit": "Ann", "alt": "A dam"}


def values(text: str) -> dict[str, Any]:
    """A value of each type with the text wherever a text may stand."""
    said = {"alt": text, "licence": text, "credit": text}
    return {
        "motto": text, "story": text, "stage": "one", "register": text[:100].strip() or "x",
        "local": {"text": text, "language": "ar", "spellings": [text, f"{text}!"]},
        "photo": {**PICTURE, **{k: v[:100] for k, v in said.items()}},
        "paper": {**PICTURE, **{k: v[:100] for k, v in said.items()}, "file": "papers/plan.pdf"},
    }  # fmt: skip


def site(text: str) -> dict[str, bytes]:
    """A site with these values, typed in a form that holds any text; and a page that shows them."""
    found = values(text)
    fields = {key: [{"value": value, "references": ["paper"]}] for key, value in found.items()}
    record = {"name": "Dam", "checked": "2024-12-31", **fields}
    lines = "".join(f'{{{{ fact("dams/d#{key}") }}}}\n\n' for key in found)
    return tree(
        {
            "data/kinds/dams.yml": KIND.replace("TEXT", json.dumps(text[:100], ensure_ascii=False)),
            "data/dams/d.yml": json.dumps(record, ensure_ascii=False),
            "content/pictures/dam.jpg": "x",
            "content/papers/plan.pdf": "x",
            "content/page.md": f"# Page\n\n{lines}",
        }
    )


USUAL = build(site("A text")).files


SIGNS = "ab 1<>&\"'`*_[](){}#!|\\~^$%:;/.-+=@?,é\u0634🙂"


def check(text: str) -> None:
    built = build(site(text))
    if any(issue.code == "bad-identifier" for issue in built.issues):
        assert not text.strip(". ")
        return
    assert not built.issues
    for path in ("dams/d.md", "page.md"):
        assert elements(str(built.files[path])) <= elements(str(USUAL[path])), path
    (made,) = plans.Plan(built.library, {}).pages()["dams/d.md"]()
    page = made.page
    assert page
    typed = documents.tree(documents.read(page), page.path, typed=True)
    html = to_html(page).html
    assert not documents.first_difference(typed, documents.tree(html, page.path))
    assert html.count("<img ") == 1 and html.count("javascript:") <= text.count("javascript:") * 20


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_hostile_text_in_each_value_does_nothing(text: str) -> None:
    check(text)


@settings(max_examples=30 * EFFORT, deadline=None)
@given(st.text(st.sampled_from(SIGNS), max_size=250).map(fold).filter(bool))
def test_any_text_in_each_value_does_nothing(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "path",
    ["pictures/dam.jpg#x.png", "pictures/dam.jpg?x.png", "a b.png", "//x.example/a.png", "pictures/../../a.png", "javascript:a.png", "data:image/png;base64,a.png", "c:/a.png",
     "pictures/<img>.png", "pictures/a\"onerror=.png", ".png", "pictures/.png", "~/a.png", "pictures/dam.jpg/..", "PICTURES/DAM.JPG", "pictures//dam.jpg", "./pictures/dam.jpg", "{{x}}.png", "page.md", "pictures"],
)  # fmt: skip
def test_a_file_is_one_of_the_site_or_an_error(path: str) -> None:
    files = site("x")
    record = json.loads(files["data/dams/d.yml"])
    record["photo"][0]["value"]["file"] = path
    files["data/dams/d.yml"] = json.dumps(record).encode()
    built = build(files)
    assert {issue.code for issue in built.issues} == {"bad-file"} and not built.pages
