"""Sheets and timeline: dates as elements, bars of time without a gap, sections, indexes in groups, long names."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import html5lib
import markdown
import pytest
from factsheet.build.whole import Built, build
from factsheet.document.markdown import Writer
from factsheet.document.nodes import Content
from factsheet.evidence import bars, holdings, views
from factsheet.evidence.library import Library
from factsheet.kinds import kinds_of
from factsheet.pages.parser import EXTENSIONS
from factsheet.pictures import spans
from factsheet.reading.records import Record
from factsheet.values.dates import parse
from hypothesis import given, settings, strategies as st
from projects import EFFORT, built, tree

# Dates

ELEMENTS = """
2024-12-07               | 2024-12-07 |            | 7 December 2024
2024-12-07T23:20Z        | 2024-12-07 |            | 7 December 2024, 23:20 GMT
2024-12                  | 2024-12    |            | December 2024
2017                     | 2017       |            | 2017
2017~                    | 2017       |            | around 2017
201X                     | 2010-01-01 | 2019-12-31 | the 2010s
2024-12-07/2024-12-08    | 2024-12-07 | 2024-12-08 | between 7 and 8 December 2024
[2024-12-07..2024-12-08] | 2024-12-07 | 2024-12-08 | between 7 and 8 December 2024
2012/2016-03             | 2012-01-01 | 2016-03-31 | between 2012 and March 2016
../2024-12-08            | 2024-12-08 |            | on or before 8 December 2024
2024-12-08/..            | 2024-12-08 |            | on or after 8 December 2024
0001                     | 0001       |            | 1
"""


@pytest.mark.parametrize(
    "row", ELEMENTS.strip().split("\n"), ids=lambda row: row.split("|")[0].strip()
)
def test_a_date_is_an_element_with_its_first_day_and_the_words_of_the_source(row: str) -> None:
    edtf, value, until, text = (cell.strip() for cell in row.split("|"))
    element = ElementTree.fromstring(f"<p>{typed(spans.element(parse(edtf), event=True))}</p>")
    found = element[0]
    assert found.tag == "time" and found.get("class") == "fs-date" and found.text == text
    assert (found.get("datetime"), found.get("data-until") or "") == (value, until)
    assert len(element) == 1


def typed(content: Content) -> str:
    """Content as a page in the top folder has it."""
    return Writer("p.md").line(content)


# Bars of time


def city(*control: str) -> tuple[Library, Record]:
    """A town with these statements of control."""
    lines = "".join(
        f"  - {{id: c{n}, references: [paper], {text}}}\n" for n, text in enumerate(control)
    )
    groups = {
        f"data/groups/{g}.yml": f"name: {g.title()}\nchecked: 2024-12-31\n"
        for g in ("army", "rebels", "guard")
    }
    ids = ", ".join(f"'#c{n}'" for n in range(len(control)))
    whole = f"disputes:\n  who: {{question: Who?, note: Both., statements: [{ids}]}}\n"
    town = f"name: Town\nchecked: 2024-12-31\ncontrol:\n{lines}" + (
        whole if len(control) > 1 else ""
    )
    site = build(tree({**groups, "data/cities/town.yml": town}))
    assert site.issues == []
    return site.library, site.library.records["cities/town"]


def shown(*control: str) -> list[str]:
    """The bar as state, side and time."""
    return [
        f"{s.state} {s.side or s.when.edtf}" + (f" {s.when.edtf}" if s.side else "")
        for s in bars.bar(*city(*control))
    ]


ARMY, REBELS = "value: groups/army", "value: groups/rebels"


def test_a_bar_names_what_is_reported_claimed_contested_and_not_known() -> None:
    bar = shown(
        f"{ARMY}, when: 2024-01-01/2024-03-01",
        f"{REBELS}, when: 2024-02-01/2024-04-01, status: claimed, asserted_by: groups/rebels",
        f"{ARMY}, when: 2024-05-01/2024-06-30",
    )
    assert bar == [
        "unknown before 2024-01-01",
        "reported 2024-01-01/2024-01-31",
        "contested 2024-02-01/2024-03-01",
        "claimed 2024-03-02/2024-04-01",
        "unknown 2024-04-02/2024-04-30",
        "reported 2024-05-01/2024-06-30",
        "unknown after 2024-06-30",
    ]


@pytest.mark.parametrize(
    ("control", "bar"),
    [
        (
            [f"{ARMY}, when: 2012/2016", f"{REBELS}, when: 2016/.."],
            ["reported 2012/2015", "handover 2016", "reported 2017/.."],
        ),
        ([f"{ARMY}, when: 2024-12-05"], ["reported 2024-12-05/"]),
        ([f"{ARMY}, when: 2017~/2018-02"], ["reported 2017~/2018-02"]),
        ([f"{ARMY}, when: 201X"], ["reported 201X/"]),
        ([f"{ARMY}, when: ../2024-12-10"], ["reported ../2024-12-10"]),
        ([f"{ARMY}, when: 2024-12-01/"], ["reported 2024-12-01/"]),
        (
            [f"{ARMY}, when: 2020/2022, status: disputed, note: Others differ."],
            ["contested 2020/2022"],
        ),
        (
            [f"{ARMY}, when: 2020/2022", f"{ARMY}, when: 2021/2022"],
            ["reported 2020", "reported 2021/2022"],
        ),
    ],
)
def test_a_bar_is_as_exact_as_its_sources_and_no_more(control: list[str], bar: list[str]) -> None:
    assert [line for line in shown(*control) if not line.startswith("unknown ")] == bar


def test_no_bar_where_nobody_gives_a_time() -> None:
    assert (
        shown(ARMY) == []
        and shown(f"{ARMY}, when: 2020/2021, status: denied, asserted_by: groups/army, note: No.")
        == []
    )


@pytest.mark.parametrize(
    ("control", "bar"),
    [
        (
            [f"{ARMY}, when: ../2024-12-10"],
            ["reported ../2024-12-10 army since", "unknown after 2024-12-10 "],
        ),
        (
            [f"{ARMY}, when: 2024-12-01/"],
            ["unknown before 2024-12-01 ", "reported 2024-12-01/ army until"],
        ),
        (  # up to what is as well attested
            [f"{ARMY}, when: 2012/2014", f"{REBELS}, when: ../2024-12-10"],
            [
                "unknown before 2012 ",
                "reported 2012/2014 army",
                "reported 2015/2024-12-10 rebels since",
                "unknown after 2024-12-10 ",
            ],
        ),
        (  # what is reported of one day lasts; what is claimed of it does not
            [
                f"{ARMY}, when: 2024-12-05",
                f"{REBELS}, when: 2024-12-07, status: claimed, asserted_by: groups/rebels",
            ],
            [
                "unknown before 2024-12-05 ",
                "reported 2024-12-05/2024-12-06 army",
                "contested 2024-12-07 army rebels",
                "reported 2024-12-08/ army until",
            ],
        ),
        (  # a claim ends nothing that is reported
            [
                f"{ARMY}, when: ../2024-12-10",
                f"{REBELS}, when: 2024-12-01/2024-12-02, status: claimed, asserted_by: groups/rebels",
            ],
            [
                "reported ../2024-11-30 army since",
                "contested 2024-12-01/2024-12-02 army rebels",
                "reported 2024-12-03/2024-12-10 army",
                "unknown after 2024-12-10 ",
            ],
        ),
        (  # what is reported, a claim does not reach past
            [
                f"{ARMY}, when: 2012/2014",
                f"{REBELS}, when: ../2016, status: claimed, asserted_by: groups/rebels",
            ],
            [
                "unknown before 2012 ",
                "reported 2012/2014 army",
                "claimed 2015/2016 rebels since",
                "unknown after 2016 ",
            ],
        ),
    ],
)
def test_a_state_reaches_from_where_it_is_known_as_far_as_nobody_says_better(
    control: list[str], bar: list[str]
) -> None:
    found = [
        f"{s.state} {s.side + ' ' if s.side else ''}{s.when.edtf} "
        + " ".join([*(h.value.text.removeprefix("groups/") for h in s.holders), *s.unsaid])
        for s in bars.bar(*city(*control))
    ]
    assert found == bar


def test_a_sheet_names_who_held_a_city_since_nobody_says_when() -> None:
    page = str(built().files["cities/damascus.md"])
    first = next(line for line in page.split("\n") if "fs-spell" in line)
    assert "Syrian government" in first and "since when not said" in first
    assert "fs-reported" in first and "fs-since" in first and "until 7 December 2024" in first


TIMES = st.sampled_from(
    ["2024-12-01/2024-12-05", "2024-12-04/..", "../2024-12-06", "2024-12-03", "2024-12-02/", "2024-11", "2024-12-05/2024-12-20", "2012~/2024-12-02"]
)  # fmt: skip


def reaching(library: Library, town: Record, daily: dict[date, list[str]]) -> None:
    """Add day by day those of whom nobody says since when, or until when; all of it is reported."""
    before = {day: list(found) for day, found in daily.items()}
    order = [s.address for s in town.of("control")]
    for s in town.of("control"):
        days = [day for day, found in before.items() if s.address in found]
        assert s.when
        for day, step in ((min(days, default=None), -1), (max(days, default=None), 1)):
            ends = s.when.start if step < 0 else s.when.end or s.when.open_end
            while day and (step > 0 if s.when.single else not ends):
                day += timedelta(days=step)
                if day not in before or before[day]:
                    break
                daily[day] = sorted({*daily[day], s.address}, key=order.index)


@settings(max_examples=40 * EFFORT, deadline=None)
@given(st.lists(TIMES, min_size=1, max_size=4, unique=True), st.booleans())
def test_spells_found_at_the_turns_are_those_found_day_by_day(
    whens: list[str], known_then: bool
) -> None:
    library, town = city(
        *(
            f"value: groups/{g}, when: {w}"
            for g, w in zip(["army", "rebels", "guard", "army"], whens, strict=False)
        )
    )
    on = holdings.span(date(2024, 11, 20), date(2024, 12, 31))
    daily = {
        day: [s.address for s in holdings.holders(library, town, day, known_then)] for day in on
    }
    spells = holdings.spells(library, town, on[0], on[-1], known_then)
    if not known_then:
        reaching(library, town, daily)
    assert {
        d: [s.address for s in p.holders] for p in spells for d in holdings.span(p.first, p.last)
    } == daily
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(spells))


def test_every_real_city_and_place_has_a_bar_without_a_gap() -> None:
    library = built().library
    held = [r for r in library.records.values() if r.of("control")]
    assert len(held) > 8
    for record in held:
        bar = bars.bar(library, record)
        assert [s.side for s in bar[1:-1]] == [""] * (len(bar) - 2), record.address
        assert bar[0].side == "before" or "since" in bar[0].unsaid, record.address
        for one, two in pairwise(s.when for s in bar if not s.side):
            last, first = (one.latest, two.earliest) if one.latest else (None, None)
            assert last and first and first <= last + timedelta(days=1), (
                record.address,
                one.edtf,
                two.edtf,
            )
        page = str(built().files[f"{record.address}.md"])
        assert page.count('class="fs-spell ') == len(bar) and page.index("fs-spell") > page.index(
            "## Who held it, and when"
        )
        shown = {s.address for stretch in bar for s in stretch.holders}
        for s in record.of("control"):
            timed = s.when and s.status not in ("denied", "retracted")
            assert (
                not timed
                or s.address in shown
                or not any(
                    views.holds(library, s, d)
                    for d in holdings.span(date(2024, 11, 20), date(2024, 12, 31))
                )
            )


def test_the_real_homs_is_contested_while_two_sides_claim_it_and_the_claim_is_marked() -> None:
    rows = [line for line in str(built().files["cities/homs.md"]).split("\n") if "fs-spell" in line]
    contested = [line for line in rows if "fs-contested" in line]
    assert contested and all(
        "Syrian government" in line and 'fs-status fs-claimed">Claimed' in line
        for line in contested
    )
    assert all("by its own account" in line for line in contested)


# Pages


def site(files: dict[str, str]) -> Built:
    found = build(tree(files))
    assert found.issues == [], found.issues
    return found


def html(text: str) -> ElementTree.Element:
    body = markdown.markdown(text.split("\n---\n", 1)[1], extensions=EXTENSIONS)
    return html5lib.parse(body, treebuilder="etree", namespaceHTMLElements=False)


def test_the_timeline_is_ordered_lists_that_keep_what_each_date_concerns_for_the_filter() -> None:
    paths = [path for path in built().files if path.startswith("dates/index")]
    pages = [html(str(built().files[path])) for path in sorted(paths)]
    headings = ["".join(h.itertext()) for page in pages for h in page.iter("h2")]
    assert headings[:2] == ["Turning points", "What else happened"]
    lists = [(ol, ul) for page in pages for ol, ul in [(page.iter("ol"), page.iter("ul"))]]
    items = [
        li
        for ols, _ in lists
        for ol in ols
        for li in ol.findall("li")
        if li.find(".//time") is not None
    ]
    assert len(items) == len(built().library.of("dates"))
    assert not [
        li for _, uls in lists for ul in uls for li in ul.iter("li") if li.find("time") is not None
    ]
    starts = [li.find(".//time").get("datetime") for li in items]  # type: ignore[union-attr]
    assert all(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", start or "") for start in starts)
    about = [span for li in items for span in li.iter("span") if span.get("class") == "fs-about"]
    assert len(about) > 40 and not any("".join(span.itertext()) for span in about)
    assert all(re.match("[a-z]+/[a-z0-9-]+ .", span.get("data-about") or "") for span in about)


def test_the_sheet_of_a_date_says_what_it_concerns() -> None:
    page = str(built().files["dates/homs-claimed.md"])
    assert re.search(r'fs-about">concerns .*\[Homs\]', page)


def test_what_a_date_concerns_besides_a_sheet_is_kept_for_the_filter() -> None:
    page = str(built().files["cities/homs.md"])
    about = re.findall(r'data-about="(.*?)"', page)
    assert about and not any("cities/homs " in names for names in about)


def date_(id_: str, when: str, more: str = "") -> dict[str, str]:
    text = f"name: {id_}\nwhen: {when}\ntext: It was {id_}.\nreferences: [paper]\nchecked: 2024-12-31\n"
    return {f"data/dates/{id_}.yml": text + more}


def test_turning_points_stand_open_and_all_else_is_folded_by_days_with_counts() -> None:
    days = [date_(f"d{n}", f"2024-12-0{1 + n % 2}") for n in range(10)]
    files = {k: v for one in days for k, v in one.items()}
    files |= date_("turn", "2024-12-02", "turning_point: true\n") | date_("old", "2011")
    files["content/p.md"] = '# P\n\n{{ timeline(turning="yes") }}\n'
    pages = build(tree(files)).pages
    page = str(pages["dates/index.md"]).partition("\n## Sources")[0]
    first, rest = page.split("## What else happened")
    assert "## Turning points" in first and first.count("It was ") == 1 and "It was turn." in first
    assert re.findall(r'^!!! fold "(.*)"$', rest, re.M) == [
        "2011 – 1 December 2024 &#40;6&#41;", "2 December 2024 &#40;5&#41;",
    ]  # fmt: skip
    assert "It was turn." not in rest and rest.count("It was ") == 11
    assert (
        "[^" in first and "[^" not in rest and "**[d1](d1.md)**" in rest
    )  # the way to its sources
    told = str(pages["p.md"]).partition("\n## Sources")[0]
    assert told.count("It was ") == 1 and "It was turn." in told


def test_a_statement_stands_once_on_a_sheet() -> None:
    for name in ("groups/hts.md", "people/jolani.md", "groups/sohr.md", "places/syria.md"):
        page = str(built().files[name])
        homes = re.findall(r'fs-home">\[↗\]\(([^)]+)\)', page)
        assert len(homes) == len(set(homes)), name


def test_every_section_names_properties_and_ways_back_that_exist() -> None:
    kinds = kinds_of({})[0].values()
    back = {field.reverse for kind in kinds for field in kind.fields.values()}
    for kind in kinds:
        for section in kind.sections:
            assert set(section.fields) <= kind.fields.keys() and set(section.back) <= back, section


def test_what_a_group_claims_on_any_sheet_stands_on_its_own() -> None:
    library, page = built().library, str(built().files["groups/hts.md"])
    claims = page[page.index("## What HTS claimed") : page.index("## What others say")]
    found = [
        s
        for s in library.statements.values()
        if s.status == "claimed" and "groups/hts" in [getattr(a, "text", "") for a in s.asserted_by]
    ]
    elsewhere = [s for s in found if s.property and s.record != "groups/hts"]
    assert len(elsewhere) > 4
    for s in elsewhere:
        assert f"{s.record}.md#{s.anchor})</span>" in claims.replace("](../", "]("), s.address


def test_an_index_is_divided_once_it_is_long_and_finds_a_place_for_everything() -> None:
    one = {"data/groups/g0.yml": "name: Group 0\ntype: armed group\nchecked: 2024-12-31\n"}
    assert "## " not in str(site(one).files["groups/index.md"])
    many = {f"data/groups/g{n}.yml": f"name: Group {n}\ntype: {t}\nchecked: 2024-12-31\n" for n, t in enumerate(["armed group"] * 9 + ["news agency"] * 2 + ["head of state"] * 2 + ["family"])}  # fmt: skip
    page = str(site(many).files["groups/index.md"])
    assert re.findall(r"^## .*?</a>(.*)$", page, re.M) == [
        "Armed groups",
        "Heads of state",
        "News agencies",
        "Other",
    ]
    assert len(re.findall(r"^- \[Group", page, re.M)) == 14 and "&#40;9&#41;" in page
    people = {
        f"data/people/p{n}.yml": f"name: {chr(65 + n % 5)} Person {n}\nchecked: 2024-12-31\n"
        for n in range(40)
    }
    assert re.findall(
        r"^## .*?</a>(.*)$", str(site(people).files["people/index.md"]), re.M
    ) == list("ABCDE")


LONG = ["Long name " * 30, "x" * 300]


@pytest.mark.parametrize("name", LONG, ids=["with blanks", "without"])
def test_a_long_name_gives_a_sound_sheet_index_and_timeline(name: str) -> None:
    name = name.strip()
    files = {
        "data/groups/g.yml": f"name: {name}\nshort_name: {name[:99].strip()}\naliases: [{name[:250].strip()}é]\nchecked: 2024-12-31\nfacts:\n  a: {{text: It was., asserted_by: groups/g, status: claimed, references: [paper]}}\n",
        "data/dates/d.yml": f"name: {name}\nchecked: 2024-12-31\nwhen: 2024-12-07\ntext: It was.\nabout: [groups/g]\nreferences: [paper]\n",
    }
    found = site(files)
    sheet = html(str(found.files["groups/g.md"]))
    assert "".join(sheet.find(".//h1").itertext()) == name  # type: ignore[union-attr]
    headings = ["".join(h.itertext()) for h in sheet.iter("h2")]
    assert "What it claimed" in headings and max(map(len, headings)) < 80
    for page in ("groups/index.md", "dates/index.md"):
        assert name in "".join(html(str(found.files[page])).itertext())


# Disputes

VERSIONS = {  # in the order of time; the two on one day stand as the file has them
    "early": "2024-12-07T20:00Z",
    "late-evening": "2024-12-08T00:30+03:00",
    "midnight": "2024-12-07T23:00Z/2024-12-08T00:00Z",
    "one": "2024-12-08",
    "other": "2024-12-08",
    "week": "2024-12-08/2024-12-14",
    "undated": "",
}


@settings(max_examples=12, deadline=None)
@given(st.permutations(list(VERSIONS)))
def test_versions_stand_in_the_order_of_time_wherever_a_dispute_is_printed(
    listed: list[str],
) -> None:
    facts = "".join(
        f"  {id_}: {{text: Version {id_}., references: [paper]{f', when: {when!r}' if when else ''}}}\n"
        for id_, when in VERSIONS.items()
    )
    names = ", ".join(f"'#{id_}'" for id_ in listed)
    dispute = f"disputes:\n  hour: {{question: When?, note: Nobody saw a clock., statements: [{names}]}}\n"
    site = build(
        tree(
            {
                "data/cities/town.yml": f"name: Town\nchecked: 2024-12-31\nfacts:\n{facts}{dispute}",
                "content/page.md": '# Page\n\n{{ dispute("cities/town#hour") }}\n',
            }
        )
    )
    assert not site.issues
    ties = sorted(("one", "other"), key=listed.index)
    expected = [ties.pop(0) if id_ in ("one", "other") else id_ for id_ in VERSIONS]
    sheet = str(site.files["cities/town.md"]).partition("## Where versions differ")[2]
    assert re.findall(r"Version ([\w-]+)\.", sheet) == expected
    assert re.findall(r"Version ([\w-]+)\.", str(site.files["page.md"])) == expected


def test_versions_that_are_dates_themselves_stand_in_the_order_of_time() -> None:
    rows = "".join(
        f"  - {{id: founded-{y}, value: {y}, when: 2024, references: [paper], status: disputed, note: No.}}\n"
        for y in (2017, 2012)
    )
    dispute = "disputes:\n  when: {question: When?, note: No., statements: ['#founded-2017', '#founded-2012']}\n"
    site = build(
        tree(
            {"data/groups/army.yml": f"name: Army\nchecked: 2024-12-31\nfounded:\n{rows}{dispute}"}
        )
    )
    assert not site.issues
    found = str(site.files["groups/army.md"]).partition("## Where versions differ")[2]
    assert re.findall(r"founded (\d+)", found) == ["2012", "2017"]
