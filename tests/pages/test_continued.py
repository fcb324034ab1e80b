"""The pages of a long list are made one by one: after an edit those that say something else, and no other."""

import random
import sys
from pathlib import Path

import hubs
import pytest
from factsheet.build import load
from factsheet.build.whole import build
from factsheet.cache import Memory
from projects import EFFORT, ROOT, tree, write_tree

sys.path.insert(0, str(ROOT / "benchmarks"))

from edits import EDITS, FACT, Files

HOME = "data/groups/g17.yml"  # four facts, all of which rest on the hub


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
