"""A proposal as a file: saved without an account, opened by a colleague, shown before it is written."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest
from projects import git, stand
from repositories import Desk, said
from werkzeug.test import TestResponse

from factsheet.bench.proposing import proposal_file

ARMY = "data/groups/army.yml"
LEFT, STAYED = "The army left the town.", "The army stayed in the town."


def saved(desk: Desk, title: str = "Bob, and quotes") -> bytes:
    """A proposal with a new record and a changed one, as a file; the project is then as it was."""
    desk.edit(
        "data/quotes/gone.yml",
        "rendition: original\n",
        "rendition: original\n    note: So it was heard.\n",
    )
    (desk.root / "data/people/bob.yml").write_text("name: Bob\nchecked: 2025-05-31\n")
    (desk.root / "content/p.png").write_bytes(b"\x89PNG")
    answer = desk.send("proposal-file", title=title, why="He was there.")
    assert answer.status_code == 200, answer.text
    assert 'filename="bob-and-quotes.proposal.json"' in answer.headers["Content-Disposition"].replace("filename=bob-and-quotes.proposal.json", 'filename="bob-and-quotes.proposal.json"')  # fmt: skip
    git(desk.root, "checkout", "--quiet", "--", ".")
    git(desk.root, "clean", "--quiet", "-fd", "data", "content")
    return answer.data


def opened(desk: Desk, content: bytes, name: str = "a.proposal.json") -> TestResponse:
    return desk.send("read-proposal", file=(io.BytesIO(content), name))


def held(page: str) -> str:
    html5lib.HTMLParser(strict=True).parse(page)
    found = re.search(r'name="held" value="(\w+)"', page)
    assert found
    return found[1]


def tree(desk: Desk) -> dict[str, bytes]:
    return {
        path: content for path, content in stand(desk.root).items() if not path.startswith(".git/")
    }


def test_it_survives_mail_and_is_shown_before_it_is_written(desk: Desk) -> None:
    content = saved(desk)
    assert content.isascii() and max(map(len, content.split(b"\n"))) < 990  # lines that mail keeps
    assert any("Bob" in line for line in json.loads(content)["report"])
    before = tree(desk)
    page = opened(desk, content).text
    for words in ("Bob, and quotes", "Ann Lake", "He was there.", "people/bob", "quotes/gone"):
        assert words in page
    assert tree(desk) == before
    answer = desk.send("read-proposal/write", held=held(page))
    assert "now stands in 2 files" in answer.text
    after = tree(desk)
    assert after["data/people/bob.yml"] == b"name: Bob\nchecked: 2025-05-31\n"
    assert b"    note: So it was heard.\n" in after["data/quotes/gone.yml"]
    assert "Everything in it stands here already" in opened(desk, content).text
    assert said(desk.root, "log", "--format=%s") == "The site begins"


def test_it_fits_on_another_state_of_the_project(desk: Desk) -> None:
    content = saved(desk)
    desk.edit("data/quotes/gone.yml", "name: They are gone\n", "name: They left\n")
    desk.send("read-proposal/write", held=held(opened(desk, content).text))
    text = (desk.root / "data/quotes/gone.yml").read_text()
    assert "name: They left\n" in text and "note: So it was heard." in text


def test_what_was_changed_here_too_is_chosen(desk: Desk) -> None:
    desk.edit(ARMY, "note: He spoke for the army.", "note: He spoke.")
    content = desk.send("proposal-file", title="T", why="").data
    git(desk.root, "checkout", "--quiet", "--", ".")
    desk.edit(ARMY, "note: He spoke for the army.", "note: She spoke.")
    before = tree(desk)
    page = opened(desk, content).text
    name = re.search(r'name="([0-9a-f]{16}-0)"', page)
    assert name and "She spoke." in page and "what stands here" in page.lower()
    assert "Say what each shall be" in desk.send("read-proposal/write", held=held(page)).text
    assert tree(desk) == before
    desk.send("read-proposal/write", held=held(page), **{name[1]: "incoming"})
    assert tree(desk)[ARMY] == before[ARMY].replace(b"She spoke.", b"He spoke.")


def test_errors_that_it_would_cause_are_told_and_nothing_is_written(desk: Desk) -> None:
    content = saved(desk).replace(b"checked: 2025-05-31", b"checked: 2025-02-31")
    before = tree(desk)
    page = opened(desk, content).text
    assert "What is wrong" in page
    assert "these errors would be new" in desk.send("read-proposal/write", held=held(page)).text
    assert tree(desk) == before


def test_a_picture_is_not_in_such_a_file_and_the_page_says_so(desk: Desk) -> None:
    assert "A file holds texts alone" not in desk.get("changes").text
    (desk.root / "content/p.png").write_bytes(b"\x89PNG")
    desk.edit(ARMY, "note: He spoke for the army.", "note: He spoke.")
    page = desk.get("changes").text
    assert "A file holds texts alone: content/p.png would not be in it, send it beside." in page
    sent = json.loads(desk.send("proposal-file", title="T", why="").data)
    assert [one["path"] for one in sent["files"]] == [ARMY]


def _path(path: str) -> Callable[[Any], None]:
    return lambda data: data["files"][0].update(path=path)


HOSTILE: dict[str, Callable[[Any], None]] = {
    **{f"path {path!r}": _path(path) for path in (
        "../data/x.yml", "data/../../x.yml", "/etc/passwd", "data\\x.yml", "C:/data/x.yml", "mkdocs.yml", "data/.git/x.yml",
        ".git/hooks/pre-commit", "data/x.sh", "content/hook.py", "content/a.html", "data/x.yml/", "data//x.yml", "data/./x.yml",
        "data/\u202ex.yml", "data/x\n.yml", "data/x.yml\x00", "data/a b.yml", "data/-x.yml", "content/theme/main.html",
        "data/" + "a/" * 30 + "x.yml", "data/" + "x" * 200 + ".yml", "data/x.yml.orig", "DATA/x.yml", "data", "",
    )},
    "no path": lambda data: data["files"][0].pop("path"),
    "a mode": lambda data: data["files"][0].update(mode="120000"),
    "a number": lambda data: data["files"][0].update(path=3),
    "no lines": lambda data: data["files"][0].update(after="text"),
    "surrogates": lambda data: data["files"][0].update(after=["\ud800"]),
    "a huge file": lambda data: data["files"][0].update(after=["x" * 1_000_001]),
    "no files": lambda data: data.update(files=[]),
    "many files": lambda data: data.update(files=data["files"] * 201),
    "twice": lambda data: data.update(files=data["files"][:1] * 2),
    "another key": lambda data: data.update(run="rm"),
    "another version": lambda data: data.update(factsheet_proposal=2),
    "no title": lambda data: data.update(title=""),
    "a title that acts": lambda data: data.update(title="\x1b]0;x\x07"),
}  # fmt: skip


@pytest.mark.parametrize("how", HOSTILE)
def test_what_would_write_elsewhere_is_refused(desk: Desk, how: str) -> None:
    data = json.loads(CONTENT)
    HOSTILE[how](data)
    before = tree(desk)
    answer = opened(desk, json.dumps(data).encode())
    assert answer.status_code == 400 and "Nothing was written" in answer.text
    assert tree(desk) == before


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a":1,"a":2}', b"From: ann\n\n--- a/data/x.yml\n", b"x" * 5_000_001],
    ids=lambda content: repr(content[:20]),
)  # fmt: skip
def test_what_is_no_proposal_is_refused(desk: Desk, content: bytes) -> None:
    answer = opened(desk, content)
    assert answer.status_code == 400 and "Nothing was written" in answer.text


def test_a_link_in_the_place_of_a_file_is_not_written_through(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (desk.root / "data/ships").symlink_to(tmp_path / "outside")
    data = json.loads(CONTENT)
    data["files"][0]["path"] = "data/ships/mary.yml"
    page = opened(desk, json.dumps(data).encode())
    answer = desk.send("read-proposal/write", held=held(page.text))
    assert answer.status_code in (200, 409) and "Nothing was written" in answer.text
    assert not [*(tmp_path / "outside").iterdir()]


def test_markup_in_it_is_text(desk: Desk) -> None:
    data = json.loads(CONTENT)
    data["title"], data["why"] = "<script>alert(1)</script>", "</p><img src=x onerror=alert(1)>"
    data["from"] = "<b>Ann</b>\x1b[31m"
    page = opened(desk, json.dumps(data).encode(), "<script>.json").text
    assert "<script>alert" not in page and "<img" not in page and "<b>Ann" not in page
    assert "\x1b" not in page


def test_a_file_that_was_opened_before_the_preview_began_anew_is_asked_for_again(
    desk: Desk,
) -> None:
    for name in ("", "0" * 64, "../x"):
        answer = desk.send("read-proposal/write", held=name)
        assert answer.status_code == 400 and "open the file once more" in answer.text
    assert desk.send("read-proposal").status_code == 400


CONTENT = proposal_file.write(
    proposal_file.Sent(
        "Bob", "", "Ann", {"data/people/bob.yml": (None, b"name: Bob\nchecked: 2025-05-31\n")}
    )
)


@pytest.mark.parametrize("path", ["data/kinds/ships.yml", "data/editions.yml"])
def test_what_changes_the_site_itself_is_said_above_all_else(desk: Desk, path: str) -> None:
    data = json.loads(saved(desk))
    assert "how the site works" not in opened(desk, json.dumps(data).encode()).text
    data["files"].append({"path": path, "before": None, "after": ["# x\n"]})
    page = opened(desk, json.dumps(data).encode()).text
    before, said_, _ = page.partition("how the site works")
    assert said_ and f"<code>{path}</code>" in page and "<h2" not in before
