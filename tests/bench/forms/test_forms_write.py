"""A form writes what the command writes, byte for byte; what is wrong is told, and nothing is written."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from benches import Visitor, opened
from desk import ON
from factsheet.command import main
from projects import stand, write_tree

ADD, ARMY, LEFT = "add/fact/groups/army", "edit/groups/army", "edit/groups/army?part=left"
WHY = {"kind": "correction", "why": "We misread it."}
HELD = {"cited": "wire#P5", "holds": "keep"}
NOW = {  # what the form of `left` has when nothing was touched
    "text": "The army left the town.", "when": "2024-12-07", "status": "claimed",
    "asserted_by": "people/ann", "cited": "wire#P5", "holds": "",
}  # fmt: skip
STRENGTH = "strength:\n  - {value: 4000, when: 2024-12, references: [paper]}\n"
FILES = {
    "data/groups/guard.yml": f"name: The Guard\ntype: guard\naliases: [Guards, Watch]\nchecked: 2024-12-31\n{STRENGTH}"
}
Form = dict[str, Any]
WAYS: dict[str, tuple[list[str], str, Form]] = {
    "a fact": (
        ["add", "fact", "groups/army", "--text", "It came back: twice.", "--when", "2024-12-08", "--ref", "wire#P6", "--ref", "paper"],
        ADD,
        {"text": "It came back: twice.", "when": "2024-12-08", "references": ["wire", "paper", ""], "references.place": ["P6", "", ""], "status": "accepted"},
    ),
    "a claim": (
        ["add", "fact", "groups/army", "--text", "It won.", "--status", "denied", "--asserted-by", "people/ann", "--asserted-by", "a man", "--note", "He was there.", "--ref", "wire"],
        ADD,
        {"text": "It won.", "status": "denied", "asserted_by": ["people/ann", "a man", ""], "note": "He was there.", "references": "wire"},
    ),
    "a draft": (
        ["add", "fact", "groups/army", "--text", "It slept.", "--draft"],
        ADD,
        {"text": "It slept.", "draft": "true"},
    ),
    "a lead": (
        ["add", "fact", "groups/army", "--lead", "--text", "The Army is an army.", "--ref", "wire"],
        f"{ADD}?field=lead",
        {"text": "The Army is an army.", "references": "wire"},
    ),
    "a value": (
        ["add", "fact", "groups/army", "--field", "leader", "--value", "people/ann", "--when", "2024-05/..", "--ref", "wire"],
        f"{ADD}?field=leader",
        {"value": "people/ann", "when": "2024-05/..", "references": "wire"},
    ),
    "a value that nobody knows": (
        ["add", "fact", "groups/army", "--field", "leader", "--value", "{unknown: true}", "--when", "2023", "--ref", "wire"],
        f"{ADD}?field=leader",
        {"value": "", "value.absent": "{unknown: true}", "when": "2023", "references": "wire"},
    ),
    "a number": (
        ["add", "fact", "groups/army", "--field", "strength", "--value", "{about: 30000}", "--ref", "wire"],
        f"{ADD}?field=strength",
        {"value": "{about: 30000}", "references": "wire"},
    ),
    "a record": (
        ["add", "groups", "--name", "هيئة الحراس", "--set", "aliases=The Keepers", "--set", "aliases=Keepers", "--set", "native_name=ar: هيئة"],
        "add/record/groups",
        {"name": "هيئة الحراس", "aliases": ["The Keepers", "Keepers", ""], "native_name.language": ["en", "ar"], "native_name": ["", "هيئة"]},
    ),
    "an event": (
        ["add", "dates", "--name", "The fall", "--text", "It fell.", "--when", "2024-12-08", "--ref", "wire#P1"],
        "add/record/dates",
        {"name": "The fall", "text": "It fell.", "when": "2024-12-08", "references": "wire#P1"},
    ),
    "a quote": (
        ["add", "quote", "--name", "We stay", "--speaker", "people/ann", "--said", "2024-12-08", "--text", "We stay.", "--rendition", "original", "--language", "en", "--ref", "wire#P2"],
        "add/record/quotes",
        {"name": "We stay", "speaker": "people/ann", "said": "2024-12-08", "text": "We stay.", "rendition": "original", "language": "en", "references": "wire", "references.place": "P2"},
    ),
    "a wording": (
        ["add", "quote", "quotes/gone", "--text", "Ils sont partis.", "--rendition", "translation", "--language", "fr", "--translated-by", "a friend", "--ref", "wire"],
        "add/wording/quotes/gone",
        {"text": "Ils sont partis.", "rendition": "translation", "language": "fr", "translated_by": "a friend", "references": "wire"},
    ),
    "a sentence": (
        ["change", "groups/army#left", "--text", "The army left town.", "--keep", "wire", "--kind", "correction", "--why", "We misread it."],
        LEFT,
        {**NOW, "text": "The army left town.", **HELD, **WHY},
    ),
    "a source in the place of another": (
        ["change", "groups/army#left", "--when", "2024-12-08", "--drop", "wire", "--ref", "paper#P3", "--kind", "correction", "--why", "We misread it."],
        LEFT,
        {**NOW, "when": "2024-12-08", "holds": "drop", "references": "paper", "references.place": "P3", **WHY},
    ),
    "all that stay say it": (
        ["change", "people/ann#saw", "--text", "She saw it leave.", "--drop", "copy", "--keep-rest", "--kind", "clarification", "--why", "Shorter."],
        "edit/people/ann?part=saw",
        {"text": "She saw it leave.", "when": "2024-12-07", "cited": ["wire", "copy"], "holds": ["", "drop"], "keep_rest": "true", "kind": "clarification", "why": "Shorter."},
    ),
    "a key less": (
        ["change", "groups/army#left", "--status", "accepted", "--without", "asserted_by", "--keep", "wire", "--kind", "new-evidence", "--why", "It says so itself."],
        LEFT,
        {**NOW, "status": "accepted", "asserted_by": "", **HELD, "kind": "new-evidence", "why": "It says so itself."},
    ),
    "an end, and what follows": (
        ["change", "groups/army#left", "--text", "The army is in the town.", "--when", "2024-12-09/..", "--ended", "2024-12-09", "--ref", "paper", "--why", "It came back."],
        LEFT,
        {**NOW, "text": "The army is in the town.", "when": "2024-12-09/..", "ended": "2024-12-09", "references": "paper", "kind": "update", "why": "It came back."},
    ),
    "an end alone": (
        ["change", "groups/army#left", "--ended", "2024-12-09", "--keep", "wire", "--why", "It came back."],
        LEFT,
        {**NOW, **HELD, "ended": "2024-12-09", "kind": "update", "why": "It came back."},
    ),
    "labels": (
        ["change", "groups/guard", "--without", "type", "--set", "aliases=Guards", "--set", "aliases=The Watch", "--set", "short_name=Guard"],
        "edit/groups/guard",
        {"name": "The Guard", "short_name": "Guard", "aliases": ["Guards", "The Watch"]},
    ),
    "a question": (
        ["change", "groups/army#left-or-stayed", "--set", "question=Did it go?"],
        "edit/groups/army?part=left-or-stayed",
        {"question": "Did it go?", "note": "Nobody else was there."},
    ),
    "what took its place": (
        ["supersede", "groups/army#stayed", "groups/army#left", "--why", "It is known now.", "--kind", "correction"],
        "edit/groups/army?part=stayed",
        {"text": "The army stayed in the town.", "when": "2024-12-07", "status": "superseded", "asserted_by": "a spokesman", "note": "He spoke for the army.", "cited": "paper", "holds": "", "successor": "groups/army#left", "kind": "correction", "why": "It is known now."},
    ),
    "a withdrawal": (
        ["retract", "people/ann#saw", "--why", "She was not there."],
        "withdraw?address=people/ann%23saw",
        {"why": "She was not there."},
    ),
    "a dispute": (
        ["add", "fact", "groups/guard", "--field", "strength", "--value", "5000", "--when", "2024-12", "--ref", "wire", "--dispute", "How many were they?", "--dispute-note", "Nobody counted."],
        "add/fact/groups/guard?field=strength",
        {"value": "5000", "when": "2024-12", "references": "wire", "way": "dispute", "question": "How many were they?", "dispute_note": "Nobody counted."},
    ),
    "a source": (
        ["add", "source", "https://new.example/a", "--title", "News", "--publisher", "The New", "--issued", "2025-01-02"],
        "add/source",
        {"URL": "https://new.example/a", "title": "News", "publisher": "The New", "issued": "2025-01-02"},
    ),
}  # fmt: skip


def written(visitor: Visitor, path: str, form: Form) -> str:
    """Send a form as its page does; gives the page of what was saved."""
    if path == "add/source":
        page = visitor.post(path, {"URL": form["URL"]}).text
        path = re.findall(r'action="/_bench/(add/source/[^"]+)"', page)[0]
    answer = visitor.post(path, form)
    assert answer.status_code == 303, re.findall(r'class="wrong">[^<]*|<li>.*', answer.text)
    return visitor.get(answer.headers["Location"].removeprefix("/_bench/")).text


@pytest.mark.parametrize("way", WAYS)
def test_a_form_writes_what_the_command_writes(way: str, tmp_path: Path) -> None:
    call, path, form = WAYS[way]
    visitor = Visitor(tmp_path / "form", FILES)
    write_tree(tmp_path / "command", {k: v.decode() for k, v in stand(tmp_path / "form").items()})
    before = stand(tmp_path / "form")
    assert "Saved" in written(visitor, path, form)
    status = main(["--root", str(tmp_path / "command"), *call, "--on", ON.isoformat()])
    assert status == 0, way
    after = stand(tmp_path / "form")
    assert after == stand(tmp_path / "command")
    assert after != before
    visitor.post("undo/1", {})
    assert stand(tmp_path / "form") == before


def test_nothing_is_written_while_it_is_typed(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    before = stand(tmp_path)
    for _, path, form in WAYS.values():
        if "source" not in path and "withdraw" not in path:
            answer = visitor.post(f"{path}{'&' if '?' in path else '?'}check=1", form)
            assert answer.status_code == 200, answer.text
            assert "All is well." in answer.text, (path, answer.text)
    assert stand(tmp_path) == before


@pytest.mark.parametrize(
    "path, form, said",
    [
        (ADD, {"text": "It went."}, "Source</a>: an answer is needed"),
        (ADD, {"text": "It went.", "references": "wires"}, "wires"),
        (ADD, {"text": "It went.", "references": "wire", "when": "2024-02-31"}, "February"),
        (ADD, {"text": "It went.", "references": "wire", "status": "claimed"}, "Who says so</a>: an answer is needed"),
        (ADD, {"text": "The army left the town.", "references": "wire"}, "perhaps it is there already"),
        (ADD, {"text": "It went.", "references": "wire", "id": "came"}, "is there already, or was"),
        ("add/fact/groups/guard?field=strength", {"value": "5000", "references": "wire"}, "how the two go together"),
        ("add/record/groups", {"name": "The Army"}, "perhaps it is there already"),
        (LEFT, {**NOW, "text": "It left."}, "does it say what stands there now?"),
        (LEFT, {**NOW, "text": "It left.", **HELD}, "What happened?</a>: choose one"),
        (LEFT, {**NOW, "text": "It left.", **HELD, "kind": "update"}, "Why, for readers</a>: say it in a sentence"),
        (LEFT, {**NOW, "asserted_by": ""}, "its status asks for it"),
        (LEFT, {**NOW, "text": ""}, "an answer is needed"),
        (LEFT, {**NOW, "ended": "2024-12-09"}, "which source says so?"),
        (LEFT, NOW, "nothing is other than it was"),
        ("withdraw?address=people/ann%23saw", {"why": ""}, "tell readers why"),
        ("edit/groups/army?part=stayed", {"text": "The army stayed in the town.", "when": "2024-12-07", "status": "superseded", "asserted_by": "a spokesman", "note": "x", "cited": "paper"}, "what took its place?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_nothing_is_written(
    path: str, form: Form, said: str, tmp_path: Path
) -> None:
    visitor = Visitor(tmp_path, FILES)
    before = stand(tmp_path)
    answer = visitor.post(path, form)
    assert answer.status_code == 422
    assert said in html.unescape(answer.text)
    for value in form.values():  # what was typed stands in the form that comes back
        typed = value if isinstance(value, str) else value[0]
        assert html.escape(typed, quote=False) in answer.text.replace("&#39;", "'")
    assert stand(tmp_path) == before


def test_the_check_says_what_it_prints_and_touches(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    said = visitor.post(
        f"{LEFT}&check=1", {**NOW, "text": "The army <b>left</b>.", "when": "2024-12"}
    ).text
    assert "The army &lt;b&gt;left&lt;/b&gt;, according to Ann Lake." in said
    assert "The Wire report, 8 December 2024, paragraph 5" in said
    assert re.search('id="said-when"[^>]*>December 2024', said)
    assert 'data-needs="holds reasons"' in said
    page = visitor.get(LEFT).text
    assert re.search(r"on \d+ pages, told in \d+ passage", page)
    assert 'src="/groups/army/" data-part="left"' in page


def test_two_who_change_the_same_are_both_heard(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    seen = opened(visitor.get(LEFT).text)
    file = tmp_path / "data/groups/army.yml"
    theirs = (
        file.read_text()
        .replace("The army left the town.", "The army left at dawn.")
        .replace("2024-12-07\n    status: claimed", "2024-12-06\n    status: claimed")
    )
    file.write_text(theirs)
    mine = {**NOW, "text": "The army has left.", "opened": seen, **HELD, **WHY}
    answer = visitor.post(LEFT, mine)
    assert answer.status_code == 422 and file.read_text() == theirs
    shown = html.unescape(answer.text)
    for text in (
        "The army left the town.",
        "The army left at dawn.",
        "The army has left.",
        "2024-12-06",
    ):
        assert text in shown
    again = opened(answer.text)
    assert json.loads(again)["text"] == ["The army left at dawn."]
    written(visitor, LEFT, {**mine, "opened": again, "take.text": "mine", "take.when": "theirs"})
    assert "text: The army has left.\n    when: 2024-12-06\n" in file.read_text()


def test_a_save_reads_what_stands_on_the_disk_now(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    seen = visitor.bench.good()
    visitor.bench.good = lambda: seen  # the preview has not noticed yet
    shown = opened(visitor.get(LEFT).text)
    file = tmp_path / "data/groups/army.yml"
    file.write_text(file.read_text().replace("The army left the town.", "The army left at dawn."))
    theirs = file.read_text()
    answer = visitor.post(LEFT, {**NOW, "text": "It left.", "opened": shown, **HELD, **WHY})
    assert answer.status_code == 422 and "The army left at dawn." in answer.text
    assert file.read_text() == theirs


def test_a_save_is_refused_that_a_page_written_by_hand_cannot_bear(tmp_path: Path) -> None:
    page = '# Home\n\n{{ fact("groups/army#left") }}\n'
    visitor = Visitor(tmp_path, {"content/more.md": page})
    before = stand(tmp_path)
    answer = visitor.post(LEFT, {**NOW, "draft": "true", "kind": "unpublished"})
    assert answer.status_code == 422 and "content/more.md:3" in answer.text
    assert stand(tmp_path) == before


def test_an_undo_takes_back_nothing_that_somebody_else_wrote(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    written(visitor, ADD, {"text": "It came.", "references": "wire"})
    written(visitor, ADD, {"text": "Birds sang.", "references": "wire"})
    assert visitor.post("undo/1", {}).status_code == 400  # the later one first
    file = tmp_path / "data/groups/army.yml"
    file.write_text(file.read_text() + "# mine\n")
    before = stand(tmp_path)
    answer = visitor.post("undo/2", {})
    assert answer.status_code == 409 and "was changed by somebody meanwhile" in answer.text
    assert stand(tmp_path) == before


@pytest.mark.parametrize(
    "claimed", ["[" * 100_000, "{", "[]", '{"text": 1}', "null", '{"x@y": ["z"]}']
)
def test_a_form_that_was_not_opened_here_writes_nothing_odd(claimed: str, tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    before = stand(tmp_path)
    answer = visitor.post(
        LEFT, {**NOW, "opened": claimed, "take.x": "theirs", "holds": ["keep"] * 9}
    )
    assert answer.status_code == 422
    assert stand(tmp_path) == before


def test_what_is_sent_cannot_break_out_of_its_field(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    odd = """It "left": [#1] {a: &b *c} !x 'y' | > %z @ ` # end"""
    typed = {
        "text": odd,
        "note": "a: b\nfacts: {x: {text: y}}",
        "references": "wire",
        "references.place": "P1",
    }
    written(visitor, ADD, typed)
    [new] = [
        s for s in visitor.bench.built.library.statements.values() if s.text.startswith('It "left"')
    ]
    assert new.text == odd and new.note == "a: b facts: {x: {text: y}}"
    for path in (
        "add/record/nope",
        "add/fact/groups/..%2f..%2fetc",
        "edit/groups/army?part=../x",
        "withdraw?address=../x",
    ):
        assert visitor.get(path).status_code in (400, 404), path


def test_a_form_can_come_filled_in(tmp_path: Path) -> None:
    page = Visitor(tmp_path).get(f"{ADD}?text=Shots+fell.&references=wire%23P5&said=2024-12").text
    assert 'value="wire"' in page and 'value="P5"' in page and "Shots fell.</textarea>" in page
    page = (
        Visitor(tmp_path / "b")
        .get("add/record/quotes?text=Go!&speaker=people/ann&references=wire%23P2")
        .text
    )
    assert "Go!</textarea>" in page and 'value="people/ann"' in page


def test_translations_stay_when_the_original_is_changed(tmp_path: Path) -> None:
    text = "name: {en: The Guard, ar: الحرس}\nchecked: 2024-12-31\nfacts:\n  a:\n    text: {en: It stood., ar: {text: وقف., seen: 12345678}}\n    references: [paper]\n"
    visitor = Visitor(
        tmp_path, {"data/site.yml": "languages: [en, ar]\n", "data/groups/guard.yml": text}
    )
    page = visitor.get("edit/groups/guard?part=a").text
    assert 'lang="ar" aria-label="Sentence (ar)">وقف.</textarea>' in page
    written(
        visitor,
        "edit/groups/guard?part=a",
        {"text": "It stands.", "cited": "paper", "holds": "keep", **WHY},
    )
    now = (tmp_path / "data/groups/guard.yml").read_text()
    assert "text: {en: It stands., ar: {text: وقف., seen: 12345678}}" in now


def test_a_translation_is_typed_beside_its_original(tmp_path: Path) -> None:
    text = "name: {en: The Guard, ar: الحرس}\nchecked: 2024-12-31\nfacts:\n  a:\n    text: It stood.\n    references: [paper]\n"
    visitor = Visitor(
        tmp_path, {"data/site.yml": "languages: [en, ar]\n", "data/groups/guard.yml": text}
    )
    form = {"text": "It stands.", "text@ar": "إنه واقف.", "cited": "paper", "holds": "keep", **WHY}
    written(visitor, "edit/groups/guard?part=a", form)
    written(
        visitor,
        "add/fact/groups/guard",
        {"text": "It fell.", "text@ar": "سقط.", "references": "paper"},
    )
    visitor = Visitor(tmp_path, {path: data.decode() for path, data in stand(tmp_path).items()})
    built = visitor.bench.built
    assert not [issue for issue in built.issues if "translation" in issue.code], built.issues
    now = (tmp_path / "data/groups/guard.yml").read_text()
    assert "إنه واقف." in now and "سقط." in now and now.count("seen:") == 2
    arabic = built.libraries["ar"].statements["groups/guard#a"]
    assert arabic.text == "إنه واقف."


def test_what_is_offered_is_found_by_any_spelling(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path)
    assert 'data-value="people/ann"' in visitor.get("pick?to=people,groups&q=Анна").text
    assert 'data-value="copy"' in visitor.get("pick?to=source&q=the+copy").text
    assert 'data-value="groups/army#left"' in visitor.get("pick?to=fact&q=left+town").text
    assert "people/ann" not in visitor.get("pick?to=groups&q=ann").text
    assert 'data-value="groups/army"' in visitor.get("pick?to=groups&q=army").text
    assert "groups/army" not in visitor.get("pick?to=groups&q=army&but=groups/army").text


def test_a_source_without_an_address_is_typed_by_hand(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path, FILES)
    page = visitor.post("add/source", {"URL": "", "by_hand": "1"}).get_data(as_text=True)
    [action] = re.findall(r'action="/_bench/(add/source/[^"]+)"', page)
    typed = {"publisher": "The Town Hall", "title": "In numbers", "issued": "2022"}
    assert visitor.post(action, typed).status_code == 303
    text = (visitor.root / "data/sources/the-town-hall-2022.yml").read_text()
    assert "title: In numbers\npublisher: The Town Hall\nissued: 2022\n" in text


@pytest.mark.parametrize(
    ("path", "can"),
    [
        ("edit/sources/wire", True), ("edit/quotes/gone", True), (LEFT, True),
        (ARMY, False), (f"{ARMY}?part=left-or-stayed", False),
    ],
)  # fmt: skip
def test_a_form_leads_to_withdrawing_what_can_be_withdrawn(
    path: str, can: bool, tmp_path: Path
) -> None:
    page = Visitor(tmp_path, FILES).get(path).get_data(as_text=True)
    assert ("Withdraw it" in page) == can
