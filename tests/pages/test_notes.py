"""The footnotes of a page: one for each passage, what it says; the list of sources that they lead to."""

import itertools
import re
from collections.abc import Iterator

import pytest
from factsheet.build.whole import build
from factsheet.document import Cite, to_text
from factsheet.evidence.library import Library
from factsheet.pages import notes
from factsheet.pages.line_composer import LineComposer
from projects import built, tree

ARMY = """name: The Army
checked: 2024-12-31
facts:
  moved: {text: The army moved., references: [paper#P2, wire]}
  rested:
    text: The army rested.
    status: claimed
    asserted_by: an officer
    via: a film
    when: 2024-12-07
    said: 2024-12-08
    scope: the north
    note: Nobody saw it.
    references: [wire]
"""


def library() -> Library:
    files = {"data/groups/army.yml": ARMY}
    paper = tree({})["data/sources/paper.yml"].decode()
    files["data/sources/wire.yml"] = (
        paper.replace("The Paper", "The Wire")
        .replace("origin: paper", "origin: wire")
        .replace("origin: paper", "")
    )
    return build(tree(files)).library


def cited(page: LineComposer, *names: str) -> str:
    """The name of the one footnote that these facts of the army get."""
    found = page.cite(*(page.library.statements[f"groups/army#{name}"] for name in names))
    assert isinstance(found, Cite)
    (name,) = found.notes
    return name


def test_a_passage_has_one_mark_and_the_same_facts_share_its_note() -> None:
    page = LineComposer(library(), "page.md")
    assert cited(page, "moved", "rested") == "army-moved"
    assert cited(page, "rested", "moved") == "army-moved"
    assert cited(page, "moved", "moved") == cited(page, "moved") == "army-moved-2"
    assert cited(page, "rested") == "army-rested"
    assert len(page.notes) == 3


def test_a_note_says_on_what_each_fact_rests_and_how_well_it_is_known() -> None:
    page = LineComposer(library(), "page.md")
    assert to_text(page.notes[cited(page, "moved", "rested")]) == (
        "The Paper, 8 December 2024, paragraph 2; The Wire, 8 December 2024."
        " The army moved: 2 independent sources."
        " The army rested: Claimed; according to an officer (via a film);"
        " time: 7 December 2024; said 8 December 2024; the north. Nobody saw it."
    )
    assert to_text(page.notes[cited(page, "moved")]).endswith(" – 2 independent sources.")


def test_what_a_fact_says_away_from_its_sheet_leads_there() -> None:
    away, home = LineComposer(library(), "page.md"), LineComposer(library(), "groups/army.md")
    for page in (away, home):
        cited(page, "moved")
    assert "groups/army.md#moved" in repr(away.notes["army-moved"])
    assert "groups/army.md#moved" not in repr(home.notes["army-moved"])


def test_a_source_stands_once_in_the_list_as_notes_name_it_with_its_page_and_its_sheet() -> None:
    text = str(built().pages["groups/hts.md"])
    noted = re.findall(r'<span class="fs-sources">(.*?)</span>', text)
    cited = {one for found in noted for one in found.split("&#59; ")}
    below = text.partition("{: #sources__ }")[2]
    listed = re.findall(
        r"^ *- \[([^]]*)\]\(\.\./sources/([a-z0-9-]+)\.md\)&#58; (.*)$", below, re.M
    )
    assert len(listed) == len({file for _, file, _ in listed}) > notes.OPEN
    assert all(any(one.startswith(name) for name, *_ in listed) for one in cited)
    assert all(any(one.startswith(name) for one in cited) for name, *_ in listed)
    labels = {file: built().library.records[f"sources/{file}"].labels for _, file, _ in listed}
    assert all("URL" not in labels[file] or '<a href="http' in entry for _, file, entry in listed)
    assert f'!!! fold "{len(listed) - notes.OPEN} more sources"' in text


def test_sources_of_one_publisher_and_day_are_told_apart_by_their_titles() -> None:
    files = {"data/groups/army.yml": ARMY.replace("wire", "late")}
    paper = tree({})["data/sources/paper.yml"].decode()
    files["data/sources/late.yml"] = paper.replace(
        "A report", "Another one that has a very long headline"
    )
    page = LineComposer(build(tree(files)).library, "page.md")
    note = to_text(page.notes[cited(page, "moved")])
    assert "The Paper, “A report”, 8 December 2024, paragraph 2; " in note
    assert "The Paper, “Another one that has a very long …”, 8 December 2024" in note


def test_the_sheet_of_a_source_has_no_notes_of_what_rests_on_it() -> None:
    page = LineComposer(library(), "sources/paper.md")
    assert page.cite(page.library.statements["groups/army#moved"]) == ()
    assert "[^" not in str(built().pages["sources/ap-2024-12-07.md"])


def test_where_a_passage_names_the_claimant_a_claim_has_no_mark() -> None:
    page = LineComposer(library(), "page.md")
    claim = page.library.statements["groups/army#rested"]
    assert to_text(page.status(claim)) == "Claimed" and page.status(claim, told=True) == ()


def test_no_number_of_a_footnote_is_tried_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def count(start: int) -> Iterator[int]:
        for number in itertools.count(start):
            tried.append(number)
            yield number

    monkeypatch.setattr(notes, "count", count)
    page = LineComposer(built().library, "page.md")
    first, *others = page.library.statements.quietly()
    for other in others[:100]:
        page.cite(first, other)
    assert len(tried) < 200
