"""One site in several languages: translations are printed while they hold, and marked when they do not."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from factsheet.bench import Edit, Refused, translations, word_files
from factsheet.build import Built
from factsheet.build.whole import build
from factsheet.command.line import main
from factsheet.evidence import pinned
from factsheet.pages import Stale
from jsonschema import Draft7Validator
from markdown import markdown
from documents import told
from projects import tree, write_tree

DAY = date(2025, 1, 31)
SITE = "languages: [en, ar]\nname: {en: The desk, ar: المكتب}\n"
ARMY = """name: {en: The Army, ar: الجيش}
type: {en: state army, ar: جيش نظامي}
checked: 2024-12-31
leader:
  - {id: leader, value: people/ann, when: 2024-05/.., references: [paper]}
facts:
  moved:
    text:
      en: The army moved.
      ar: {text: تحرك الجيش., seen: "PIN"}
    when: 2024-12-07
    references: [paper]
  stayed:
    text: The guard stayed.
    references: [paper]
"""
FILES = {
    "data/site.yml": SITE,
    "data/groups/army.yml": ARMY,
    "data/people/ann.yml": "name: {en: Ann, ar: آن}\nchecked: 2024-12-31\n",
    "content/index.md": "# Home\n\n[The army](groups/army.md)\n",
    "content/who.md": '# Who?\n\nThe army moved.{{ rests("groups/army#moved", seen="PIN") }}\n',
    "content/who.ar.md": '# من؟ {#who}\n\nتحرك الجيش.{{ rests("groups/army#moved", seen="PIN") }}\n',
}


def with_pins(files: dict[str, str]) -> dict[str, str]:
    """The files with the pins of what they say."""
    from factsheet.evidence import pins

    plain = {path: text.replace(', seen: "PIN"', "") for path, text in files.items()}
    library = build(
        tree({**plain, "content/who.md": "# W\n", "content/who.ar.md": "# W\n"})
    ).library
    place = next(p for p in pinned.places(library) if p.address == "groups/army#moved")
    pin, telling = pinned.pin(library, place), pins.pin(library, ["groups/army#moved"])
    return {
        path: text.replace("PIN", pin if path.startswith("data/") else telling)
        for path, text in files.items()
    }


SOUND = with_pins(FILES)


def built(**changes: str) -> Built:
    """The site with some texts of the army's file changed."""
    army = SOUND["data/groups/army.yml"]
    for old, new in changes.items():
        army = army.replace(*new.split(" => ")) if " => " in new else army.replace(old, new)
    made = build(tree({**SOUND, "data/groups/army.yml": army}), stale=Stale("own-words"))
    assert made.ok, made.issues
    return made


def sheet(made: Built, path: str = "ar/groups/army.md") -> str:
    return told(str(made.pages[path]))


def test_every_page_stands_once_more_below_the_code_of_the_language() -> None:
    made = built()
    first = {path for path in made.pages if not path.startswith("ar/")}
    assert {f"ar/{path}" for path in first} == {p for p in made.pages if p.startswith("ar/")}
    assert "who.ar.md" not in made.pages and "# من؟" in str(made.pages["ar/who.md"])


def test_a_translation_is_printed_in_its_language_and_the_rest_is_marked() -> None:
    said = sheet(built())
    assert "# الجيش" in said and "تحرك الجيش" in said and "The army moved" not in said
    assert '<bdi lang="en" dir="ltr" class="fs-apart">The guard stayed.[^army-stayed]</bdi>' in said
    assert "[آن](../people/ann.md)" in said and "منذ مايو 2024" in said
    assert 'spoken: "ar"' in said
    english = sheet(built(), "groups/army.md")
    assert "The army moved" in english and "تحرك" not in english and "spoken" not in english
    assert '**In Arabic:** <bdi lang="ar" dir="rtl">الجيش</bdi>' in english, "it is found by it"
    assert '<bdi lang="en" dir="ltr">The Army</bdi>' in said


def test_what_changes_in_substance_brings_the_original_back() -> None:
    for change in ("when: 2024-12-07 => when: 2024-12-06", "references: [paper]\n  stayed => references: [paper]\n    status: claimed\n    asserted_by: people/ann\n  stayed"):  # fmt: skip
        said = sheet(built(_=change))
        assert "تحرك الجيش" not in said
        assert re.search(r'<bdi lang="en" dir="ltr"[^>]*>The army moved', said), change


def test_when_only_words_changed_the_old_translation_stands_beside_the_original() -> None:
    said = sheet(built(_="The army moved. => The army marched."))
    assert re.search("تحرك الجيش.*ترجمة لم تُراجع بعد.*The army marched", said)


def test_a_clarification_that_says_so_keeps_the_translations() -> None:
    change = (
        "changes: [{kind: clarification, on: 2025-01-01, was: The army moved., why: Clearer.KEEP}]"
    )
    new = "The army moved. => The army set out."
    for keep, marked in ((", keeps_translations: true", False), ("", True)):
        army = SOUND["data/groups/army.yml"].replace(*new.split(" => "))
        army = army.replace(
            "when: 2024-12-07",
            f"when: 2024-12-07\n    {change.replace('KEEP', '').replace('}]', keep + '}]')}",
        )
        made = build(tree({**SOUND, "data/groups/army.yml": army}), stale=Stale("own-words"))
        assert made.ok, made.issues
        assert ("ترجمة لم تُراجع بعد" in sheet(made)) is marked


def test_what_a_change_replaced_and_why_is_marked_with_its_language() -> None:
    change = "changes: [{kind: correction, on: 2025-01-01, was: It left., why: A slip.}]"
    made = built(_=f"when: 2024-12-07 => when: 2024-12-07\n    {change}")
    said = sheet(made)
    for words in ("It left.", "A slip."):
        assert re.search(f'<bdi lang="en" dir="ltr">{words[:-1]}', said), said
    english = sheet(made, "groups/army.md").partition("It left")[2]
    assert "bdi" not in english.partition("</span>")[0]


def test_names_that_nobody_translated_stand_on_the_map() -> None:
    point = "point: [{value: [36.2, 34.1], references: [paper]}]\n"
    city = f"name: {{en: Homs}}\nchecked: 2024-12-31\n{point}"
    pages = {path: "# Map\n\n{{ map() }}\n" for path in ("content/map.md", "content/map.ar.md")}
    made = build(tree({**SOUND, "data/cities/homs.yml": city, **pages}))
    assert made.ok, made.issues
    text = re.search(r"<text [^>]*>Homs</text>", sheet(made, "ar/map.md"))
    assert text and ' lang="en"' in text[0], "an element of HTML in a drawing is not shown"
    assert re.search(r"<text (?![^>]*lang=)[^>]*>Homs</text>", sheet(made, "map.md"))


def test_a_correction_waits_for_no_reader_of_another_language() -> None:
    army = SOUND["data/groups/army.yml"].replace("The army moved.", "The army marched.")
    page = SOUND["content/who.md"].replace("The army moved.", "The army marched.")
    library = build(
        tree({**SOUND, "data/groups/army.yml": army, "content/who.md": "# W\n"})
    ).library
    from factsheet.evidence import pins

    new = pins.pin(library, ["groups/army#moved"])
    page = re.sub(r'seen="\w+"', f'seen="{new}"', page)
    made = build(tree({**SOUND, "data/groups/army.yml": army, "content/who.md": page}))
    assert made.ok, [i.message for i in made.issues]
    assert "The army marched" in str(made.pages["ar/who.md"]), (
        "the fact's own sentence stands there"
    )


def test_a_page_that_nobody_wrote_in_a_language_is_the_original_and_says_so() -> None:
    said = str(built().pages["ar/index.md"])
    assert said.startswith('---\nlanguage: "en"\nspoken: "ar"\n') and "# Home" in said
    assert "ar/index.md" in built().thin


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (
            "{en: The army moved., german: Sie zog.}",
            "bad-choice",
            '"german" is not a language code',
        ),
        ("{}", "wrong-shape", "a text is expected here"),
        ("{en: [a]}", "wrong-shape", "a text is expected here"),
        ("{en: A., ar: {seen: 3fa91c07}}", "missing-key", "this key is required"),
        ("{en: A., ar: {text: ب., seen: nonsense}}", "bad-choice", "is no pin of a translation"),
        ("{en: A., ar: {text: ب., by: me}}", "unknown-key", "there is no such key here"),
        ("{en: A., ar: ''}", "missing-key", "the value is empty"),
        ("{en: A., ar: 'a\u202eb'}", "bad-character", ""),
    ],
)
def test_wrong_translations_are_told_with_their_place(text: str, code: str, said: str) -> None:
    army = f"name: The Army\nchecked: 2024-12-31\nfacts:\n  moved: {{text: {text}, references: [paper]}}\n"
    found = build(tree({"data/site.yml": SITE, "data/groups/army.yml": army})).issues
    assert [i.code for i in found][:1] == [code] and said in found[0].message
    assert found[0].spot.path == "data/groups/army.yml" and found[0].spot.line == 4
    assert (
        said != "is no pin of a translation"
        or found[0].hint == "factsheet words confirm ADDRESS writes it"
    )


def test_a_pin_that_is_none_says_what_writes_it(project: Path) -> None:
    army = project / "data/groups/army.yml"
    broken = re.sub(r'seen: "\w+"', "seen: nonsense", army.read_text(encoding="utf-8"))
    army.write_text(broken, encoding="utf-8")
    found = build(tree({**SOUND, "data/groups/army.yml": broken})).issues
    assert found[0].hint == "factsheet words confirm ADDRESS writes it"
    assert call(project, "words", "confirm", "groups/army#moved", "--on", "2025-01-31") == 0
    mended = army.read_text(encoding="utf-8")
    assert "nonsense" not in mended and build(tree({**SOUND, "data/groups/army.yml": mended})).ok


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "[a](javascript:b)", "`c` {{ fact() }}", "*a* _b_ &amp;"]
)
def test_a_translation_is_text_whatever_is_in_it(text: str) -> None:
    army = SOUND["data/groups/army.yml"].replace("تحرك الجيش.", text.replace('"', "'"))
    army = army.replace(f"text: {text}", f"text: '{text}'")
    made = build(tree({**SOUND, "data/groups/army.yml": army}))
    assert made.ok, made.issues
    from html import unescape

    html = unescape(re.sub(r"<[^>]*>", "", markdown(sheet(made))))
    assert text.rstrip(".") in html


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_tree(tmp_path, SOUND)
    return tmp_path


def call(root: Path, *words: str) -> int:
    return main(["--root", str(root), *words])


@pytest.mark.parametrize("name", ["ar.po", "ar.csv"])
def test_texts_go_out_to_a_translator_and_come_back(
    project: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / name
    assert call(project, "words", "export", str(file), "--missing") == 0
    text = file.read_text(encoding="utf-8")
    assert "The guard stayed." in text and "The army moved." not in text
    before = (project / "data/groups/army.yml").read_text(encoding="utf-8")
    if name.endswith(".po"):
        text = text.replace(
            'msgid "The guard stayed."\nmsgstr ""', 'msgid "The guard stayed."\nmsgstr "بقي الحرس."'
        )
    else:
        text = text.replace("The guard stayed.,,", "The guard stayed.,بقي الحرس.,")
    file.write_text(text, encoding="utf-8")
    assert call(project, "words", "import", str(file), "--on", "2025-01-31") == 0
    after = (project / "data/groups/army.yml").read_text(encoding="utf-8")
    pin = re.search(r"text: بقي الحرس\.\n +seen: [0-9a-f]{8}\n", after)
    assert pin, after
    head, _, tail = before.partition("    text: The guard stayed.\n")
    assert after.startswith(head) and after.endswith(tail), "the rest is untouched"
    made = build(tree({**SOUND, "data/groups/army.yml": after}))
    assert "بقي الحرس" in sheet(made)
    capsys.readouterr()
    assert call(project, "words", "import", str(file), "--on", "2025-01-31") == 0
    assert "nothing to change" in capsys.readouterr().out


def test_a_translation_of_what_has_changed_meanwhile_is_known_as_such(project: Path) -> None:
    file = project / "ar.po"
    assert call(project, "words", "export", str(file), "--missing") == 0
    text = file.read_text(encoding="utf-8")
    text = text.replace(
        'msgid "The guard stayed."\nmsgstr ""', 'msgid "The guard stayed."\nmsgstr "بقي الحرس."'
    )
    file.write_text(text, encoding="utf-8")
    army = project / "data/groups/army.yml"
    army.write_text(
        army.read_text(encoding="utf-8").replace("The guard stayed.", "The guard left."),
        encoding="utf-8",
    )
    assert call(project, "words", "import", str(file), "--on", "2025-01-31") == 0
    made = build(tree({**SOUND, "data/groups/army.yml": army.read_text(encoding="utf-8")}))
    assert "ترجمة لم تُراجع بعد" in sheet(made)
    assert call(project, "words", "confirm", "groups/army#stayed", "--on", "2025-01-31") == 0
    made = build(tree({**SOUND, "data/groups/army.yml": army.read_text(encoding="utf-8")}))
    assert "ترجمة لم تُراجع بعد" not in sheet(made)


def test_an_edit_of_the_original_leaves_its_translations(project: Path) -> None:
    assert call(project, "change", "groups/army#moved", "--text", "The army set out.", "--kind", "clarification", "--keep-rest",
                "--why", "Clearer.", "--on", "2025-01-31") in (0, 1)  # fmt: skip
    after = (project / "data/groups/army.yml").read_text(encoding="utf-8")
    assert "en: The army set out." in after and "تحرك الجيش" in after


def test_files_that_are_none_of_ours_are_refused_and_nothing_is_written(project: Path) -> None:
    edit = Edit(project, DAY)
    for data, name in ((b"\xff\xfe", "x.csv"), (b'msgid "x\n', "x.po"), (b"a,b\n1,2\n", "x.csv")):
        with pytest.raises(Refused):
            word_files.read(data, name)
    stranger = [translations.Given("groups/nobody#x", "text", "ب", "")]
    with pytest.raises(Refused, match="has no text under text"):
        translations.take_in(edit, "ar", "en", stranger)
    assert edit.changes() == {}


def test_coverage_counts_what_is_translated(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(project, "coverage") == 0
    said = capsys.readouterr().out
    assert re.search(r"ar: 4 of \d+ texts translated; 1 page of \d+ too little", said), said


def test_a_build_that_has_nothing_to_do_writes_every_page(project: Path) -> None:
    assert call(project, "build", str(project / "one")) == 0
    assert call(project, "build", str(project / "two")) == 0
    pages = [{p.relative_to(root): p.read_bytes() for p in root.rglob("*.md")}
             for root in (project / "one", project / "two")]  # fmt: skip
    assert pages[0] == pages[1] and Path("ar/index.md") in pages[1]


def test_a_site_of_one_language_has_no_further_pages() -> None:
    files = {**SOUND, "data/site.yml": "language: en\n"}
    del files["content/who.ar.md"]
    made = build(tree(files))
    assert made.ok and not [path for path in made.pages if path.startswith("ar/")]


def test_words_of_a_sites_own_kind_go_by_language() -> None:
    kind = "fields:\n  rank: {type: text, label: {en: Rank, ar: الرتبة}}\nsections:\n  r: {title: {en: Ranks, ar: الرتب}, fields: [rank]}\n"
    army = (
        SOUND["data/groups/army.yml"]
        + "rank: [{value: {en: first, ar: الأول}, references: [paper]}]\n"
    )
    made = build(tree({**SOUND, "data/kinds/groups.yml": kind, "data/groups/army.yml": army}))
    assert made.ok, made.issues
    assert "## الرتب" in sheet(made) and "الأول" in sheet(made) and "Rank" not in sheet(made)
    english = sheet(made, "groups/army.md")
    assert "## Ranks" in english and "first" in english and "الرتب" not in english


def test_the_schemas_know_translations() -> None:
    from factsheet.build import site_settings
    from factsheet.kinds import kinds_of

    schema = json.loads(site_settings.schemas(kinds_of({})[0])["groups.json"])
    judge = Draft7Validator(schema)
    named = {
        "checked": 2024,
        "name": {"en": "The Army", "ar": {"text": "الجيش", "seen": "3fa91c07"}},
    }
    assert judge.is_valid(named)
    named["name"]["ar"]["sen"] = "3fa91c07"
    assert not judge.is_valid(named)


def test_an_edit_in_one_language_prints_no_page_of_another() -> None:
    from factsheet.cache import Memory

    memory = Memory()
    assert build(tree(SOUND), memory=memory).ok
    army = SOUND["data/groups/army.yml"].replace("تحرك الجيش.", "سار الجيش.").replace("name: {en: The Army, ar: الجيش}", "name:\n  en: The Army\n  ar: الجيش")  # fmt: skip
    made = build(tree({**SOUND, "data/groups/army.yml": army}), memory=memory)
    assert made.ok and "سار الجيش" in sheet(made)
    assert (
        memory.renewed and {name for name in memory.renewed if not name.startswith("ar/")} == set()
    )
    army = army.replace("The guard stayed.", "The guard left.")
    assert "The guard left" in str(
        build(tree({**SOUND, "data/groups/army.yml": army}), memory=memory).pages["groups/army.md"]
    )
    assert "groups/army.md" in memory.renewed and "ar/groups/army.md" in memory.renewed


def test_what_an_edit_leaves_alone_is_not_translated_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from factsheet.cache import Memory
    from factsheet.evidence import translating

    seen: list[str] = []
    real = translating._Translator.record

    def record(self: Any, one: Any) -> Any:
        seen.append(one.address)
        return real(self, one)

    monkeypatch.setattr(translating._Translator, "record", record)
    army = ARMY.replace(
        "    when: 2024-12-07\n", "    when: 2024-12-07\n    asserted_by: people/ann\n"
    )
    memory, files = Memory(), with_pins({**FILES, "data/groups/army.yml": army})
    files["data/people/bob.yml"] = "name: {en: Bob, ar: بوب}\nchecked: 2024-12-31\n"
    assert build(tree(files), memory=memory).ok and set(seen) >= {"groups/army", "people/ann"}
    for path, old, new, again in (
        ("people/bob", "en: Bob", "en: Rob", {"people/bob"}),
        ("people/ann", "en: Ann", "en: Anna", {"people/ann", "groups/army"}),  # who says so
        ("groups/army", "The guard stayed", "The guard left", {"groups/army"}),
        ("groups/army", "2024-12-07", "2024-12-08", {"groups/army"}),
    ):
        seen.clear()
        files[f"data/{path}.yml"] = files[f"data/{path}.yml"].replace(old, new)
        made = build(tree(files), memory=memory, stale=Stale("own-words"))
        assert made.ok and set(seen) == again, path
        assert made.files == build(tree(files), stale=Stale("own-words")).files
