"""A sheet begins with who and what; each statement stands on it once, and none is lost."""

import re
from collections import Counter
from functools import cache

import pytest
from factsheet.build.whole import Built, build
from hypothesis import given, settings, strategies as st
from documents import told
from projects import EFFORT, ROOT, built, tree

NILE = ROOT / "examples" / "nile-dam"


@cache
def nile() -> Built:
    """The second site."""
    found = (p for p in sorted(NILE.rglob("*")) if p.is_file())
    return build({p.relative_to(NILE).as_posix(): p.read_bytes() for p in found})


def sheet(files: dict[str, str], path: str) -> str:
    """A sheet up to its sources and notes."""
    made = build(tree(files))
    assert made.issues == [], made.issues
    return body(str(made.files[path]))


def body(page: str) -> str:
    return told(page).partition("\n## Sources")[0]


def group(rest: str) -> dict[str, str]:
    return {"data/groups/x.yml": f"name: The Group\nshort_name: TG\nchecked: 2024-12-31\n{rest}"}


def order(page: str, *texts: str) -> None:
    """The texts stand on the page in this order."""
    places = [page.index(text) for text in texts]
    assert places == sorted(places), places


# Who and what


def test_a_sheet_begins_with_its_lead_then_the_card_and_ends_with_the_last_check() -> None:
    page = sheet(
        group(
            "type: armed group\nlead: {text: The Group is a group., references: [paper]}\n"
            "founded:\n  - {value: 2011, references: [paper]}\n"
            "facts:\n  a: {text: It moved., references: [paper]}\n"
        ),
        "groups/x.md",
    )
    order(page, "# The Group", "The Group is a group.", '!!! card "In brief"', "It moved.")
    assert page.strip().endswith("armed group · checked on 31 December 2024</span>")


@pytest.mark.parametrize(
    ("path", "rest", "first"),
    [
        ("groups/x", "type: armed group\n", "Armed group."),
        ("dates/x", "when: 2024-12-07\ntext: It rained.\nreferences: [paper]\n", "It rained."),
        ("people/x", "", "checked on 31 December 2024"),
    ],
)
def test_without_a_lead_a_sheet_begins_with_what_there_is(path: str, rest: str, first: str) -> None:
    head = f"name: X\nchecked: 2024-12-31\n{rest}"
    page = sheet({f"data/{path}.yml": head}, f"{path}.md")
    assert first in page.partition("# X\n\n")[2].split("\n")[0]


def test_the_card_has_what_its_kind_names_and_says_until_when() -> None:
    page = sheet(
        group(
            "leader:\n  - {value: people/a, when: 2017/2024-11, references: [paper]}\n"
            "spokesperson:\n  - {value: people/a, references: [paper]}\n"
        )
        | {"data/people/a.yml": "name: Ann\nchecked: 2024-12-31\n"},
        "groups/x.md",
    )
    card, rest = page.partition("\n## ")[::2]
    assert "**Leader:**" in card and "2017 to November 2024" in card
    assert "Spokesperson" not in card and "**Spokesperson:**" in rest
    assert "Leader:" not in rest


def test_what_would_crowd_the_card_is_named_there_and_stands_in_its_section() -> None:
    who = {f"data/people/p{n}.yml": f"name: P {n}\nchecked: 2024-12-31\n" for n in range(4)}
    rows = [
        f"  - {{value: people/p{n}, id: l{n}, when: {2000 + n}/{2001 + n}, references: [paper]}}\n"
        for n in range(4)
    ]
    page = sheet(group(f"leader:\n{''.join(rows)}") | who, "groups/x.md")
    card, rest = page.partition("\n## ")[::2]
    assert all(f"[P {n}](x.md#l{n})" in card for n in range(4)) and "[^" not in card
    assert all(f'<a id="l{n}"></a>[P {n}](../people/p{n}.md)[^' in rest for n in range(4))
    assert "| Leader | When |" in rest


def test_of_many_versions_the_card_says_how_many_and_leads_to_them() -> None:
    rows = [f"  - {{value: {n + 1}00, id: s{n}, references: [paper]}}\n" for n in range(5)]
    dispute = "disputes:\n  many: {question: How many?, note: Nobody counted., statements: ['#s0', '#s1', '#s2', '#s3', '#s4']}\n"
    page = sheet(group(f"strength:\n{''.join(rows)}{dispute}"), "groups/x.md")
    assert "**Strength:** [5 versions](x.md#many)" in page


def test_a_few_names_stand_on_the_card_and_many_are_folded_there() -> None:
    few = sheet(group("aliases: [One, Two]\n"), "groups/x.md")
    assert "fold" not in few and "    - **Also written:** One, Two\n" in few
    many = sheet(group("native_name: {ar: ط}\naliases: [One, Two, Three]\n"), "groups/x.md")
    assert '    !!! fold "Names and spellings &#40;4 forms&#41;"' in many
    order(many, "fold", "**In Arabic:**", "**Also written:** One, Two, Three")


# Each statement once


@settings(max_examples=40 * EFFORT, deadline=None)
@given(
    st.integers(2, 7),
    st.lists(st.sets(st.integers(0, 6), min_size=2, max_size=4), max_size=3),
    st.booleans(),
)
def test_whatever_is_disputed_each_statement_and_its_address_stand_once(
    count: int, disputes: list[set[int]], values: bool
) -> None:
    facts = [f"  f{n}: {{text: Thing {n} was., references: [paper]}}\n" for n in range(count)]
    files = group(f"facts:\n{''.join(facts)}")
    if values:
        rows = [f"  - {{value: {n + 1}, id: s{n}, scope: sort {n}, references: [paper]}}\n" for n in range(count)]  # fmt: skip
        files["data/groups/x.yml"] += f"figures:\n{''.join(rows)}"
    sound = [sorted(d) for d in disputes if max(d) < count]
    if sound:
        told = [
            f"  d{n}: {{question: Question {n}?, note: Why., statements: [{', '.join(f'{chr(39)}#f{i}{chr(39)}' for i in d)}]}}\n"
            for n, d in enumerate(sound)
        ]
        files["data/groups/x.yml"] += f"disputes:\n{''.join(told)}"
    page = sheet(files, "groups/x.md")
    for n in range(count):
        assert page.count(f'<a id="f{n}"></a>') == 1
        assert page.count(f"Thing {n} was.") == 1
        assert page.count(f'<a id="s{n}"></a>') == values


@pytest.mark.parametrize("which", [built, nile], ids=["Syria", "Nile"])
def test_every_statement_of_a_real_record_stands_on_its_sheet_once_with_its_address(
    which: object,
) -> None:
    site: Built = which()  # type: ignore[operator]
    for record in site.library.records.values():
        page = str(site.files[f"{record.address}.md"])
        ids = Counter(re.findall(r'id="([^"]+)"', page))
        below = f"{record.address}/"
        more = [str(text) for path, text in site.files.items() if path.startswith(below)]
        pages = "\n".join([body(page), *map(body, more)])
        for s in record.statements.values():
            if not s.anchor or s.taken_down:
                continue
            assert ids[s.anchor] == 1, s.address
            if s.references:  # printed with its note, and not as a link alone
                printed = [line for line in pages.split("\n") if f'<a id="{s.anchor}"></a>' in line]
                assert any("[^" in line for line in printed), s.address


def test_a_claim_on_homs_stands_once_and_is_led_to_from_the_bar_and_the_other_dispute() -> None:
    page = body(str(built().files["cities/homs.md"]))
    assert page.count("[^homs-control-hts]") == page.count('<a id="control-hts"></a>') == 1
    assert page.count("(homs.md#control-hts)") == 3  # two stretches of the bar, one dispute
    assert "by its own account (above)" in page.replace(
        ' <span class="fs-status fs-claimed">Claimed</span>', ""
    ).replace("&#40;", "(").replace("&#41;", ")")


def test_a_part_whose_statements_are_in_dispute_leads_there() -> None:
    page = body(str(built().files["cities/homs.md"]))
    part = page[page.index("## Who held it") :].split("\n## ")[0]
    assert "More, where versions differ: [Was Homs lost" in part and "one by one" not in part


# The long tail


def test_dates_are_folded_by_periods_that_have_a_few_each_and_their_number() -> None:
    files = group("")
    for n, when in enumerate(["1999", "2001", "2003", "2010", "2024-12-01", "2024-12-02"]):
        files[f"data/dates/d{n}.yml"] = (
            f"name: Day {n}\nchecked: 2024-12-31\nwhen: {when}\ntext: Thing {n} was.\n"
            "about: [groups/x]\nreferences: [paper]\n"
        )
    page = sheet(files, "groups/x.md")
    folds = re.findall(r'!!! fold "(.*?) &#40;(\d+)&#41;"', page)
    assert folds == [("1999 – 2010", "4"), ("2024", "2")]
    assert page.count("**[Day ") == 6
    del files["data/dates/d5.yml"]
    assert "fold" not in sheet(files, "groups/x.md")
