"""A name is found however it is spelled, in whatever letters."""

import unicodedata

import pytest
from factsheet.evidence.spellings import Grade, folded, graded, match
from hypothesis import given
from hypothesis import strategies as st

NAMES = {
    "cities/damascus": ["Damascus", "Dimashq", "دمشق"],
    "groups/army": ["Army of the North", "AN"],
    "people/ann": ["Ann Müller"],
    "people/anna": ["Anna Hay'at"],
    "people/boris": ["Борис Зелёный"],
    "people/mohammed": ["Mohammed Assad"],
    "people/army-man": ["Ned"],
    "people/ann#role": ["Ann was a judge."],
}


@pytest.mark.parametrize(
    ("asked", "grade", "address"),
    [
        ("people/ann", Grade.ID, "people/ann"),
        ("ann", Grade.ID, "people/ann"),
        ("ann#role", Grade.ID, "people/ann#role"),
        ("people/bor", Grade.START, "people/boris"),
        ("dam", Grade.START, "cities/damascus"),
        ("an", Grade.START, "people/ann"),  # an id that begins so goes before a name
        ("ANN MULLER", Grade.NAME, "people/ann"),
        ("Annmüller", Grade.NAME, "people/ann"),
        ("Boris Zelenyy", Grade.NAME, "people/boris"),
        ("Ned", Grade.NAME, "people/army-man"),
        ("دمشق", Grade.NAME, "cities/damascus"),
        ("dimashq", Grade.NAME, "cities/damascus"),
        ("борис", Grade.WORDS, "people/boris"),
        ("north army", Grade.WORDS, "groups/army"),
        ("hayat", Grade.WORDS, "people/anna"),
        ("people/mul", Grade.WORDS, "people/ann"),
        ("muhamad", Grade.SOUND, "people/mohammed"),
        ("асад", Grade.SOUND, "people/mohammed"),
        ("Дамаск", Grade.SOUND, "cities/damascus"),
    ],
)
def test_the_best_fit_comes_first(asked: str, grade: Grade, address: str) -> None:
    assert graded(NAMES, asked)[0] == (grade, address)


@pytest.mark.parametrize("asked", ["xyz", "ann boris", "!", "cities/ann", "\x00", "a" * 10_000])
def test_what_fits_nothing_finds_nothing(asked: str) -> None:
    assert match(NAMES, asked) == []


def test_all_is_found_when_nothing_is_asked() -> None:
    assert match(NAMES, " ") == sorted(NAMES)
    assert match(NAMES, "people/") == [a for a in sorted(NAMES) if a.startswith("people/")]


def test_a_short_name_goes_before_a_long_one() -> None:
    names = {"dates/a": ["The day on which Ann left the town"], "people/x": ["Ann Lee"]}
    assert match(names, "ann") == ["people/x", "dates/a"]


@given(st.text())
def test_a_folded_text_is_words_of_small_ascii_letters_and_stays_so(text: str) -> None:
    once = folded(text)
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")
    assert folded(once) == once


@given(st.text(st.characters(categories=["L", "M", "N", "Zs"]), min_size=1, max_size=60))
def test_a_name_finds_what_is_called_so_composed_or_not(name: str) -> None:
    for form in ("NFC", "NFD"):
        typed = unicodedata.normalize(form, name)
        assert not folded(name) or match({"people/x": [name]}, typed) == ["people/x"]
