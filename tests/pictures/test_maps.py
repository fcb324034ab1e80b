"""The map: what it draws, what it says in words, and that both agree; nothing in it becomes markup, nothing lies outside."""

import math
import re
from datetime import date, timedelta
from functools import cache
from html import unescape
from itertools import combinations
from xml.etree import ElementTree

import html5lib
import markdown
import pytest
from factsheet.build.whole import build
from factsheet.document.html import to_html
from factsheet.document.markdown import Writer
from factsheet.document.nodes import Element, Page
from factsheet.evidence import holdings, library, linking
from factsheet.evidence.views import View
from factsheet.language import date_words, say
from factsheet.pages import allowed, parser, safety
from factsheet.pictures import atlas, lettering, map_svg, mapped, signs
from factsheet.pictures.atlas import Window
from factsheet.pictures.lettering import Dot
from factsheet.pictures.map_svg import Picture
from factsheet.values import parse
from hypothesis import given, settings, strategies as st
from projects import EFFORT, built, real, tree

PAGE = "map.md"
FIRST, LAST = date(2024, 11, 27), date(2024, 12, 8)
SYRIA = Window(35.0, 32.0, 42.5, 37.5)
ELEMENTS = {*allowed.ELEMENTS, *allowed.PRINTED, "html", "head", "body"}
EVENT = re.compile(r"^(on.*|style|src|action|xlink.*|target)$")
SVG = "{http://www.w3.org/2000/svg}"


def city(name: str, lon: str, lat: str, more: str = "") -> str:
    return f"name: {name}\nchecked: 2024-12-31\npoint:\n  - {{value: [{lon}, {lat}], references: [paper]}}\n{more}"


def held(*lines: str) -> str:
    rows = [f"  - {{value: {line}, references: [paper]}}\n" for line in lines]
    return "control:\n" + "".join(row.replace("}}", "}") for row in rows)


SMALL = {
    "data/groups/army.yml": "name: The Army\nshort_name: Army\nchecked: 2024-12-31\n",
    "data/groups/rebels.yml": "name: The Rebels\nshort_name: Rebels\nchecked: 2024-12-31\n",
    "data/cities/a.yml": city(
        "Atown",
        "36.1",
        "32.617",
        held(
            "groups/army, id: one, when: 2024-12-01/2024-12-03",
            "groups/rebels, id: two, when: 2024-12-03/2024-12-05",
        ),
    ),
    "data/cities/b.yml": city(
        "Btown",
        "36.5",
        "33.1",
        held(
            "groups/rebels, status: claimed, asserted_by: groups/rebels, when: 2024-12-02/2024-12-05"
        ),
    ),
    "data/cities/c.yml": "name: Ctown\nchecked: 2024-12-31\n",
}


def page(call: str, more: dict[str, str] | None = None, view: View | None = None):
    files = tree(
        {
            **SMALL,
            "content/p.md": "# T\n\n"
            + "\n\n".join(f"{{{{ {c} }}}}" for c in call.split("\n"))
            + "\n",
            **(more or {}),
        }
    )
    return build(files, view) if view else build(files)


def text(call: str, more: dict[str, str] | None = None) -> str:
    found = page(call, more)
    assert not found.issues, found.issues
    return str(found.files["p.md"])


def plain(markdown_: str) -> str:
    """A page's words as a reader has them."""
    html = markdown.markdown(markdown_.partition("\n---\n")[2], extensions=parser.EXTENSIONS)
    return " ".join("".join(html5lib.parse(html, namespaceHTMLElements=False).itertext()).split())


@cache
def facts() -> library.Library:
    return linking.read(
        {
            p: b
            for p, b in real().items()
            if p.startswith("data/") and p.count("/") == 2 and p.endswith(".yml")
        }
    )[0]


@cache
def towns() -> list[mapped.Town]:
    return [
        town
        for r in [r for r in holdings.held(facts()) if r.kind.plural == "cities"]
        if (town := mapped.town(r))
    ]


def marks(day: date) -> dict[str, mapped.Mark]:
    on = holdings.span(FIRST, LAST)
    return {
        t.record.name: mapped.on(holdings.spells(facts(), t.record, on[0], on[-1]), day)
        for t in towns()
    }


# what is drawn


def figures_of(printed: str) -> list[str]:
    return re.findall(r'<figure class="fs-day".*?</figure>', printed, re.S)


def test_every_day_of_the_offensive_has_an_address_in_order_and_none_is_drawn_twice() -> None:
    figures = figures_of(str(built().files[PAGE]))
    days = [re.findall(r'id="map-(\d{4}-[\d-]+)"', figure) for figure in figures]
    assert sum(days, []) == [(FIRST + timedelta(n)).isoformat() for n in range(12)]
    drawn = [re.sub(r' id="[^"]*"', "", f[f.index("<svg") :]) for f in figures]
    assert len({*drawn}) == len(drawn) < 12
    assert [f.count("fs-map-place") for f in figures] == [0] * (len(figures) - 1) + [8]


def test_days_that_show_the_same_are_one_picture_named_from_day_to_day() -> None:
    printed = text('map(since="2024-11-20", until="2024-12-06")')
    found = [re.search(r"<time[^>]*>(.*?)</time>", figure)[1] for figure in figures_of(printed)]  # type: ignore[index]
    assert found == [
        "20 to 30 November 2024",
        "1 December 2024",
        "2 December 2024",
        "3 December 2024",
        "4 to 5 December 2024",
        "6 December 2024",
    ]
    assert 'id="map-2024-11-30"' in printed and 'id="map-2024-12-05"' in printed


def test_each_place_has_an_address_in_the_last_picture_to_which_its_sheet_leads() -> None:
    printed = str(built().files["map.md"])
    *others, last = figures_of(printed)
    ids = [f"map-{t.record.address.replace('/', '-')}" for t in towns()]
    assert re.findall(r'<g id="([^"]+)" class="fs-map-place">', last) == ids
    assert not [figure for figure in others if '<g id="' in figure]
    for place in (t.record.address for t in towns()):
        way = f"(../map.md#map-{place.replace('/', '-')})"
        assert way in str(built().files[f"{place}.md"]), place
    assert "map.md#" not in str(built().files["cities/tartus.md"])


def test_a_map_without_tables_leads_to_the_sheets_and_cites_who_says_so() -> None:
    call = 'map(since="2024-12-02", until="2024-12-02", tables="no")'
    printed = text(call)
    assert "| [" not in printed and "fs-map-legend" not in printed
    (line,) = [row for row in printed.split("\n") if row.startswith("Each place with its sources")]
    assert "[Atown](cities/a.md)" in line and "[^" in line
    assert {"cities/a#one", "cities/b#control"} <= page(call).shows["p.md"]


def test_the_legend_names_the_marks_that_are_there() -> None:
    printed = text('map("cities/b", since="2024-12-02", until="2024-12-03")')
    assert "Claimed: somebody with an interest" in unescape(printed)
    assert "Contested: several holders" not in unescape(printed)


def test_the_shapes_are_drawn_once() -> None:
    printed = str(built().files[PAGE])
    assert printed.count('class="fs-map-land"') == printed.count('class="fs-map-border"') == 1
    assert printed.count('<use xlink:href="#map-base"></use>') == len(figures_of(printed))
    assert len(re.findall(r">Aleppo</text>", printed)) == 1


def test_labels_on_the_real_map_lie_inside_and_on_nothing() -> None:
    picture = Picture(mapped.window([t.at for t in towns()]))
    dots = [Dot(*picture.at(t.at), signs.RADII[t.size]) for t in towns()]
    whos = ["Syrian government", "changed hands", "not known"]
    boxes = [
        label.box
        for label in lettering.place(
            dots,
            [map_svg.name_size(t.record.short_name, whos) for t in towns()],
            map_svg.WIDTH,
            picture.height,
        )
    ]
    assert len(boxes) == 8
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= map_svg.WIDTH and 0 <= top < bottom <= picture.height
    assert not [(a, b) for a, b in combinations(boxes, 2) if lettering.overlap(a, b)]
    assert not [(a, d) for a in boxes for d in dots if lettering.overlap(a, d.box())]


@settings(max_examples=60 * EFFORT, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 340), st.floats(0, 300), st.text(min_size=1, max_size=40)),
        min_size=1,
        max_size=12,
    )
)
def test_labels_stay_inside_wherever_the_dots_are(places: list[tuple[float, float, str]]) -> None:
    dots = [Dot(x, y, 6.5) for x, y, _ in places]
    sizes = [map_svg.name_size(name, ["not known"]) for *_, name in places]
    found = lettering.place(dots, sizes, 340, 300)
    assert found == lettering.place(dots, sizes, 340, 300)
    for left, top, right, bottom in (label.box for label in found):
        assert left >= 0 and top >= 0 and right <= 340 and bottom <= 300


def test_quneitra_is_the_smallest_mark() -> None:
    sizes = {t.record.name: t.size for t in towns()}
    assert sizes.pop("Quneitra") == 0
    assert min(sizes.values()) > 0
    assert {n for n, s in sizes.items() if s == 2} == {"Aleppo", "Damascus", "Hama", "Homs"}


def test_the_size_is_that_of_the_town_and_not_of_its_surroundings() -> None:
    people = "population:\n  - {value: 300, id: a, scope: 'city, census', when: 2004, references: [paper]}\n"
    people += (
        "  - {value: 900000, id: b, scope: metropolitan area, when: 2020, references: [paper]}\n"
    )
    printed = text("map()", {"data/cities/b.yml": city("Btown", "36.5", "33.1", people)})
    assert len(re.findall(r'class="fs-map-dot"[^>]* r="4.5"', printed)) == 2
    assert "300 (city, census, as of 2004)" in plain(printed) and "900,000" not in plain(printed)


def test_the_kinds_of_marks_differ_in_shape_and_are_said_in_words() -> None:
    printed = text('map(since="2024-12-01", until="2024-12-06")')
    figures = [
        unescape(f) for f in re.findall(r"<figure class=\"fs-day\".*?</figure>", printed, re.S)
    ]
    assert ["fs-map-handover" in f for f in figures] == [False, False, True, False, False]
    assert ["fs-map-dashed" in f for f in figures] == [False, True, True, True, False]
    assert "Reported: Atown by Army. Not known: Btown." in figures[0]
    assert "Claimed: Btown by Rebels. Changed hands: Atown (Army, then Rebels)." in figures[2]
    assert "Not known: Atown and Btown." in figures[4]
    assert figures[4].count("fs-map-ring") == 2


def test_a_town_held_by_two_on_one_day_is_contested() -> None:
    both = held(
        "groups/army, id: one, scope: the east, when: 2024-12-01/2024-12-04",
        "groups/rebels, id: two, scope: the west, when: 2024-12-03/2024-12-05",
    )
    printed = text(
        'map("cities/a", since="2024-12-03", until="2024-12-03")',
        {"data/cities/a.yml": city("Atown", "36.1", "32.6", both)},
    )
    assert (
        '<g class="fs-map-contested">' in printed
        and "Contested: Atown (Army or Rebels)." in unescape(printed)
    )


def test_a_town_that_changed_hands_is_called_so_on_the_map_as_on_its_bar() -> None:
    held = (
        "control:\n"
        "  - {value: groups/army, id: one, when: 2012/2024-12-03, references: [paper]}\n"
        "  - {value: groups/rebels, id: two, when: 2024-12-03/.., references: [paper]}\n"
    )
    more = {"data/cities/b.yml": city("Btown", "36.5", "33.1", held)}
    printed = text('map("cities/b", since="2024-12-02", until="2024-12-04")', more)
    figures = re.findall(r'<figure class="fs-day".*?</figure>', printed, re.S)
    assert ["fs-map-handover" in f for f in figures] == [
        False,
        True,
        False,
    ] and "fs-map-contested" not in figures[1]
    assert (
        "Changed hands: Btown (Army, then Rebels)." in unescape(figures[1])
        and ">changed hands</text>" in figures[1]
    )
    assert (
        "| **Changed hands**&#58; " in printed
        and "Changed hands: the cited sources say" in unescape(printed)
    )
    sheet = str(page("map()", more).files["cities/b.md"])
    assert re.search(r'">Changed hands</span> <time class="fs-date" datetime="2024-12-03">', sheet)


SPANS = [
    "2024-12-01/2024-12-03",
    "2024-12-03/2024-12-06",
    "2024-12-03/..",
    "2024-12/2024-12-05",
    "2024-12-02",
    "2024-12-04/2025",
    "",
]
STATUS = [
    "",
    ", status: claimed, asserted_by: groups/rebels",
    ", status: disputed, note: Others differ.",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["army", "rebels"]), st.sampled_from(SPANS), st.sampled_from(STATUS)
        ),
        min_size=1,
        max_size=3,
    )
)
def test_map_and_bar_have_one_word_for_a_day_however_the_map_is_cut(
    rows: list[tuple[str, str, str]],
) -> None:
    held = "control:\n" + "".join(
        f"  - {{value: groups/{who}, id: n{n}{f', when: {when}' if when else ''}{status}, references: [paper]}}\n"
        for n, (who, when, status) in enumerate(rows)
    )
    found = linking.read(tree({**SMALL, "data/cities/b.yml": city("Btown", "36.5", "33.1", held)}))[
        0
    ]
    town = found.records["cities/b"]
    whole = holdings.spells(found, town, date(2024, 11, 25), date(2024, 12, 15))
    for day in holdings.span(date(2024, 12, 1), date(2024, 12, 8)):
        alone = mapped.on(holdings.spells(found, town, day, day), day)
        assert alone == mapped.on(whole, day)
        assert alone.state == next(holdings.state(s) for s in whole if s.first <= day <= s.last)


def test_holders_differ_by_pattern() -> None:
    printed = text('map(since="2024-12-01", until="2024-12-06")')
    found = re.findall(r'<pattern id="map-holder-(\d)".*? d="([^"]+)"></path></pattern>', printed)
    assert [n for n, _ in found] == ["1", "2"] and len({d for _, d in found}) == 2
    assert len(set(signs.PATTERNS)) == len(signs.PATTERNS)


# what is said


def test_the_table_says_the_same_as_the_marks_for_each_day() -> None:
    printed = str(built().files[PAGE])
    table = printed[printed.index("**The same as a table**") : printed.index("\nWhere they lie")]
    rows = re.findall(
        r"^\| \[(.+?)\]\(.*?\) <span class=\"fs-date\">(.+?)</span> \| (.+) \|$", table, re.M
    )
    said: dict[tuple[str, date], str] = {}
    for name, when, cell in rows:
        on = holdings.span(FIRST, LAST)
        spells = [
            s
            for t in towns()
            if t.record.name == name
            for s in holdings.spells(facts(), t.record, on[0], on[-1])
        ]
        spell = next(s for s in spells if maps_words(s) == when)
        for day in holdings.span(spell.first, spell.last):
            said[name, day] = cell
    captions = {
        day: caption
        for figure in figures_of(unescape(printed))
        for day in re.findall(r'id="map-(\d{4}-[\d-]+)"', figure)
        for caption in re.findall("<figcaption>(.*?)</figcaption>", figure)
    }
    for day in holdings.span(FIRST, LAST):
        found = marks(day)
        assert len(found) == 8
        for name, mark in found.items():
            cell = said[name, day]
            word = say(f"state.{mark.state}")
            assert cell.startswith("<span" if mark.state == "unknown" else f"**{word}**&#58;"), (
                name,
                day,
                mark,
                cell,
            )
            assert {f"{holder}.md" for holder in mark.holders} <= set(
                re.findall(r"\((.*?)\)", cell)
            )
            caption = captions[day.isoformat()]
            part = caption[caption.index(f"{word}:") :].split(".")[0]
            assert name in part, (name, day, caption)


def maps_words(spell: holdings.Spell) -> str:
    return date_words(parse(f"{spell.first}/{spell.last}"))


def test_everything_on_the_map_has_its_source_in_the_table_or_on_a_sheet_named_there() -> None:
    printed = text('map(since="2024-12-01", until="2024-12-06")')
    rows = [line for line in printed.split("\n") if line.startswith("| [")]
    assert "[Atown](cities/a.md#point) and [Btown](cities/b.md#point)" in printed
    assert len(rows) == 7 and all("[^" in row or "not known" in row for row in rows)
    assert "data/cities/a.yml" not in printed
    shown = page('map(since="2024-12-01", until="2024-12-06")').shows["p.md"]
    assert {
        "cities/a#one",
        "cities/a#two",
        "cities/a#point",
        "cities/b#control",
        "cities/b#point",
    } <= shown


def test_precision_is_said_in_words() -> None:
    words_ = plain(text("map()"))
    assert "32.617° N, 36.1° E (north to about 100 m, east to about 10 km)" in words_
    assert "33.1° N, 36.5° E (to about 10 km)" in words_
    assert mapped.exactness(("36", "33.123456789")) == "north to about 1 m, east to about 100 km"


def test_a_place_without_a_point_is_named_in_words() -> None:
    assert "No source we read gives coordinates, so these are not drawn: Ctown." in plain(
        text("map()")
    )
    assert ">Ctown</text>" not in text("map()")


def test_who_held_a_place_without_a_point_stands_in_the_table() -> None:
    more = {
        "data/cities/c.yml": "name: Ctown\nchecked: 2024-12-31\n"
        + held("groups/army, when: 2024-12-01/2024-12-05")
    }
    printed = plain(text('map(since="2024-12-01", until="2024-12-01")', more))
    assert "Ctown 1 December 2024 Reported: The Army" in printed.replace(
        "Reported : ", "Reported: "
    )
    assert "so these are not drawn: Ctown." in printed


def test_a_place_of_which_nobody_says_who_held_it_is_not_known() -> None:
    more = {"data/cities/c.yml": city("Ctown", "36", "33.4")}
    printed = text('map("cities/c", since="2024-12-01", until="2024-12-01")', more)
    assert (
        "Not known: Ctown." in printed
        and "not known" in printed.partition("The same as a table")[2]
    )


def test_borders_are_opt_in_and_explained() -> None:
    without, with_ = text("map()"), text('map(borders="yes")')
    assert "fs-map-border" not in without and "no borders" in without
    assert "fs-map-border" in with_ and "by who is in control, not by law" in plain(with_)
    assert "Natural Earth" in without and "public domain" in without


def test_what_could_be_known_then_differs_and_says_so() -> None:
    call = 'map(since="2024-12-07", until="2024-12-08"'
    now, then = text(call + ")"), text(call + ', known="then")')
    assert "as could be known that evening" in then and "as could be known that evening" not in now
    found = text('map(since="2024-12-02", until="2024-12-03", known="then")')
    assert "Not known: Atown and Btown." in found, "the paper is of 8 December"


def test_a_view_ends_on_its_day_and_before_it_there_is_nothing() -> None:
    call = 'map(since="2024-12-01", until="2024-12-06")'
    seen = page(call, view=View(as_of=date(2024, 12, 2)))
    assert seen.ok and re.findall(r'data-day="([\d-]+)"', str(seen.files["p.md"])) == [
        "2024-12-01",
        "2024-12-02",
    ]
    for view in (View(as_of=date(2024, 11, 30)), View(known_by=date(2024, 11, 30))):
        seen = page(call, view=view)
        assert seen.ok and "nothing for that day" in str(seen.files["p.md"])


# which days, which places


def test_a_long_span_shows_the_days_on_which_something_changes() -> None:
    printed = text('map(since="2024-11-20", until="2024-12-20")')
    days_ = re.findall(r'data-day="2024-([\d-]+)"', printed)
    assert days_ == ["11-20", "12-01", "12-02", "12-03", "12-04", "12-06"]


def test_too_many_days_are_refused() -> None:
    lines = [
        f"groups/{('army', 'rebels')[n % 2]}, id: n{n}, when: 2024-{1 + n // 14:02}-{1 + 2 * (n % 14):02}"
        for n in range(40)
    ]
    more = {"data/cities/a.yml": city("Atown", "36.1", "32.617", held(*lines))}
    assert [i.code for i in page('map(since="2024-01-01", until="2024-06-01")', more).issues] == [
        "prose-expression"
    ]


@pytest.mark.parametrize(
    "call",
    ['map(since="2024-12-01")', 'map(since="2024-12-02", until="2024-12-01")', 'map(since="x", until="y")', 'map("cities/d")', 'map("groups/army")',
     'map("cities/c")', 'map(borders="maybe")', 'map(known="later")', 'map(since="2020-01-01", until="2024-12-01")', 'map("cities/a#one")'],
)  # fmt: skip
def test_what_cannot_be_drawn_is_refused_with_its_line(call: str) -> None:
    found = page(call)
    assert not found.files and {(i.spot.path, i.spot.line) for i in found.issues} == {
        ("content/p.md", 3)
    }


def test_two_maps_on_a_page_share_no_id_and_a_seventh_is_refused() -> None:
    call = 'map(since="2024-12-01", until="2024-12-02")'
    ids = re.findall(r' id="([^"]+)"', text(f"{call}\n{call}\nmap()"))
    assert len(ids) == len(set(ids)) and "map-2-2024-12-01" in ids
    assert page("\n".join([call] * 6)).ok and not page("\n".join([call] * 7)).ok


def test_the_same_bytes_twice() -> None:
    atlas.shapes.cache_clear()
    call = 'map(since="2024-12-01", until="2024-12-06", borders="yes")'
    assert text(call) == text(call)


# safety


NASTY = [
    "<script>alert(1)</script>", '"><svg onload=alert(1)>', "</text></svg><img src=x onerror=alert(1)>", "</figcaption></figure></div><b>x</b>", "| a | b |", "[x](javascript:alert(1))",
    "&lt;script&gt;", "<!-- x", "]]>", "x\u0301" * 40, "名" * 60, "W" * 300, "url(#map-base)", "*x*{: onclick=x }", "[^paper]", "`a", "هيئة تحرير الشام",
]  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_no_name_becomes_markup(name: str) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    more = {
        "data/cities/b.yml": SMALL["data/cities/b.yml"].replace("Btown", quoted),
        "data/groups/rebels.yml": f"name: {quoted}\nchecked: 2024-12-31\n",
    }
    if len(name) > 100:
        more["data/groups/rebels.yml"] = SMALL["data/groups/rebels.yml"]
    printed = text('map(since="2024-12-02", until="2024-12-03", borders="yes")', more)
    html = markdown.markdown(printed.partition("\n---\n")[2], extensions=parser.EXTENSIONS)
    root = html5lib.parse(f"<!DOCTYPE html><body>{html}", namespaceHTMLElements=False)
    for e in root.iter():
        assert e.tag.removeprefix(SVG) in ELEMENTS, e.tag
        assert not [k for k, _ in e.items() if EVENT.match(k)]
        assert not [
            v
            for k, v in e.items()
            if k == "href" and not re.match(r"#|https?:|groups/|cities/|sources/", v)
        ]
    assert len([e for e in root.iter() if e.get("class") == "fs-day"]) == 2
    assert len([e for e in root.iter() if e.tag == "table"]) == 1
    folded = " ".join(name.split())
    table = "".join(next(e for e in root.iter() if e.tag == "table").itertext())
    assert folded in table or len(name) > 100 or "\u0301" in name, "whole in the table"
    texts = ["".join(e.itertext()) for e in root.iter() if e.tag == SVG + "text"]
    assert all(len(t) <= map_svg.LONGEST_NAME * 5 // 4 for t in texts)


@pytest.mark.parametrize("name", NASTY)
def test_a_picture_is_the_same_document_written_as_markdown_and_as_html(name: str) -> None:
    picture = Picture(SYRIA)
    dots = [Dot(60.0 * n, 80, r) for n, r in enumerate((*signs.RADII, 8.5, 8.5), 1)]
    boxes = lettering.place(dots, [map_svg.name_size(name, [name])] * 5, 340, picture.height)
    spots = list(zip(dots, boxes))
    found = [(mapped.Mark(state, ("a", "b")), name) for state in holdings.STATES]
    titles = [(label, name) for label in boxes]
    parts = (
        map_svg.base(picture, "map", ["a", "b"], {"a", "b"}, titles, True),
        map_svg.day(picture, "map", spots, found, ["a", "b"], ["one"] * 5),
        map_svg.places(picture, "map", dots, []),
    )
    figure = Element("div", (("class", "fs-map"),), parts)
    typed = Writer("p.md").blocks((figure,))
    read = markdown.markdown(typed, extensions=parser.EXTENSIONS)
    written = to_html(Page("p.md", "", (figure,))).html
    one, other = (html5lib.parse(text, namespaceHTMLElements=False) for text in (read, written))
    assert ElementTree.tostring(one) == ElementTree.tostring(other)
    shown = lettering.shortened(" ".join(name.split()), map_svg.LONGEST_NAME)
    assert sum("".join(e.itertext()) == shown for e in one.iter(SVG + "text")) >= 5


RAW = [
    '<div class="fs-map">x</div>', '<svg class="fs-range"><path d="M0 0"/></svg>', '<figure class="fs-day" data-day="2024-12-07"></figure>', '<time datetime="2024-12-07">x</time>',
    '<use xlink:href="#map-base"/>', "<span data-fact=x>x</span>",
]  # fmt: skip


@pytest.mark.parametrize("raw", RAW)
def test_what_maps_print_may_not_be_typed_by_hand(raw: str) -> None:
    for typed in (raw, f"x {raw}"):
        found = build(tree({"content/p.md": f"# T\n\n{typed}\n"}))
        assert {i.code for i in found.issues} == {"prose-unsafe"}


@pytest.mark.parametrize(
    "printed",
    ['<svg><use href="https://x.example/y.svg#z"/></svg>', '<svg><use xlink:href="https://x.example/y.svg#z"/></svg>', "<svg onload=alert(1)></svg>", '<svg><path fill="url(https://x.example/y)"/></svg>', "<svg><script>x</script></svg>",
     "<svg><foreignObject>x</foreignObject></svg>", "<svg><animate/></svg>", '<svg><path style="x"/></svg>', '<svg class="md-overlay"></svg>', "<svg><image href=x /></svg>",
     '<div class="md-x">x</div>', '<figure id="__config"></figure>', '<time datetime="x">y</time>', '<svg><g id="a"/><g id="a"/></svg>', '<svg><use href="javascript:alert(1)"/></svg>'],
)  # fmt: skip
def test_printed_pages_have_no_other_drawing_than_ours(printed: str) -> None:
    issues = []
    safety.check_printed(f"# T\n\n{printed}\n", "", "p.md", issues.append)
    assert issues


def test_what_other_functions_print_is_allowed() -> None:
    issues = []
    body = (
        '# T\n\n<span class="fs-fact" data-fact="groups/hts#us-listing">x</span> '
        '<time class="fs-date" datetime="2024-12-07" data-until="2024-12-08">7</time> <svg class="fs-range" viewBox="0 0 40 8" width="40" height="8" '
        'aria-hidden="true"><title>x</title><rect x="1" y="2" width="3" height="4" rx="1"/><line x1="0" x2="1" y1="0" y2="1"/><path d="M0 0h4"/></svg>\n'
    )
    safety.check_printed(body, "", "p.md", issues.append)
    assert not issues


# shapes


def inside(point: atlas.Point, window: Window) -> bool:
    return window.west <= point[0] <= window.east and window.south <= point[1] <= window.north


def area(ring: list[atlas.Point]) -> float:
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]))) / 2


@pytest.mark.parametrize(
    "window",
    [
        SYRIA,
        Window(170, -25, 190, -10),
        Window(-180, -90, 180, 90),
        Window(-190, 60, -160, 72),
        Window(140, -90, 240, -60),
    ],
)
def test_no_shape_has_a_point_outside_the_window(window: Window) -> None:
    assert all(
        inside(p, window) for line in [*atlas.land(window), *atlas.borders(window)] for p in line
    )


def test_syria_has_land_a_coast_and_borders_and_the_open_sea_nothing() -> None:
    assert 0.85 < sum(area(ring) for ring in atlas.land(SYRIA)) / (7.5 * 5.5) < 0.98
    assert len(atlas.borders(SYRIA)) >= 5
    assert atlas.land(Window(-140, -50, -130, -40)) == []


def test_a_map_around_180_degrees_draws_no_bar() -> None:
    """Fiji, Chukotka: no edge runs across the map, and all of the sea between stays sea."""
    for points in ([(178.4, -18.1), (-179.9, -16.8)], [(179.0, 67.0), (-176.0, 66.0)]):
        window = mapped.window(points)
        picture = Picture(window)
        assert window.east - window.west < 30
        assert all(0 <= v <= map_svg.WIDTH * 1.2 for p in points for v in picture.at(p))
    fiji = mapped.window([(178.4, -18.1), (-179.9, -16.8)])
    assert (
        0
        < sum(area(ring) for ring in atlas.land(fiji))
        < 0.2 * (fiji.east - fiji.west) * (fiji.north - fiji.south)
    )
    longest = max(
        abs(a[0] - b[0]) for ring in atlas.land(fiji) for a, b in zip(ring, ring[1:] + ring[:1])
    )
    assert longest < 1


def test_land_around_the_pole_is_filled_to_the_pole() -> None:
    south = Window(-180, -89, 180, -86)
    assert sum(area(ring) for ring in atlas.land(south)) == pytest.approx(360 * 3, rel=0.01)


UNIT = Window(0.0, 0.0, 10.0, 10.0)
NUMBERS = st.floats(-20, 30, allow_nan=False)


@st.composite
def stars(draw: st.DrawFn) -> list[atlas.Point]:
    """A polygon that does not cross itself: points all around a middle, by angle."""
    x, y = draw(NUMBERS), draw(NUMBERS)
    angles = sorted({0, 90, 180, 270, *draw(st.lists(st.integers(0, 359), max_size=10))})
    return [
        (x + math.cos(math.radians(a)) * r, y + math.sin(math.radians(a)) * r)
        for a in angles
        for r in [draw(st.floats(0.5, 12))]
    ]


@given(stars())
def test_clipping_leaves_nothing_outside_and_never_grows(ring: list[atlas.Point]) -> None:
    found = atlas.clipped(ring, UNIT)
    assert all(inside(p, UNIT) for p in found)
    assert area(found) <= area(ring) + 1e-6 and area(found) <= 100 + 1e-6


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=3, max_size=12))
def test_a_polygon_wholly_inside_is_unchanged(ring: list[atlas.Point]) -> None:
    assert atlas.clipped(ring, UNIT) == ring


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=2, max_size=12))
def test_a_cut_line_stays_inside_and_whole_where_it_was_inside(line: list[atlas.Point]) -> None:
    pieces = atlas.cut(line, UNIT)
    assert all(inside(p, UNIT) and len(piece) > 1 for piece in pieces for p in piece)
    if all(inside(p, UNIT) for p in line):
        assert pieces == [line]


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), min_size=1, max_size=6))
def test_every_place_lies_in_the_window_of_its_map(points: list[atlas.Point]) -> None:
    points = [(round(x, 3), round(y, 3)) for x, y in points]
    picture = Picture(mapped.window(points))
    assert 0 < picture.height <= map_svg.WIDTH * 1.6
    for x, y in map(picture.at, points):
        assert -0.2 <= x <= map_svg.WIDTH + 0.2 and -0.2 <= y <= picture.height + 0.2
