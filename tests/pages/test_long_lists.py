"""Long lists: in groups from 51 entries on, on pages of their own from 201 on; no fact lost, no page too large, every address kept."""

import re
from functools import cache

import documents
import hubs
import pytest
from factsheet.build.whole import Built, build
from factsheet.cache import Memory
from factsheet.document import to_html
from factsheet.evidence import View
from factsheet.pages import plans
from factsheet.pages.grouping import Entry, by_id, by_letter, by_period, divided
from factsheet.pages.lists import PACKED, PLAIN, ROOM, WHOLE
from factsheet.values.dates import parse
from hypothesis import given, settings, strategies as st
from documents import told
from projects import EFFORT, tree

HEAD = "name: X\nchecked: 2024-12-31\n"


@cache
def hub() -> Built:
    """The site of hubs, as Markdown."""
    built = build(tree(hubs.Maker().make()))
    assert not built.issues, built.issues[:3]
    return built


def site(files: dict[str, str]) -> dict[str, str]:
    built = build(tree(files))
    assert not built.issues, built.issues[:3]
    return {path: str(text) for path, text in built.pages.items()}


def group(count: int) -> dict[str, str]:
    """A group with so many short facts, from as many months."""
    rows = [
        f"  f{n}: {{text: Thing {n}., when: {2000 + n // 12}-{n % 12 + 1:02}, references: [paper]}}\n"
        for n in range(count)
    ]
    return {"data/groups/x.yml": f"{HEAD}facts:\n{''.join(rows)}"}


def of(pages: dict[str, str], path: str) -> dict[str, str]:
    """A page and those that continue it."""
    return {p: text for p, text in pages.items() if p == f"{path}.md" or p.startswith(f"{path}/")}


def listed(text: str) -> str:
    """A page without what is the newest and without its footnotes."""
    text = told(text)
    return re.sub(r"^(<span class=\"fs-head\">The newest: .*|\[\^.*)$", "", text, flags=re.M)


# How long is long


@pytest.mark.parametrize(
    ("count", "grouped"), [(PLAIN - 1, False), (PLAIN, False), (PLAIN + 1, True)]
)
def test_a_list_of_more_than_fifty_is_in_groups_with_their_sizes(count: int, grouped: bool) -> None:
    pages = site(group(count))
    assert len(of(pages, "groups/x")) == 1
    sheet = pages["groups/x.md"]
    assert ("### " in sheet) == ("fs-jumps" in sheet) == grouped
    if grouped:
        assert "[2000](#part__reported__2000) &#40;12&#41;" in sheet
        assert '### <a id="part__reported__2000"></a>2000' in sheet


@pytest.mark.parametrize(
    ("count", "apart"), [(WHOLE - 1, False), (WHOLE, False), (WHOLE + 1, True)]
)
def test_a_list_of_more_than_two_hundred_is_on_pages_of_its_own(count: int, apart: bool) -> None:
    names = {
        f"data/people/p{n}.yml": f"name: {chr(65 + n % 20)} {n}\nchecked: 2024-12-31\n"
        for n in range(count)
    }
    pages = site(names)
    assert len(of(pages, "people/index")) == (1 + 20 if apart else 1)
    index = pages["people/index.md"]
    assert ("fs-apart" in index) == apart and f"{count} people." in index
    assert ("[A](index/a.md) &#40;11&#41;" in index) == apart


def test_a_handful_stays_where_the_others_are_named() -> None:
    names = ["Alpha"] * 150 + ["Beta"] * 50 + ["Gamma"] * 8
    files = {
        f"data/people/p{n}.yml": f"name: {name} {n}\nchecked: 2024-12-31\n"
        for n, name in enumerate(names)
    }
    pages = of(site(files), "people/index")
    assert sorted(pages) == ["people/index.md", "people/index/a.md", "people/index/b.md"]
    assert "[G](#part__g) &#40;8&#41;" in pages["people/index.md"]
    assert pages["people/index.md"].count("\n- [Gamma") == 8


def test_a_sheet_that_would_be_too_large_gives_its_longest_lists_away_and_its_own_facts_last() -> (
    None
):
    long = "word " * 75
    facts = [f"  f{n}: {{text: {long}{n}., references: [paper]}}\n" for n in range(60)]
    files = {"data/groups/x.yml": f"{HEAD}facts:\n{''.join(facts)}"}
    for n in range(60):
        files[f"data/people/p{n}.yml"] = (
            f"name: P {n}\nchecked: 2024-12-31\nfacts:\n"
            f"  f: {{text: {long}of p{n}., about: [groups/x], references: [paper]}}\n"
        )
    pages = site(files)
    assert sorted(of(pages, "groups/x")) == ["groups/x.md", "groups/x/elsewhere.md"]
    sheet = pages["groups/x.md"]
    assert sheet.count('<a id="f') == 60
    assert "[All 60 entries on a page of their own](x/elsewhere.md)" in sheet


# What is on them


@pytest.mark.parametrize("path", ["sources/hub", "places/hub", "people/talker", "dates/index", "groups/index", "sources/census"])  # fmt: skip
def test_every_page_of_a_hub_leads_back_and_says_how_much_there_is(path: str) -> None:
    pages = of({p: str(t) for p, t in hub().pages.items()}, path)
    assert len(pages) > 1
    for name, text in pages.items():
        if name != f"{path}.md":
            assert re.search(r'<span class="fs-up">Part of \[', text), name
            assert re.search(r"^[\d,]+ entr(y|ies)\.$", text, re.M), name
    root = pages[f"{path}.md"]
    assert "fs-apart" in root
    assert ("The newest: " in root) == (path != "groups/index")


def test_the_first_words_of_a_source_say_what_is_newest() -> None:
    lines = [line for line in str(hub().pages["sources/hub.md"]).split("\n") if line]
    at = next(n for n, line in enumerate(lines) if line.startswith("# "))
    assert "A digest of the year" in lines[at] and lines[at + 1].startswith("Report by The ")
    assert ">The newest: The " in lines[at + 2]
    assert any("600 entries" in line for line in lines)


def test_what_rests_on_a_source_stands_once_on_its_pages() -> None:
    for source in ("hub", "census", "s1", "s2"):
        pages = of({p: str(t) for p, t in hub().pages.items()}, f"sources/{source}")
        text = "\n".join(map(listed, pages.values()))
        found = re.findall(r'fs-home">\[↗\]\([./]*([^)]*?)\.md(#[\w-]+)?\)', text)
        stands = sorted(f"{a}{b}" for a, b in found)
        rests = hub().library.rests_on[f"sources/{source}"]
        assert stands == sorted(s.address for s in rests), source


def test_a_fact_of_a_date_is_among_what_rests_on_its_source() -> None:
    date = (
        f"{HEAD}when: 2024-12-07\ntext: It fell.\nreferences: [paper]\n"
        "facts:\n  how: {text: It fell at night., references: [paper]}\n"
    )
    sheet = site({"data/dates/d.yml": date})["sources/paper.md"]
    assert "2 statements on 1 sheet." in sheet
    assert "It fell at night" in sheet and "It fell." in sheet


def test_every_address_of_a_fact_answers_on_its_sheet_and_leads_on_to_the_page_where_it_stands() -> (
    None
):
    pages = of({p: str(t) for p, t in hub().pages.items()}, "people/talker")
    for n in range(250):
        mark = f'<a id="fact-{n}"></a>'
        holders = [name for name, text in pages.items() if mark in text]
        assert "people/talker.md" in holders
        stands = [name for name in holders if re.search(rf"^- .*?{mark}", pages[name], re.M)]
        assert len(stands) == 1
        way = pages["people/talker.md"].partition(mark)[2]
        link = re.match(r"(?:<a id=[^>]*></a>)*\[[^]]*\]\(([^)#]+)", way)
        assert link and f"people/{link[1]}" in holders, n


WHEN = st.sampled_from(["", "2024", "2024-12", "2024-12-07", "2019-02-03", "201X", "1815", "2024-12-06/2024-12-08"])  # fmt: skip


@settings(max_examples=12 * EFFORT, deadline=None)
@given(st.lists(st.tuples(WHEN, st.integers(1, 150)), min_size=40, max_size=300))
def test_however_long_a_list_is_each_fact_stands_once_and_each_address_on_the_sheet(
    facts: list[tuple[str, int]],
) -> None:
    rows = [
        f"  f{n}: {{text: {'Much ' * size}{n}z., references: [paper]{f', when: {when}' if when else ''}}}\n"
        for n, (when, size) in enumerate(facts)
    ]
    built = build(tree({"data/groups/x.yml": f"{HEAD}facts:\n{''.join(rows)}"}))
    pages = of({p: str(t) for p, t in built.pages.items()}, "groups/x")
    text = "\n".join(map(listed, pages.values()))
    for n in range(len(facts)):
        assert len(re.findall(rf"\b{n}z\.", text)) == 1
        assert f'<a id="f{n}"></a>' in pages["groups/x.md"]


ENTRIES = st.lists(
    st.tuples(st.text(max_size=6), st.sampled_from(["", "2024-12-07", "2024", "1815", "199X"])),
    min_size=2,
    max_size=60,
)


@settings(max_examples=200 * EFFORT)
@given(ENTRIES)
def test_every_division_keeps_all_and_names_groups_as_addresses(
    rows: list[tuple[str, str]],
) -> None:
    found = [
        Entry(n, f"id-{n}", name, parse(when) if when else None)
        for n, (name, when) in enumerate(rows)
    ]
    for way in (by_period, by_letter, by_id):
        groups = way(found)
        assert sorted(one.thing for g in groups for one in g.found) == list(range(len(found)))
        names = [g.name for g in groups]
        assert len(names) == len(set(names)) and all(g.title for g in groups)
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*_?|other_", name) for name in names)
    assert divided(found, (by_period, by_letter, by_id))


# Tables


def test_numbers_that_a_source_gives_for_many_stand_in_a_table_with_what_they_share_above() -> None:
    page = str(hub().pages["sources/census/rests/population.md"])
    assert "**Population** &#40;city, as of 2004&#41;" in page
    assert "\n| City | Population |\n| --- | --- |\n" in page
    rows = [line for line in page.split("\n") if line.startswith("| [")]
    assert len(rows) == 110
    assert all('<span class="fs-fact" data-fact="cities/c' in row for row in rows)
    assert all("[^" not in row and "fs-home" in row for row in rows)


def test_what_differs_between_the_rows_of_a_table_has_a_column_and_its_marks_stand_with_the_value() -> (
    None
):
    cities = {
        f"data/cities/c{n}.yml": f"name: City {n:02}\nchecked: 2024-12-31\npopulation:\n"
        f"  - {{value: {n + 5}, when: {1950 + n}, scope: '{'city' if n % 2 else 'suburbs'}', references: [paper]"
        f"{', status: disputed, note: Nobody counted.' if n == 3 else ''}}}\n"
        for n in range(60)
    }
    page = site(cities)["sources/paper.md"]
    assert "\n| City | What exactly | Population | When |\n" in page
    row = next(line for line in page.split("\n") if line.startswith("| [City 03]"))
    assert "| city | " in row and "| as of 1953 |" in row and "Disputed" in row


def test_a_table_of_a_record_s_own_facts_has_their_anchors() -> None:
    page = str(hub().pages["cities/held.md"])
    rows = [line for line in page.split("\n") if line.startswith('| <span class="fs-fact"')]
    assert len(rows) == 60 and all(f'<a id="c{n}"></a>' in row for n, row in enumerate(rows))


@pytest.mark.parametrize(("count", "table"), [(3, False), (4, True), (20, True)])
def test_what_is_alike_is_a_table_from_four_on(count: int, table: bool) -> None:
    cities = {
        f"data/cities/c{n}.yml": f"name: City {n}\nchecked: 2024-12-31\npopulation:\n  - {{value: {n + 5}, references: [paper]}}\n"
        for n in range(count)
    }
    assert ("| ---" in site(cities)["sources/paper.md"]) is table


# Their size, their two forms, what is kept, views


def test_every_page_of_hubs_is_one_document_and_small() -> None:
    makers = plans.Plan(hub().library, {}).pages()
    for path in ("sources/hub.md", "sources/census.md", "places/hub.md", "people/talker.md", "cities/held.md"):  # fmt: skip
        for page in (one.page for one in makers[path]()):
            assert page
            typed = documents.tree(documents.read(page), page.path, typed=True)
            made = documents.tree(to_html(page).html, page.path)
            assert not documents.first_difference(typed, made), page.path
    for make in makers.values():
        for page in (one.page for one in make()):
            assert page and len(to_html(page).html.encode()) <= ROOM, page.path
    assert ROOM < 100_000 and PACKED < 20_000


def test_after_an_edit_the_pages_that_continue_a_sheet_are_those_of_a_build_from_nothing() -> None:
    memory = Memory()
    for files in (group(260), group(260), {**group(260), "data/people/a.yml": HEAD}, group(261), group(40), group(300)):  # fmt: skip
        again, fresh = build(tree(files), memory=memory), build(tree(files))
        assert again.files == fresh.files and again.shows == fresh.shows
    before = memory.pages["groups/x/reported.md"]
    build(tree({**group(300), "data/people/a.yml": HEAD}), memory=memory)
    assert memory.pages["groups/x/reported.md"] is before


def test_a_view_has_the_pages_that_its_own_lists_take_and_no_dead_link() -> None:
    files = tree(hubs.Maker().make())
    built = build(files, View(as_of=parse("2023-06-01").earliest))
    pages = {p: str(t) for p, t in built.pages.items()}
    assert 1 < len(of(pages, "people/talker")) < len(of({p: "" for p in hub().pages}, "people/talker"))  # fmt: skip
    for path, text in of(pages, "people/talker").items():
        for target in re.findall(r"\]\(([^)#\s:]+\.md)", text):
            folder = path.rpartition("/")[0].split("/")
            while target.startswith("../"):
                target, folder = target[3:], folder[:-1]
            assert "/".join([*folder, target]) in pages, f"{path}: {target}"


# Corrections


def corrected(count: int, call: str) -> str:
    """A page that lists corrections, of so many facts, from the months of two years in turn."""
    rows = [
        f"  f{n}: {{text: Thing {n}., references: [paper], changes: [{{kind: correction, on: {2023 + n % 24 // 12}-{n % 12 + 1:02}-07, was: Think {n}., why: A slip.}}]}}\n"
        for n in range(count)
    ]
    files = {
        "data/groups/x.yml": f"{HEAD}facts:\n{''.join(rows)}",
        "content/corrections.md": f"# Corrections\n\n{{{{ {call} }}}}\n",
    }
    return site(files)["corrections.md"]


def test_many_corrections_stand_under_their_months_with_how_many_there_are() -> None:
    assert "**" not in corrected(50, "corrections()")
    page = corrected(60, "corrections()")
    assert re.findall(r"^\*\*(.*?)\*\*$", page, re.M)[0] == "December 2024 &#40;2&#41;"
    assert len(re.findall(r"^- \[X\]", page, re.M)) == 60


def test_the_corrections_of_one_year_can_have_a_page_of_their_own() -> None:
    page = corrected(24, 'corrections("2023")')
    assert page.count("Corrected on 7") == 12 and "2024" not in page.partition("---\n\n")[2]
    built = build(tree({"content/c.md": '# C\n\n{{ corrections("last") }}\n'}))
    assert "is no year or month" in built.issues[0].message


@pytest.mark.parametrize("month", ["2024-13", "2024-00", "2024-1", "20244", "2024-12-01"])
def test_what_is_no_month_is_refused(month: str) -> None:
    built = build(tree({"content/c.md": f'# C\n\n{{{{ corrections("{month}") }}}}\n'}))
    assert f'"{month}" is no year or month' in built.issues[0].message


def test_a_month_can_have_a_page_and_of_very_many_the_newest_are_told() -> None:
    assert corrected(24, 'corrections("2023-05")').count("Corrected on 7") == 1
    page = corrected(240, "corrections()")
    assert len(re.findall(r"^- \[X\]", page, re.M)) == 200
    assert "40 older ones stand on the sheets of their facts" in page
    assert "older" not in corrected(200, "corrections()")


def test_the_latest_corrections_stand_in_one_line_each_day_once() -> None:
    page = corrected(48, 'corrections(latest="3")')
    links = "[X](groups/x.md#f47), [X](groups/x.md#f23)"
    assert f"Last corrected: {links} &#40;7 December 2024&#41;" in page
    assert page.count("(groups/x.md#") == 3


# Attacks


def test_names_that_begin_alike_make_no_endless_folders() -> None:
    people = {
        f"data/people/p{n}.yml": f"name: {'a' * (n + 1)}\nchecked: 2024-12-31\n" for n in range(300)
    }
    pages = of(site(people), "people/index")
    assert max(path.count("/") for path in pages) <= 6
    text = "".join(map(listed, pages.values()))
    assert all(f"[{'a' * (n + 1)}](" in text for n in range(300))


@pytest.mark.parametrize("name", ["!!! {}", "… {}", "<b>{}</b>", "عمر {}", "con {}", "Index", "🙂"])
def test_whatever_names_begin_with_pages_have_sound_addresses(name: str) -> None:
    people = {
        f"data/people/p{n}.yml": f"name: '{name.format(n)}'\nchecked: 2024-12-31\n"
        for n in range(220)
    }
    built = build(tree(people))
    paths = [p for p in built.pages if p.startswith("people/index/")]
    assert paths
    for path in paths:
        parts = path.removesuffix(".md").split("/")[2:]
        assert all(re.fullmatch(r"[a-z0-9-]+_?", part) for part in parts), path
        assert not {"con", "index", "nul"} & set(parts)


def test_records_whose_types_have_no_letters_are_all_on_the_pages_of_their_index() -> None:
    people = {
        f"data/people/p{n}.yml": f"name: P {n}\ntype: '{'?!–'[n % 3]}'\nchecked: 2024-12-31\n"
        for n in range(240)
    }
    people["data/people/other.yml"] = f"name: P 240\ntype: pilot\n{HEAD.partition(chr(10))[2]}"
    text = "".join(map(listed, of(site(people), "people/index").values()))
    assert [n for n in range(241) if text.count(f"[P {n}](") != 1] == []


def test_thousands_of_facts_on_one_sheet_are_divided_in_the_time_of_any_other() -> None:
    rows = [
        f"  f{n}: {{text: Thing {n}., when: {1000 + n // 4}, references: [paper]}}\n"
        for n in range(3_000)
    ]
    pages = of(site({"data/groups/x.yml": f"{HEAD}facts:\n{''.join(rows)}"}), "groups/x")
    text = "\n".join(map(listed, pages.values()))
    assert len(re.findall(r"^- .*?Thing \d+&#46;", text, re.M)) == 3_000
    assert max(len(t) for p, t in pages.items() if p.count("/") > 2) < ROOM


def test_an_index_of_long_names_is_on_several_pages_though_it_has_few_entries() -> None:
    people = {
        f"data/people/p{n}.yml": f"name: {chr(97 + n % 9)} {n}\naliases: [{', '.join(f'{n} {k} ' + 'x' * 300 for k in range(8))}]\nchecked: 2024-12-31\n"
        for n in range(90)
    }
    pages = of(site(people), "people/index")
    assert len(pages) > 1 and max(map(len, pages.values())) < ROOM


def test_records_of_types_that_are_all_signs_are_listed_like_any_other() -> None:
    """They shared a page's address with those of other types, and were on no page."""
    types = [*["???"] * 150, *["!"] * 30, *["clan"] * 60, *[f"single {n}" for n in range(30)]]
    files = {
        f"data/groups/g{n}.yml": f'name: Thing {n}.\ntype: "{kind}"\nchecked: 2024-12-31\n'
        for n, kind in enumerate(types)
    }
    pages = "".join(of(site(files), "groups/index").values())
    assert [n for n in range(len(types)) if f"Thing {n}&#46;]" not in pages] == []


def test_types_that_differ_in_signs_alone_have_headings_of_their_own() -> None:
    files = {
        f"data/groups/g{n}.yml": f'name: G{n}\ntype: "{kind}"\nchecked: 2024-12-31\n'
        for n, kind in enumerate([*["C++ club"] * 9, *["C# club"] * 9])
    }
    titles = re.findall("^## .*", site(files)["groups/index.md"], re.M)
    assert [title.partition("</a>")[2] for title in titles] == ["C&#35; clubs", "C&#43;&#43; clubs"]
