"""Tellings: free prose that rests on facts, and what becomes of it when they change."""

import re
from datetime import date
from html import unescape

import pytest
from factsheet.build.whole import Built, build
from factsheet.evidence import View, pins
from factsheet.pages import OWN_WORDS, SHOW, Stale, parser, tellings
from projects import tree

ARMY = """name: The Army
checked: 2024-12-31
aliases: [The Troops]
facts:
  moved:
    text: The army moved north.
    references: [paper]
  won:
    text: The war was over.
    status: claimed
    asserted_by: groups/rebels
    references: [paper]
  stayed:
    text: The army stayed.
    references: [paper]
  gone:
    text: The army had gone.
    status: retracted
    note: The paper took it back.
    references: [paper]
  secret:
    text: The army slept.
    draft: true
disputes:
  where:
    question: Where did it go?
    statements: ['#moved', '#stayed']
    note: Two reports differ.
"""
REBELS = "name: The Rebels\nshort_name: Rebels\naliases: [Insurgents]\nchecked: 2024-12-31\n"
MOVED, WON, OWN = "groups/army#moved", "groups/army#won", "groups/army#own"


def site(page: str, army: str = ARMY, settings: str = "", **how: object) -> Built:
    """A site with one page; `§` in it is the pin of the mark in which it stands."""
    files = {"data/groups/army.yml": army, "data/groups/rebels.yml": REBELS}
    files |= {"data/site.yml": settings} if settings else {}
    library = build(tree(files)).library

    def mark(found: re.Match[str]) -> str:
        named = re.findall(r'"([a-z]+/[^"]+)"', found[0])
        there = [a for a in named if a in library.statements]
        return found[0].replace("§", pins.pin(library, there) if there else "000000")

    page = re.sub(r"\{\{ rests\(.*?\}\}", mark, page)
    return build(tree({**files, "content/page.md": page}), **how)  # type: ignore[arg-type]


def told(built: Built) -> list[str]:
    return [issue.code for issue in built.issues]


def words(built: Built) -> str:
    """What a reader of the page reads, without citations and tags."""
    text = str(built.pages["page.md"]).partition("# A page\n")[2].partition("\n## ")[0]
    return unescape(re.sub(r"<[^>]+>|\[\^[^\]]+\]", "", text).strip())


def covered(text: str) -> list[str]:
    return [one.words(text) for one in tellings.read(text)]


def test_a_mark_covers_the_text_back_to_the_mark_before_it() -> None:
    text = 'One *and* [two](x.md){{ rests("a/b#c") }}, three{{ rests("a/b#d") }}. Four{{ cite("a/b#e") }} five {{ value("a/b#f") }}{{ rests("a/b#g") }}.\n'
    assert covered(text) == ["One *and* [two](x.md)", "three", 'five {{ value("a/b#f") }}']


def test_a_mark_covers_its_paragraph_item_or_cell_alone() -> None:
    mark = '{{ rests("a/b#c") }}'
    text = (
        f"# T\n\nBefore.\nStart{mark}\n\n- one\n- two\n  more{mark}\n\n| A | B |\n|---|---|\n"
        f"| left | right{mark} |\n\n> said\n> so{mark}\n\nTop{mark}\n===\n\n```\ncode{mark}\n```\n"
    )
    assert covered(text) == ["Before. Start", "two more", "left | right", "said > so"]
    border = f"before\n> quoted{mark}\n\nHeading{mark}\n---\n\nOne\ntwo{mark}\n===\n"
    assert covered(border) == ["quoted", "One two"]
    code = f"~~~\n```\n~~~\n\n```x``` one{mark}\n\n````\n```\ncode{mark}\n````\n\ntwo{mark}\n"
    assert covered(code) == ["```x``` one", "two"]


def test_in_a_row_a_mark_covers_the_cells_back_to_the_mark_before_it() -> None:
    rows = '| one | two{{ rests("a/b#c") }} more | three{{ rests("a/b#d") }} |\n| four | five | |\n'
    text = f"| A | B | C |\n|---|---|---|\n{rows}"
    assert covered(text) == ["one | two", "more | three"]
    page = f'# A page\n\n| A | B |\n|---|---|\n| They | went{{{{ rests("{MOVED}", seen="000000") }}}} |\n'
    built = site(page, stale=Stale(OWN_WORDS))
    assert "| – | <span" in str(built.pages["page.md"]) and "They" not in words(built)


def test_a_passage_prints_with_one_citation_and_its_addresses() -> None:
    built = site(
        f'# A page\n\n*The army* went{{{{ rests("{MOVED}", "groups/army#stayed", seen="§") }}}}.\n'
    )
    assert told(built) == []
    page = str(built.pages["page.md"])
    passage, _, notes = page.partition("# A page")[2].partition("\n[^")
    assert passage.lstrip().startswith('<span class="fs-fact">*The army* went[^')
    assert passage.count("[^") == 1
    assert "groups/army.md#moved" in notes and "groups/army.md#stayed" in notes
    assert words(built) == "*The army* went ([versions differ](groups/army.md#where))."
    assert {MOVED, "groups/army#stayed"} <= built.shows["page.md"]


def test_a_changed_fact_stops_the_build_at_its_telling() -> None:
    page = f'# A page\n\nThe army went{{{{ rests("{MOVED}", seen="000000") }}}}.\n'
    built = site(page)
    assert told(built) == ["stale-telling"]
    issue = built.issues[0]
    assert (issue.spot.line, issue.spot.column) == (3, 14)
    assert "The army went" in issue.message and "The army moved north." in issue.message
    assert issue.hint == "read both, then: factsheet confirm content/page.md"
    assert not built.pages


def test_a_mark_without_a_pin_stops_it_too() -> None:
    built = site(f'# A page\n\nThe army went{{{{ rests("{MOVED}") }}}}.\n')
    assert told(built) == ["stale-telling"]


def test_own_words_stand_in_the_place_of_a_stale_passage() -> None:
    page = f'# A page\n\nIt went{{{{ rests("{MOVED}", seen="000000") }}}}. Then{{{{ rests("{MOVED}", seen="§") }}}}.\n'
    for built in (site(page, settings="stale: own-words\n"), site(page, stale=Stale(OWN_WORDS))):
        assert told(built) == ["unread-telling"]
        said = words(built)
        assert said.startswith("The army moved north.") and "It went" not in said
        assert "Text not yet re-read Then" in said


def test_a_passage_in_another_language_never_stops_a_correction() -> None:
    page = (
        f'---\nlanguage: ar\n---\n\n# A page\n\nIt went{{{{ rests("{MOVED}", seen="000000") }}}}.\n'
    )
    built = site(page)
    assert told(built) == ["unread-telling"]
    assert words(built).startswith("The army moved north.")


def test_the_preview_shows_a_stale_passage_with_old_words_and_new() -> None:
    old = build(
        tree(
            {
                "data/groups/army.yml": ARMY.replace("north", "south"),
                "data/groups/rebels.yml": REBELS,
            }
        )
    )
    page = f'# A page\n\nIt went{{{{ rests("{MOVED}", seen="000000") }}}}.\n'
    stale = Stale(SHOW, lambda forms, seen: old.library)
    built = site(page, stale=stale)
    assert told(built) == ["unread-telling"]
    assert '"The army moved south." -> "The army moved north."' in built.issues[0].message
    said = words(built).replace("&#46;", ".")
    assert said.startswith("It went") and "Stale" in said
    assert "it read “The army moved south.”, now “The army moved north.”" in said


@pytest.mark.parametrize(
    ("passage", "code"),
    [
        ("The war was over", ["prose-claimant"]),
        ("The rebels said that the war was over", []),
        ("By the insurgents’ account the war was over", []),
        ('{{ link("groups/rebels", "They") }} said that it was over', []),
        ("[They](groups/rebels.md) said that it was over", []),
        ("The fighters said that it was over", ["prose-claimant"]),
    ],
)
def test_a_passage_on_a_claim_names_its_claimant(passage: str, code: list[str]) -> None:
    built = site(f'# A page\n\n{passage}{{{{ rests("{WON}", seen="§") }}}}.\n')
    assert told(built) == code
    if not code:
        assert "Claimed" not in words(built)


@pytest.mark.parametrize(
    "passage",
    [
        '[They](groups/army.md "a) the rebels") said so',
        "[They][rebels] said so",
        "They[^rebels] said so",
        "*They*{: #rebels} said so",
        "They <https://rebels.example/> said so",
        "[](groups/rebels.md)They said so",
        '{{ link("groups/rebels", "…") }} they said so',
        f'Shops opened{{{{ rests("{OWN}", seen="§") }}}} and the war was over',
    ],
)
def test_a_claimant_whom_no_reader_sees_is_not_named(passage: str) -> None:
    notes = "[rebels]: groups/army.md\n\n[^rebels]: A note.\n"
    army = ARMY.replace(
        "  won:\n",
        "  own:\n    text: Shops opened.\n    asserted_by: groups/rebels\n"
        "    references: [paper]\n  won:\n",
    )
    built = site(f'# A page\n\n{passage}{{{{ rests("{WON}", seen="§") }}}}.\n\n{notes}', army)
    assert told(built) == ["prose-claimant"]


@pytest.mark.parametrize("who", ["SOHR", "the UN", "a man", "(unnamed) spokesman", "جيش"])
def test_a_claimant_without_a_record_is_named_too(who: str) -> None:
    army = ARMY.replace("asserted_by: groups/rebels", f"asserted_by: {who}")
    page = f'# A page\n\nIt was over, £{{{{ rests("{WON}", seen="§") }}}}.\n'
    assert told(site(page.replace("£", "they said"), army)) == ["prose-claimant"]
    assert told(site(page.replace("£", f"{who} said"), army)) == []


def test_a_name_of_capitals_is_no_word_of_the_sentence() -> None:
    named = "called: {groups/rebels: [IS, '…']}\n"
    page = f'# A page\n\n£ over{{{{ rests("{WON}", seen="§") }}}}.\n'
    assert told(site(page.replace("£", "The war is"), settings=named)) == ["prose-claimant"]
    assert told(site(page.replace("£", "IS said it was"), settings=named)) == []


def test_a_claimant_may_stand_before_in_the_sentence_or_have_a_form_of_the_site() -> None:
    two = f'# A page\n\nThe rebels had moved{{{{ rests("{MOVED}", seen="§") }}}} and said it was over{{{{ rests("{WON}", seen="§") }}}}.\n'
    assert told(site(two)) == []
    apart = two.replace(" and said", ". They said")
    assert told(site(apart)) == ["prose-claimant"]
    form = f'# A page\n\nThe fighters said so{{{{ rests("{WON}", seen="§") }}}}.\n'
    assert told(site(form, settings="called: {groups/rebels: [the fighters]}\n")) == []
    lost = site(form, settings="called: {groups/rebel: [the fighters]}\n")
    assert "unknown-address" in told(lost)


@pytest.mark.parametrize("name", ["gone", "secret"])
def test_nothing_rests_on_what_is_withdrawn_or_a_draft(name: str) -> None:
    built = site(f'# A page\n\nIt slept{{{{ rests("groups/army#{name}", seen="§") }}}}.\n')
    assert told(built) == ["prose-unusable"]


def test_a_mark_needs_words_and_stands_in_no_heading() -> None:
    mark = f'{{{{ rests("{MOVED}", seen="§") }}}}'
    assert told(site(f"# A page\n\n{mark} north\n")) == ["prose-expression"]
    assert told(site("# A page\n\nIt went{{ rests() }}.\n")) == ["prose-expression"]
    assert told(site(f"# A page\n\n## North{mark} {{#north}}\n\nWords.\n")) == ["prose-expression"]


def test_a_passage_and_emphasis_end_together() -> None:
    mark = f'{{{{ rests("{MOVED}", seen="§") }}}}'
    assert told(site(f"# A page\n\n**It went{mark}** north.\n")) == ["prose-unsafe"]
    assert told(site(f"# A page\n\n**It went**{mark} north.\n")) == []


@pytest.mark.parametrize(
    "words",
    [
        "    code\nwords§",  # begins in code
        "Term\nwords§\n:   what it means",  # begins in one element and ends in another
        "[Army](groups/army.md and so§ on",  # what is printed would close the link
    ],
)
def test_a_passage_that_goes_over_a_border_is_refused(words: str) -> None:
    mark = f'{{{{ rests("{MOVED}", seen="§") }}}}'
    built = site(f"# A page\n\n{words.replace('§', mark)}\n")
    assert {*told(built)} == {"prose-unsafe"}


def test_a_passage_may_end_with_a_link_or_a_note_of_the_page() -> None:
    mark = f'{{{{ rests("{MOVED}", seen="§") }}}}'
    notes = "[army]: groups/army.md\n\n[^mine]: A note.\n"
    built = site(f"# A page\n\nIt is [the army][army]{mark}. So we think[^mine]{mark}.\n\n{notes}")
    assert told(built) == []
    html = parser.parse(str(built.pages["page.md"]), printed=True)[0]
    assert '<a href="groups/army.md">the army</a><sup' in html
    assert html.count('<sup id="fnref:mine">') == 1


def test_a_view_that_alters_a_fact_has_its_own_sentence() -> None:
    army = ARMY.replace(
        "    text: The army moved north.\n",
        "    text: The army moved north.\n    when: 2024-12-01/2024-12-20\n",
    )
    page = f'# A page\n\nIt went{{{{ rests("{MOVED}", seen="§") }}}}. Stayed{{{{ rests("groups/army#stayed", seen="§") }}}}.\n'
    assert words(site(page, army)).startswith("It went")
    then = site(page, army, view=View(known_by=date(2024, 12, 10)))
    assert told(then) == []
    said = words(then)
    assert "It went" not in said and "The army moved north." in said and "Stayed" in said
    before = site(page, army, view=View(as_of=date(2024, 11, 1)))
    assert "[nothing for that day]" in words(before).replace("&#91;", "[").replace("&#93;", "]")


def test_the_desks_own_judgement_says_so_and_rests_on_nothing() -> None:
    built = site("# A page\n\nNobody saw it coming. {{ judgement() }}\n")
    assert told(built) == []
    assert words(built) == "Nobody saw it coming. Our own judgement"
    assert 'class="fs-judgement"' in str(built.pages["page.md"])


def test_what_is_wrong_within_a_passage_is_told_beside_what_is_wrong_with_its_mark() -> None:
    page = '# A page\n\nIt met {{ link("groups/rebls") }}{{ rests("groups/army#mved", seen="000000") }}.\n'
    assert [(i.code, i.spot.column) for i in site(page).issues] == [
        ("prose-address", 8),
        ("prose-address", 34),
    ]
