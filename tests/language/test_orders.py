"""Indexes are in the order of ICU and CLDR, which `orders.yml` has frozen; jump marks follow it."""

from pathlib import Path

import pytest
import yaml
from factsheet.language import index_form, index_letters, order, speaking, speech
from factsheet.pages.grouping import Entry, by_letter
from hypothesis import given, strategies as st

NAMES = yaml.load(Path(__file__).with_name("orders.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # fmt: skip


@pytest.mark.parametrize("code", NAMES)
def test_names_stand_in_the_order_of_icu(code: str) -> None:
    with speaking(speech(code)):
        assert sorted(reversed(NAMES[code]), key=order) == NAMES[code]


def test_a_variety_of_a_language_has_its_order_and_an_unknown_language_the_root_s() -> None:
    for code in ("sv-FI", "gl-ES", "xx"):
        with speaking(speech(code)):
            found = sorted(["Zorn", "Ärla", "ñame", "nube"], key=order)
        assert (
            found
            == {
                "sv": ["ñame", "nube", "Zorn", "Ärla"],
                "gl": ["Ärla", "nube", "ñame", "Zorn"],
                "xx": ["Ärla", "ñame", "nube", "Zorn"],
            }[code[:2]]
        )


@given(st.sampled_from(list(NAMES)), st.text(), st.text())
def test_any_two_texts_have_one_order(code: str, one: str, other: str) -> None:
    with speaking(speech(code)):
        assert (order(one) == order(other)) == (one == other)
        assert order(one) <= order(one + "x")


@pytest.mark.parametrize(
    "code, name, shown, letters",
    [
        ("en", "Łódź-Śródmieście", "Lodz-Srodmiescie", "lodzsrodmiescie"),
        ("pl", "Łódź", "Łódź", "łódź"),
        ("en", "Ærø", "AEro", "aero"),
        ("da", "Ærø", "Ærø", "ærø"),
        ("sv", "Ängby Æro", "Ängby Æro", "ängbyäro"),
        ("tr", "Iğdır", "Iğdır", "ığdır"),
        ("es", "Núñez", "Nuñez", "nuñez"),
        ("ar", "أحمد إدلب آمد", "احمد ادلب امد", "احمدادلبامد"),
        ("ru", "Ёж Йод", "Еж Йод", "ежйод"),
        ("en", "ʿAli", "Ali", "ali"),
    ],
)
def test_jump_marks_have_the_letters_of_the_alphabet(
    code: str, name: str, shown: str, letters: str
) -> None:
    with speaking(speech(code)):
        assert (index_form(name), index_letters(name)) == (shown, letters)


def titles(code: str, names: list[str] | None = None) -> list[tuple[str, str, list[str]]]:
    with speaking(speech(code)):
        groups = by_letter([Entry(None, name, name) for name in names or NAMES[code]])
        return [(group.name, group.title, [one.name for one in group.found]) for group in groups]


def test_letters_of_a_language_have_jump_marks_in_its_order() -> None:
    found = titles("sv")
    assert [title for _, title, _ in found] == list("AEMOTÞVWZ") + ["Å", "Ä", "Ö"]
    assert found[-1] == ("uf6", "Ö", ["Ödeshög", "Öland", "Örebro", "Øst"])
    found = titles("tr", ["İzmir", "Isparta", "Kars", "İstanbul", "Hatay"])
    assert [title for _, title, _ in found] == ["H", "I", "İ", "K"]


def test_what_a_name_begins_with_beside_letters_moves_its_group_nowhere() -> None:
    found = {title: names for _, title, names in titles("en")}
    assert list(found)[:5] == ["1", "2", "3", "٣", "9"] and list(found)[-3:] == ["Ε", "И", "أ"]
    assert found["Q"] == ["“Quoted”"] and "ʿAli" in found["A"]
