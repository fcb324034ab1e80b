"""The pages of a long list are made one by one: after an edit those that say something else, and no other."""

import random
import re
from pathlib import Path

import hubs
import pytest
from factsheet.build import load
from factsheet.build.whole import build
from factsheet.cache import Memory
from projects import EFFORT, tree, write_tree

FACT = re.compile(r"(?<=text: )[^,}\n]*")  # within a file, the text of each fact
WHEN = re.compile(r"(?<=when: )\d{4}-\d\d-\d\d")
NAME = re.compile(r"(?<=name: )[^\n]*")
OF = re.compile(r"(?<=references: \[)\w+")
Files = dict[str, str]


def changed(files: Files, what: re.Pattern[str], words: str, dice: random.Random) -> None:
    """One of what a pattern finds, anywhere, has other words."""
    name = dice.choice(sorted(name for name, text in files.items() if what.search(text)))
    found = dice.choice([*what.finditer(files[name])])
    files[name] = files[name][: found.start()] + words + files[name][found.end() :]


def other_words(files: Files, dice: random.Random) -> None:
    changed(files, FACT, f"It was put as {dice.randrange(10**6)}.", dice)


def another_day(files: Files, dice: random.Random) -> None:
    changed(files, WHEN, f"{dice.randint(1990, 2020)}-05-07", dice)


def another_name(files: Files, dice: random.Random) -> None:
    changed(files, NAME, f"{dice.choice('ABMYZ')} name {dice.randrange(10**6)}", dice)


def another_source(files: Files, dice: random.Random) -> None:
    changed(files, OF, dice.choice(["hub", "s3", "census"]), dice)


def another_status(files: Files, dice: random.Random) -> None:
    words = f"It was {dice.randrange(10**6)}., status: retracted, note: It was not so."
    changed(files, re.compile(r"(?<=\{text: )[^,}\n]*"), words, dice)


def another_type(files: Files, dice: random.Random) -> None:
    changed(files, re.compile(r"(?<=type: )\w+"), dice.choice(["militia", "league"]), dice)


def one_more(files: Files, dice: random.Random) -> None:
    name = dice.choice(sorted(name for name in files if "/groups/" in name))
    files[name.replace(".yml", f"-{dice.randrange(10**6)}.yml")] = files[name]


def one_less(files: Files, dice: random.Random) -> None:
    for name in sorted(files):
        if re.search(r"-\d+\.yml$", name):
            del files[name]
            return


HOME = "data/groups/g17.yml"  # four facts, all of which rest on the hub
EDITS = [
    other_words, another_day, another_name, another_source, another_status, another_type, one_more,
    one_less,
]  # fmt: skip


def maker() -> Files:
    return dict(hubs.Maker().make())


@pytest.mark.slow
def test_after_random_edits_every_page_is_that_of_a_build_from_nothing() -> None:
    dice, memory, files = random.Random(20), Memory(), maker()
    build(tree(files), memory=memory)
    for number in range(2 * len(EDITS) * EFFORT):
        before = dict(files)
        EDITS[number % len(EDITS)](files, dice)
        again, fresh = build(tree(files), memory=memory), build(tree(files))
        if not fresh.ok:  # the edit took what something else needs
            files = before
            continue
        assert {n: str(p) for n, p in again.files.items()} == {
            n: str(p) for n, p in fresh.files.items()
        }
        assert again.shows == fresh.shows


def test_an_edit_makes_the_pages_anew_that_tell_of_it_and_no_others() -> None:
    memory, files = Memory(), maker()
    build(tree(files), memory=memory)
    of_hub = {name for name in memory.pages if name.startswith("sources/hub/")}
    assert len(of_hub) > 4
    files[HOME] = FACT.sub("Reworded.", files[HOME], count=1)
    built = build(tree(files), memory=memory)
    anew = memory.renewed & of_hub
    assert built.ok and anew and len(anew) <= len(of_hub) / 2
    assert all("Reworded" in str(built.files[one]) for one in anew)
    assert sum("Reworded" in str(built.files[one]) for one in of_hub) == len(anew)


def test_a_record_that_is_listed_on_a_page_of_an_index_is_told_as_it_is_now() -> None:
    memory, files = Memory(), maker()
    build(tree(files), memory=memory)
    files[HOME] += "aliases: [The Seventeen]\n"
    built = build(tree(files), memory=memory)
    listed = [
        p
        for p in built.files
        if p.startswith("groups/index/") and "Seventeen" in str(built.files[p])
    ]
    assert listed and built.files == build(tree(files)).files


def test_what_was_kept_on_disk_is_taken_again_as_well(tmp_path: Path) -> None:
    files = maker()
    write_tree(tmp_path, files)
    load(tmp_path, memory=Memory())
    reworded = FACT.sub("Reworded.", files[HOME], count=1)
    (tmp_path / HOME).write_text(reworded, encoding="utf-8")
    memory = Memory()
    again, _, _ = load(tmp_path, memory=memory)
    fresh, _, _ = load(tmp_path, memory=Memory(), cached=False)
    assert {n: str(p) for n, p in again.files.items()} == {
        n: str(p) for n, p in fresh.files.items()
    }
    of_hub = {name for name in memory.pages if name.startswith("sources/hub/")}
    assert 0 < len(memory.renewed & of_hub) <= len(of_hub) / 2
