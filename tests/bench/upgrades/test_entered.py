"""Since when a statement is on record: the first commit that has it, whatever became of its name since."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from factsheet.bench.upgrades import entered
from factsheet.disk import CannotWrite, revisions
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import git

FACT = "    text: The army moved.\n    references: [paper]\n"
ARMY = f"name: The Army\nchecked: 2024-12-31\nfacts:\n  moved:\n{FACT}"


def commit(root: Path, day: str, files: dict[str, str | None]) -> None:
    """Write or delete files, and commit them as on a day."""
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink() if text is None else place.write_bytes(text.encode())
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "--date", f"{day}T12:00:00+00:00", "-m", day)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def days(root: Path) -> dict[str, str]:
    """The day of every statement that ever was, by its address."""
    versions = revisions.since_when(root)
    found = zip(versions, revisions.contents(root, (v.blob for v in versions)))
    return {address: str(day) for address, day in entered.first_days(found).items()}


def test_a_statement_is_of_the_day_of_the_commit_that_first_has_it(root: Path) -> None:
    commit(root, "2024-01-01", {"data/groups/army.yml": ARMY})
    commit(root, "2024-02-01", {"data/groups/army.yml": f"{ARMY}  stood:\n{FACT}"})
    commit(root, "2024-03-01", {"data/groups/army.yml": f"{ARMY}  stood:\n{FACT}# checked\n"})
    assert days(root) == {
        "groups/army": "2024-01-01",
        "groups/army#moved": "2024-01-01",
        "groups/army#stood": "2024-02-01",
    }


def test_values_wordings_and_records_of_one_file_have_their_days_too(root: Path) -> None:
    town = "name: Town\nchecked: 2024-12-31\npopulation:\n  - {value: 5, references: [paper]}\n"
    more = "  - {value: 6, id: population-2024, references: [paper]}\n"
    quote = "name: A word\nwordings:\n  paper: {text: Go., references: [paper]}\n"
    list_ = "nile:\n  name: The Nile\n  facts:\n    flows: {text: It flows., references: [paper]}\n"
    commit(root, "2024-01-01", {"data/cities/town.yml": town, "data/places.yml": list_})
    commit(root, "2024-02-01", {"data/cities/town.yml": town + more, "data/quotes/go.yml": quote})
    found = days(root)
    assert found["cities/town#population"] == found["places/nile#flows"] == "2024-01-01"
    assert found["cities/town#population-2024"] == found["quotes/go#paper"] == "2024-02-01"


def test_a_renamed_file_an_old_id_and_another_file_of_the_record_keep_the_day(root: Path) -> None:
    commit(root, "2024-01-01", {"data/groups/army.yml": ARMY})
    commit(root, "2024-02-01", {"data/groups/army.yml": None, "data/groups/guard.yml": ARMY})
    assert days(root)["groups/guard#moved"] == "2024-01-01"
    renamed = ARMY.replace("  moved:", "  has-moved:\n    formerly: [moved]")
    renamed = renamed.replace("name:", "formerly: [guard]\nname:")
    commit(root, "2024-03-01", {"data/groups/guard.yml": None, "data/groups/force.yml": renamed})
    assert days(root)["groups/force#has-moved"] == "2024-01-01"
    inside = "force:\n" + "".join(f"  {line}\n" for line in renamed.splitlines())
    commit(root, "2024-04-01", {"data/groups/force.yml": None, "data/groups.yml": inside})
    assert days(root)["groups/force#has-moved"] == "2024-01-01"


def test_a_fact_of_another_record_and_a_record_of_another_kind_keep_their_days(root: Path) -> None:
    commit(root, "2024-01-01", {"data/groups/army.yml": ARMY, "data/places/homs.yml": ARMY})
    moved = ARMY.replace("  moved:", "  moved:\n    formerly: [groups/army#moved]")
    town = ARMY.replace("name:", "formerly: [places/homs]\nname:")
    files = {"data/groups/army.yml": "name: The Army\n", "data/groups/guard.yml": moved}
    commit(root, "2024-02-01", {**files, "data/cities/homs.yml": town})
    found = days(root)
    assert found["groups/guard#moved"] == found["cities/homs#moved"] == "2024-01-01"


def test_a_statement_that_came_by_a_merge_has_the_day_of_its_own_commit(root: Path) -> None:
    commit(root, "2024-01-01", {"data/groups/army.yml": ARMY})
    git(root, "checkout", "-q", "-b", "side")
    commit(root, "2024-02-01", {"data/groups/guard.yml": ARMY.replace("Army", "Guard")})
    git(root, "checkout", "-q", "main")
    commit(root, "2024-03-01", {"data/groups/army.yml": f"{ARMY}  stood:\n{FACT}"})
    git(root, "merge", "-q", "--no-ff", "-m", "merge", "side")
    found = days(root)
    assert found["groups/guard#moved"] == "2024-02-01"
    assert found["groups/army#stood"] == "2024-03-01"


def test_a_version_that_nobody_could_read_counts_for_nothing(root: Path) -> None:
    commit(root, "2024-01-01", {"data/groups/army.yml": ARMY + "  stood: {text: [\n"})
    commit(root, "2024-02-01", {"data/groups/army.yml": ARMY, "data/groups/deep/a.yml": ARMY})
    assert days(root) == {"groups/army": "2024-02-01", "groups/army#moved": "2024-02-01"}


def test_no_setting_or_attribute_of_the_repository_has_a_say(root: Path) -> None:
    commit(root, "2024-01-01", {"data/groups/army.yml": ARMY})
    before = days(root)
    (root / ".gitattributes").write_text("*.yml diff=loud filter=loud -text\n")
    settings_ = {
        "diff.loud.textconv": "false", "diff.external": "false", "log.follow": "true",
        "log.showSignature": "true", "color.ui": "always", "filter.loud.smudge": "false",
        "log.date": "relative", "format.pretty": "oneline", "diff.renames": "false",
    }  # fmt: skip
    for key, value in settings_.items():
        git(root, "config", key, value)
    assert days(root) == before


def test_a_site_in_a_folder_of_its_repository_has_its_own_history(root: Path) -> None:
    commit(root, "2024-01-01", {"sites/one/data/groups/army.yml": ARMY})
    commit(root, "2024-02-01", {"data/groups/other.yml": ARMY})
    assert days(root / "sites" / "one") == {
        "groups/army": "2024-01-01", "groups/army#moved": "2024-01-01",
    }  # fmt: skip


def test_without_a_whole_history_no_day_is_told(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = tmp_path_factory.mktemp("bare")
    with pytest.raises(CannotWrite, match="git cannot tell the history"):
        revisions.since_when(bare)
    with pytest.raises(CannotWrite, match="git cannot tell the history"):
        revisions.since_when(root)  # no commit yet
    commit(root, "2024-01-01", {"data/groups/army.yml": ARMY})
    commit(root, "2024-02-01", {"data/groups/army.yml": f"{ARMY}  stood:\n{FACT}"})
    shallow = tmp_path_factory.mktemp("shallow")
    git(shallow, "clone", "-q", "--depth", "1", root.as_uri(), "copy")
    with pytest.raises(CannotWrite, match="shallow"):
        revisions.since_when(shallow / "copy")


def test_a_long_history_is_read_by_a_few_processes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"data/groups/g{n}.yml": ARMY.replace("Army", f"Army {n}") for n in range(700)}
    commit(root, "2024-01-01", dict(files))
    calls, real = [], subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *a, **k: calls.append(a) or real(*a, **k))
    assert len(days(root)) == 1_400 and len(calls) <= 6


class Version:
    """A file as a commit wrote it."""

    def __init__(self, on: date, path: str, was: str = "") -> None:
        self.on, self.path, self.was = on, path, was


IDS = st.sampled_from("abcd")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(IDS, unique=True), min_size=1, max_size=8))
def test_a_day_is_never_later_than_a_commit_that_has_the_statement(states: list[list[str]]) -> None:
    """Facts come and go: each is of the first day on which it was there."""
    versions, first = [], dict[str, date]()
    for number, ids in enumerate(states, 1):
        day = date(2024, 1, number)
        facts = "".join(f"  {id_}: {{text: It is., references: [paper]}}\n" for id_ in ids)
        text = f"name: Army\nfacts:\n{facts}" if ids else "name: Army\n"
        versions.append((Version(day, "data/groups/army.yml"), text.encode()))
        for id_ in ids:
            first.setdefault(f"groups/army#{id_}", day)
    found = entered.first_days(versions)
    assert {a: day for a, day in found.items() if "#" in a} == first
