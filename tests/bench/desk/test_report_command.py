"""`factsheet report`: it comes out whatever is wrong, reads git and not what the request says, and gives the same bytes."""

import json
import random
import subprocess
from pathlib import Path
from typing import Any

import pytest
from factsheet.bench.desk import writing
from factsheet.command import main
from projects import EFFORT, git, real, run, write_project, write_tree

ARMY = "name: The Army\nchecked: 2024-12-31\nfacts:\n  moved: {text: The army moved., references: [paper]}\n"
CORRECTED = ARMY.replace(
    "{text: The army moved., references: [paper]}",
    "{text: The army left., references: [paper], changes: [{kind: correction, on: 2024-12-20, was: The army moved., why: Misread.}]}",
)
FILES = {
    "data/groups/army.yml": ARMY,
    "content/index.md": '# Home\n\n{{ fact("groups/army#moved") }}\n',
}


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "State")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = write_tree(tmp_path / "site", FILES)
    (root / ".gitignore").write_text(".cache/\n")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    return root


def told(root: Path, *options: str) -> tuple[int, dict[str, Any]]:
    out = root.parent / "report.json"
    out.unlink(missing_ok=True)
    status = main(
        ["--root", str(root), "report", "main", "--format", "json", "--out", str(out), *options]
    )
    return status, json.loads(out.read_text(encoding="utf-8"))


def test_a_request_is_compared_with_the_commit_that_it_starts_from(desk: Path) -> None:
    git(desk, "checkout", "-q", "-b", "mend")
    (desk / "data/groups/army.yml").write_text(CORRECTED)
    commit(desk)
    git(desk, "checkout", "-q", "main")
    (desk / "data/groups/rebels.yml").write_text("name: The Rebels\nchecked: 2024-12-31\n")
    commit(desk)  # what others do meanwhile is no part of it
    git(desk, "checkout", "-q", "mend")
    status, found = told(desk)
    assert status == 0 and found["ok"]
    assert [(one["sort"], one["address"]) for one in found["changes"]] == [
        ("correction", "groups/army#moved")
    ]
    assert [one["path"] for one in found["files"]] == ["data/groups/army.yml"]
    log = subprocess.run(
        ["git", "rev-parse", "HEAD", "main~1"], cwd=desk, capture_output=True, text=True
    )
    assert log.stdout.split() == [found["head"], found["base"]]


def test_files_of_every_sort_are_named_committed_or_not(desk: Path) -> None:
    for path in (
        "data/kinds/ships.yml",
        "data/site.yml",
        ".github/workflows/x.yml",
        "mkdocs.yml",
        "tool.py",
        "content/new.md",
    ):
        (desk / path).parent.mkdir(parents=True, exist_ok=True)
        (desk / path).write_text("x: y\n")
    (desk / "data/groups/linked.yml").symlink_to("army.yml")
    (desk / "content/index.md").unlink()
    sorts = {one["path"]: (one["how"], one["sort"]) for one in told(desk)[1]["files"]}
    assert sorts == {
        "data/kinds/ships.yml": ("added", "kinds"), "data/site.yml": ("added", "settings"), ".github/workflows/x.yml": ("added", "workflow"), "mkdocs.yml": ("added", "engine"),
        "tool.py": ("added", "code"), "content/new.md": ("added", "prose"), "content/index.md": ("deleted", "prose"), "data/groups/linked.yml": ("added", "link"),
    }  # fmt: skip
    commit(desk)
    git(desk, "branch", "-f", "other")
    committed = {
        one["path"]: (one["how"], one["sort"]) for one in told_since(desk, "HEAD~1")["files"]
    }
    assert committed == sorts


def told_since(root: Path, revision: str) -> dict[str, Any]:
    out = root.parent / "since.json"
    main(["--root", str(root), "report", revision, "--format", "json", "--out", str(out)])
    return json.loads(out.read_text(encoding="utf-8"))


def test_a_site_in_a_folder_of_a_repository_hears_of_the_files_around_it(tmp_path: Path) -> None:
    root = write_tree(tmp_path / "repo/site", FILES)
    (tmp_path / "repo/.github/workflows").mkdir(parents=True)
    git(tmp_path / "repo", "init", "-q", "-b", "main")
    commit(tmp_path / "repo")
    (tmp_path / "repo/.github/workflows/x.yml").write_text("on: push\n")
    (root / "data/groups/army.yml").write_text(CORRECTED)
    commit(tmp_path / "repo")
    found = told_since(root, "HEAD~1")
    assert [(one["path"], one["sort"]) for one in found["files"]] == [
        ("../.github/workflows/x.yml", "workflow"),
        ("data/groups/army.yml", "facts"),
    ]
    assert found["changes"][0]["sort"] == "correction"


def test_attributes_and_settings_of_the_request_hide_nothing(desk: Path) -> None:
    (desk / ".gitattributes").write_text("* -diff -text export-ignore\n*.yml filter=x diff=y\n")
    (desk / "data/groups/army.yml").write_text(CORRECTED)
    commit(desk)
    found = told_since(desk, "HEAD~1")
    assert {one["path"] for one in found["files"]} == {".gitattributes", "data/groups/army.yml"}
    assert found["changes"][0]["said"] == "The army moved."


@pytest.mark.parametrize("revision", ["nowhere", "-x", "--output=x", "HEAD~9", ""])
def test_a_revision_that_is_none_is_told_in_a_line(desk: Path, revision: str) -> None:
    done = run("factsheet", "report", "--", revision, cwd=desk)
    assert done.returncode == 1 and done.stderr.startswith("factsheet: ")
    assert "Traceback" not in done.stderr and done.stdout == ""


def test_the_second_reader_is_asked_for_by_the_state_compared_with(desk: Path) -> None:
    (desk / "data/site.yml").write_text(
        "review: {groups: 365, second_reader: [correction], reviewers: [ann]}\n"
    )
    commit(desk)
    git(desk, "checkout", "-q", "-b", "mend")
    (desk / "data/site.yml").unlink()  # the request cannot lift the rule
    (desk / "data/groups/army.yml").write_text(CORRECTED)
    commit(desk)
    found = told(desk)[1]
    assert found["second_reader"] == {
        "needed": True,
        "words": ["correction"],
        "why": ["correction: 1 change"],
    }
    assert found["changes"][0]["asked"] == ["correction"]


def test_where_nobody_can_read_who_reads_everything_is_read_twice(desk: Path) -> None:
    (desk / "data/site.yml").write_text("review: {second_reader: [corection]}\n")
    commit(desk)
    git(desk, "checkout", "-q", "-b", "mend")
    (desk / "data/site.yml").write_text("{}\n")
    (desk / "data/groups/army.yml").write_text(CORRECTED)
    assert told(desk)[1]["second_reader"]["needed"]


def test_a_word_of_the_setting_that_is_none_is_an_error_with_its_place(desk: Path) -> None:
    (desk / "data/site.yml").write_text(
        "review:\n  second_reader: [quote, corection]\n  reviewers: {}\n"
    )
    done = run("factsheet", "check", cwd=desk)
    assert (
        'data/site.yml:2:26: error[bad-choice]: review.second_reader: "corection" is no word for a change'
        in done.stdout
    )
    assert (
        'hint: did you mean "correction"?' in done.stdout
        and "data/site.yml:3:14: error" in done.stdout
    )
    (desk / "data/site.yml").write_text("review: {second_reader: quote, reviewers: [ann]}\n")
    assert run("factsheet", "check", cwd=desk).returncode == 1  # a list is expected
    (desk / "data/site.yml").write_text(
        "review: {groups: 10, second_reader: [quote, living-person], reviewers: [ann]}\n"
    )
    assert run("factsheet", "check", cwd=desk).returncode == 0
    assert run("factsheet", "stale", "--on", "2024-12-31", cwd=desk).returncode == 0


def test_what_is_printed_is_what_is_written_and_the_same_each_time(desk: Path) -> None:
    (desk / "data/groups/army.yml").write_text(
        CORRECTED.replace("The army left.", "The army left @ease in GH-1.")
    )
    outputs = []
    for seed in ("1", "2"):
        for form in ("markdown", "html", "json"):
            done = run(
                "factsheet",
                "report",
                "main",
                "--format",
                form,
                cwd=desk,
                env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo" if seed == "2" else "UTC"},
            )
            assert done.returncode == 0, done.stderr
            outputs.append(done.stdout)
    assert outputs[:3] == outputs[3:]
    for form, printed in zip(("markdown", "html", "json"), outputs):
        out = desk.parent / "written"
        main(["--root", str(desk), "report", "main", "--format", form, "--out", str(out)])
        assert out.read_text(encoding="utf-8").rstrip("\n") == printed.rstrip("\n")
    assert json.loads(outputs[2])["ok"] and outputs[0].startswith("## What this request changes")


def test_pages_and_files_are_linked_where_they_can_be_seen(desk: Path) -> None:
    (desk / "data/groups/army.yml").write_text(CORRECTED)
    call = (
        "factsheet",
        "report",
        "main",
        "--site",
        "http://127.0.0.1:8000/p",
        "--files",
        "https://host.example/blob/abc",
    )
    said = run(*call, cwd=desk).stdout
    assert '<a href="http://127.0.0.1:8000/p/groups/army/#moved">' in said
    assert '<a href="https://host.example/blob/abc/data/groups/army.yml#L4">' in said
    wrong = run("factsheet", "report", "main", "--site", 'javascript:"x"', cwd=desk)
    assert wrong.returncode == 2 and "is no address" in wrong.stderr


def test_ticks_hold_as_long_as_a_change_is_the_same(desk: Path) -> None:
    (desk / "data/groups/army.yml").write_text(CORRECTED)
    first = {one["words"]: one["digest"] for one in told(desk)[1]["checklist"]}
    (desk / "data/groups/army.yml").write_text("# a line above\n" + CORRECTED)
    (desk / "data/groups/rebels.yml").write_text("name: The Rebels\nchecked: 2024-12-31\n")
    again = {one["words"]: one["digest"] for one in told(desk)[1]["checklist"]}
    assert first.items() <= again.items()
    (desk / "data/groups/army.yml").write_text(
        CORRECTED.replace("The army left.", "The army left in haste.")
    )
    other = {one["digest"] for one in told(desk)[1]["checklist"]}
    assert other.isdisjoint(first.values())


def test_odd_names_of_files_and_an_odd_address_of_the_site_leave_a_report_that_can_be_read(
    desk: Path,
) -> None:
    names = (
        "content/a b%.md",
        "content/x y/..%2e.md",
        "content/“q”'s <b>.md",
        "data/groups/A @b.yml",
        "data/ü/x.yml",
        f"content/{'n' * 200}.md",
        "-x",
        "a\nb.txt",
        "c:d\u202e",
    )
    for name in names:
        (desk / name).parent.mkdir(parents=True, exist_ok=True)
        (desk / name).write_text("# T\n\nWords.\n")
    (desk / "mkdocs.yml").write_text("site_name: x\nsite_url: 'javascript:alert(1) x'\n")
    status, found = told(desk)
    report = writing.from_json((desk.parent / "report.json").read_bytes())
    assert status == 1 and report.site == "" and len(found["files"]) == len(names) + 1
    assert writing.to_markdown(report) and writing.to_page(report)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6 * EFFORT))
def test_a_report_comes_out_whatever_is_broken(
    seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files of the real site cut off, garbled, exchanged and lost, on either side."""
    chance = random.Random(seed)
    root = write_project(tmp_path / "site")
    for path in (root / "content").glob("*/*.md"):
        path.unlink()  # fewer pages: it is about facts
    git(root, "init", "-q", "-b", "main")
    if seed % 3 == 0:
        spoil(root, chance)
    commit(root)
    if seed % 3:
        git(root, "checkout", "-q", "-b", "request")
        spoil(root, chance)
    else:
        (root / "data/groups/hts.yml").write_bytes(real()["data/groups/hts.yml"])
    status, found = told(root)
    assert status in (0, 1) and "Traceback" not in "".join(capsys.readouterr())
    writing.from_json((root.parent / "report.json").read_bytes())
    assert found["ok"] is (status == 0)


def spoil(root: Path, chance: random.Random) -> None:
    """Do to some files what editors, merges and disks do to them."""
    paths = sorted(p for p in (root / "data").glob("*/*.yml"))
    for path in chance.sample(paths, 25):
        content = path.read_bytes()
        at = chance.randrange(len(content))
        what = chance.randrange(6)
        if what == 0:
            path.write_bytes(content[:at])
        elif what == 1:
            path.write_bytes(content[:at] + chance.randbytes(5) + content[at:])
        elif what == 2:
            path.unlink()
        elif what == 3:
            path.write_bytes(chance.choice(paths).read_bytes() if path.exists() else b"")
        elif what == 4:
            lines = content.split(b"\n")
            del lines[chance.randrange(len(lines))]
            path.write_bytes(b"\n".join(lines))
        else:
            path.rename(path.with_name(f"other-{path.name}"))
            paths = [one for one in paths if one.exists()]
