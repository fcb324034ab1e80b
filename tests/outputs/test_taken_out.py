"""After a takedown no file of a site has the words: no page, table, feed, frame or database."""

import sqlite3

from factsheet.build.whole import Built, build
from factsheet.outputs import Place
from projects import tree

WORDS = ("Zanzibar", "Quetzal", "Marmalade", "Obsidian")
BOARD = """name: The Board
checked: 2024-12-31
facts:
  one:
    text: It met in Zanzibar.
    note: A Quetzal was there.
    recorded: 2024-12-01
    references: [paper]
    changes:
      - {kind: correction, on: 2024-12-10, was: It met in Marmalade., why: We misread Obsidian.}
  two: {text: It met., recorded: 2024-12-01, references: [paper]}
"""
DOWN = """name: The Board
checked: 2024-12-31
facts:
  one: {recorded: 2024-12-01, taken_down: {on: 2024-12-12, ground: A court.}}
  two: {text: It met., recorded: 2024-12-01, references: [paper]}
"""
PERSON = "name: Zanzibar Quetzal\naliases: [Marmalade Obsidian]\nchecked: 2024-12-31\n"
GONE = "taken_down: {on: 2024-12-12, ground: A court.}\n"


def built(board: str, person: str) -> Built:
    files = {"data/groups/board.yml": board, "data/people/ann.yml": person}
    site = {"data/site.yml": "languages: [en, ar]\n", "content/index.md": "# Home\n"}
    return build(tree({**files, **site}), place=Place("https://lakes.example/", True, "Lakes"))


def holding(made: Built) -> set[str]:
    """The files that have one of the words, whichever way they are written."""
    found = set()
    for path, data in made.whole.items():
        raw = data if isinstance(data, bytes) else str(data).encode()
        if any(word.encode() in raw or word.encode("utf-16-le") in raw for word in WORDS):
            found.add(path)
    return found


def test_before_it_every_sort_of_file_has_them() -> None:
    found = holding(built(BOARD, PERSON))
    for sort in ("groups/board.md", "ar/groups/board.md", "api/v1/groups/board.json",
                 "data/v1/facts.csv", "data/v1/facts.sqlite", "feeds/corrections.xml",
                 "feeds/corrections.json", "embed/groups/board/index.html"):  # fmt: skip
        assert sort in found, sort


def test_after_it_none_has_them_and_the_day_and_ground_stand_there() -> None:
    made = built(DOWN, GONE)
    assert made.ok, made.issues
    assert holding(made) == set()
    assert b"A court." in made.outputs["api/v1/groups/board.json"]
    assert b"A court." in made.outputs["feeds/changes.xml"]
    with sqlite3.connect(":memory:") as base:
        base.deserialize(made.outputs["data/v1/facts.sqlite"])
        rows = base.execute("SELECT address FROM statements ORDER BY address").fetchall()
    assert ("groups/board#one",) in rows and ("groups/board#two",) in rows
