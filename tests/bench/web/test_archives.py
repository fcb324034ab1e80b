"""Captures of sources are found in time maps, or asked for, on a played web."""

import json
import time
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from factsheet.bench.web.archives import Archived, Archiving, Capture, captures, filled, fitting
from factsheet.bench.web.verdicts import Source
from hypothesis import given
from hypothesis import strategies as st
from played import Played, leads, played, reply

REPORT = "https://paper.example/report?a=b&c=d#part"
SOURCE = Source("paper", REPORT, earliest="2024-12-08", latest="2024-12-08")
TIMEMAP = """<https://paper.example/report>; rel="original",
<https://archive.example/map/link/https://paper.example/report>; rel="self"; type="application/link-format",
<https://archive.example/20240101000000/https://paper.example/report>; rel="first memento"; datetime="Mon, 01 Jan 2024 00:00:00 GMT",
<https://archive.example/20241209120000/https://paper.example/report>; rel="memento"; datetime="Mon, 09 Dec 2024 12:00:00 GMT",
<https://archive.example/20251109120000/https://paper.example/report>; rel="last memento"; datetime="Sun, 09 Nov 2025 12:00:00 GMT"
"""
CLOSEST = {
    "archived_snapshots": {
        "closest": {
            "available": True, "url": "http://archive.example/1/https://paper.example/report",
            "timestamp": "20241209044612", "status": "200",
        }
    }
}  # fmt: skip


@pytest.fixture
def web() -> Iterator[Played]:
    with played() as found:
        yield found


def look(web: Played, save: bool = False, timemap: bool = True, **more: Any) -> Archived:
    """What comes of looking for a capture of the report at the played archive."""
    source = Source(**{"id": "paper", "url": REPORT, "earliest": "2024-12-08", **more})
    addresses = [
        web.url("archive.example/map/") + "{url}",
        web.url("archive.example/save/") + "{url}",
    ]
    given = (addresses[0] if timemap else "", addresses[1] if save else "")
    (found,) = Archiving(web.visitor(), *given, date(2026, 1, 5)).run([source])
    return found


MAP, SAVE = (
    f"archive.example/{what}/https://paper.example/report?a=b&c=d" for what in ("map", "save")
)


def test_the_first_capture_after_the_source_was_read_or_issued_is_taken(web: Played) -> None:
    web.play(MAP, reply(200, TIMEMAP, "application/link-format"))
    issued = look(web).capture
    assert issued and issued.day == date(2024, 12, 9)
    assert issued.url == "https://archive.example/20241209120000/https://paper.example/report"
    read = look(web, accessed="2025-01-01").capture
    assert read and read.day == date(2025, 11, 9)
    late = look(web, accessed="2026-01-01").capture
    assert late and late.day == date(2025, 11, 9)


def test_a_capture_older_than_the_source_shows_something_else(web: Played) -> None:
    web.play(MAP, reply(200, TIMEMAP, "application/link-format"))
    found = look(web, earliest="2025-12-01", latest="2025-12-01")
    assert found.capture is None and found.why == "every capture is older than the source"


@pytest.mark.parametrize(
    "answer", [json.dumps(CLOSEST), json.dumps({"mementos": {"list": [
        {"datetime": "2024-12-09T04:46:12Z", "uri": "http://archive.example/1/https://paper.example/report"}]}})],
)  # fmt: skip
def test_an_answer_in_json_is_read_too(web: Played, answer: str) -> None:
    web.play(MAP, reply(200, answer, "application/json"))
    expected = Capture("http://archive.example/1/https://paper.example/report", date(2024, 12, 9))
    assert look(web).capture == expected


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (reply(404), "the archive has no capture"),
        (
            reply(200, '{"archived_snapshots": {}}', "application/json"),
            "the archive has no capture",
        ),
        (reply(200, "<html>nothing of the kind"), "the archive has no capture"),
        (reply(200, "[" * 100_000, "application/json"), "the archive has no capture"),
        (reply(503), "it answers 503"),
        (reply(429), "it answers 429"),
        (leads("http://169.254.169.254/"), "a site is linked by its name"),
    ],
)
def test_why_there_is_no_capture_is_told(web: Played, answer: object, why: str) -> None:
    web.play(MAP, answer)  # type: ignore[arg-type]
    found = look(web)
    assert found.capture is None and why in found.why


def test_an_archive_is_asked_for_a_capture_only_when_it_has_none(web: Played) -> None:
    web.play(MAP, reply(200, TIMEMAP, "application/link-format"))
    look(web, save=True)
    assert SAVE not in web.asked
    web.play(MAP, reply(503))
    look(web, save=True)
    assert SAVE not in web.asked
    web.play(MAP, reply(404))
    web.play(SAVE, leads("/20260105101500/https://paper.example/report"))
    when = "Mon, 05 Jan 2026 10:15:00 GMT"
    web.play(
        "archive.example/20260105101500/https://paper.example/report",
        reply(200, "x", Memento_Datetime=when),
    )
    made = look(web, save=True).capture
    assert made and made.day == date(2026, 1, 5) and "/20260105101500/" in made.url


def test_an_archive_says_in_several_ways_where_a_capture_is(web: Played) -> None:
    web.play(SAVE, reply(200, "x", Content_Location="/7/https://paper.example/report"))
    made = look(web, save=True, timemap=False).capture
    assert made == Capture(
        web.url("archive.example/7/https://paper.example/report"), date(2026, 1, 5)
    )
    web.play(SAVE, reply(200, "x", Link=TIMEMAP.replace("\n", " ").strip()))
    made = look(web, save=True, timemap=False).capture
    assert made and "/20251109120000/" in made.url
    web.play(SAVE, reply(200, "Thank you."))
    found = look(web, save=True, timemap=False)
    assert found.capture is None and "look again later" in found.why


@pytest.mark.parametrize(
    "bad",
    ["http://127.0.0.1/1", "javascript:alert(1)", "file:///etc/passwd", "http://localhost/", "/1"],
)
def test_a_capture_at_no_public_address_is_none(bad: str) -> None:
    link = f'<{bad}>; rel="memento"; datetime="Mon, 09 Dec 2024 12:00:00 GMT"'
    assert captures(link) == []
    closest = {"archived_snapshots": {"closest": {"url": bad, "timestamp": "20241209044612"}}}
    assert captures(json.dumps(closest)) == []


def test_an_address_is_put_into_a_path_as_it_is_and_into_a_query_escaped() -> None:
    whole = "https://paper.example/report?a=b&c=d"
    assert filled("https://a.example/map/{url}", REPORT) == f"https://a.example/map/{whole}"
    escaped = "https%3A%2F%2Fpaper.example%2Freport%3Fa%3Db%26c%3Dd"
    assert (
        filled("https://a.example/?url={url}&x=1", REPORT)
        == f"https://a.example/?url={escaped}&x=1"
    )


@given(st.text(max_size=300))
def test_any_text_is_read_as_a_time_map(text: str) -> None:
    captures(text)
    captures("<a>; rel=memento; datetime=" + text)


@pytest.mark.parametrize(
    "piece", ["<a>; rel", '<a>; a="', "<a", "<a>;", ' ;a="b"', "<a>;a=b ", '{"a":']
)
def test_a_hostile_time_map_is_read_in_time(piece: str) -> None:
    start = time.perf_counter()
    captures(piece * (3_000_000 // len(piece)))
    assert time.perf_counter() - start < 8


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(st.lists(st.builds(Capture, st.just("https://a.example/"), DAYS), max_size=8), DAYS, DAYS)
def test_no_capture_is_older_than_its_source(
    found: list[Capture], issued: date, read: date
) -> None:
    source = Source(
        "a", REPORT, earliest=str(issued), latest=str(issued), accessed=str(max(issued, read))
    )
    capture = fitting(found, source)
    sound = [one for one in found if one.day >= issued]
    assert (capture is None) == (not sound)
    assert capture is None or capture in sound
