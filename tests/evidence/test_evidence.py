"""What the evidence amounts to: copies count once, a check grows old, who held what on which day, and who says so."""

import re
from datetime import date
from pathlib import Path

import pytest
from factsheet.build.whole import Built, build
from factsheet.document.escape import in_markdown as encode
from factsheet.evidence import holdings, library, linking, weight
from factsheet.evidence.review import due, overdue
from factsheet.evidence.views import View
from projects import built, real, run, tree, write_tree


def source(origin: str = "", derived: str = "", issued: str = "2024-12-08") -> str:
    head = f"origin: {origin}\n" if origin else ""
    head += f"derived_from: [{derived}]\n" if derived else ""
    return f"title: A report\npublisher: The Wire\nissued: {issued}\nchecked: 2024-12-31\n{head}"


def ok(files: dict[str, str]) -> Built:
    site = build(tree(files))
    assert site.issues == []
    return site


def counted(references: str, **sources: str) -> tuple[int, int]:
    """(reports, independent sources) of a fact with these references."""
    fact = f"name: The Army\nchecked: 2024-12-31\nfacts:\n  moved: {{text: The army moved., references: [{references}]}}\n"
    site = ok(
        {
            "data/groups/army.yml": fact,
            **{f"data/sources/{name}.yml": text for name, text in sources.items()},
        }
    )
    found = weight.independent(
        site.library, [r.address for r in site.library.statements["groups/army#moved"].references]
    )
    words = f"{found[1]} independent source{'s' if found[1] > 1 else ''}"
    words = words if found[0] == found[1] else f"{found[0]} reports, {words}"
    assert (words in str(site.files["groups/army.md"])) == (found[0] > 1)
    return found


# Independent sources


def test_two_reports_of_their_own_are_two_sources() -> None:
    assert counted("a, b", a=source("a"), b=source("b")) == (2, 2)


def test_a_source_without_origin_is_its_own() -> None:
    assert counted("a, b", a=source(), b=source()) == (2, 2)


def test_one_source_cited_at_two_places_is_one_report() -> None:
    assert counted("'a#P1', 'a#P2'", a=source("a")) == (1, 1)


def test_reports_of_one_origin_count_once() -> None:
    assert counted("a, b, c", a=source("agency"), b=source("agency"), c=source("c")) == (3, 2)


def test_copies_of_copies_count_as_their_original() -> None:
    chain = {"a": source("agency"), "b": source("", "sources/a"), "c": source("", "sources/b")}
    assert counted("a, b, c", **chain) == (3, 1)
    assert counted("a, c", **chain) == (2, 1)
    assert counted("b, c", **chain) == (2, 1)  # also when the original is not cited


def test_the_original_decides_and_not_what_a_copy_says_of_itself() -> None:
    assert counted("a, b", a=source("agency"), b=source("own", "sources/a")) == (2, 1)


def test_a_text_made_of_two_sources_ties_both_together() -> None:
    both = {"a": source("a"), "b": source("b"), "c": source("", "sources/a, sources/b")}
    assert counted("a, b", **both) == (2, 2)
    assert counted("c, a", **both) == (2, 1)
    assert counted("a, b, c", **both) == (3, 1)
    assert counted("c, b, a", **both) == (3, 1)


def test_the_count_does_not_depend_on_the_order_of_the_references() -> None:
    sources = {
        "a": source("x"),
        "b": source("", "sources/a"),
        "c": source("y"),
        "d": source("y"),
        "e": source(),
    }
    orders = ("a, b, c, d, e", "e, d, c, b, a", "c, a, e, b, d")
    assert {counted(order, **sources) for order in orders} == {(5, 3)}


def test_sources_derived_from_each_other_are_an_error() -> None:
    circle = {
        "data/sources/a.yml": source("", "sources/b"),
        "data/sources/b.yml": source("", "sources/c"),
        "data/sources/c.yml": source("", "sources/a"),
    }
    assert {i.code for i in build(tree(circle)).issues} == {"cycle"}
    whole, _ = linking.read(tree(circle))
    assert weight.origins(whole, "sources/a") is not None  # and the count ends all the same


def test_the_retranslated_article_and_the_report_it_follows_count_once() -> None:
    facts = built().library
    article, report = "sources/abc-retranslated-2024-12-08", "sources/abc-2024-12-08"
    assert weight.origins(facts, article) == weight.origins(facts, report)
    both = [
        s
        for s in facts.statements.values()
        if {article, report} <= {r.address for r in s.references}
    ]
    assert both
    for statement in both:
        rest = tuple(r for r in statement.references if r.address != article)
        assert (
            weight.independent(facts, [r.address for r in statement.references])[1]
            == weight.independent(facts, [r.address for r in rest])[1]
        ), statement.address


def test_no_real_fact_has_more_sources_than_reports() -> None:
    for statement in built().library.statements.values():
        reports, sources = weight.independent(
            built().library, [r.address for r in statement.references]
        )
        assert 1 <= sources <= reports, statement.address


# Checked on, review by

CHECKED = {
    "data/site.yml": "review: {groups: 30, cities: 365}\n",
    "data/groups/army.yml": "name: The Army\nchecked: 2024-12-01\n",
    "data/groups/rebels.yml": "name: The Rebels\nchecked: 2024-11-01\n",
    "data/cities/town.yml": "name: Town\nchecked: 2024-12-01\n",
    "data/people/a.yml": "name: A. Person\nchecked: 1999-01-01\n",
}


def stale(root: Path, on: str) -> tuple[int, str]:
    write_tree(root, CHECKED)
    done = run("factsheet", "stale", "--on", on, cwd=root)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_stale_lists_what_is_overdue_on_a_day_the_longest_first(tmp_path: Path) -> None:
    assert stale(tmp_path, "2024-12-01") == (
        0,
        "0 overdue on 1 December 2024\n",
    )  # the last day still counts
    status, said = stale(tmp_path, "2024-12-02")
    assert (status, said.split("\n")[:2]) == (
        1,
        [
            "data/groups/rebels.yml: groups/rebels was due for review by 1 December 2024",
            "1 overdue on 2 December 2024",
        ],
    )
    status, said = stale(tmp_path, "2026-01-01")
    assert status == 1
    assert re.findall(r": (\S+) was due", said) == [
        "groups/rebels",
        "groups/army",
        "cities/town",
    ]  # people have no period


def test_stale_refuses_a_day_that_is_none(tmp_path: Path) -> None:
    status, said = stale(tmp_path, "2024-13-01")
    assert status == 2 and "is not a day" in said


def test_the_day_in_the_page_is_the_check_plus_the_period_and_says_nothing_by_itself() -> None:
    site = ok(CHECKED)
    assert '<span class="fs-review" data-review-by="2024-12-31"></span>' in str(
        site.files["groups/army.md"]
    )
    assert 'data-review-by="2025-12-01"' in str(site.files["cities/town.md"])
    assert "data-review-by" not in str(site.files["people/a.md"])
    assert "due for review" not in "".join(map(str, site.files.values()))


def test_the_page_and_the_command_line_mean_the_same_day() -> None:
    site = ok(CHECKED)
    periods = site.settings["review"]
    for record in site.library.records.values():
        last = due(record, periods)
        assert (last is None) == ("data-review-by" not in str(site.files[f"{record.address}.md"]))
        if last:
            assert f'data-review-by="{last.isoformat()}"' in str(site.files[f"{record.address}.md"])
            assert record not in [r for _, r in overdue(site.library, periods, last)]


def test_every_real_sheet_with_a_period_carries_its_day() -> None:
    site = built()
    periods = site.settings["review"]
    assert periods
    for record in site.library.records.values():
        if (last := due(record, periods)) and record.kind.plural != "sources":
            assert f'data-review-by="{last.isoformat()}"' in str(
                site.files[f"{record.address}.md"]
            ), record.address


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("{groups: 0}", "bad-number"),
        ("{groups: soon}", "bad-number"),
        ("{group: 30}", "bad-choice"),
        ("30", "wrong-shape"),
        ("{groups: -1}", "bad-number"),
    ],
)
def test_a_period_that_cannot_be_read_is_an_error_in_its_place(setting: str, code: str) -> None:
    (issue,) = build(tree({**CHECKED, "data/site.yml": f"review: {setting}\n"})).issues
    assert (issue.code, issue.spot.path, issue.spot.line) == (code, "data/site.yml", 1)


# Who held which city on which day

HELD = {
    "data/sources/first.yml": source("first", issued="2024-12-02"),
    "data/sources/second.yml": source("second", issued="2024-12-05"),
    "data/groups/army.yml": "name: The Army\nshort_name: Army\nchecked: 2024-12-31\n",
    "data/groups/rebels.yml": "name: The Rebels\nchecked: 2024-12-31\n",
    "data/cities/town.yml": """name: Town
checked: 2024-12-31
control:
  - {value: groups/army, id: army, when: ../2024-12-03, references: [first]}
  - {value: groups/rebels, id: rebels, when: 2024-12-04/.., references: [second]}
""",
    "data/cities/village.yml": """name: Village
checked: 2024-12-31
control:
  - {value: groups/rebels, id: rebels, status: claimed, asserted_by: groups/rebels, when: 2024-12-03, references: [second]}
  - {value: groups/army, id: army, status: retracted, note: Misread., when: 2024-12-01/.., references: [first]}
""",
    "data/cities/unheld.yml": "name: Unheld\nchecked: 2024-12-31\n",
}
NOW = """
2024-12-01 | army        | nobody says
2024-12-02 | army        | nobody says
2024-12-03 | army        | rebels
2024-12-04 | rebels      | nobody says
2024-12-05 | rebels      | nobody says
"""
THEN = """
2024-12-01 | nobody says | nobody says
2024-12-02 | army        | nobody says
2024-12-03 | army        | nobody says
2024-12-04 | nobody says | nobody says
2024-12-05 | rebels      | nobody says
"""


def holders(
    facts: library.Library, city: str, since: str, until: str, then: bool
) -> dict[str, str]:
    """Who held a city on each day, the spells written out day by day."""
    on = holdings.span(date.fromisoformat(since), date.fromisoformat(until))
    spells = holdings.spells(facts, facts.records[city], on[0], on[-1], then)
    out = {}
    for spell in spells:
        names = (
            " and ".join(s.value.record.removeprefix("groups/") for s in spell.holders)
            or "nobody says"
        )
        out.update({str(day): names for day in holdings.span(spell.first, spell.last)})
    assert list(out) == [str(day) for day in on]  # every day once, in order
    assert all(a.holders != b.holders for a, b in zip(spells, spells[1:], strict=False))
    return out


@pytest.mark.parametrize(("then", "table"), [(False, NOW), (True, THEN)], ids=["now", "then"])
def test_who_held_what_on_each_day_now_and_as_known_on_the_evening(then: bool, table: str) -> None:
    facts = ok(HELD).library
    assert [c.id for c in holdings.held(facts)] == ["town", "village"]
    town, village = (
        holders(facts, f"cities/{name}", "2024-12-01", "2024-12-05", then)
        for name in ("town", "village")
    )
    for line in table.strip().split("\n"):
        day, *cells = (cell.strip() for cell in line.split("|"))
        assert [town[day], village[day]] == cells, day


def control(known: str, files: dict[str, str] = HELD) -> str:
    """What a page prints of 2 to 5 December, without footnotes."""
    page = f'# Page\n\n{{{{ control(since="2024-12-02", until="2024-12-05", known="{known}") }}}}\n'
    printed = str(ok({**files, "content/page.md": page}).files["page.md"])
    return re.sub(r"\[\^[^]]+\]", "", printed.partition("\n## Sources")[0])


def test_a_page_prints_who_held_what_with_claimants_and_days_of_which_nobody_says_anything() -> (
    None
):
    text = control("now")
    town, village = (
        text[text.index("(cities/town.md)") : text.index("(cities/village.md)")],
        text[text.index("(cities/village.md)") :],
    )
    assert re.search("2 to 3 December 2024.*The Army", town) and re.search(
        "4 to 5 December 2024.*The Rebels", town
    )
    claim = next(line for line in village.split("\n") if "The Rebels" in line)
    assert "3 December 2024" in claim and "by its own account" in claim and "Claimed" in claim
    assert village.count("Not known") == 2 and "The Army" not in village


def test_on_the_evening_of_a_day_a_report_of_the_next_day_is_not_known() -> None:
    text = control("then")
    town = text[text.index("(cities/town.md)") : text.index("(cities/village.md)")].split("\n")
    assert not [line for line in town if "The Rebels" in line and "5 December 2024" not in line]
    assert [line for line in town if "4 December 2024" in line and "Not known" in line]


@pytest.mark.parametrize(
    "when", ["2024-12-01/..", "2024-12-01/", "2024-12-01/2024-12-31", "../2024-12-31", "2024-12-02"]
)
def test_a_state_holds_on_the_day_on_which_it_is_reported_now_and_then(when: str) -> None:
    town = f"name: Town\nchecked: 2024-12-31\ncontrol:\n  - {{value: groups/army, when: {when}, references: [first]}}\n"
    facts = ok({**HELD, "data/cities/town.yml": town}).library
    for then in (False, True):
        assert holders(facts, "cities/town", "2024-12-02", "2024-12-02", then) == {
            "2024-12-02": "army"
        }


def test_a_state_whose_end_is_not_known_lasts_as_far_as_nobody_says_better() -> None:
    town = (
        "name: Town\nchecked: 2024-12-31\ncontrol:\n"
        "  - {value: groups/army, id: a, when: 2024-12-01/, references: [first]}\n"
    )
    facts = ok({**HELD, "data/cities/town.yml": town}).library
    now = holders(facts, "cities/town", "2024-12-01", "2024-12-06", False)
    assert {*now.values()} == {"army"}
    then = holders(facts, "cities/town", "2024-12-01", "2024-12-06", True)
    assert [day for day, who in then.items() if who == "army"] == ["2024-12-02"]
    more = town + "  - {value: groups/rebels, id: b, when: 2024-12-04/.., references: [second]}\n"
    facts = build(tree({**HELD, "data/cities/town.yml": more})).library
    now = holders(facts, "cities/town", "2024-12-01", "2024-12-06", False)
    assert [*now.values()] == ["army"] * 3 + ["rebels"] * 3


def test_between_one_whose_end_and_one_whose_start_nobody_gives_the_city_changed_hands() -> None:
    town = (
        "name: Town\nchecked: 2024-12-31\ncontrol:\n"
        "  - {value: groups/army, id: a, when: 2024-12-01/, references: [first]}\n"
        "  - {value: groups/rebels, id: b, when: ../2024-12-20, references: [second]}\n"
    )
    facts = build(tree({**HELD, "data/cities/town.yml": town})).library
    first, last = date(2024, 12, 1), date(2024, 12, 6)
    found = holdings.spells(facts, facts.records["cities/town"], first, last)
    assert [(holdings.state(s), s.first.day, s.unsaid) for s in found] == [
        ("reported", 1, ()),
        ("handover", 3, ("since", "until")),
        ("reported", 5, ()),
    ]


def test_a_view_lists_no_day_after_its_own() -> None:
    page = {
        **HELD,
        "content/page.md": '# Page\n\n{{ control(since="2024-12-02", until="2024-12-05") }}\n',
    }
    text = str(build(tree(page), View(as_of=date(2024, 12, 3))).files["page.md"])
    text = text.partition("## Sources")[0]
    assert (
        "2 to 3 December 2024" in text
        and "5 December 2024</span>" not in text
        and "4 December 2024" not in text
    )


def test_the_days_of_a_span_are_whole_and_limited() -> None:
    assert [d.day for d in holdings.span(date(2024, 12, 30), date(2025, 1, 1))] == [30, 31, 1]
    assert holdings.span(date(2024, 12, 2), date(2024, 12, 1)) == []
    assert len(holdings.span(date(2000, 1, 1), date(2024, 1, 1))) == 366


def test_the_real_damascus_is_not_said_to_have_fallen_on_the_evening_before() -> None:
    facts = built().library
    assert facts.records["cities/damascus"].of("control")
    assert (
        "rebels"
        not in holders(facts, "cities/damascus", "2024-12-07", "2024-12-07", True)["2024-12-07"]
    )
    assert (
        "rebels"
        in holders(facts, "cities/damascus", "2024-12-08", "2024-12-08", False)["2024-12-08"]
    )


# Who says so

ATTRIBUTION = """
nobody but the source    |                                                                            | The army moved.
one party                | asserted_by: groups/rebels                                                 | The army moved, according to The Rebels.
two parties              | asserted_by: [groups/rebels, a resident]                                   | The army moved, according to The Rebels and a resident.
three parties            | asserted_by: [a, b, c]                                                     | The army moved, according to a, b and c.
through a medium         | asserted_by: groups/rebels, via: a video                                   | The army moved, according to The Rebels (via a video).
through two media        | asserted_by: a resident, via: [a video, groups/rebels]                     | The army moved, according to a resident (via a video and The Rebels).
one denies               | status: denied, note: Told., asserted_by: groups/rebels                    | The army moved, which The Rebels denies.
two deny                 | status: denied, note: Told., asserted_by: [groups/rebels, a resident]      | The army moved, which The Rebels and a resident deny.
"""


@pytest.mark.parametrize(
    "row", ATTRIBUTION.strip().split("\n"), ids=lambda row: row.split("|")[0].strip()
)
def test_who_says_so_stands_in_the_sentence_on_every_page(row: str) -> None:
    _, keys, sentence = (cell.strip() for cell in row.split("|"))
    fact = f"name: Town\nchecked: 2024-12-31\nfacts:\n  moved: {{text: The army moved., references: [paper], about: [people/a]{', ' if keys else ''}{keys}}}\n"
    files = {
        "data/cities/town.yml": fact,
        "data/groups/rebels.yml": "name: The Rebels\nchecked: 2024-12-31\n",
        "data/people/a.yml": "name: A. Person\nchecked: 2024-12-31\n",
        "content/page.md": '# Page\n\n{{ fact("cities/town#moved") }}\n',
    }
    site = ok(files)
    for name in ("cities/town.md", "people/a.md", "page.md"):
        plain = (
            re.sub(r"\[([^\]^]+)\]\([^)]*\)", r"\1", str(site.files[name]))
            .replace("&#40;", "(")
            .replace("&#41;", ")")
        )
        assert f"{sentence}[^town-moved]" in plain, name


def test_a_group_that_speaks_of_itself_does_so_by_its_own_account() -> None:
    army = "name: The Army\nchecked: 2024-12-31\nfacts:\n  moved: {text: The Army moved., status: claimed, asserted_by: groups/army, references: [paper]}\n"
    town = "name: Town\nchecked: 2024-12-31\ncontrol:\n  - {value: groups/army, status: claimed, asserted_by: groups/army, references: [paper]}\n"
    site = ok(
        {
            "data/groups/army.yml": army,
            "data/cities/town.yml": town,
            "content/page.md": '# Page\n\n{{ value("cities/town#control") }}\n',
        }
    )
    assert "The Army moved, by its own account." in str(site.files["groups/army.md"])
    assert ", by its own account" in str(
        site.files["cities/town.md"]
    ) and ", by its own account" in str(site.files["page.md"])


def test_every_real_claim_has_its_claimant_wherever_its_sentence_stands() -> None:
    assert real()
    for statement in built().library.statements.values():
        if statement.status == "claimed" and statement.text:
            sentence = (
                f"{encode(statement.text)}[^"  # the attribution would stand before the full stop
            )
            assert not [n for n, text in built().files.items() if sentence in str(text)], (
                statement.address
            )


# Rival versions and typed quotations: more of what the golden cases show


def _held(first: str, second: str) -> list[str]:
    town = f"""name: Town
checked: 2024-12-31
control:
  - {{value: groups/army, id: army, when: {first}, references: [paper]}}
  - {{value: groups/rebels, id: rebels, when: {second}, references: [paper]}}
"""
    groups = {
        f"data/groups/{n}.yml": f"name: {n}\nchecked: 2024-12-31\n" for n in ("army", "rebels")
    }
    return [i.code for i in build(tree({**groups, "data/cities/town.yml": town})).issues]


def test_a_day_of_handover_that_ends_one_span_and_begins_the_next_is_no_contradiction() -> None:
    assert (
        _held("2024-12-01/2024-12-20", "2024-12-20/..")
        == []
        == _held("2024-12-20/..", "2024-12-01/2024-12-20")
    )


@pytest.mark.parametrize(
    "span",
    [
        "2024-12-01/2024-12-20",
        "../2024-12-20",
        "2024-12-01/..",
        "2024-12-01/",
        "2024-12",
        "2024-12-07",
    ],
)
def test_one_day_within_the_time_of_another_holder_is_a_contradiction(span: str) -> None:
    assert _held(span, "2024-12-07") == ["undeclared-dispute"] == _held("2024-12-07", span)


def test_a_year_and_a_month_of_that_year_agree() -> None:
    group = "name: B\nchecked: 2024-12-31\nfounded:\n  - {value: 2017, id: a, references: [paper]}\n  - {value: %s, id: b, references: [paper]}\n"
    assert build(tree({"data/groups/b.yml": group % "2017-01"})).issues == []
    assert [i.code for i in build(tree({"data/groups/b.yml": group % "2016-12"})).issues] == [
        "undeclared-dispute"
    ]


WORDS = """name: A word
speaker: groups/army
checked: 2024-12-31
wordings:
  paper:
    text: We shall stay in the town until the winter is over, and nobody will make us leave it before the snow has gone from the hills.
    rendition: original
    language: en
    preferred: true
    references: [paper]
"""


@pytest.mark.parametrize(
    "typed",
    [
        "“We shall stay in the town until\nthe winter is over”",
        "“We shall stay in this town until the winter is over”",
    ],
)
def test_a_typed_quotation_is_found_over_two_lines_and_as_a_part_with_a_slip(typed: str) -> None:
    files = {
        "data/groups/army.yml": "name: A\nchecked: 2024-12-31\n",
        "data/quotes/word.yml": WORDS,
        "content/page.md": f"# Page\n\n{typed}\n",
    }
    assert [i.code for i in build(tree(files)).issues] == ["prose-quote"]
