"""The dates as a calendar: read back by a library that did not write it."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from factsheet import disk
from factsheet.build.whole import Built, build
from factsheet.outputs import Place
from factsheet.outputs.calendar_lines import folded, joined
from factsheet.outputs.calendar_lines import text as line_of
from hypothesis import given
from hypothesis import strategies as st
from projects import ROOT, real, tree

SITE = Place("https://lakes.example/levels/", True, "Lakes")
EVENT = "name: {name}\ntext: It happened.\nwhen: '{when}'\nreferences: [paper]\n{more}checked: 2024-12-31\n"
HOME = {"content/index.md": "# Home\n\nA page.\n"}


def made(when: str = "2024-12-07", more: str = "", name: str = "The flood", **files: str) -> Built:
    """A site with one event."""
    event = EVENT.format(name=name, when=when, more=more)
    built = build(tree({**HOME, "data/dates/flood.yml": event, **files}), place=SITE)
    assert built.ok, [issue.message for issue in built.issues]
    return built


def events(built: Built, path: str = "dates.ics") -> list[Any]:
    found: Any = icalendar.Calendar.from_ical(built.outputs[path])
    assert not found.errors and found["VERSION"] == "2.0"
    events = found.walk("VEVENT")
    assert not [error for one in events for error in one.errors]
    return events


def only(when: str = "2024-12-07", more: str = "", **named: Any) -> Any:
    (found,) = events(made(when, more, **named))
    return found


@pytest.mark.parametrize(
    ("when", "first", "end", "title"),
    [
        ("2024-12-07", date(2024, 12, 7), date(2024, 12, 8), ""),
        ("2024-12-07/2024-12-09", date(2024, 12, 7), date(2024, 12, 10), "between 7 and 9 December 2024"),
        ("[2024-12-07..2024-12-09]", date(2024, 12, 7), date(2024, 12, 10), "between 7 and 9 December 2024"),
        ("2024-12-07~", date(2024, 12, 7), date(2024, 12, 8), "around 7 December 2024"),
        ("2024-12-07?", date(2024, 12, 7), date(2024, 12, 8), "possibly 7 December 2024"),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1), "February 2024"),
        ("2017", date(2017, 1, 1), date(2018, 1, 1), "2017"),
        ("201X", date(2010, 1, 1), date(2020, 1, 1), "the 2010s"),
        ("../2024-12-07", date(2024, 12, 7), date(2024, 12, 8), "on or before 7 December 2024"),
        ("2024-12-07/", date(2024, 12, 7), date(2024, 12, 8), "on or after 7 December 2024"),
        ("0044", date(44, 1, 1), date(45, 1, 1), "44"),
        ("2024-12-07T23:20Z/2024-12-08", date(2024, 12, 7), date(2024, 12, 9),
         "between 7 December 2024, 23:20 GMT and 8 December 2024"),
    ],
)  # fmt: skip
def test_a_day_is_a_day_and_what_is_not_exact_says_so(
    when: str, first: date, end: date, title: str
) -> None:
    found = only(when)
    assert found["DTSTART"].dt == first and found["DTEND"].dt == end
    assert found["DTSTART"].params["VALUE"] == "DATE"
    assert str(found["SUMMARY"]) == (f"The flood ({title})" if title else "The flood")


def test_a_time_is_a_time_in_utc() -> None:
    found = only("2024-12-07T23:20-03:00")
    assert found["DTSTART"].dt == datetime(2024, 12, 8, 2, 20, tzinfo=UTC)
    assert "DTEND" not in found and str(found["SUMMARY"]) == "The flood"
    span = only("2024-12-07T23:20Z/2024-12-08T03:00+02:00")
    assert span["DTSTART"].dt == datetime(2024, 12, 7, 23, 20, tzinfo=UTC)
    assert span["DTEND"].dt == datetime(2024, 12, 8, 1, 0, tzinfo=UTC)


def test_the_ends_of_the_calendar_are_days_like_any_other() -> None:
    assert only("9999-12-31", "planned: true\n")["DTSTART"].dt == date(9999, 12, 31)
    assert only("0001-01-01T00:00+14:00")["DTSTART"].dt == datetime(1, 1, 1, tzinfo=UTC)
    late = only("9999-12-31T23:59-14:00", "planned: true\n")
    assert late["DTSTART"].dt == datetime(9999, 12, 31, 23, 59, tzinfo=UTC)


def test_an_event_says_who_says_so_how_sure_it_is_and_where_more_is() -> None:
    more = "status: claimed\nasserted_by: a witness\nnote: Nobody else saw it.\n"
    found = only(more=more)
    assert str(found["SUMMARY"]) == "Claimed: The flood"
    assert found["STATUS"] == "TENTATIVE" and found["TRANSP"] == "TRANSPARENT"
    assert found["URL"] == "https://lakes.example/levels/dates/flood/"
    assert str(found["DESCRIPTION"]).splitlines() == [
        "It happened, according to a witness.",
        "Claimed: Somebody with an interest says so, and we know of nobody independent who confirms"
        " it. Who says it stands beside it.",
        "Nobody else saw it.",
        "Sources:",
        "“A report”, The Paper, 8 December 2024",
    ]


def test_what_is_planned_or_withdrawn_says_so() -> None:
    planned = only("2030-05-01", "planned: true\n")
    assert str(planned["SUMMARY"]) == "The flood (planned)" and planned["STATUS"] == "TENTATIVE"
    gone = only(more="status: retracted\nnote: Nobody said so.\n")
    assert str(gone["SUMMARY"]) == "Withdrawn: The flood" and gone["STATUS"] == "CANCELLED"
    assert only()["STATUS"] == "CONFIRMED"


def test_when_it_was_entered_or_changed_last_comes_from_the_facts() -> None:
    changes = "changes: [{kind: correction, on: 2024-12-20, was: It did not., why: It did.}]\n"
    assert only(more="recorded: 2024-12-09\n")["DTSTAMP"].dt.date() == date(2024, 12, 9)
    changed = only(more=f"recorded: 2024-12-09\n{changes}")
    assert changed["DTSTAMP"].dt.date() == date(2024, 12, 20) and changed["SEQUENCE"] == 1
    assert only()["DTSTAMP"].dt.date() == date(1970, 1, 1)


def test_an_event_is_known_by_its_first_address() -> None:
    renamed = EVENT.format(name="The flood", when="2024-12-07", more="formerly: [flood]\n")
    built = build(tree({**HOME, "data/dates/high-water.yml": renamed}), place=Place())
    (one,) = events(built)
    assert one["UID"] == only()["UID"] and "URL" not in one


def test_drafts_and_what_was_taken_down_are_not_in_it() -> None:
    draft = {
        "data/dates/secret.yml": EVENT.format(name="A secret", when="2024", more="draft: true\n")
    }
    gone = {"data/dates/gone.yml": "taken_down: {on: 2024-12-12, ground: A court.}\n"}
    assert len(events(made(**draft, **gone))) == 1
    alone = build(tree({**HOME, **gone}), place=SITE)
    assert "dates.ics" not in alone.outputs


NASTY = [
    '=cmd|"/c calc"!A0', "<script>alert(1)</script>", "a \\ b\\n, c; d: 'e' \"f\"", "שלום و مرحبا",
    "🌊 wave 👩🏽", "END:VEVENT", "ä" * 120, "漢" * 90,
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY)
def test_a_text_comes_back_as_it_was_typed(text: str) -> None:
    event = {"name": f"N {text}", "text": f"It {text} so.", "when": "2024-12-07"}
    more = {"references": ["paper"], "checked": "2024-12-31", "note": f"Note {text}"}
    data = json.dumps({**event, **more}, ensure_ascii=False)
    built = build(tree({**HOME, "data/dates/flood.yml": data}), place=SITE)
    assert built.ok, [issue.message for issue in built.issues]
    (found,) = events(built)
    assert str(found["SUMMARY"]) == f"N {text}"
    assert str(found["DESCRIPTION"]).splitlines()[:2] == [f"It {text} so.", f"Note {text}"]
    lines = built.outputs["dates.ics"].split(b"\r\n")
    assert max(map(len, lines)) <= 75 and not [one for one in lines if b"\n" in one or b"\r" in one]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from('\n\\,;:"')))
def test_any_text_comes_back_from_its_lines(text: str) -> None:
    data = joined(["BEGIN:VEVENT", line_of("SUMMARY", text), "END:VEVENT"])
    found: Any = icalendar.Event.from_ical(data)
    assert str(found["SUMMARY"]) == text
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_line_of_75_bytes_is_whole_and_one_of_76_is_not() -> None:
    assert folded("x" * 75) == b"x" * 75 + b"\r\n"
    assert folded("x" * 76) == b"x" * 75 + b"\r\n x\r\n"
    assert folded("x" * 74 + "ä") == b"x" * 74 + b"\r\n " + "ä".encode() + b"\r\n"
    assert folded("x" * 149).count(b"\r\n") == 2 and folded("x" * 150).count(b"\r\n") == 3


def test_no_control_character_gets_into_a_line() -> None:
    assert line_of("NAME", "a\x0bb\x7f\ud800\r\nc") == "NAME:a b  \\nc"


def test_each_language_has_its_calendar() -> None:
    settings = {"data/site.yml": "languages: [en, ar]\nname: {ar: البحيرات}\n"}
    built = made("2017~", name="{en: The flood, ar: الفيضان}", **settings)
    (one,) = events(built, "ar/dates.ics")
    assert str(one["SUMMARY"]) == "الفيضان (نحو 2017)"
    assert one["URL"] == "https://lakes.example/levels/ar/dates/flood/"
    assert one["UID"] == events(built)[0]["UID"]
    assert '"../dates.ics"' in str(built.pages["ar/dates/index.md"])


@pytest.mark.parametrize("project", [real, lambda: disk.read(ROOT / "examples/nile-dam")[0]])
def test_every_event_of_a_site_is_in_its_calendar(project: Any) -> None:
    built = build(project(), place=SITE)
    kinds = built.library.kinds.playing("event")
    assert len(events(built)) == sum(len(built.library.of(kind.plural)) for kind in kinds) > 5
    assert not re.search(rb"(?<!\r)\n", built.outputs["dates.ics"])


def test_the_timeline_leads_to_it_unless_the_site_has_none() -> None:
    assert '<a href="../dates.ics" type="text/calendar">' in str(made().pages["dates/index.md"])
    off = made(**{"data/site.yml": "outputs: {calendar: false}\n"})
    assert "dates.ics" not in off.outputs and "dates.ics" not in str(off.pages["dates/index.md"])
