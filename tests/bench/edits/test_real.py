"""Edits of the real site: what names a thing follows it, and a kill leaves all or nothing."""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from factsheet.bench import Edit
from factsheet.bench.changes import renaming
from factsheet.bench.uses.reach import references_to
from killed import KILLER
from projects import ROOT, git, stand, write_tree

DAY = date(2026, 12, 31)
# calls `factsheet rename`, and kills itself at the n-th call that reaches the disk for the edit
KILLED = (
    KILLER
    + """
from factsheet.command import main
count_replacing()
sys.exit(main(["--root", sys.argv[1], "rename", "groups/hts", "renamed"]))
"""
)


def real(root: Path) -> Path:
    for name in ("data", "content", "seeds"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    return root


def small(root: Path) -> Path:
    """A site of ten files that name one group."""
    files = {"data/groups/hts.yml": "name: The Army\nchecked: 2024-12-31\n"}
    for n in range(8):
        fact = "{text: It moved., about: [groups/hts], references: [paper]}"
        files[f"data/people/p{n}.yml"] = (
            f"name: Ann {n}\nchecked: 2024-12-31\nfacts: {{f: {fact}}}\n"
        )
    write_tree(root, files)
    return root


@pytest.mark.slow
def test_whatever_is_renamed_the_site_stays_sound_and_nothing_names_it(tmp_path: Path) -> None:
    root = real(tmp_path)
    library = Edit(root, DAY).library
    chance = random.Random(1)
    facts = [one for one in library.statements if not one.endswith("#lead")]  # that has one address
    known = [*chance.sample([*library.records], 4), *chance.sample(facts, 4)]
    known += [*chance.sample([*library.disputes], 2), "groups/hts", "sources/ap-2024-12-08"]
    for old in dict.fromkeys(known):
        edit = Edit(root, DAY)
        old = edit.library.present(old)
        renaming.rename(edit, old, "renamed-so")
        outcome = edit.check()
        assert not outcome.refused, old
        assert references_to(outcome.tree, outcome.built.kinds, old) == []
        record, hash_, _ = old.partition("#")
        new = f"{record}#renamed-so" if hash_ else f"{record.partition('/')[0]}/renamed-so"
        assert outcome.built.library.present(old) == new
        assert len(outcome.built.library.statements) == len(edit.library.statements)


def killed(make: Callable[[Path], Path], folder: Path, kills: list[float]) -> None:
    """Kill a rename at these parts of its way; whoever comes next finds all of it, or nothing."""
    before = stand(make(folder / "0"))
    call = [sys.executable, "-c", KILLED]
    done = subprocess.run([*call, folder / "0", "0"], capture_output=True, text=True, check=True)
    whole = stand(folder / "0")
    calls = int(done.stdout.partition("calls ")[2].split()[0])
    root = make(folder / "1")
    next_call = [sys.executable, "-m", "factsheet", "--root", root, "check"]
    seen = set()
    for step in sorted({1 + int(calls * part) for part in kills}):
        ended = subprocess.run([*call, root, str(step)], capture_output=True)
        assert ended.returncode == -9, ended.stdout
        subprocess.run(next_call, check=True, capture_output=True)
        now = stand(root)
        assert now in (before, whole), f"killed at call {step} of {calls}"
        seen.add(now == whole)
        if now == whole:
            shutil.rmtree(root)
            make(root)
    assert seen == {True, False}


@pytest.mark.slow
def test_a_rename_that_is_killed_is_done_or_not(tmp_path: Path) -> None:
    killed(small, tmp_path, [n / 10 for n in range(10)])


@pytest.mark.full
@pytest.mark.parametrize("part", range(10))
def test_a_rename_of_the_real_site_is_killed_a_hundred_times(tmp_path: Path, part: int) -> None:
    killed(real, tmp_path, [(10 * n + part) / 100 for n in range(10)])


@pytest.mark.slow
def test_gits_revert_splits_what_was_merged_and_keeps_what_was_written_since(
    tmp_path: Path,
) -> None:
    root = real(tmp_path)
    before = stand(root)
    (root / ".gitignore").write_text("/.cache/\n")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "before")
    factsheet = [sys.executable, "-m", "factsheet", "--root", root]
    merge = [*factsheet, "merge", "people/jolani", "people/assad"]
    merged = subprocess.run(merge, capture_output=True, text=True)
    assert merged.returncode == 1 and "work to do" in merged.stdout + merged.stderr  # in prose
    git(root, "add", "-A")
    git(root, "commit", "-qm", "merged")
    subprocess.run([*factsheet, "checked", "groups/sdf"], capture_output=True)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "later")
    git(root, "revert", "--no-edit", "HEAD~1")
    subprocess.run([*factsheet, "check"], capture_output=True, check=True)
    after = {path: b for path, b in stand(root).items() if not path.startswith(".git")}
    checked = {"data/groups/sdf.yml": after["data/groups/sdf.yml"]}
    assert after == {**before, **checked} != before
