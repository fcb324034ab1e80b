"""Two people's changes of one file come together part by part; what both changed, somebody decides."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import EFFORT

from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.refused import Refused
from factsheet.bench.proposing.conflicts import Answer, Conflict
from factsheet.bench.proposing.together import bring
from factsheet.values import fold

PATH = "data/groups/army.yml"
BEFORE = """\
# The desk's own file
name: The Army
aliases: [Army]
checked: 2024-12-31  # by phone

leader:
  - value: people/ann
    references: [paper]  # page 2

facts:
  # on the road
  left:
    text: The army left the town.
    when: 2024-12-07
    references: [wire#P5]
  stayed:
    text: 'The army stayed.'
    references: [paper]
"""


def both(
    onto: dict[str, str], incoming: dict[str, str], answer: Answer | None = None
) -> tuple[str, list[Conflict]]:
    """The file with two people's changes, each a text -> the text in its place."""
    there, coming = BEFORE, BEFORE
    for was, now in onto.items():
        assert was in there
        there = there.replace(was, now)
    for was, now in incoming.items():
        assert was in coming
        coming = coming.replace(was, now)
    three = ({PATH: one.encode()} for one in (BEFORE, there, coming))
    found = bring(*three, lambda conflict: answer)
    return found.files.get(PATH, there.encode()).decode(), found.open


def test_two_facts_changed_by_two_people_are_both_taken_as_typed() -> None:
    text, left = both(
        {"    when: 2024-12-07\n": "    when: 2024-12-08  # she said\n"},
        {"'The army stayed.'": "'The army stayed there.' # heard"},
    )
    assert not left
    expected = BEFORE.replace("when: 2024-12-07", "when: 2024-12-08  # she said")
    assert text == expected.replace("'The army stayed.'", "'The army stayed there.' # heard")


def test_what_is_new_stands_where_its_writer_put_it_with_its_comments() -> None:
    new = "  # from the wire\n  marched:\n    text: It marched.  # north\n    references: [paper]\n"
    text, left = both(
        {"aliases: [Army]": "aliases: [Army, The Host]"},
        {"aliases: [Army]": "aliases: [Force]", "  stayed:\n": f"{new}  stayed:\n"},
    )
    assert not left
    assert "aliases: [The Host, Force]" in text
    assert f"references: [wire#P5]\n{new}  stayed:" in text
    assert text.startswith("# The desk's own file\n") and "# page 2" in text


def test_the_same_fact_changed_in_two_ways_is_asked_for_and_nothing_is_marked_in_the_file() -> None:
    onto = {"when: 2024-12-07": "when: 2024-12-08"}
    incoming = {"The army left the town.": "The army left.", "when: 2024-12-07": "when: 2024-12-09"}
    text, (conflict,) = both(onto, incoming)
    assert conflict.at == "facts/left"
    rows = {row.key: (row.before, row.onto, row.incoming, row.likely) for row in conflict.rows}
    assert rows == {
        "text": (
            "The army left the town.",
            "The army left the town.",
            "The army left.",
            "incoming",
        ),
        "when": ("2024-12-07", "2024-12-08", "2024-12-09", ""),
    }
    assert "<<<<" not in text and "when: 2024-12-08" in text  # theirs stays until somebody decides


@pytest.mark.parametrize(
    ("rows", "texts", "said", "when"),
    [
        ({"text": "onto", "when": "onto"}, {}, "The army left the town.", "2024-12-08"),
        ({"text": "incoming", "when": "incoming"}, {}, "The army left.", "2024-12-09"),
        ({"text": "incoming", "when": "onto"}, {}, "The army left.", "2024-12-08"),
        ({"text": "own", "when": "own"}, {"text": "It left: all.", "when": "2024-12"}, '"It left: all."', "2024-12"),
    ],
)  # fmt: skip
def test_each_key_is_theirs_mine_or_what_is_typed(
    rows: dict[str, str], texts: dict[str, str], said: str, when: str
) -> None:
    onto = {"when: 2024-12-07": "when: 2024-12-08"}
    incoming = {"The army left the town.": "The army left.", "when: 2024-12-07": "when: 2024-12-09"}
    text, left = both(onto, incoming, Answer(rows, texts))
    assert not left
    assert text == BEFORE.replace("The army left the town.", said).replace("2024-12-07", when)


def test_a_fact_that_one_took_out_and_another_changed_is_asked_for() -> None:
    gone = "  stayed:\n    text: 'The army stayed.'\n    references: [paper]\n"
    change = {"'The army stayed.'": "'The army stayed on.'"}
    text, (conflict,) = both({gone: ""}, change)
    assert (conflict.at, conflict.rows[0].onto) == ("facts/stayed", None)
    assert "stayed" not in text
    text, _ = both({gone: ""}, change, Answer({"": "incoming"}))
    assert text.endswith("  stayed:\n    text: 'The army stayed on.'\n    references: [paper]\n")
    text, _ = both(change, {gone: ""}, Answer({"": "incoming"}))
    assert "stayed" not in text and "left" in text


def test_values_of_a_field_are_known_by_their_ids() -> None:
    onto = {"  - value: people/ann\n": "  - value: people/ann\n    id: leader\n", "# page 2\n": "# page 2\n  - value: people/bob\n    id: bob\n    references: [paper]\n"}  # fmt: skip
    text, left = both(
        onto,
        {"# page 2\n": "# page 2\n  - value: people/eve\n    id: eve\n    references: [paper]\n"},
    )
    assert not left
    assert re.findall(r"value: people/(\w+)", text) == ["ann", "bob", "eve"]


def test_prose_comes_together_paragraph_by_paragraph() -> None:
    before = "---\ntitle: T\n---\n\n# Home\r\n\r\nOne.\n\nTwo.\n\nThree.\n"
    onto, incoming = before.replace("One.", "One!"), before.replace("Three.", "Three!\n\nFour.")
    found = bring(*({"content/a.md": text.encode()} for text in (before, onto, incoming)))
    assert not found.open
    assert found.files["content/a.md"] == incoming.replace("One.", "One!").encode()

    onto, incoming = before.replace("Two.", "Two?"), before.replace("Two.", "Too.")
    three = [{"content/a.md": text.encode()} for text in (before, onto, incoming)]
    found = bring(*three)
    (row,) = found.open[0].rows
    assert (row.before, row.onto, row.incoming) == ("Two.\n\n", "Two?\n\n", "Too.\n\n")
    typed = Answer({"": "own"}, {"": "Two or\r\ntoo."})
    assert (
        bring(*three, lambda _: typed).files["content/a.md"]
        == before.replace("Two.", "Two or\ntoo.").encode()
    )


def test_two_paragraphs_at_one_place_are_asked_for_alone() -> None:
    before = "One.\n"
    three = [{"content/a.md": text.encode()} for text in (before, "One.\n\nA.\n", "One.\n\nB.\n")]
    found = bring(*three)
    (row,) = found.open[0].rows
    assert (row.before, row.onto, row.incoming) == (None, "A.\n", "B.\n")
    typed = Answer({"": "own"}, {"": "A.\n\nB."})
    text = bring(*three, lambda _: typed).files["content/a.md"]
    assert text and text.startswith(b"One.\n\nA.\n\nB.\n")


def test_what_cannot_be_read_is_decided_as_a_whole() -> None:
    picture = [{"content/a.png": bytes([0x89, n, 0xFF])} for n in range(3)]
    (conflict,) = bring(*picture).open
    assert conflict.rows[0].incoming == "a file of 3 bytes"
    broken = [{PATH: text} for text in (b"a: 1\n", b"a: [\n", b"a: 3\n")]
    assert bring(*broken).open[0].rows[0].onto == "a: [\n"
    gone: list[dict[str, bytes | None]] = [{PATH: b"a: 1\n"}, {PATH: None}, {PATH: b"a: 2\n"}]
    assert bring(*gone, lambda _: Answer({"": "incoming"})).files == {PATH: b"a: 2\n"}


FACTS = st.dictionaries(
    st.sampled_from("abcde"), st.sampled_from(["One.", "Two.", "Three: 3"]), min_size=1
)


def file(facts: dict[str, str]) -> bytes:
    return "".join(["name: A\nfacts:\n", *(f"  # {k}\n  {k}:\n    text: '{v}'\n" for k, v in facts.items())]).encode()  # fmt: skip


@settings(max_examples=60 * EFFORT, deadline=None)
@given(FACTS, FACTS, FACTS)
def test_no_change_is_lost_and_none_is_invented(
    before: dict[str, str], onto: dict[str, str], incoming: dict[str, str]
) -> None:
    """Each fact is that of who alone changed it; where both did in two ways, it is asked for."""
    found = bring(*({PATH: file(one)} for one in (before, onto, incoming)))
    text = (found.files.get(PATH) or file(onto)).decode()
    said = dict(re.findall(r"  (\w):\n    text: '(.*)'", text))
    asked = {one.at.removeprefix("facts/") for one in found.open}
    for key in "abcde":
        was, there, coming = before.get(key), onto.get(key), incoming.get(key)
        both = there != was and coming != was and there != coming
        assert (key in asked) == both
        assert said.get(key) == (there if both or coming == was else coming)


def test_a_comment_is_a_change_too() -> None:
    text, left = both(
        {"name: The Army": "name: The Old Army", "text: The army left": "text: An army left"},
        {
            "\nfacts:": "\n# all by the wire\n\nfacts:",
            "text: 'The army stayed.'": "text: 'The army stayed.'  # heard",
        },
    )
    assert not left
    assert "\n# all by the wire\n\nfacts:" in text and "stayed.'  # heard" in text
    assert "name: The Old Army" in text and "text: An army left" in text


def test_a_comment_beside_what_had_to_be_decided_is_kept() -> None:
    onto = {"when: 2024-12-07": "when: 2024-12-08"}
    incoming = {"when: 2024-12-07": "when: 2024-12-09", "[paper]  # page 2": "[paper]  # page 3"}
    text, _ = both(onto, incoming, Answer({"when": "onto"}))
    assert text == BEFORE.replace("2024-12-07", "2024-12-08").replace("page 2", "page 3")


@settings(max_examples=60 * EFFORT, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(" :#-'\"{}[]&*!|>%@,\n"), min_size=1).filter(str.strip))  # fmt: skip
def test_what_is_typed_instead_is_text_whatever_it_looks_like(own: str) -> None:
    onto, incoming = {"The army left the town.": "A."}, {"The army left the town.": "B."}
    try:
        text, left = both(onto, incoming, Answer({"text": "own"}, {"text": own}))
    except Refused:
        return  # signs that no file may hold
    assert not left
    read = Doc(text.encode(), PATH)
    assert read.data(("facts", "left", "text")) == fold(own)
    assert list(read.data()) == ["name", "aliases", "checked", "leader", "facts"]


@pytest.mark.parametrize("own", ["", " \n", "a\x00b", "a\u202eb", "<<<<<<< mine\n", "x" * 100_001])
def test_what_no_file_may_hold_is_refused_as_it_is_typed(own: str) -> None:
    with pytest.raises(Refused):
        both(
            {"The army left the town.": "A."},
            {"The army left the town.": "B."},
            Answer({"text": "own"}, {"text": own}),
        )
