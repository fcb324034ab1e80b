"""What `factsheet sources check` says of each source, day after day, on a played web."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from factsheet.bench.web import sightings
from factsheet.bench.web.sightings import Look, best
from factsheet.bench.edits.refused import Refused
from factsheet.bench.web.seen_file import saved_page
from factsheet.bench.web.source_checks import OFFLINE, Checking, Result, due, sources
from factsheet.build.whole import build
from hypothesis import given
from hypothesis import strategies as st
from played import Played, leads, page, played, reply
from projects import PAPER, tree

QUOTE = """name: Ann on the gate
speaker: people/ann
said: 2024-12-08
checked: 2024-12-31
wordings:
  printed:
    text: the old gate was closed
    rendition: original
    language: en
    preferred: true
    references: [paper]
  ours:
    text: la vieille porte
    rendition: translation
    translated_by: the editors
    language: fr
    references: [paper]
"""
PERSON = """name: Ann
checked: 2024-12-31
facts:
  called:
    text: Ann called the gate “a ruin”.
    references: [paper]
"""


@pytest.fixture
def web() -> Iterator[Played]:
    with played() as found:
        yield found


class Desk:
    """A desk that looks at its one source, the paper, day after day."""

    def __init__(self, web: Played, paper: str = PAPER, **more: str) -> None:
        self.web, self.paper, self.more = web, paper, more
        self.seen: dict[str, Look] = {}
        self.saved: dict[str, bytes] = {}

    def look(self, day: str, *answers: object, checked: str = "2024-12-31") -> Result:
        """Look at the paper on a day; the page answers so from then on."""
        if answers:
            self.web.play("paper.example/report", *answers)  # type: ignore[arg-type]
        text = self.paper.replace("checked: 2024-12-31", f"checked: {checked}")
        files = {"data/sources/paper.yml": text, "data/people/ann.yml": PERSON}
        files |= {"data/quotes/gate.yml": QUOTE, **self.more}
        library = build(tree(files)).library
        visitor = self.web.visitor()
        checking = Checking(library, visitor, self.seen, day, self.saved.get)
        found = [
            replace(one, url=self.web.url(one.url.partition("//")[2])) for one in sources(library)
        ]
        if archive := found[0].archive:
            found[0] = replace(found[0], archive=self.web.url(archive.partition("//")[2]))
        results = list(checking.run(due(found, self.seen, day, 0)))
        for result in results:
            self.seen[result.source.id] = result.look
        self.seen = sightings.read(sightings.write(self.seen).encode())  # as the file keeps it
        return next(one for one in results if one.source.id == "paper")

    def verdict(self, day: str, *answers: object, checked: str = "2024-12-31") -> tuple[str, str]:
        """What is told of the paper: the verdict, and why."""
        look = self.look(day, *answers, checked=checked).look
        return look.verdict, look.why


GOOD = page("A report | The Paper", "the old gate was closed. It is “a ruin”.", "2024-12-08")


def test_a_page_that_is_there_is_told_to_be_there(web: Played) -> None:
    look = Desk(web).look("2026-01-05", GOOD).look
    assert (look.verdict, look.seen, look.since) == ("there", "2026-01-05", "2026-01-05")
    assert (look.title, look.day) == ("A report | The Paper", "2024-12-08")
    assert not look.news


@pytest.mark.parametrize("answer", [reply(404, "no"), reply(410, "no")])
def test_a_page_is_gone_when_it_was_missing_on_two_days(web: Played, answer: object) -> None:
    desk = Desk(web)
    assert desk.verdict("2026-01-05", GOOD)[0] == "there"
    assert desk.verdict("2026-01-06", answer)[0] == "missing once"
    assert desk.verdict("2026-01-09")[0] == "gone"
    assert desk.seen["paper"].missing == "2026-01-06" and desk.seen["paper"].seen == "2026-01-05"


def test_a_page_that_is_back_was_never_gone(web: Played) -> None:
    desk = Desk(web)
    assert desk.verdict("2026-01-05", reply(404))[0] == "missing once"
    assert desk.verdict("2026-01-06", GOOD)[0] == "there"
    assert desk.verdict("2026-01-07", reply(404))[0] == "missing once"
    assert desk.verdict("2026-01-08", reply(403))[0] == "could not look"
    assert desk.verdict("2026-01-09", reply(410))[0] == "gone"
    assert desk.verdict("2026-01-10", GOOD)[0] == "there"


WALL = "<title>Just a moment...</title><script src='/cdn-cgi/challenge-platform/x.js'></script>"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (reply(401), "it answers 401"),
        (reply(403), "it answers 403"),
        (reply(429), "it answers 429"),
        (reply(451), "it answers 451"),
        (reply(500), "it answers 500"),
        (reply(503, Retry_After="86400"), "it answers 503"),
        (reply(200, WALL), "it asks whether a person is there"),
        (reply(503, WALL), "it asks whether a person is there"),
        (reply(404, WALL), "it asks whether a person is there"),
        (reply(403, "<p>x", cf_mitigated="challenge"), "it asks whether a person is there"),
        (
            reply(200, "<title>Are you a robot?</title><p>Click."),
            "it asks whether a person is there",
        ),
        (leads("/report"), "the redirects lead in a circle"),
        (leads("http://127.0.0.1/"), ""),
        (lambda asked: asked.connection.close(), "the connection broke off"),
    ],
)
def test_who_could_not_look_never_says_gone(web: Played, answer: object, why: str) -> None:
    desk = Desk(web)
    desk.look("2026-01-05", GOOD)
    for day in ("2026-01-06", "2026-01-07", "2026-01-08"):
        verdict, said = desk.verdict(day, answer)
        assert verdict == "could not look" and why in said
    assert desk.seen["paper"].seen == "2026-01-05" and desk.seen["paper"].since == "2026-01-06"


MARK = "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script>"


def test_the_marks_of_a_wall_in_a_sound_page_make_it_none(web: Played) -> None:
    assert Desk(web).verdict("2026-01-05", page("A report", MARK + "word " * 100))[0] == "there"
    lost = reply(404, f"<title>Not found</title>{MARK}<p>Nothing here.")
    assert Desk(web).verdict("2026-01-05", lost) == ("missing once", "it answers 404")
    bare = reply(200, f"<title>paper.example</title>{MARK}<p>One moment")
    assert Desk(web).verdict("2026-01-05", bare)[0] == "could not look"


def test_a_long_page_about_walls_is_no_wall(web: Played) -> None:
    text = "Just a moment, are you a robot? asks g-recaptcha. " * 100
    assert Desk(web).verdict("2026-01-05", page("A report", text))[0] == "there"


def test_robots_that_are_asked_to_stay_away_could_not_look(web: Played) -> None:
    web.play("paper.example/robots.txt", reply(200, "User-agent: *\nDisallow: /"))
    expected = ("could not look", "its robots.txt asks robots to stay away")
    assert Desk(web).verdict("2026-01-05", GOOD) == expected


def test_a_page_that_leads_elsewhere_for_good_has_moved(web: Played) -> None:
    desk = Desk(web)
    web.play("paper.example/new", GOOD)
    assert desk.verdict("2026-01-05", leads("/new", 302)) == ("there", "")
    assert desk.verdict("2026-01-06", leads("/new", 301))[0] == "moved"
    assert desk.seen["paper"].moved_to == web.url("paper.example/new")
    assert desk.verdict("2026-01-07", leads("/new", 308))[0] == "moved"
    assert desk.seen["paper"].since == "2026-01-06"


def test_a_page_that_leads_to_the_front_page_is_told(web: Played) -> None:
    web.play("paper.example/", page("The Paper"))
    expected = ("moved", "it leads to the front page")
    assert Desk(web).verdict("2026-01-05", leads("/", 302)) == expected


def test_a_page_that_leads_to_one_that_is_missing_is_missing(web: Played) -> None:
    assert Desk(web).verdict("2026-01-05", leads("/new", 301)) == ("missing once", "it answers 404")


def test_a_new_title_is_told_until_an_editor_has_checked_the_source(web: Played) -> None:
    desk = Desk(web)
    desk.look("2026-01-05", GOOD)
    other = page("Another report", "the old gate was closed. It is “a ruin”.", "2024-12-08")
    assert desk.verdict("2026-01-06", other)[0] == "title changed"
    look = desk.seen["paper"]
    assert (look.title, look.title_now) == ("A report | The Paper", "Another report")
    assert desk.verdict("2026-01-07")[0] == "title changed"
    assert desk.verdict("2026-01-08", checked="2026-01-07")[0] == "there"
    assert desk.seen["paper"].title == "Another report"
    third = page("A third report", "the old gate was closed. It is “a ruin”.", "2024-12-08")
    assert desk.verdict("2026-01-09", third, checked="2026-01-08")[0] == "title changed"


def test_a_title_is_compared_with_the_record_at_the_first_look(web: Played) -> None:
    assert Desk(web).verdict("2026-01-05", page("Something else"))[0] == "title changed"
    for title in ("“A Report” – The Paper", "The Paper: a report"):
        assert Desk(web).verdict("2026-01-05", page(title))[0] == "there"


def test_a_new_date_is_told(web: Played) -> None:
    desk = Desk(web)
    assert desk.verdict("2026-01-05", page("A report", day="2024-12-09"))[0] == "there"
    assert desk.verdict("2026-01-06", page("A report", day="2025-03-01"))[0] == "date changed"
    assert (desk.seen["paper"].day, desk.seen["paper"].day_now) == ("2024-12-09", "2025-03-01")
    assert Desk(web).verdict("2026-01-05", page("A report", day="2023-01-01"))[0] == "date changed"


@pytest.mark.parametrize("issued", ["../2024-12-08", "0001-01-01", "2024-12-08/.."])
def test_a_source_may_be_of_any_day_up_to_another(web: Played, issued: str) -> None:
    paper = PAPER.replace("issued: 2024-12-08", f"issued: {issued}")
    assert Desk(web, paper).verdict("2026-01-05", page("A report", day="2024-12-08"))


def test_a_saved_page_behind_a_link_is_none(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"not for this site")
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved/paper.html").symlink_to(tmp_path / "secret")
    (tmp_path / "saved/radio.htm").write_bytes(b"a page")
    assert saved_page(tmp_path / "saved", "paper") is None
    assert saved_page(tmp_path / "saved", "radio") == b"a page"
    assert saved_page(tmp_path / "saved", "../secret") is None


def test_what_is_no_web_page_is_there_and_cannot_be_compared(web: Played) -> None:
    look = Desk(web).look("2026-01-05", reply(200, b"%PDF-1.7", "application/pdf")).look
    assert (look.verdict, look.why) == ("there", "it is no web page but application/pdf")
    assert {best(one) for one in look.quotes.values()} == {"could not look"}


def test_a_name_is_gone_only_when_other_names_are_known(web: Played) -> None:
    other = PAPER.replace("paper.example", "other.example").replace(
        "origin: paper", "origin: other"
    )
    desk = Desk(web, **{"data/sources/other.yml": other})
    web.play("other.example/report", GOOD)
    web.unknown.add("paper.example")
    expected = ("missing once", "there is no name paper.example")
    assert desk.verdict("2026-01-05") == expected
    assert desk.verdict("2026-01-06")[0] == "gone"
    web.unknown.add("other.example")  # now the line is down
    assert desk.verdict("2026-01-07") == ("could not look", OFFLINE)


def test_a_new_address_in_the_record_begins_anew(web: Played) -> None:
    desk = Desk(web)
    desk.look("2026-01-05", reply(404))
    desk.look("2026-01-06")
    assert desk.seen["paper"].verdict == "gone"
    desk.paper = PAPER.replace("/report", "/there")
    web.play("paper.example/there", GOOD)
    look = desk.look("2026-01-07").look
    assert look.verdict == "there" and look.since == "2026-01-07" and not look.missing


def quotes(result: Result) -> dict[str, str]:
    """What came of each quotation, in one word."""
    return {address: best(one) for address, one in result.look.quotes.items()}


def test_quotations_are_compared_with_the_page(web: Played) -> None:
    result = Desk(web).look("2026-01-05", GOOD)
    assert quotes(result) == {"quotes/gate#printed": "found", "people/ann#called": "found"}
    (where,) = [c.match for c in result.where if c.quotation.address == "quotes/gate#printed"]
    assert where.behind == "." and where.start == 0
    desk = Desk(web)
    result = desk.look("2026-01-05", page("A report", "The old gate was opened, they say."))
    assert quotes(result) == {"quotes/gate#printed": "near", "people/ann#called": "not found"}
    assert result.look.quotes["quotes/gate#printed"]["differs"] == '"opened" where we have "closed"'
    assert result.look.news and result.look.verdict == "there"


def test_the_saved_page_counts_first_and_the_archive_is_spared(web: Played) -> None:
    archived = PAPER + "archive: https://archive.example/1/report\n"
    desk = Desk(web, archived)
    web.play("archive.example/1/report", GOOD)
    desk.saved["paper"] = b"<p>The old gate was closed. A ruin.</p>"
    look = desk.look("2026-01-05", page("A report", "Rewritten.")).look
    came = look.quotes["quotes/gate#printed"]
    assert (came["saved"], came["page"], best(came)) == ("found", "not found", "found")
    assert "archive.example/1/report" not in web.asked and not look.news
    desk.saved.clear()
    came = desk.look("2026-01-06").look.quotes["quotes/gate#printed"]
    assert (came["archive"], came["page"]) == ("found", "not found")
    assert web.asked.count("archive.example/1/report") == 1


def test_what_was_found_is_kept_while_nobody_can_look(web: Played) -> None:
    desk = Desk(web)
    desk.look("2026-01-05", GOOD)
    assert set(quotes(desk.look("2026-01-06", reply(403))).values()) == {"found"}
    desk.more["data/quotes/gate.yml"] = QUOTE.replace("was closed", "was shut")
    came = quotes(desk.look("2026-01-07"))
    assert came == {"quotes/gate#printed": "could not look", "people/ann#called": "found"}


def test_a_page_that_was_cut_does_not_lack_what_may_stand_in_the_rest(web: Played) -> None:
    huge = page("A report", "word " * 1_100_000)
    assert set(quotes(Desk(web).look("2026-01-05", huge)).values()) == {"could not look"}


def test_a_run_goes_on_where_the_last_one_of_the_day_ended() -> None:
    found = sources(build(tree({})).library)
    many = [replace(found[0], id=name) for name in ("a", "b", "c", "d")]
    seen = {
        "a": Look(tried="2026-01-05"),
        "b": Look(tried="2026-01-02"),
        "c": Look(tried="2026-01-03"),
    }
    assert [one.id for one in due(many, seen, "2026-01-05", 0)] == ["d", "b", "c"]
    assert [one.id for one in due(many, seen, "2026-01-05", 2)] == ["d", "b"]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
LOOKS = st.builds(
    Look, address=TEXT, verdict=TEXT, title=TEXT, tried=TEXT,
    quotes=st.dictionaries(TEXT, st.dictionaries(TEXT, TEXT.filter(bool), max_size=2), max_size=2),
)  # fmt: skip


@given(st.dictionaries(TEXT, LOOKS, max_size=4))
def test_the_file_keeps_what_was_seen_to_the_byte(looks: dict[str, Look]) -> None:
    written = sightings.write(looks)
    assert sightings.read(written.encode()) == looks
    assert sightings.write(dict(reversed(looks.items()))) == written


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"\xff", b'{"sources": []}', b'{"sources": {"a": 1}}', b"[" * 100_000,
     b'{"sources": {"a": {"quotes": 3}}}'],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_and_not_overwritten(content: bytes) -> None:
    with pytest.raises(Refused, match="sources-seen.json cannot be read; take its last good state"):
        sightings.read(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(Refused):
        sightings.read(content)


def test_what_a_server_says_cannot_act_in_the_file(web: Played) -> None:
    evil = reply(200, "x", Content_Encoding="\x1b[31m\x9b2J")
    assert Desk(web).look("2026-01-05", evil).look.why.isprintable()
    evil = reply(200, "x", content_type="image/\x1b[31m\x9b2J")
    assert Desk(web).look("2026-01-05", evil).look.why.isprintable()


def test_what_a_page_says_cannot_act_in_the_file_or_on_a_terminal(web: Played) -> None:
    evil = page("A report\u202e \x1b[31m\x00 red\u2028", "x")
    look = Desk(web).look("2026-01-05", evil).look
    assert look.title == "A report [31m red"
