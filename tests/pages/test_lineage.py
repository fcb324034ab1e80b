"""What became what, over time; and what ties a record to others."""

import re

from factsheet.build.built import Built
from factsheet.build.whole import build
from projects import tree


def site(page: str = "", **groups: str) -> Built:
    """A site of these groups, each with more lines; and a page."""
    files = {
        f"data/groups/{name}.yml": f"name: {name.title()}\nchecked: 2024-12-31\n{more}"
        for name, more in groups.items()
    }
    return build(tree({**files, **({"content/p.md": f"# P\n\n{page}\n"} if page else {})}))


def link(key: str, *rows: str) -> str:
    lines = [f"  - {{value: {row}, references: [paper]}}\n" for row in rows]
    return f"{key}:\n" + "".join(lines)


def strip(built: Built, name: str) -> list[str]:
    """The parts of a strip, in words."""
    assert built.issues == []
    rows = re.findall(r"^1\. (.*fs-stage.*)$", str(built.files[f"groups/{name}.md"]), re.M)
    said = [re.sub(r"<[^>]*>|\[\^[^]]+\]|\]\([^)]*\)|\[", "", row).strip() for row in rows]
    return [re.sub(" predecessor( ·)?", "", row) for row in said]  # named where its field stands


def test_a_chain_is_followed_both_ways_and_each_record_stands_once() -> None:
    built = site(
        one="",
        two=link("predecessor", "groups/one, when: ../2012"),
        three=link("predecessor", "groups/two, when: ../2014"),
        four=link("predecessor", "groups/three, when: ../2016"),
    )
    whole = ["One until 2012 since when not said", "Two 2012 to 2014"]
    whole += ["Three 2014 to 2016", "Four from 2016"]
    assert all(strip(built, name) == whole for name in ("one", "two", "three", "four"))
    assert str(built.files["groups/three.md"]).count("predecessor</span>") == 1


def test_a_circle_ends() -> None:
    built = site(
        one=link("predecessor", "groups/two, when: ../2014"),
        two=link("predecessor", "groups/one, when: ../2012"),
    )
    assert [row.split()[0] for row in strip(built, "one")] == ["Two", "One"]


def test_a_claimed_origin_is_marked_and_names_its_claimant() -> None:
    built = site(
        one="",
        two=link(
            "predecessor", "groups/one, when: ../2012, status: claimed, asserted_by: groups/two"
        ),
    )
    first, second = strip(built, "two")  # it is also why the second begins there
    assert all("Claimed" in row and "according to Two" in row for row in (first, second))


def test_what_is_withdrawn_or_denied_makes_no_strip() -> None:
    for status in ("retracted", "denied"):
        more = f"groups/one, when: ../2012, status: {status}, asserted_by: groups/one, note: No."
        assert strip(site(one="", two=link("predecessor", more)), "two") == []
    assert strip(site(one="", two=link("founded", "2012")), "two") == []


def test_a_page_is_told_where_there_is_no_lineage() -> None:
    page = '{{ lineage("groups/one") }}'
    (issue,) = site(page, one="").issues
    assert "what became of it" in issue.message and "predecessor:" in issue.hint
    (issue,) = site('{{ lineage("sources/paper") }}', one="").issues
    assert "has no lineage" in issue.message and "groups" in issue.hint


def test_ties_are_one_table_in_which_each_fact_has_its_address() -> None:
    built = site(
        one=link("ally", "groups/two, when: 2020")
        + link("opponent", "groups/three, scope: at sea"),
        two="",
        three=link("backer", "groups/one"),
    )
    assert built.issues == []
    page = str(built.files["groups/one.md"])
    table = page[page.index("| Relation | Who |") :].split("\n\n")[0]
    assert '<a id="ally"></a>[Two](two.md)' in table and "| Opponent |" in table
    assert "Backs or backed" in table and "(three.md#backer)" in table and "at sea" in table


def test_a_single_tie_needs_no_table() -> None:
    page = str(site(one=link("ally", "groups/two"), two="").files["groups/one.md"])
    assert "| Relation" not in page and "**Ally:** [Two](two.md)" in page
