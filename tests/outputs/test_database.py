"""The facts as a database: sound, the same bytes each time, and found by any spelling."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from factsheet import disk
from factsheet.build.whole import Built, build
from factsheet.evidence import View
from factsheet.outputs import database
from factsheet.outputs.folding import folded
from projects import ROOT, real, tree
from tabled import FILES, HOSTILE, SITE, file, small


def opened(built: Built) -> sqlite3.Connection:
    found = sqlite3.connect(":memory:")
    found.deserialize(file("facts.sqlite", built))
    return found


@pytest.fixture
def facts() -> Iterator[sqlite3.Connection]:
    with closing(opened(small())) as found:
        yield found


def rows(facts: sqlite3.Connection, query: str, *more: str) -> list[Any]:
    found = facts.execute(query, more).fetchall()
    return [row[0] if len(row) == 1 else row for row in found]


def nile_dam() -> Built:
    return build(disk.read(ROOT / "examples/nile-dam")[0], place=SITE)


@pytest.mark.parametrize(
    "make",
    [small, nile_dam, lambda: build(real(), place=SITE),
     lambda: build(real(), View(as_of=date(2024, 12, 5)), place=SITE),
     lambda: build(real(), View(known_by=date(2024, 12, 5)), place=SITE)],
    ids=["small", "nile-dam", "syria", "as-of", "known-by"],
)  # fmt: skip
def test_the_file_is_sound_and_every_key_leads_somewhere(make: Any) -> None:
    built = make()
    with closing(opened(built)) as facts:
        assert rows(facts, "PRAGMA integrity_check") == ["ok"]
        assert rows(facts, "PRAGMA foreign_key_check") == []
        assert rows(facts, "PRAGMA freelist_count") == [0]
        assert rows(facts, "SELECT count(*) FROM records") == [len(built.library.records)]
        statements = dict(facts.execute("SELECT address, coalesce(text, '') FROM statements"))
        assert statements == {s.address: str(s.text) for s in built.library.statements.values()}


def test_what_sqlite_says_of_itself_is_fixed() -> None:
    head = file("facts.sqlite")[:100]
    assert head[:16] == b"SQLite format 3\0" and int.from_bytes(head[16:18], "big") == 4096
    assert head[24:28] == head[92:96] == b"\0\0\0\1"
    assert int.from_bytes(head[96:100], "big") == 3_040_000
    assert int.from_bytes(head[28:32], "big") * 4096 == len(file("facts.sqlite"))


def test_the_same_facts_give_the_same_bytes() -> None:
    again = build(tree(dict(reversed(FILES.items()))), place=SITE)
    assert file("facts.sqlite", again) == file("facts.sqlite")


def test_no_name_has_to_be_quoted(facts: sqlite3.Connection) -> None:
    tables = rows(facts, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    assert len(tables) > 20
    for name in (one for one in tables if not one.startswith("search_")):
        columns = [row[1] for row in facts.execute(f"PRAGMA table_info({name})")]
        assert all(re.fullmatch("[a-z_]+", one) for one in (name, *columns))
        facts.execute(f"SELECT {', '.join(columns)} FROM {name}").fetchall()


def test_every_key_names_the_column_that_it_leads_to(facts: sqlite3.Connection) -> None:
    """Datasette makes links of keys, and asks for the column by its name."""
    tables = rows(facts, "SELECT name FROM sqlite_master WHERE type = 'table'")
    found = [row for name in tables for row in facts.execute(f"PRAGMA foreign_key_list({name})")]
    assert len(found) > 15 and all(row[4] for row in found)


def test_a_statement_has_everything_in_its_tables(facts: sqlite3.Connection) -> None:
    moved = "groups/board#moved"
    query = (
        "SELECT held, held_earliest, reports, independent_sources FROM statements WHERE address = ?"
    )
    assert rows(facts, query, moved) == [("2019-05", "2019-05-01", 2, 1)]
    query = "SELECT language, words FROM texts WHERE statement = ? ORDER BY language"
    assert rows(facts, query, moved) == [("ar", "انتقل إلى التل."), ("en", "It moved to the hill.")]
    query = "SELECT source, place, counts FROM source_references WHERE statement = ?"
    assert rows(facts, query, moved) == [("sources/paper", "P5; P6", 1), ("sources/other", None, 1)]
    query = "SELECT kind, changed_on FROM changes WHERE statement = ?"
    assert rows(facts, query, moved) == [
        ("clarification", "2024-12-09"),
        ("correction", "2024-12-10"),
    ]
    query = "SELECT role, name, record FROM parties WHERE statement = ? ORDER BY position"
    leader = [("asserted_by", "Ann", "people/ann"), ("asserted_by", "a man; of the board", None)]
    assert rows(facts, query, "groups/board#leader") == leader
    query = "SELECT low, high, approximate FROM statements WHERE address = ?"
    assert rows(facts, query, "groups/board#strength") == [(5, 7, 0)]
    assert rows(facts, "SELECT * FROM former_addresses") == [("groups/old-board", "groups/board")]


def test_every_text_comes_back_as_it_was_typed(facts: sqlite3.Connection) -> None:
    found = rows(
        facts, "SELECT text FROM statements WHERE record = 'groups/nasty' ORDER BY position"
    )
    assert found == HOSTILE
    found = rows(
        facts,
        "SELECT name FROM names WHERE record = 'groups/nasty' AND sort = 'alias' ORDER BY position",
    )
    assert found == HOSTILE


def test_views_answer_what_people_ask(facts: sqlite3.Connection) -> None:
    (moved,) = rows(
        facts, "SELECT record, sources FROM facts_in_words WHERE address = 'groups/board#moved'"
    )
    assert moved == ("The Lake Board", "“A report”, The Paper; “Another report”, The Paper")
    alone = rows(facts, "SELECT address FROM single_source")
    assert "groups/board#moved" in alone and "groups/board#gone" not in alone
    assert rows(facts, "SELECT words FROM open_disputes") == [
        "It moved to the hill.", "It stayed where it was.",
    ]  # fmt: skip
    assert rows(facts, "SELECT kind FROM recent_changes") == ["correction", "clarification"]
    claims = rows(facts, "SELECT address, claimants FROM claims ORDER BY address DESC")
    assert claims[0] == ("groups/board#leader", "Ann; a man; of the board")
    assert rows(facts, "SELECT address FROM sources_in_use")[0] == "sources/paper"


def test_of_what_was_taken_down_nothing_is_found(facts: sqlite3.Connection) -> None:
    query = "SELECT taken_down, ground, text, words, pin FROM statements WHERE address = ?"
    assert rows(facts, query, "groups/board#hidden") == [
        ("2024-12-11", "A person asked.", None, None, None)
    ]
    query = "SELECT taken_down, ground, name FROM records WHERE address = ?"
    assert rows(facts, query, "people/gone") == [("2024-12-12", "A court.", "")]
    for table in ("names", "labels"):
        assert rows(facts, f"SELECT * FROM {table} WHERE record = 'people/gone'") == []
    for table in ("texts", "parties", "source_references", "statement_pages"):
        assert rows(facts, f"SELECT * FROM {table} WHERE statement = 'groups/board#hidden'") == []
    query = "SELECT * FROM search WHERE address IN ('people/gone', 'groups/board#hidden')"
    assert rows(facts, query) == []


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("köln", "groups/board"), ("koln", "groups/board"), ("KOELN", "groups/board"),
        ("احمد", "groups/board"), ("أحمد", "groups/board"), ("هيئه", "groups/board"),
        ("انتقل التل", "groups/board#moved"), ("mjls", "groups/board"), ("hill", "groups/board#moved"),
        ("ours", "quotes/ours#english"), ("مرحبا", "groups/nasty"),
    ],
)  # fmt: skip
def test_the_search_finds_any_spelling(facts: sqlite3.Connection, asked: str, address: str) -> None:
    assert address in rows(facts, "SELECT address FROM search WHERE search MATCH ?", asked)


def test_only_words_that_are_others_are_folded() -> None:
    assert folded("The army’s “Lake” – it moved.") == "armys"
    assert folded("Plain words, nothing else; “quoted” …") == ""
    assert folded("Straße") == "strasse"


def test_a_sqlite_without_a_search_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "search", lambda: "CREATE VIRTUAL TABLE search USING none(x)")
    with closing(opened(build(tree(FILES), place=SITE))) as facts:
        said = dict(rows(facts, "SELECT * FROM metadata"))
        assert "without FTS5" in said["search"]
        assert "search" not in rows(facts, "SELECT name FROM sqlite_master")


def test_the_file_says_what_it_is(facts: sqlite3.Connection) -> None:
    assert dict(rows(facts, "SELECT * FROM metadata")) == {
        "title": "Lakes", "publisher": "The Lake Desk", "licence": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "url": "https://lakes.example/", "languages": "en, ar", "tables_version": "1.0",
    }  # fmt: skip
