"""What I changed, told in plain words; taken back, proposed, gone on with, sent: in real repositories."""

import re
from pathlib import Path

import html5lib
import pytest
from projects import git, stand
from repositories import Desk, alone, fake_gh, said

ARMY = "data/groups/army.yml"
OLD, NEW = "The army left the town.", "The army left the town at noon."
EXCUSE = "    changes: [{kind: correction, on: 2025-05-30, was: It left., why: The hour was not told.}]\n"


def change(desk: Desk) -> None:
    desk.edit(ARMY, OLD, NEW)
    desk.edit(ARMY, "    asserted_by: people/ann\n", f"    asserted_by: people/ann\n{EXCUSE}")


def page(desk: Desk, path: str) -> str:
    answer = desk.get(path)
    assert answer.status_code == 200, answer.text
    html5lib.HTMLParser(strict=True).parse(answer.text)
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", answer.text))


def test_what_was_changed_is_told_in_plain_words_with_ways_to_it(desk: Desk) -> None:
    assert "Nothing was changed since" in page(desk, "changes")
    change(desk)
    desk.edit("content/index.md", "# Home", "# Welcome")
    text = page(desk, "changes")
    assert "Corrected: 1" in text and "The hour was not told." in text
    assert "before: The army left the town, according to Ann Lake." in text
    assert "now: The army left the town at noon, according to Ann Lake." in text
    html = desk.get("changes").text
    assert 'href="/_bench/edit/groups/army?part=left"' in html
    assert 'value="Changed: ' in html or 'value="Corrected: ' in html  # a title to begin with


def test_what_does_not_check_is_told_with_its_place(desk: Desk) -> None:
    desk.edit(ARMY, "when: 2024-12-07", "when: 2024-13-07")
    text = page(desk, "changes")
    assert "What is wrong" in text and f"{ARMY}:6" in text
    desk.edit(ARMY, "facts:", "facts: [")  # no YAML at all
    assert "What is wrong" in page(desk, "changes")


def test_one_fact_is_taken_back_byte_for_byte_and_the_other_stays(desk: Desk) -> None:
    before = (desk.root / ARMY).read_bytes()
    change(desk)
    desk.edit(ARMY, "    note: He spoke for the army.\n", "    note: He spoke for it.  # really\n")
    assert desk.send("changes/back", address="groups/army#left").status_code == 302
    expected = before.replace(b"He spoke for the army.\n", b"He spoke for it.  # really\n")
    assert (desk.root / ARMY).read_bytes() == expected
    assert desk.send("changes/back", address="groups/army#stayed").status_code == 302
    assert (desk.root / ARMY).read_bytes() == before


def test_a_new_record_and_a_new_fact_and_one_that_is_gone_are_taken_back(desk: Desk) -> None:
    before = stand(desk.root)
    (desk.root / "data/people/bob.yml").write_text("name: Bob\nchecked: 2025-05-31\n")
    desk.edit(
        "data/people/ann.yml",
        "facts:\n",
        "facts:\n  was:\n    text: She was there.\n    references: [paper]\n",
    )
    gone = "  marched:\n    text: The army marched in.\n    formerly: [came]\n    status: superseded\n    note: It left again.\n    references: [paper]\n"  # fmt: skip
    desk.edit(ARMY, gone, "")
    for address in ("people/bob", "people/ann#was", "groups/army#marched"):
        answer = desk.send("changes/back", address=address)
        assert answer.status_code == 302, answer.text
    assert not (desk.root / "data/people/bob.yml").exists()
    after = stand(desk.root)
    assert after["data/people/ann.yml"] == before["data/people/ann.yml"]
    assert sorted(after[ARMY].split(b"\n")) == sorted(before[ARMY].split(b"\n"))


def test_a_comment_alone_is_a_file_to_take_back_and_no_other_file_can_be_named(desk: Desk) -> None:
    desk.edit(ARMY, "name: The Army", "name: The Army  # the old one")
    assert "Other files: 1" in page(desk, "changes")
    for path in ("../secret", "mkdocs.yml", "/etc/passwd", "data/sources/paper.yml", ""):
        answer = desk.send("changes/back", file=path)
        assert answer.status_code == 400 and "as it was in the last commit" in answer.text
    assert desk.send("changes/back", file=ARMY).status_code == 302
    assert said(desk.root, "status", "--porcelain") == ""


def test_a_proposal_is_one_commit_of_the_facts_alone(desk: Desk) -> None:
    change(desk)
    (desk.root / "data/people/bob.yml").write_text("name: Bob\nchecked: 2025-05-31\n")
    (desk.root / "data/groups/band.yml").unlink()
    (desk.root / "notes.txt").write_text("mine\n")
    (desk.root / "staged.txt").write_text("staged\n")
    git(desk.root, "add", "staged.txt")
    answer = desk.send("propose", title=" The army  left, at noon! ", why="She said so.\r\nTwice.")
    assert answer.status_code == 302, answer.text
    root = desk.root
    assert said(root, "symbolic-ref", "--short", "HEAD") == "proposal/the-army-left-at-noon"
    assert (
        said(root, "log", "--format=%an|%s|%b", "main..HEAD")
        == "Ann Lake|The army left, at noon!|She said so.\nTwice."
    )
    files = said(root, "show", "--name-status", "--format=", "HEAD").split("\n")
    assert files == [f"M\t{ARMY}", "D\tdata/groups/band.yml", "A\tdata/people/bob.yml"]
    assert said(root, "status", "--porcelain").split("\n") == ["A  staged.txt", "?? notes.txt"]
    assert said(root, "branch", "-r") == "origin/main"  # nothing was sent


def test_a_title_that_is_taken_gets_a_number_and_a_title_in_any_script_does(desk: Desk) -> None:
    names = []
    for title in ("Noon", "noon?", "الجيش", "--upload-pack=x"):
        desk.edit(ARMY, "checked: 2024-12-31", "checked: 2025-01-01")
        assert desk.send("propose", title=title, why="").status_code == 302
        names.append(said(desk.root, "symbolic-ref", "--short", "HEAD"))
        assert desk.send("proposals/open", proposal="").status_code == 302
    assert names[:2] == ["proposal/noon", "proposal/noon-2"]
    assert all(re.fullmatch(r"proposal/[a-z0-9-]+", name) for name in names)


def test_without_a_name_git_is_told_what_to_type_and_nothing_is_made(
    desk: Desk, tmp_path: Path
) -> None:
    change(desk)
    (tmp_path / "home/.gitconfig").write_text("")
    answer = desk.send("propose", title="Noon", why="")
    assert answer.status_code == 400 and "git config --global user.name" in answer.text
    assert said(desk.root, "branch", "--list") == "* main"


def test_a_hook_that_refuses_is_heard_and_all_is_as_it_was(desk: Desk) -> None:
    hook = desk.root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho 'not \033[31mtoday' >&2\nexit 1\n")
    hook.chmod(0o755)
    change(desk)
    (desk.root / "data/people/bob.yml").write_text("name: Bob\nchecked: 2025-05-31\n")
    before = said(desk.root, "status", "--porcelain")
    answer = desk.send("propose", title="Noon", why="")
    assert answer.status_code == 409 and "not \\u{1B}[31mtoday" in answer.text
    assert said(desk.root, "status", "--porcelain") == before
    assert said(desk.root, "branch", "--list") == "* main"


@pytest.mark.parametrize("title", ["", "   ", "x" * 101, "a\x00b", "a\u202eb"])
def test_a_title_that_git_cannot_keep_is_refused(desk: Desk, title: str) -> None:
    change(desk)
    assert desk.send("propose", title=title, why="").status_code == 400
    assert said(desk.root, "branch", "--list") == "* main"


def test_a_draft_waits_for_days_and_is_gone_on_with(desk: Desk) -> None:
    change(desk)
    desk.send("propose", title="Noon", why="")
    desk.send("proposals/open", proposal="")
    assert OLD in (desk.root / ARMY).read_text()
    desk.edit("data/people/ann.yml", "name: Ann Lake", "name: Ann B. Lake")
    refused = desk.send("proposals/open", proposal="proposal/noon")
    assert refused.status_code == 400 and "is not saved" in refused.text
    desk.send("changes/back", file="data/people/ann.yml")
    assert desk.send("proposals/open", proposal="proposal/noon").status_code == 302
    assert NEW in (desk.root / ARMY).read_text()
    assert "you are working on it" in page(desk, "proposals")
    desk.edit(ARMY, NEW, "The army left the town at one.")
    assert "Add to the proposal" in page(desk, "changes")
    desk.send("propose", title="One, not noon", why="")
    assert said(desk.root, "rev-list", "--count", "main..proposal/noon") == "2"
    for name in ("main", "proposal/none", "-f", "origin/main"):
        assert desk.send("proposals/open", proposal=name).status_code == 400


def test_it_is_sent_when_told_and_a_request_is_opened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = fake_gh(
        tmp_path / "bin", monkeypatch, 'echo "https://host.example/pull/7"; printf "\\033]0;x\\007"'
    )
    change(desk)
    desk.send("propose", title="--body=evil", why="Because\nof it.")
    name = said(desk.root, "symbolic-ref", "--short", "HEAD")
    assert "on this machine alone" in page(desk, "proposals")
    answer = desk.send("proposals/send", proposal=name)
    assert "https://host.example/pull/7" in answer.text and "\\u{1B}]0;x\\u{7}" in answer.text
    assert said(desk.far, "rev-parse", name) == said(desk.root, "rev-parse", name)
    told_words = told.read_text().split("\n")
    assert told_words[:5] == [
        "pr",
        "create",
        f"--head={name}",
        "--base=main",
        "--title=--body=evil",
    ]
    assert "on this machine alone" not in page(desk, "proposals")
    desk.edit(ARMY, NEW, "The army left the town at one.")
    desk.send("propose", title="One", why="")
    assert "sent, and changed since" in page(desk, "proposals")
    git(desk.colleague, "fetch", "--quiet")
    git(desk.colleague, "merge", "--quiet", "--squash", f"origin/{name}")
    git(desk.colleague, "commit", "--quiet", "-m", "Squashed")
    git(desk.colleague, "push", "--quiet", "origin", "HEAD:main")
    git(desk.root, "fetch", "--quiet")
    assert "sent, and changed since" in page(desk, "proposals")  # the second step is not there yet
    git(desk.root, "reset", "--quiet", "--hard", f"origin/{name}")
    assert "published" in page(desk, "proposals")


def test_where_it_cannot_be_sent_the_commands_to_type_are_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(desk)
    desk.send("propose", title="Noon", why="")
    git(desk.root, "remote", "set-url", "origin", str(tmp_path / "nowhere"))
    text = desk.send("proposals/send", proposal="proposal/noon").text
    assert "Not sent" in text and "git push --set-upstream origin proposal/noon" in text
    assert "gh pr create --head proposal/noon --base main" in text
    git(desk.root, "remote", "remove", "origin")
    assert "git remote add origin" in desk.send("proposals/send", proposal="proposal/noon").text
    assert desk.send("proposals/send", proposal="main").status_code == 400


def test_a_program_of_the_project_itself_is_never_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = fake_gh(desk.root / "tools", monkeypatch, "true")
    change(desk)
    desk.send("propose", title="Noon", why="")
    assert desk.send("proposals/send", proposal="proposal/noon").status_code == 200
    assert not told.exists()


def test_open_proposals_of_others_on_the_same_record_are_told(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.get("others/groups/army").text == ""
    git(desk.colleague, "switch", "--quiet", "-c", "proposal/dusk")
    desk.edit(ARMY, OLD, "The army left at dusk <b>.", desk.colleague)
    git(desk.colleague, "commit", "--quiet", "-am", "It left at <i>dusk</i>")
    git(desk.colleague, "push", "--quiet", "origin", "HEAD")
    git(desk.root, "fetch", "--quiet")
    text = desk.get("others/groups/army").text
    assert "It left at &lt;i&gt;dusk&lt;/i&gt;" in text and "Editor" in text
    assert desk.get("others/people/ann").text == "" == desk.get("others/people/nobody").text
    rows = '[{"title": "Dusk", "headRefName": "proposal/dusk", "url": "https://host.example/8", "author": {"login": "bo"}}]'
    fake_gh(tmp_path / "bin", monkeypatch, f"echo '{rows}'")
    desk.send("newest")
    assert 'href="https://host.example/8"' in desk.get("others/groups/army").text
    fake_gh(tmp_path / "bin2", monkeypatch, f"echo '{rows.replace('dusk', 'dawn')}'")
    desk.send("newest")
    assert desk.get("others/groups/army").text == ""  # the host says that it is open no more


def test_without_git_it_says_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from benches import Visitor

    alone(monkeypatch, tmp_path / "home")
    visitor = Visitor(tmp_path / "site")
    for path in ("changes", "proposals"):
        answer = visitor.get(path)
        assert answer.status_code == 400 and "git init" in answer.text
    git(visitor.root, "init", "--quiet")
    assert "git init" in visitor.post("newest", {}).text


@pytest.mark.parametrize("away", [False, True])
@pytest.mark.parametrize("held", [False, True])
def test_what_git_refuses_to_save_leaves_the_branch_as_it_was(
    desk: Desk, away: bool, held: bool
) -> None:
    if away:
        git(desk.root, "switch", "--quiet", "--detach")
    change(desk)
    before = said(desk.root, "status", "--short", "--branch")
    lock, hook = (desk.root / ".git" / name for name in ("index.lock", "hooks/pre-commit"))
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")  # without a word
    hook.chmod(0o755)
    if held:
        lock.touch()
    answer = desk.send("propose", title="T", why="")
    assert answer.status_code == 409 and "safe.bareRepository" not in answer.text
    lock.unlink(missing_ok=True)
    assert said(desk.root, "status", "--short", "--branch") == before
    assert not said(desk.root, "branch", "--list", "proposal/*")


def test_a_file_that_git_was_told_to_forget_is_told_once(desk: Desk) -> None:
    text = (desk.root / ARMY).read_text()
    git(desk.root, "rm", "--quiet", ARMY)
    (desk.root / ARMY).parent.mkdir(exist_ok=True)
    (desk.root / ARMY).write_text(f"{text}# so they say\n")
    assert page(desk, "changes").count(ARMY) == 1
