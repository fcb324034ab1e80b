"""What others published comes here, and my changes stand on top; what both changed is chosen, fact by fact."""

import re
from pathlib import Path

import html5lib
import pytest
from projects import git, stand
from repositories import Desk, alone, said

from factsheet.disk import joining

ARMY = "data/groups/army.yml"
LEFT, STAYED = "The army left the town.", "The army stayed in the town."


def conflicts(html: str) -> list[str]:
    """The names of the choices on a page, one for each row."""
    html5lib.HTMLParser(strict=True).parse(html)
    return list(dict.fromkeys(re.findall(r'name="([0-9a-f]{16}-\d+)"', html)))


def unmarked(root: Path) -> bool:
    return not any(b"<<<<<<<" in content for path, content in stand(root).items() if path.startswith(("data/", "content/")))  # fmt: skip


def test_nothing_new_is_said_so(desk: Desk) -> None:
    assert "You have the newest" in desk.send("newest").text


def test_changes_that_are_not_saved_stand_on_top_of_what_came(desk: Desk) -> None:
    desk.publish(ARMY, STAYED, "The army stayed on.")
    desk.publish("content/index.md", "# Home", "# Welcome")
    desk.edit(ARMY, "name: The Army", "name: The Army  # so it says")
    desk.edit("content/index.md", "[Ann]", "[Ann Lake]")
    (desk.root / "data/people/bob.yml").write_text("name: Bob\nchecked: 2025-05-31\n")
    mine = stand(desk.root)
    answer = desk.send("newest")
    assert "The newest is here" in answer.text and "2 steps of others came" in answer.text
    root = desk.root
    assert said(root, "rev-parse", "HEAD") == said(desk.far, "rev-parse", "main")
    army = mine[ARMY].replace(STAYED.encode(), b"The army stayed on.")
    assert (root / ARMY).read_bytes() == army
    assert (root / "content/index.md").read_bytes() == mine["content/index.md"].replace(
        b"# Home", b"# Welcome"
    )
    status = {line.strip() for line in said(root, "status", "--porcelain").split("\n")}
    assert status == {f"M {ARMY}", "M content/index.md", "?? data/people/bob.yml"}
    kept = re.search(r"refs/factsheet/before/\w+", answer.text)
    assert kept and said(root, "show", f"{kept[0]}:{ARMY}").encode() == mine[ARMY].strip()
    assert said(root, "show", f"{kept[0]}:data/people/bob.yml").startswith("name: Bob")


def test_the_states_before_are_listed_and_the_oldest_go(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "MAX_KEPT", 2)
    for number in range(4):
        desk.publish("content/index.md", "# Home", f"# Home {number}")
        desk.send("newest")
    page = desk.get("proposals").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert page.count("git restore --source=refs/factsheet/before/") == 2


def test_a_project_that_is_a_folder_of_a_repository_is_brought_together_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone(monkeypatch, tmp_path / "home")
    desk = Desk(tmp_path, below="sites/one")
    desk.publish(ARMY, LEFT, "The army left at dusk.")
    desk.edit(ARMY, STAYED, "It stayed.")
    (desk.root / "data/people/bob.yml").write_text("name: Bob\nchecked: 2025-05-31\n")
    (desk.root.parent / "other.txt").write_text("of another project\n")
    assert "The newest is here" in desk.send("newest").text
    text = (desk.root / ARMY).read_text()
    assert "at dusk" in text and "It stayed." in text
    assert desk.send("propose", title="Stayed", why="").status_code == 302
    names = said(desk.root, "show", "--name-only", "--format=", "HEAD").split("\n")
    assert names == [f"sites/one/{ARMY}", "sites/one/data/people/bob.yml"]
    assert said(desk.root, "status", "--porcelain", ".") == ""
    desk.publish(ARMY, "at dusk", "at dawn")
    assert "The newest is here" in desk.send("newest").text
    assert "at dawn" in (desk.root / ARMY).read_text()
    desk.edit(ARMY, "at dawn", "at noon")
    assert desk.send("changes/back", address="groups/army#left").status_code == 302
    assert "at dawn" in (desk.root / ARMY).read_text()


def test_one_fact_that_both_changed_is_chosen_and_nothing_was_written_before(desk: Desk) -> None:
    desk.publish(ARMY, LEFT, "The army left at dusk.")
    desk.edit(ARMY, LEFT, "The army left at <noon>.")
    desk.edit(ARMY, "    asserted_by: a spokesman\n", "    asserted_by: the spokesman\n")
    before, head = stand(desk.root), said(desk.root, "rev-parse", "HEAD")
    page = desk.send("newest").text
    assert "Both of you changed this" in page and "<legend>groups/army#left</legend>" in page
    for words in (LEFT, "The army left at dusk.", "The army left at &lt;noon&gt;."):
        assert words in page
    (name,) = conflicts(page)
    files = {p: c for p, c in stand(desk.root).items() if not p.startswith(".git/")}
    assert files == {p: c for p, c in before.items() if not p.startswith(".git/")}
    assert said(desk.root, "rev-parse", "HEAD") == head
    assert "Both of you" in desk.send("newest/settle").text  # nothing was chosen
    assert "Both of you" in desk.send("newest/settle", **{name: "neither"}).text
    answer = desk.send("newest/settle", **{name: "own", f"{name}-own": "It left: {then}"})
    assert "The newest is here" in answer.text
    text = before[ARMY].decode().replace("The army left at <noon>.", '"It left: {then}"')
    assert (desk.root / ARMY).read_text() == text and unmarked(desk.root)


@pytest.mark.parametrize(("choice", "words"), [("onto", "dusk"), ("incoming", "noon")])
def test_a_proposal_is_joined_with_what_came(desk: Desk, choice: str, words: str) -> None:
    desk.edit(ARMY, LEFT, "The army left at noon.")
    desk.send("propose", title="Noon", why="")
    desk.publish(ARMY, LEFT, "The army left at dusk.")
    desk.publish("mkdocs.yml", "", "site_name: T\n") if (
        desk.colleague / "mkdocs.yml"
    ).exists() else None
    (name,) = conflicts(desk.send("newest").text)
    assert "The newest is here" in desk.send("newest/settle", **{name: choice}).text
    root = desk.root
    assert f"The army left at {words}." in (root / ARMY).read_text()
    assert said(root, "status", "--porcelain") == "" and unmarked(root)
    assert said(root, "symbolic-ref", "--short", "HEAD") == "proposal/noon"
    parents = said(root, "log", "-1", "--format=%P").split()
    assert parents[1] == said(desk.far, "rev-parse", "main") and len(parents) == 2


def test_one_of_two_choices_is_not_enough_and_is_not_forgotten(desk: Desk) -> None:
    for path, was in ((ARMY, LEFT), ("content/index.md", "# Home")):
        desk.publish(path, was, f"{was} Theirs.")
        desk.edit(path, was, f"{was} Mine.")
    first, second = conflicts(desk.send("newest").text)
    page = desk.send("newest/settle", asked="yes", **{first: "onto"}).text
    assert conflicts(page) == [first, second]
    assert re.search(rf'name="{first}" value="onto" checked', page)
    assert page.count("Say what this shall be") == 1
    answer = desk.send("newest/settle", asked="yes", **{first: "onto", second: "incoming"})
    assert "The newest is here" in answer.text


def test_a_proposal_with_changes_that_are_not_saved_is_saved_first(desk: Desk) -> None:
    desk.edit(ARMY, LEFT, "The army left at noon.")
    desk.send("propose", title="Noon", why="")
    desk.publish(ARMY, STAYED, "It stayed.")
    desk.edit(ARMY, "checked: 2024-12-31", "checked: 2025-01-01")
    answer = desk.send("newest")
    assert answer.status_code == 400 and "is not saved" in answer.text
    assert "checked: 2025-01-01" in (desk.root / ARMY).read_text()


def test_a_new_file_of_the_same_name_on_both_sides_is_brought_together(desk: Desk) -> None:
    bob = "data/people/bob.yml"
    (desk.colleague / bob).write_text("name: Bob\nchecked: 2025-05-30\n")
    git(desk.colleague, "add", ".")
    git(desk.colleague, "commit", "--quiet", "-m", "Bob")
    git(desk.colleague, "push", "--quiet", "origin", "HEAD:main")
    (desk.root / bob).write_text(
        "name: Bob  # the tall one\naliases: [Robert]\nchecked: 2025-05-30\n"
    )
    assert "The newest is here" in desk.send("newest").text
    assert (desk.root / bob).read_text() == "name: Bob\naliases: [Robert]\nchecked: 2025-05-30\n"


def test_what_is_no_fact_is_left_to_git_in_plain_words(desk: Desk) -> None:
    for root, text in ((desk.colleague, "a: 1\n"), (desk.root, "a: 2\n")):
        (root / "notes.yml").write_text(text)
        git(root, "add", "notes.yml")
        git(root, "commit", "--quiet", "-m", "Notes")
    git(desk.colleague, "push", "--quiet", "origin", "HEAD:main")
    answer = desk.send("newest")
    assert answer.status_code == 400 and "git merge origin/main" in answer.text
    assert (desk.root / "notes.yml").read_text() == "a: 2\n"


def test_a_file_beside_the_facts_that_is_in_the_way_stops_it_and_all_is_as_it_was(
    desk: Desk,
) -> None:
    (desk.colleague / "notes.txt").write_text("theirs\n")
    git(desk.colleague, "add", "notes.txt")
    git(desk.colleague, "commit", "--quiet", "-m", "Notes")
    desk.publish(ARMY, STAYED, "It stayed.")
    (desk.root / "notes.txt").write_text("mine\n")
    desk.edit(ARMY, LEFT, "It left.")
    (desk.root / "data/people/bob.yml").write_text("name: Bob\nchecked: 2025-05-31\n")
    status, army = said(desk.root, "status", "--porcelain"), (desk.root / ARMY).read_bytes()
    answer = desk.send("newest")
    assert answer.status_code == 409 and "notes.txt" in answer.text
    assert said(desk.root, "status", "--porcelain") == status
    assert (desk.root / ARMY).read_bytes() == army and (
        desk.root / "notes.txt"
    ).read_text() == "mine\n"


def test_without_a_network_or_a_remote_it_says_so(desk: Desk, tmp_path: Path) -> None:
    git(desk.root, "remote", "set-url", "origin", str(tmp_path / "nowhere"))
    answer = desk.send("newest")
    assert answer.status_code == 409 and "is this machine online?" in answer.text
    git(desk.root, "remote", "remove", "origin")
    assert "on this machine alone" in desk.send("newest").text


def test_in_the_midst_of_a_merge_nothing_is_begun(desk: Desk) -> None:
    (desk.root / ".git/MERGE_HEAD").write_text(said(desk.root, "rev-parse", "HEAD"))
    desk.publish(ARMY, STAYED, "It stayed.")
    desk.edit(ARMY, LEFT, "It left.")
    for path, fields in (
        ("newest", {}),
        ("propose", {"title": "T"}),
        ("proposals/open", {"proposal": ""}),
    ):
        answer = desk.send(path, **fields)
        assert answer.status_code in (400, 409), path
    assert "in the midst of a merge" in desk.send("newest").text


def test_what_came_and_does_not_check_with_mine_is_told(desk: Desk) -> None:
    desk.publish(
        "data/people/ann.yml", "  saw:\n    text: She saw", "  watched:\n    text: She saw"
    )
    desk.edit("content/index.md", "# Home", '# Home\n\n{{ fact("people/ann#saw") }}')
    answer = desk.send("newest")
    assert "What is wrong now" in answer.text and "people/ann#saw" in answer.text
