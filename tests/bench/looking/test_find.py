"""What is looked for is found by any spelling, in texts too; names come before texts."""

import time
from datetime import date

import pytest
from desk import FILES, survey
from hypothesis import given, settings, strategies as st
from projects import EFFORT, ROOT, tree

from factsheet import disk
from factsheet.bench.looking import find
from factsheet.bench.looking.find import Wanted
from factsheet.command import main
from factsheet.evidence import linking

SEEN = survey()


def found(words: str = "", **wanted: object) -> list[str]:
    seen = survey()
    return [h.address for h in find.find(seen.published, {**seen.tree}, Wanted(words, **wanted))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words, first",
    [
        ("people/ann", "people/ann"),
        ("Ann Lake", "people/ann"),
        ("lake ann", "people/ann"),
        ("anna al-lak", "people/ann"),
        ("Анна", "people/ann"),
        ("anna", "people/ann"),
        ("army left", "groups/army#left"),
        ("They are gone", "quotes/gone"),
        ("gone.", "quotes/gone"),
        ("what ann saw", "sources/copy"),
        ("eve writer", "sources/copy"),
        ("https://copy.example/ann", "sources/copy"),
        ("stayed", "groups/army#stayed"),
        ("shots", "people/ann#heard"),
        ("band", "groups/band"),
    ],
)
def test_the_best_comes_first(words: str, first: str) -> None:
    assert found(words)[0] == first


def test_names_come_before_texts() -> None:
    assert found("army") == [
        "groups/army",
        "groups/army#left",
        "groups/army#marched",
        "groups/army#stayed",
        "people/ann#saw",
    ]


@pytest.mark.parametrize(
    "wanted, addresses",
    [
        ({"source": "wire"}, ["groups/army#left", "people/ann#saw"]),
        ({"source": "sources/copy"}, ["people/ann#saw"]),
        ({"statuses": ("denied", "superseded")}, ["groups/army#marched", "groups/army#stayed"]),
        ({"statuses": ("draft",)}, ["groups/band", "people/ann#heard"]),
        ({"kinds": ("people",), "statuses": ("accepted",)}, ["people/ann#heard", "people/ann#saw"]),
        ({"recorded_since": date(2024, 12, 9)}, ["people/ann#saw"]),
        ({"recorded_since": date(2024, 12, 10)}, []),
        ({"kinds": ("sources",), "since": date(2024, 12, 9)}, ["sources/copy"]),
        ({"kinds": ("groups",), "until": date(2024, 12, 6)}, []),
    ],
)  # fmt: skip
def test_more_can_be_asked(wanted: dict[str, object], addresses: list[str]) -> None:
    assert found(**wanted) == addresses


def test_lines_are_cut_for_a_terminal_alone() -> None:
    seen = survey()
    hits = find.find(seen.published, {**seen.tree}, Wanted("left"))
    assert find.as_text(hits) == (
        "groups/army#left: [claimed] The army left the town, according to Ann Lake. (7 December 2024)"
    )
    assert (
        find.as_text(hits, 70)
        == "groups/army#left: [claimed] The army left the town,… (7 December 2024)"
    )


def test_three_hundred_records_are_looked_through_at_once() -> None:
    files = disk.read(ROOT)[0]
    library = linking.read(
        {p: b for p, b in files.items() if p.startswith("data/") and p != "data/site.yml"}
    )[0]
    start = time.process_time()
    assert find.find(library, files, Wanted("terrorist listed"))
    assert time.process_time() - start < 0.5


def test_the_command_tells_what_is_wrong_with_a_call(
    tmp_path: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    root = str(tmp_path)
    for path, content in tree(FILES).items():
        target = tmp_path / path  # type: ignore[operator]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    assert main(["--root", root, "find", "army", "left"]) == 0
    assert capsys.readouterr().out.startswith("groups/army#left: [claimed]")
    assert main(["--root", root, "find", "zebra"]) == 1
    assert main(["--root", root, "find"]) == 2
    assert main(["--root", root, "find", "--kind", "group", "army"]) == 2
    assert 'did you mean "groups"?' in capsys.readouterr().err


@settings(max_examples=50 * EFFORT, deadline=None)
@given(st.text(max_size=60))
def test_any_words_can_be_looked_for(words: str) -> None:
    hits = find.find(SEEN.published, {**SEEN.tree}, Wanted(words))
    assert len({hit.address for hit in hits}) == len(hits)
