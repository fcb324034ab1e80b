"""Whatever is renamed, moved and merged after another, each address ever published leads on."""

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from factsheet.bench import Edit, Refused
from factsheet.bench.changes import merging, moving, renaming
from factsheet.build import Built, load
from factsheet.evidence import Library, pins
from factsheet.outputs import changes
from factsheet.values import Statement
from projects import EFFORT, write_tree

ON = date(2025, 1, 31)
IDS = ("a", "b", "c", "d", "x", "y", "z", "born", "x-old", "a-old", "facts", "x-2", "name")


def project(root: Path, files: dict[str, str]) -> None:
    write_tree(root, files)


def says(statement: Statement | None) -> str:
    return (statement.text or repr(statement.value)) if statement else ""


def start(root: Path, chance: random.Random) -> None:
    """Two kinds with three records each, in files of their own or in one, some renamed before."""
    files, number = dict[str, str](), 0
    for kind in ("people", "groups"):
        for id_ in ("a", "b", "c"):
            lines = [f"name: {kind} {id_}", "checked: 2024-12-31"]
            lines += [f"formerly: [{id_}-old]"] if chance.random() < 0.3 else []
            lines.append("facts:")
            for fact in chance.sample("xyz", chance.randint(1, 3)):
                number += 1
                was = f"formerly: [{fact}-old], " if chance.random() < 0.3 else ""
                lines.append(f"  {fact}: {{text: Sentence {number}., {was}references: [paper]}}")
            if kind == "people":
                number += 1
                lines += ["born:", f"  - value: {1900 + number}", "    references: [paper]"]
            if chance.random() < 0.4:
                many = f"data/{kind}.yml"
                files[many] = files.get(many, "") + "\n".join(
                    [f"{id_}:", *(f"  {x}" for x in lines), ""]
                )
            else:
                files[f"data/{kind}/{id_}.yml"] = "\n".join([*lines, ""])
    project(root, files)


def step(edit: Edit, chance: random.Random) -> tuple[str, ...]:
    """One rename, move or merge by chance; the codes of the work that it may leave."""
    records = [a for a in edit.library.records if not a.startswith("sources/")]
    facts = sorted(edit.library.statements)
    what = chance.choice(("record", "kind", "fact", "move", "move", "merge"))
    if what == "record":
        renaming.rename(edit, chance.choice(records), chance.choice(IDS))
    elif what == "kind":
        new = f"{chance.choice(('people', 'groups'))}/{chance.choice(IDS)}"
        renaming.rename(edit, chance.choice(records), new)
    elif what == "fact" and facts:
        renaming.rename(edit, chance.choice(facts), chance.choice(IDS))
    elif what == "move" and facts:
        moving.move(edit, chance.choice(facts), chance.choice(records), "It is theirs.")
        return moving.WORK
    elif what == "merge":
        merging.merge(edit, chance.choice(records), chance.choice(records))
    return ()


def lost(library: Library, published: dict[str, str]) -> list[str]:
    """The addresses that lead to something else than they did."""
    return [
        f"{address} -> {now}"
        for address, text in published.items()
        if says(library.statements.get(now := library.present(address))) != text
    ]


@pytest.mark.parametrize("seed", range(4 * EFFORT))
def test_no_address_is_lost_in_a_chain_of_edits(tmp_path: Path, seed: int) -> None:
    chance, published, done = random.Random(seed), dict[str, str](), list[str]()
    start(tmp_path, chance)
    for _ in range(15):
        edit = Edit(tmp_path, ON)
        published = {a: says(s) for a, s in edit.library.statements.items()} | published
        try:
            outcome = edit.finish(step(edit, chance))
        except Refused:
            continue
        if outcome.written:
            done.append(outcome.diff)
            assert not lost(load(tmp_path)[0].library, published), "\n\n".join(done)
    assert len(done) > 3


def test_what_moves_is_found_under_every_name_that_its_record_had(tmp_path: Path) -> None:
    fact = "facts: {x: {text: It was so., formerly: [w], references: [paper]}}\n"
    head = "checked: 2024-12-31\n"
    project(
        tmp_path,
        {"data/people/b.yml": f"name: B\n{head}", "data/people/a.yml": f"name: A\n{head}{fact}"},
    )
    for old, new in (("people/a", "c"), ("people/c", "groups/d"), ("groups/d#x", "people/b")):
        edit = Edit(tmp_path, ON)
        do = moving.move if "#" in old else renaming.rename
        do(edit, old, new)
        assert edit.finish().written
    library = load(tmp_path)[0].library
    for home in ("people/a", "people/c", "groups/d"):
        assert library.present(f"{home}#x") == library.present(f"{home}#w") == "people/b#x"


def test_what_is_merged_is_found_though_another_stood_there_since(tmp_path: Path) -> None:
    text = (
        "name: {0}\nchecked: 2024-12-31\nfacts: {{x: {{text: It was {0}., references: [paper]}}}}\n"
    )
    names = {"a": "Ann", "b": "Ben", "c": "Cat"}
    project(tmp_path, {f"data/people/{i}.yml": text.format(name) for i, name in names.items()})
    calls = (
        (moving.move, "people/a#x", "people/b"), (renaming.rename, "people/c", "d"),
        (merging.merge, "people/d", "people/a"),
    )  # fmt: skip
    for do, *given in calls:
        edit = Edit(tmp_path, ON)
        do(edit, *given)
        assert edit.finish().written
    library = load(tmp_path)[0].library
    found = {f"people/{i}#x": f"It was {name}." for i, name in names.items()}
    assert not lost(library, found)


def facts_of(root: Path, *ids: str) -> None:
    """Groups with a fact each, or without one."""
    files = {}
    for id_ in ids:
        fact = f"facts:\n  x: {{text: Of {id_}., references: [paper]}}\n" if id_ == "army" else ""
        files[f"data/groups/{id_}.yml"] = f"name: {id_}\nchecked: 2024-12-31\n{fact}"
    project(root, files)


def change(root: Path, what: Callable[..., object], *call: str) -> Built:
    """What a call makes of a project."""
    edit = Edit(root, ON)
    what(edit, *call)
    assert edit.finish().written
    built = load(root)[0]
    assert built.ok, built.issues
    return built


def known_as(built: Built, address: str) -> tuple[str, str]:
    """By what pins and feeds know a fact."""
    return pins.first(built.library, address), changes.first_address(built.library, address)


def test_a_record_is_known_by_its_own_address_whatever_is_merged_into_it(tmp_path: Path) -> None:
    facts_of(tmp_path, "army", "band", "crew")
    change(tmp_path, merging.merge, "groups/band", "groups/army")
    built = change(tmp_path, merging.merge, "groups/crew", "groups/army")
    assert known_as(built, "groups/army#x") == ("groups/army#x",) * 2
    assert built.library.moved.keys() == {"groups/band", "groups/crew"}
    assert b'"formerly":["groups/band","groups/crew"]' in built.outputs["api/v1/groups/army.json"]
    built = change(tmp_path, renaming.rename, "groups/army", "host")
    assert known_as(built, "groups/host#x") == ("groups/army#x",) * 2
    assert "groups/army" in built.library.moved


@pytest.mark.parametrize("between", ["host", "people/host"])
def test_a_record_that_is_called_again_as_it_was_is_known_as_ever(
    between: str, tmp_path: Path
) -> None:
    facts_of(tmp_path, "army")
    there = between if "/" in between else f"groups/{between}"
    change(tmp_path, renaming.rename, "groups/army", between)
    built = change(tmp_path, renaming.rename, there, "groups/army")
    assert known_as(built, "groups/army#x") == ("groups/army#x",) * 2
    assert built.library.moved == {there: "groups/army"}
