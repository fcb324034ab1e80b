"""Free prose is confirmed by somebody who has read it beside its facts: the marks get their pins, nothing else changes."""

import subprocess
from pathlib import Path

import pytest
from factsheet import command as cli
from projects import write_tree
from terminal import typed

ARMY = """name: The Army
checked: 2024-12-31
facts:
  moved:
    text: The army moved north.
    references: [paper]
  stayed:
    text: The army stayed.
    references: [paper]
  won:
    text: The war was over.
    status: claimed
    asserted_by: people/ann
    references: [paper]
"""
PAGE = """---
description: What it did
---

# A page

It went north{{ rests("groups/army#moved") }}, and [some](groups/army.md)
stayed{{ rests('groups/army#stayed',
  seen="000000") }}.
"""
FILES = {
    "data/groups/army.yml": ARMY,
    "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
    "content/page.md": PAGE,
}
CALL = ["confirm", "content/page.md"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_tree(tmp_path, FILES)


def run(project: Path, *call: str) -> int:
    return cli.main(["--root", str(project), *call])


def page(project: Path) -> str:
    return (project / "content/page.md").read_bytes().decode()


def test_at_a_terminal_passage_and_facts_are_shown_and_asked_one_by_one(project: Path) -> None:
    status, shown = typed(project, CALL, "?", "y", "n")
    assert "2 passages, 2 to confirm" in shown and "leave it for now" in shown
    assert "It went north" in shown and "groups/army#moved: The army moved north." in shown
    assert status == 1  # the other one still stops the build
    now = page(project)
    first = now.partition('"groups/army#moved", seen="')[2][:6]
    assert now == PAGE.replace('#moved")', f'#moved", seen="{first}")')
    status, shown = typed(project, CALL, "y")
    assert status == 0 and "1 to confirm" in shown
    assert run(project, "check") == 0
    status, shown = typed(project, CALL)
    assert status == 0 and "0 to confirm" in shown and "nothing to change" in shown


def test_stop_writes_what_is_confirmed(project: Path) -> None:
    typed(project, CALL, "y", "stop")
    assert 'moved", seen="' in page(project) and 'seen="000000"' in page(project)


def test_with_addresses_it_works_anywhere_and_without_it_is_a_wrong_call(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(project, *CALL) == 2
    assert "FACT" in capsys.readouterr().err and page(project) == PAGE
    assert run(project, *CALL, "groups/army#moved", "--dry-run") == 1
    assert page(project) == PAGE
    assert run(project, *CALL, "groups/army#moved", "groups/army#stayed") == 0
    assert "000000" not in page(project) and run(project, "check") == 0
    assert run(project, *CALL, "groups/army#won") == 1
    assert "no passage" in capsys.readouterr().err


def test_every_other_byte_stays(project: Path) -> None:
    path = project / "content/page.md"
    path.write_bytes(b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())
    run(project, *CALL, "groups/army#stayed")
    now = path.read_bytes()
    assert now.startswith(b"\xef\xbb\xbf---\r\n") and now.count(b"\r\n") == PAGE.count("\n")
    pin = now.decode().partition('\r\n  seen="')[2][:6]
    assert now.decode("utf-8-sig") == PAGE.replace("000000", pin).replace("\n", "\r\n")


def test_a_claim_whose_claimant_the_passage_does_not_name_is_not_confirmed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = 'It was over{{ rests("groups/army#won") }}.\n'
    (project / "content/page.md").write_text(f"# A page\n\n{told}", encoding="utf-8")
    status, shown = typed(project, CALL)
    assert status == 0 and "whom the passage does not name" in shown
    assert run(project, *CALL, "groups/army#won") == 1
    assert "Ann said that" in capsys.readouterr().err and told in page(project)


def test_a_changed_fact_is_told_with_its_old_words_which_git_has(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(project, *CALL, "groups/army#moved", "groups/army#stayed")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for call in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "one"]):
        subprocess.run(["git", *call], cwd=project, check=True)
    data = project / "data/groups/army.yml"
    data.write_text(ARMY.replace("north", "south"), encoding="utf-8")
    capsys.readouterr()
    for later in ([], ["add", "-A"], [*who, "commit", "-qm", "two"]):
        if later:
            subprocess.run(["git", *later], cwd=project, check=True)
        assert run(project, "check") == 1
        out = capsys.readouterr().out
        assert "stale-telling" in out and "content/page.md:7" in out
        assert '"The army moved north." -> "The army moved south."' in out
    status, shown = typed(project, CALL, "y")
    assert status == 0 and '"The army moved north." -> "The army moved south."' in shown


def test_an_edit_that_makes_passages_stale_is_written_and_lists_them(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(project, *CALL, "groups/army#moved", "groups/army#stayed")
    capsys.readouterr()
    change = ["change", "groups/army#moved", "--text", "The army moved south."]
    assert (
        run(project, *change, "--kind", "correction", "--why", "We misread it.", "--keep-rest") == 1
    )
    told = capsys.readouterr()
    assert "stale-telling" in told.err and "work to do: 1" in told.err
    assert "south" in (project / "data/groups/army.yml").read_text(encoding="utf-8")


def test_a_fact_with_another_address_stays_confirmed(project: Path) -> None:
    run(project, *CALL, "groups/army#moved", "groups/army#stayed")
    assert run(project, "rename", "groups/army#moved", "went") == 0
    assert run(project, "rename", "groups/army", "troops") == 0
    assert run(project, "move", "groups/troops#went", "people/ann") == 0
    assert 'rests("people/ann#went", seen="' in page(project) and run(project, "check") == 0


@pytest.mark.parametrize("mark", ['("groups/army#moved")', '"groups/army#moved", seen="00" "00"'])
def test_a_mark_in_which_a_pin_cannot_be_typed_is_named_and_left(
    project: Path, capsys: pytest.CaptureFixture[str], mark: str
) -> None:
    typed_so = f"# A page\n\nIt went north{{{{ rests({mark}) }}}}.\n"
    (project / "content/page.md").write_text(typed_so)
    assert run(project, *CALL, "groups/army#moved") == 1
    assert 'seen="' in capsys.readouterr().err
    assert page(project) == typed_so


@pytest.mark.parametrize("odd", [b"\xff", b"It went. " * 50_000])
def test_a_page_that_no_check_reads_is_refused_at_once(
    project: Path, capsys: pytest.CaptureFixture[str], odd: bytes
) -> None:
    content = b"# A page\n\nIt went " + odd + b'{{ rests("groups/army#moved") }}.\n'
    (project / "content/page.md").write_bytes(content)
    assert run(project, *CALL, "groups/army#moved") == 1
    assert "content/page.md cannot be read; factsheet check says why" in capsys.readouterr().err
    assert (project / "content/page.md").read_bytes() == content


def test_who_takes_one_command_that_confirms_for_the_other_is_led_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_tree(tmp_path, FILES)
    assert cli.main(["--root", str(tmp_path), "confirm", "groups/army", "groups/army#moved"]) == 1
    assert "of translations: factsheet words confirm" in capsys.readouterr().err
    for words, other in ((["confirm"], "factsheet words confirm"), (["words", "confirm"], ": factsheet confirm")):  # fmt: skip
        assert cli.main([*words, "--help"]) == 0
        assert other in " ".join(capsys.readouterr().out.split())
