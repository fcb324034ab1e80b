"""Pins: they change when a reader is told something else of a fact, and never otherwise."""

import pytest
from factsheet.evidence import Library, linking, pins
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import EFFORT, tree

FACT = """    moved:
      text: The army moved north.
      references: [paper]
"""
OTHERS = {
    "data/groups/rebels.yml": "name: The Rebels\nchecked: 2024-12-31\n",
    "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
}
HEAD = "name: The Army\nchecked: 2024-12-31\n"


def read(
    facts: str, more: str = "", name: str = "army", others: dict[str, str] = OTHERS
) -> Library:
    """The facts of a small project in which one group has these facts."""
    files = {f"data/groups/{name}.yml": f"{HEAD}{more}facts:\n{facts}", **others}
    library, found = linking.read(tree(files))
    assert not found, found
    return library


def pin(facts: str, address: str = "groups/army#moved", **more: str) -> str:
    return pins.pin(read(facts, **more), [address])


# what a reader is told besides the sentence: a key of the fact, and a line with another value of it
TOLD = {
    "text": "text: The army moved south.",
    "when": "when: 2024-12-07",
    "said": "said: 2024-12-07",
    "via": "via: people/ann",
    "claimant": "status: claimed\n      asserted_by: groups/rebels",
    "scope": "scope: on the road",
    "status": "status: denied\n      asserted_by: people/ann\n      note: Ann denies it.",
}
UNTOLD = {
    "about": "about: [groups/rebels]",
    "recorded": "recorded: 2024-12-20",
    "note": "note: A remark for editors.",
    "formerly": "formerly: [went]",
    "references": "references: ['paper#P5']",
}


def with_line(line: str) -> str:
    key = line.partition(":")[0]
    kept = [one for one in FACT.splitlines() if not one.strip().startswith(f"{key}:")]
    return "\n".join([*kept, f"      {line}", ""])


@pytest.mark.parametrize("key", TOLD)
def test_what_a_reader_is_told_changes_the_pin(key: str) -> None:
    assert pin(with_line(TOLD[key])) != pin(FACT)


@pytest.mark.parametrize("key", UNTOLD)
def test_what_a_reader_is_not_told_leaves_it(key: str) -> None:
    assert pin(with_line(UNTOLD[key])) == pin(FACT)


WORDS = st.text(st.sampled_from("abc xyz."), min_size=1, max_size=20).filter(
    lambda text: text.strip() and " ".join(text.split()) == text
)


@settings(max_examples=40 * EFFORT, deadline=None)
@given(WORDS, WORDS)
def test_two_sentences_have_one_pin_only_if_they_are_one(one: str, two: str) -> None:
    def of(text: str) -> str:
        return pin(with_line(f"text: '{text}'"))

    assert (of(one) == of(two)) is (one == two)


@settings(max_examples=20 * EFFORT, deadline=None)
@given(st.permutations(["groups/army#moved", "groups/army#won", "people/ann#role"]))
def test_the_order_of_the_addresses_does_not_matter(order: list[str]) -> None:
    ann = "name: Ann\nchecked: 2024-12-31\nfacts:\n  role:\n    text: Ann led.\n    references: [paper]\n"
    library = read(
        FACT + "    won:\n      text: The army won.\n      references: [paper]\n",
        others={**OTHERS, "data/people/ann.yml": ann},
    )
    first = pins.pin(library, ["groups/army#moved", "groups/army#won", "people/ann#role"])
    assert pins.pin(library, order) == first
    assert pins.pin(library, order[:2]) != first


CLAIM = FACT + "      status: claimed\n      asserted_by: groups/rebels\n"


def test_another_address_changes_no_pin() -> None:
    before = pin(CLAIM)
    renamed = CLAIM.replace("moved:", "went:", 1) + "      formerly: [moved]\n"
    assert pin(renamed, "groups/army#went") == before
    assert pin(CLAIM, "groups/troops#moved", name="troops", more="formerly: [army]\n") == before
    others = {
        **OTHERS,
        "data/groups/fighters.yml": "name: The Rebels\nchecked: 2024-12-31\nformerly: [rebels]\n",
    }
    del others["data/groups/rebels.yml"]
    moved = CLAIM.replace("groups/rebels", "groups/fighters")
    assert pins.pin(read(moved, others=others), ["groups/army#moved"]) == before


def test_a_fact_on_another_record_keeps_its_pin() -> None:
    whole = CLAIM + "      formerly: ['groups/army#moved']\n"
    others = {
        **OTHERS,
        "data/groups/troops.yml": f"name: Troops\nchecked: 2024-12-31\nfacts:\n{whole}",
    }
    library = read(
        "    won:\n      text: The army won.\n      references: [paper]\n", others=others
    )
    assert pins.pin(library, ["groups/troops#moved"]) == pin(CLAIM)


def test_a_name_that_is_printed_belongs_to_the_pin() -> None:
    others = {**OTHERS, "data/groups/rebels.yml": "name: The Fighters\nchecked: 2024-12-31\n"}
    assert pins.pin(read(CLAIM, others=others), ["groups/army#moved"]) != pin(CLAIM)
    assert pins.pin(read(FACT, others=others), ["groups/army#moved"]) == pin(FACT)


def test_a_dispute_belongs_to_the_pin_of_each_version() -> None:
    two = FACT + "    stayed:\n      text: The army stayed.\n      references: [paper]\n"
    dispute = (
        "disputes:\n  where:\n    question: Where did it go?\n"
        "    statements: ['#moved', '#stayed']\n    note: {note}\n"
    )
    alone = pin(two)
    first = pin(two, more=dispute.format(note="Two reports differ."))
    second = pin(two, more=dispute.format(note="One report is older."))
    assert len({alone, first, second}) == 3
