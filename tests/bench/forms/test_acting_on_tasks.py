"""What is to do leads to where it is done: passages are confirmed beside their facts, sources noted as checked."""

import json
import re
import shlex
from pathlib import Path

import click
import html5lib
import pytest
from benches import Visitor
from factsheet.bench.looking import todo
from factsheet.command.line import group
from projects import git, stand

PAGE = """# A page

It went north{{ rests("groups/crew#moved", seen="000000") }}, and stayed{{ rests("groups/crew#stayed") }}.
Ann saw it{{ rests("people/ann#saw") }}. It left{{ rests("groups/army#left") }}.
"""
CREW = """name: The Crew
checked: 2024-12-31
facts:
  moved: {text: The crew moved north., references: [paper]}
  stayed: {text: The crew stayed., references: [paper]}
"""
SEEN = {
    "made_by": "factsheet sources check",
    "sources": {
        "copy": {
            "address": "https://copy.example/ann", "verdict": "gone", "since": "2025-05-01",
            "missing": "2025-04-01", "tried": "2025-05-01", "why": "it answers 404",
            "quotes": {"people/ann#saw": {"page": "not found"}},
        }
    },
}  # fmt: skip


@pytest.fixture
def visitor(tmp_path: Path) -> Visitor:
    return Visitor(
        tmp_path,
        {
            "content/page.md": PAGE,
            "data/groups/crew.yml": CREW,
            "data/site.yml": "review: {sources: 100}\n",
        },
    )


def marks(page: str) -> list[tuple[str, str]]:
    """(page of prose, mark) of each form that confirms a passage."""
    return re.findall(
        r'name="path" value="([^"]+)"><input type="hidden" name="mark" value="(\w+)"', page
    )


def test_each_rule_names_a_command_that_there_is() -> None:
    assert todo.ACTS.keys() == {*todo.NAMES}
    for act in todo.ACTS.values():
        words = shlex.split(act.format(address="groups/army#left", id="wire"))
        context = click.Context(group, info_name="factsheet")
        found, command = group, group
        while words and isinstance(found, click.Group):
            command = found.get_command(context, words.pop(0))
            assert command, act
            found = command
        options = {option for one in found.params for option in one.opts}
        assert {word for word in words if word.startswith("--")} <= options, act


def test_each_task_leads_to_its_form_its_passage_its_source(visitor: Visitor) -> None:
    page = visitor.get("todo").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert 'href="/_bench/edit/groups/army?part=left"' in page
    assert "<code>factsheet cite groups/army#left</code>" in page
    assert 'href="/_bench/tellings#content/page.md"' in page
    assert "<code>factsheet confirm content/page.md</code>" in page
    assert 'href="/_bench/sources#source-copy"' in page and 'href="/_bench/read/copy"' in page
    for path in ("tellings", "sources"):
        assert (
            'id="content/page.md"' in visitor.get(path).text
            or 'id="source-copy"' in visitor.get(path).text
        )


def test_a_passage_is_confirmed_beside_its_facts_one_at_a_time(visitor: Visitor) -> None:
    page = visitor.get("tellings").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert "It went north" in page and "The crew moved north." in page
    assert "content/page.md:3" in page and "never confirmed" in page
    assert len(marks(page)) == 3
    path, mark = marks(page)[0]
    assert visitor.post("tellings", {"path": path, "mark": mark}).status_code == 303
    now = (visitor.root / "content/page.md").read_text()
    assert re.search(r'rests\("groups/crew#moved", seen="(?!000000)\w{6}"\)', now)
    assert now.partition(", and stayed")[2] == PAGE.partition(", and stayed")[2]
    assert "It cannot be confirmed yet: " in page  # a claim, and nobody is named for it
    left = visitor.get("tellings").text
    assert "It went north" not in left and len(marks(left)) == 2


def test_what_a_fact_said_then_stands_beside_what_it_says_now(visitor: Visitor) -> None:
    for path, mark in marks(visitor.get("tellings").text):
        visitor.post("tellings", {"path": path, "mark": mark})
    git(visitor.root, "init", "-q")
    git(visitor.root, "add", "-A")
    git(visitor.root, "commit", "-qm", "confirmed")
    file = visitor.root / "data/groups/crew.yml"
    file.write_text(file.read_text().replace("moved north", "fled north"))
    page = visitor.get("tellings").text
    assert len(marks(page)) == 1
    then, now = page.partition(", then</span>")[2], page.partition(", now</span>")[2]
    assert "The crew moved north." in then.partition("</dd>")[0]
    assert "The crew fled north." in now.partition("</dd>")[0]


def test_facts_that_changed_since_they_were_shown_are_not_confirmed(visitor: Visitor) -> None:
    path, mark = marks(visitor.get("tellings").text)[0]
    file = visitor.root / "data/groups/crew.yml"
    file.write_text(file.read_text().replace("moved north", "fled north"))
    before = stand(visitor.root)
    for sent in ({"path": path, "mark": mark}, {"path": path}, {"path": "../x", "mark": mark},
                 {"path": "data/site.yml", "mark": mark}, {}):  # fmt: skip
        answer = visitor.post("tellings", sent)
        assert answer.status_code == 400 and "Nothing was written" in answer.text
    assert stand(visitor.root) == before


def test_sources_are_told_as_the_last_look_saw_them(visitor: Visitor) -> None:
    (visitor.root / "sources-seen.json").write_text(json.dumps(SEEN))
    whole = visitor.bench.good
    visitor.bench.good = lambda: (
        whole()[0], {**whole()[1], "sources-seen.json": json.dumps(SEEN).encode()},
    )  # fmt: skip
    page = visitor.get("sources").text
    html5lib.HTMLParser(strict=True).parse(page)
    news = page.partition('id="news"')[2].partition("<h2")[0]
    assert "gone since 2025-04-01 (it answers 404); looked at on 2025-05-01" in news
    assert "quoted otherwise: people/ann#saw" in news and 'id="source-copy"' in news
    assert 'href="https://copy.example/ann" rel="noopener noreferrer"' in news
    assert 'id="source-paper"' in page.partition('id="due"')[2]


def test_a_source_is_noted_as_checked_today(visitor: Visitor) -> None:
    sent = {"address": "sources/paper", "by": "Eve <b>"}
    answer = visitor.post("sources", sent)
    assert answer.status_code == 303 and answer.headers["Location"].endswith("#source-paper")
    file = (visitor.root / "data/sources/paper.yml").read_text()
    assert "checked: 2025-06-01\n" in file and "checked_by: Eve <b>" in file
    before = stand(visitor.root)
    for address in ("groups/army", "sources/nobody", "sources/paper#x", "", "../x"):
        assert visitor.post("sources", {"address": address}).status_code == 400
    assert stand(visitor.root) == before


def test_of_a_large_site_the_first_tasks_are_shown_and_the_rest_is_counted(tmp_path: Path) -> None:
    fact = "facts:\n  was:\n    text: They were there.\n    references: [paper#P3]\n"
    people = {f"data/people/p{at}.yml": f"name: P {at}\n{fact}" for at in range(300)}
    page = Visitor(tmp_path, people).get("todo").text
    html5lib.HTMLParser(strict=True).parse(page)
    assert "all of them: <code>factsheet todo --rule single</code>" in page
    rows = page.partition('<h2 id="single"')[2].partition("<h2")[0]
    assert rows.count("<li>") == 200
