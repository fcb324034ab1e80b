"""What is told of an address: the sentence, sources, rivals, who names it, and what would break without it."""

import json
import subprocess
from pathlib import Path

import pytest
from desk import FILES, survey
from projects import PAPER

from factsheet import disk
from factsheet.bench.looking import past, show, todo
from factsheet.command import main


def told(address: str, impact: bool = False) -> str:
    return show.show(survey(), address, [], impact).as_text()


def test_a_fact_is_told_with_all_that_is_known_of_it() -> None:
    assert told("groups/army#left").splitlines() == [
        "groups/army#left  (fact, data/groups/army.yml:4:3)",
        "  The army left the town, according to Ann Lake.",
        "",
        "  status       claimed",
        "  when         7 December 2024 (2024-12-07)",
        "  asserted by  Ann Lake (people/ann)",
        "",
        "sources (1)",
        "  wire#P5  The Wire report, 8 December 2024",
        "",
        "dispute groups/army#left-or-stayed: Did it leave? (1)",
        "  groups/army#stayed  [denied] The army stayed in the town, which a spokesman denies.",
        "",
        "named by (3)",
        "  content/index.md:5:10       fact",
        "  data/groups/army.yml:26:19  statements of groups/army#left-or-stayed",
        "  seeds/wire.yml:3:32         facts",
        "",
        "pages (4)",
        "  groups/army.md",
        "  index.md",
        "  people/ann.md",
        "  sources/wire.md",
    ]


@pytest.mark.parametrize(
    "address, part",
    [
        ("people/ann", "  formerly     people/anna"),
        ("people/ann#saw", "  strength     2 reports, 1 independent source"),
        ("people/ann#saw", "  recorded     9 December 2024 (2024-12-09)"),
        ("people/ann#saw", "  content/index.md:9:7  link"),
        ("people/ann#heard", "  status  accepted, draft"),
        ("groups/band", "  status   draft"),
        ("groups/army", "  groups/army#left-or-stayed  Did it leave?"),
        ("groups/army", "  review   was due by 10 April 2025"),
        ("groups/army#left-or-stayed", "  note  Nobody else was there."),
        ("quotes/gone#original", "  rendition  original, preferred"),
        ("sources/copy", "  counts as one with  sources/wire"),
        ("sources/wire", "  groups/army#left  [claimed] The army left the town, according to Ann Lake."),
    ],
)  # fmt: skip
def test_what_else_is_told(address: str, part: str) -> None:
    lines = [" ".join(line.split()) for line in told(address).splitlines()]
    assert " ".join(part.split()) in lines


def test_what_rests_on_a_source_alone_would_lose_it() -> None:
    lines = told("sources/wire", impact=True)
    assert "facts that rest on it alone (1)\n  groups/army#left  [claimed]" in lines
    assert "facts that keep other sources (1)\n  people/ann#saw" in lines
    assert "disputes left with fewer than two versions (1)\n  groups/army#left-or-stayed" in lines
    assert "  data/sources/copy.yml:7:16  derived_from of sources/copy" in lines


def test_passages_and_disputes_would_break_without_a_fact() -> None:
    lines = told("groups/army#left", impact=True)
    assert "passages to mend (1)\n  content/index.md:5:10" in lines
    assert "claims of seeds that lead to it (1)" in lines
    assert "disputes left with fewer than two versions (1)" in lines
    assert "nothing would break" in told("groups/army#marched", impact=True)


def test_of_what_was_taken_down_only_the_stub_is_told() -> None:
    army = FILES["data/groups/army.yml"]
    before, _, rest = army.partition("  left:")
    stub = "  left:\n    taken_down: {on: 2025-01-02, ground: A court said so.}\n  stayed:"
    seen = survey({"data/groups/army.yml": before + stub + rest.partition("  stayed:")[2]})
    lines = show.show(seen, "groups/army#left", []).as_text()
    assert "Something that stood here was removed on 2 January 2025." in lines
    assert "  taken down  2 January 2025: A court said so." in lines and "status" not in lines
    whole = {"data/groups/army.yml": stub.splitlines()[1].strip() + "\nchecked: 2024-12-31\n"}
    seen = survey(whole)
    assert "taken down" in show.show(seen, "groups/army", []).as_text()
    told = [task.address for _, tasks in todo.of(seen) for task in tasks]
    assert not [address for address in told if address.startswith("groups/army")]


def test_former_addresses_and_places_lead_to_what_is_there_now() -> None:
    seen = survey()
    assert show.resolve(seen, "people/anna#saw")[0] == "people/ann#saw"
    assert show.resolve(seen, "groups/army#came")[0] == "groups/army#marched"
    assert show.resolve(seen, "data/groups/army.yml:12:5")[0] == "groups/army#stayed"
    assert show.resolve(seen, "data/groups/army.yml:1")[0] == "groups/army"
    assert show.resolve(seen, "people/bob") == ("", "")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small site in a git repository below its top, the people entered later under another name."""
    root = tmp_path / "site"
    files = {"data/sources/paper.yml": PAPER, **FILES, "mkdocs.yml": "site_name: T\n"}
    ann = files.pop("data/people/ann.yml")

    def save(path: str, text: str, subject: str) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
        git("add", "-A")
        git("commit", "-qm", subject, "--date", "2024-12-10T12:00:00Z")

    def git(*args: str) -> None:
        who = ["-c", "user.name=Eve", "-c", "user.email=eve@example.org"]
        subprocess.run(["git", *who, *args], cwd=root, check=True)

    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    old = ann.replace("formerly: [anna]\n", "").replace("saw the army", "saw the band")
    save("data/people/anna.yml", old, "Ann is here")
    save("data/people/anna.yml", old.replace("shots", "a shot"), "Something else")
    (root / "data/people/anna.yml").rename(root / "data/people/ann.yml")
    save("data/people/ann.yml", old.replace("name: Ann", "formerly: [anna]\nname: Ann"), "Renamed")
    save("data/people/ann.yml", ann, "It was the army")
    return root


def test_history_tells_only_what_changed_it_through_a_rename(root: Path) -> None:
    versions = disk.revisions.versions(root, "data/people/ann.yml", past.MAX_VERSIONS)
    seen = survey()
    now = seen.tree["data/people/ann.yml"]
    names = ["people/ann#saw", *show.formers(seen, "people/ann#saw")]
    steps = past.of(versions, now, "data/people/ann.yml", names, seen.library.kinds)
    assert [(s.day, s.how, s.who, s.subject) for s in steps] == [
        ("2024-12-10", "changed", "Eve", "It was the army"),
        ("2024-12-10", "entered", "Eve", "Ann is here"),
    ]
    later = past.of(
        versions, now.replace(b"leave", b"go"), "data/people/ann.yml", names, seen.library.kinds
    )
    assert later[0].subject == "not yet in git"


def test_the_command_shows_it_with_history_and_without_git(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["--root", str(root), "show", "people/anna#saw"]) == 0
    out, err = capsys.readouterr()
    assert "people/anna#saw has a new address: people/ann#saw" in err
    assert "  2024-12-10  entered: Ann is here (Eve, " in out and "@" not in out
    assert main(["--root", str(root), "show", "--json", "people/ann#saw"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "accepted"
    monkeypatch.setenv("PATH", "")
    assert main(["--root", str(root), "show", "people/ann#saw"]) == 0
    assert "history" not in capsys.readouterr().out
    assert main(["--root", str(root), "show", "people/an#saw"]) == 1
    assert 'did you mean "people/ann#saw"?' in capsys.readouterr().err


def test_facts_with_errors_are_shown_as_far_as_they_can_be_read(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "data/groups/army.yml"
    path.write_text(path.read_text().replace("people/ann", "people/bob"), encoding="utf-8")
    assert main(["--root", str(root), "show", "groups/army#left"]) == 0
    out, err = capsys.readouterr()
    assert "asserted by  people/bob" in out and "have errors" in err
