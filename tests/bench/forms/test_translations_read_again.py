"""A translation of older words is confirmed beside its original, as the command does it."""

import re
from pathlib import Path

import html5lib
import pytest
from benches import Visitor
from desk import ON
from factsheet.command import main
from projects import stand, write_tree

SITE = {"data/site.yml": "languages: [en, ar]\n"}
GUARD = """name: {en: The Guard, ar: الحرس}
checked: 2024-12-31
facts:
  a:
    text: {en: It stood <b>., ar: {text: "وقف <b>.", seen: 12345678}}  # as heard
    note: {en: At dawn., ar: {text: فجرا., seen: 12345678}}
    references: [paper]
  b:
    text: {en: It fell., ar: سقط.}
    references: [paper]
  c:
    text: It came.
    references: [paper]
"""


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(tmp_path / "site", {**SITE, "data/groups/guard.yml": GUARD})


def marks(page: str) -> list[str]:
    """What each form that confirms translations sends."""
    html5lib.HTMLParser(strict=True).parse(page)
    found = re.findall(r'action="/_bench/tellings/translation">\s*<input[^>]*>(<input[^>]*>)', page)
    return [one.partition('value="')[2].partition('"')[0] for one in found]


def test_what_is_behind_stands_beside_its_original(visitor: Visitor) -> None:
    page = visitor.get("tellings").text
    assert len(marks(page)) == 2, "what has no translation is not read again"
    told = page.partition('id="translations"')[2]
    for text in ("وقف &lt;b&gt;.", "فجرا.", "It stood &lt;b&gt;.", "At dawn.", "سقط.", "It fell."):
        assert text in told
    assert 'href="/_bench/edit/groups/guard?part=a"' in told and "<b>." not in told
    assert "nobody has confirmed it yet" in told and 'lang="ar"' in told


def test_confirming_writes_what_the_command_writes(visitor: Visitor, tmp_path: Path) -> None:
    there = {path: data.decode() for path, data in stand(visitor.root).items()}
    write_tree(tmp_path / "command", there)
    mark = marks(visitor.get("tellings").text)[0]
    answer = visitor.post("tellings/translation", {"mark": mark})
    assert answer.status_code == 303
    page = visitor.get(answer.headers["Location"].removeprefix("/_bench/")).text
    assert "The translation is confirmed" in page and len(marks(page)) == 1
    call = ["words", "confirm", "groups/guard#a", "--language", "ar", "--on", ON.isoformat()]
    assert main(["--root", str(tmp_path / "command"), *call]) == 0
    now = (visitor.root / "data/groups/guard.yml").read_text()
    assert now == (tmp_path / "command/data/groups/guard.yml").read_text() != GUARD
    assert "# as heard" in now and "12345678" not in now


def test_a_translation_that_changed_since_it_was_shown_is_not_confirmed(visitor: Visitor) -> None:
    mark = marks(visitor.get("tellings").text)[0]
    file = visitor.root / "data/groups/guard.yml"
    file.write_text(file.read_text().replace("At dawn.", "At noon."))
    before = stand(visitor.root)
    for sent in (mark, "", "0" * 16, "../x"):
        answer = visitor.post("tellings/translation", {"mark": sent})
        assert answer.status_code == 400 and "Nothing was written" in answer.text
    assert stand(visitor.root) == before


def test_of_very_many_the_first_are_shown_and_the_rest_is_counted(tmp_path: Path) -> None:
    many = "".join(f"  f{n}:\n    text: {{en: It came {n}., ar: جاء {n}.}}\n    references: [paper]\n" for n in range(80))  # fmt: skip
    group = {"data/groups/guard.yml": f"name: G\nchecked: 2024-12-31\nfacts:\n{many}"}
    page = Visitor(tmp_path, {**SITE, **group}).get("tellings").text
    assert len(marks(page)) == 50 and "80 facts and names" in page and "30 more" in page
