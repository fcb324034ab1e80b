"""The site of another day: as things stood in the world (`as_of`), and as far as sources of that day could know (`known_by`)."""

import posixpath
import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from factsheet import disk
from factsheet.build.whole import Built, build
from factsheet.evidence import library, linking, views
from factsheet.evidence.views import View
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from projects import built, real, run, tree, write_tree

ARABIC = re.compile('\n!!! warning "ليست[^\n]+\n')
BANNER = re.compile(
    r'\n!!! warning "Not the present site"\n\n    This is not the present site\. [^\n]+\n'
)
TITLE = re.compile(r"^title: [^\n]+\n", re.M)
FAR = date(2999, 1, 1)
EVE = View(known_by=date(2024, 12, 7))
LISTED, DELISTED = View(as_of=date(2025, 7, 1)), View(as_of=date(2025, 7, 9))


def source(issued: str, more: str = "") -> str:
    head = f"issued: {issued}\n" if issued else ""
    return f"title: A dispatch\npublisher: The Wire\n{head}origin: wire{issued}\nchecked: 2025-12-31\n{more}"


SMALL = {
    "data/sources/early.yml": source("2024-12-01", "note: A remark of later.\n"),
    "data/sources/late.yml": source("2024-12-20"),
    "data/sources/undated.yml": source(""),
    "data/people/a.yml": "name: A. Person\nchecked: 2025-12-31\n",
    "data/groups/rebels.yml": "name: The Rebels\nchecked: 2025-12-31\n",
    "data/groups/army.yml": """name: The Army
checked: 2025-12-31
facts:
  marching:
    text: The army marched.
    when: 2024-11-20/2025-01-31
    note: Nobody saw that it stopped.
    references: [early, late]
  banned:
    text: The army was banned.
    when: ../2025-07-08
    references: [early]
  named:
    text: The army has a name.
    references: [early]
  undated:
    text: The army has a flag.
    references: [undated]
  spoke:
    text: The army spoke.
    said: 2024-12-05
    references: [early]
  parade:
    text: The army will parade.
    when: 2025-01-01
    planned: true
    references: [early]
""",
    "data/cities/town.yml": """name: Town
checked: 2025-12-31
control:
  - {value: groups/army, id: control-army, when: ../2024-12-08, references: [early]}
  - {value: groups/rebels, id: control-rebels, when: 2024-12-08/.., references: [late]}
disputes:
  who:
    question: Who held Town?
    statements: ['#control-army', groups/army#marching, '#control-rebels']
    note: One of them counted its own quarters.
""",
    "data/dates/fall.yml": "name: The fall\nwhen: 2024-12-08\ntext: Town fell.\nabout: [cities/town]\nchecked: 2025-12-31\nreferences: [late]\n",
    "data/quotes/words.yml": """name: A. Person on Town
speaker: people/a
said: 2024-12-01
note: The note of the quote.
checked: 2025-12-31
wordings:
  first: {text: We stay., rendition: translation, language: en, references: [early]}
  second: {text: We remain., rendition: original, language: en, preferred: true, note: The note of the wording., references: [late]}
""",
    "content/index.md": """# Home

{{ fact("dates/fall") }} {{ fact("groups/army#marching") }} {{ link("dates/fall", "the day") }}

{{ quote("quotes/words") }}

{{ dispute("cities/town#who") }}

{{ timeline("cities/town") }}

[The fall](dates/fall.md)
""",
}


@cache
def small(view: View = views.NOW) -> Built:
    site = build(tree(SMALL), view)
    assert site.issues == []
    return site


@cache
def seen(view: View) -> Built:
    site = build(real(), view)
    assert site.issues == []
    return site


def pages(site: Built) -> dict[str, str]:
    return {name: text for name, text in site.files.items() if isinstance(text, str)}


def known_by(day: str) -> View:
    return View(known_by=date.fromisoformat(day))


def as_of(day: str) -> View:
    return View(as_of=date.fromisoformat(day))


# The two sentences that the views were made for


def test_hts_is_listed_by_the_united_states_on_1_july_2025_and_not_on_9_july() -> None:
    sentence = "The United States listed HTS as a terrorist organisation."
    explainer, row = "explainers/who-are-the-syrian-rebels.md", "| United States | 31 May 2018 |"
    before, after = pages(seen(LISTED)), pages(seen(DELISTED))
    assert row in before[explainer] and row not in after[explainer]
    listed = '<a id="us-listing"></a>[United States](../places/united-states.md)'
    assert listed in before["groups/hts.md"] and listed not in after["groups/hts.md"]
    assert [name for name, text in after.items() if sentence in text] == []
    assert not [
        name for name, shown in seen(DELISTED).shows.items() if "groups/hts#us-listing" in shown
    ]
    assert "dates/us-revocation-effective" in seen(DELISTED).library.statements
    assert "dates/us-revocation-effective" not in seen(LISTED).library.statements


def test_by_7_december_2024_nobody_says_that_damascus_fell() -> None:
    told = re.compile(
        r"Damascus fell|[Ff]all of (Damascus|the government)|government fell\b|(moved into|entered) Damascus|(entry|entering) into Damascus"
        r"|Assad (fled|flew|left) |asylum|Damascus was (free|taken)|in the hands of the rebels"
    )
    for name, text in pages(seen(EVE)).items():
        for line in text.split("\n"):
            assert line.startswith(("#", "title: ")) or not told.search(line), f"{name}: {line}"
    assert told.search(str(built().files["cities/damascus.md"])) and told.search(
        str(built().files["dates/index.md"])
    )
    for address in (
        "dates/government-falls",
        "dates/damascus-entered",
        "dates/assad-leaves",
        "dates/moscow-asylum",
    ):
        assert address in built().library.records and address not in seen(EVE).library.records
        assert "# Not known then" in pages(seen(EVE))[f"{address}.md"]
        assert built().library.records[address].name not in pages(seen(EVE))[f"{address}.md"]


def test_no_source_issued_later_or_on_an_unknown_day_is_cited_in_what_could_be_known() -> None:
    everything = built().library.of("sources")
    late = {
        s.address
        for s in everything
        if not (i := s.labels.get("issued")) or not i.latest or i.latest > date(2024, 12, 7)
    }
    assert late and len(late) < len(everything)
    for name, text in pages(seen(EVE)).items():
        cited = {
            posixpath.normpath(posixpath.join(posixpath.dirname(name), t))
            for t in re.findall(r"\]\(([^)#\s]+\.md)", text)
        }
        assert not {f"{a}.md" for a in late} & cited, name
        if name.removesuffix(".md") in late:
            assert "# Not known then" in text


# What stays true of every view

VIEWS = [
    EVE,
    LISTED,
    View(as_of=date(2024, 12, 1), known_by=date(2024, 12, 8)),
    View(as_of=date(2011, 1, 1)),
]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_address_stays_every_page_has_the_banner_and_no_link_is_dead(view: View) -> None:
    site, present = pages(seen(view)), pages(built())
    # the pages that continue a sheet are as many as its lists take
    assert {n for n in site if n.count("/") < 2} == {n for n in present if n.count("/") < 2}
    for name, text in site.items():
        banner = ARABIC if name.startswith("ar/") and not BANNER.search(text) else BANNER
        assert len(banner.findall(text)) == 1, name
        for target, anchor in re.findall(r"\]\(([^)#\s:]+\.md)(?:#([^)\s]+))?\)", text):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            assert path in site, f"{name}: {target}"
            if anchor:
                assert f'id="{anchor}"' in site[path] or f"{{#{anchor}" in site[path], (
                    f"{name}: {target}#{anchor}"
                )
        used, given = (
            set(re.findall(r"\[\^([^]]+)\](?!:)", text)),
            set(re.findall(r"^\[\^([^]]+)\]:", text, re.M)),
        )
        assert used == given, name


def test_the_present_site_has_no_banner() -> None:
    assert not [name for name, text in pages(built()).items() if "Not the present site" in text]


def test_what_could_be_known_only_grows_from_day_to_day() -> None:
    whole, _ = linking.read(
        {p: b for p, b in real().items() if p.startswith("data/") and p != "data/site.yml"}
    )
    days = {
        i.latest + timedelta(days=n)
        for s in whole.of("sources")
        if (i := s.labels.get("issued")) and i.latest
        for n in (-1, 0)
    }
    days |= {
        s.said.earliest + timedelta(days=n)
        for s in whole.statements.values()
        if s.said and s.said.earliest
        for n in (-1, 0)
    }
    before: library.Library | None = None
    for day in sorted(days):
        now = views.take(whole, View(known_by=day))
        if before:
            assert before.statements.keys() <= now.statements.keys(), day
            assert before.records.keys() <= now.records.keys(), day
            assert before.disputes.keys() <= now.disputes.keys(), day
        assert all(
            r.address in now.records for s in now.statements.values() for r in s.references
        ), day
        before = now
    assert before and before.statements


def test_a_view_of_the_far_future_is_the_present_site_but_for_the_banner() -> None:
    plain = {
        path: re.sub(
            r"^ *(note|  note): .*\n|, note: [^,}]+|note: [^,}]+, ", "", text, flags=re.M
        ).replace("undated]", "early]")
        for path, text in SMALL.items()
        if path != "data/cities/town.yml" and path != "data/sources/undated.yml"
    }
    plain["content/index.md"] = (
        plain["content/index.md"]
        .replace('{{ dispute("cities/town#who") }}', "")
        .replace("cities/town", "groups/army")
    )
    plain["data/dates/fall.yml"] = plain["data/dates/fall.yml"].replace(
        "cities/town", "groups/army"
    )
    plain["data/groups/army.yml"] = (
        plain["data/groups/army.yml"]
        .replace("2025-01-31", "..")
        .replace("../2025-07-08", "2024-07-08")
    )
    now = build(tree(plain))
    assert now.issues == []
    for view in (View(known_by=FAR), View(as_of=FAR), View(FAR, FAR)):
        assert {
            name: TITLE.sub("", BANNER.sub("", text, count=1), count=1)
            for name, text in pages(build(tree(plain), view)).items()
        } == pages(now)


def test_in_the_far_future_only_undated_sources_notes_and_changes_are_missing_from_what_is_known() -> (
    None
):
    now, far = built().library, views.take(built().library, View(known_by=FAR))
    dated = {
        s.address for s in now.of("sources") if s.labels.get("issued") and s.labels["issued"].latest
    }
    assert far.statements.keys() == {
        a for a, s in now.statements.items() if dated & {r.address for r in s.references}
    }
    for address, statement in far.statements.items():
        was = now.statements[address]
        assert (statement.text, statement.value, statement.status) == (
            was.text,
            was.value,
            was.status,
        )
        assert statement.when == was.when and statement.note == "" and statement.changes == ()
    ended = {a for a, s in now.statements.items() if views.holds(now, s, FAR) is False}
    assert views.take(now, View(as_of=FAR)).statements.keys() == now.statements.keys() - ended
    assert "groups/hts#us-listing" in ended


# As of: the world on a day


def test_an_event_is_gone_before_the_day_it_can_first_have_happened() -> None:
    assert "dates/fall" not in small(as_of("2024-12-07")).library.statements
    assert "dates/fall" in small(as_of("2024-12-08")).library.statements
    assert "dates/fall" in small(as_of("2030-01-01")).library.statements
    page = str(small(as_of("2024-12-07")).files["index.md"])
    assert "Town fell" not in page and "The army marched." in page


def test_a_state_is_gone_after_its_last_day_and_stays_without_any_time() -> None:
    on = lambda day: small(as_of(day)).library.statements.keys()  # noqa: E731
    assert "groups/army#marching" not in on("2024-11-19") and "groups/army#marching" not in on(
        "2025-02-01"
    )
    assert "groups/army#marching" in on("2024-11-20") and "groups/army#marching" in on("2025-01-31")
    assert "cities/town#control-army" in on("2024-12-08") and "cities/town#control-army" not in on(
        "2024-12-09"
    )
    assert "cities/town#control-rebels" not in on(
        "2024-12-07"
    ) and "cities/town#control-rebels" in on("2030-01-01")
    assert "groups/army#named" in on("1990-01-01")


def test_a_state_without_a_start_is_not_said_to_hold_before_its_first_report() -> None:
    whole = small().library
    army = whole.statements["cities/town#control-army"]
    held = {
        day: views.holds(whole, army, date.fromisoformat(day))
        for day in ("1990-01-01", "2024-11-30", "2024-12-01", "2024-12-08", "2024-12-09")
    }
    assert held == {
        "1990-01-01": None,
        "2024-11-30": None,
        "2024-12-01": True,
        "2024-12-08": True,
        "2024-12-09": False,
    }


def test_a_state_without_a_start_is_not_printed_before_its_first_report() -> None:
    assert "cities/town#control-army" in small(as_of("2024-12-01")).library.statements
    assert "Held by" not in str(small(as_of("2024-11-30")).files["cities/town.md"])


# Known by: the knowledge of a day


def test_nothing_rests_on_a_source_that_was_not_yet_out_or_has_no_day() -> None:
    then = small(known_by("2024-12-01")).library.statements
    assert "groups/army#marching" in then and [
        r.source for r in then["groups/army#marching"].references
    ] == ["early"]
    assert not {"dates/fall", "cities/town#control-rebels", "groups/army#undated"} & then.keys()
    assert "groups/army#marching" not in small(known_by("2024-11-30")).library.statements


def test_nothing_is_known_from_a_source_that_was_withdrawn_since() -> None:
    alone = ("references: [early]", "references: [undated]")
    files = {name: text.replace(*alone) for name, text in SMALL.items()}
    files["data/sources/early.yml"] += "withdrawn: {on: 2025-06-01, why: It was forged.}\n"
    assert build(tree(files)).issues == []
    for day, known in (("2024-12-01", False), ("2024-12-20", True)):
        then = build(tree(files), known_by(day)).library.statements
        assert ("groups/army#marching" in then) is known


@pytest.mark.parametrize("view", [EVE, DELISTED])
def test_what_was_taken_down_is_a_stub_on_every_day(view: View) -> None:
    gone = "taken_down: {on: 2025-12-20, ground: A court ordered it.}\n"
    files = {**SMALL, "data/dates/fall.yml": gone, "data/sources/late.yml": gone}
    site = build(tree(files), view)
    assert {issue.code for issue in site.issues} <= {"lone-version"}
    for name in ("dates/fall", "sources/late"):
        assert "was removed on 20 December 2025" in str(site.files[f"{name}.md"])


def test_a_source_dated_to_a_month_is_known_from_the_end_of_the_month_on() -> None:
    files = {**SMALL, "data/sources/early.yml": source("2024-11")}
    assert "groups/army#named" not in build(tree(files), known_by("2024-11-29")).library.statements
    assert "groups/army#named" in build(tree(files), known_by("2024-11-30")).library.statements


def test_what_was_said_later_is_not_known_and_what_was_planned_is() -> None:
    then = small(known_by("2024-12-04")).library.statements
    assert "groups/army#spoke" not in then and "groups/army#parade" in then
    assert "groups/army#spoke" in small(known_by("2024-12-05")).library.statements


def test_an_end_that_lay_ahead_is_not_printed() -> None:
    page = str(small(known_by("2024-12-01")).files["groups/army.md"])
    assert "The army marched." in page and "31 January 2025" not in page
    assert "20 November 2024 to 31 January 2025" in str(
        small(known_by("2025-01-31")).files["groups/army.md"]
    )


def test_a_state_whose_end_lay_ahead_still_reads_as_a_state() -> None:
    line = next(
        x
        for x in str(small(known_by("2024-12-01")).files["groups/army.md"]).split("\n")
        if x.startswith("[^army-marching]:")
    )
    assert re.search("since 20 November 2024|from 20 November 2024, end not known", line), line


def test_an_end_that_lay_ahead_is_not_printed_without_a_start_either() -> None:
    site = small(known_by("2024-12-01"))
    assert "groups/army#banned" in site.library.statements
    assert not [name for name, text in pages(site).items() if "July 2025" in text]
    assert not [name for name, text in pages(seen(EVE)).items() if "July 2025" in text]


def test_notes_of_facts_wordings_and_disputes_are_not_printed_because_they_came_later() -> None:
    site = pages(small(known_by("2025-12-31")))
    for note in (
        "Nobody saw that it stopped",
        "The note of the wording",
        "One of them counted its own quarters",
    ):
        assert any(note in text for text in pages(small()).values())
        assert not [name for name, text in site.items() if note in text], note


def test_notes_of_quotes_and_sources_are_not_printed_because_they_came_later() -> None:
    site = pages(small(known_by("2025-12-31")))
    for note in ("The note of the quote", "A remark of later"):
        assert any(note in text for text in pages(small()).values())
        assert not [name for name, text in site.items() if note in text], note


def test_a_quote_shows_the_wording_that_was_out() -> None:
    then = str(small(known_by("2024-12-01")).files["quotes/words.md"])
    assert "We stay" in then and "We remain" not in then
    assert "We stay" in str(small(known_by("2024-12-01")).files["index.md"])


def test_a_dispute_is_shown_with_the_versions_that_were_known_once_there_are_two() -> None:
    page = str(small(known_by("2024-12-01")).files["cities/town.md"])
    assert "Who held Town" in page and "The Army" in page and "The Rebels" not in page
    assert "Who held Town" not in str(small(known_by("2024-11-30")).files["cities/town.md"])


def test_a_page_says_where_nothing_was_known_and_does_not_tell_the_name() -> None:
    site = pages(small(known_by("2024-12-01")))
    assert "Town fell" not in "".join(site.values())
    assert (
        "nothing for that day" in site["index.md"] and "# Not known then" in site["dates/fall.md"]
    )
    assert not [name for name, text in site.items() if "The fall" in text and name != "index.md"]


def test_the_old_address_of_a_record_that_was_not_known_still_has_a_page() -> None:
    files = {
        **SMALL,
        "data/dates/fall.yml": SMALL["data/dates/fall.yml"] + "formerly: [old-fall]\n",
    }
    now, then = build(tree(files)), build(tree(files), known_by("2024-12-01"))
    assert "dates/old-fall.md" in now.files and then.files.keys() == now.files.keys()
    assert "The fall" not in str(then.files["dates/old-fall.md"])


def test_a_table_of_control_in_a_view_that_knows_of_none_is_no_error() -> None:
    files = {
        **SMALL,
        "content/index.md": '# Home\n\n{{ control(since="2024-12-01", until="2024-12-03") }}\n',
    }
    assert build(tree(files)).issues == []
    then = build(tree(files), known_by("1990-01-01"))
    assert then.issues == [] and "nothing for that day" in str(then.files["index.md"])


def test_both_days_together_show_only_what_held_and_was_known() -> None:
    site = small(View(as_of=date(2024, 12, 10), known_by=date(2024, 12, 1))).library.statements
    assert "groups/army#marching" in site and "cities/town#control-rebels" not in site
    assert small(
        View(as_of=date(2024, 12, 10), known_by=date(2024, 12, 20))
    ).library.statements.keys() >= {"cities/town#control-rebels"}


def test_one_day_out_of_a_span_that_was_not_over_is_no_error() -> None:
    fact = "name: Town\nchecked: 2025-12-31\nfacts:\n  fell: {text: Town fell., when: '[2024-11-30..2024-12-10]', references: [early]}\n"
    files = {**SMALL, "data/cities/town.yml": fact, "content/index.md": "# Home\n"}
    page = str(build(tree(files), known_by("2024-12-01")).files["cities/town.md"])
    assert "Town fell." in page and "10 December" not in page


# The two doors


def write_small(root: Path, options: str = "") -> Path:
    write_tree(root, SMALL)
    (root / "mkdocs.yml").write_text(
        f"site_name: Small\ndocs_dir: content\ntheme: mkdocs\nplugins:\n  - factsheet: {{{options}}}\n"
    )
    return root


def test_the_command_line_and_the_plugin_option_give_the_same_markdown(tmp_path: Path) -> None:
    options = "as_of: 2024-12-10, known_by: '2024-12-01', print: markdown"
    root = write_small(tmp_path, options)
    done = run(
        "factsheet", "build", "out", "--as-of", "2024-12-10", "--known-by", "2024-12-01", cwd=root
    )
    assert done.returncode == 0, done.stdout + done.stderr
    printed = {
        p.relative_to(root / "out").as_posix(): p.read_text(encoding="utf-8")
        for p in (root / "out").rglob("*.md")
    }
    config = load_config(str(root / "mkdocs.yml"))
    plugin = config.plugins["factsheet"]
    plugin.on_startup(command="serve", dirty=False)
    plugin.on_config(config)
    plugin.on_pre_build(config=config)
    assert {
        name: text for name, text in plugin._files().items() if isinstance(text, str)
    } == printed
    files, _ = disk.read(root)
    made = build(files, View(date(2024, 12, 10), date(2024, 12, 1))).files
    assert printed == {name: text for name, text in made.items() if isinstance(text, str)}
    assert (
        "as things stood on 10 December 2024 and as could be known on 1 December 2024"
        in printed["index.md"]
    )


def test_a_day_that_is_none_is_refused_at_both_doors(tmp_path: Path) -> None:
    root = write_small(tmp_path, "as_of: someday")
    done = run("factsheet", "build", "out", "--known-by", "2024-02-31", cwd=root)
    assert done.returncode == 2 and '"2024-02-31" is not a day; write 2024-12-07' in done.stderr
    assert not (root / "out").exists()
    config = load_config(str(root / "mkdocs.yml"))
    with pytest.raises(Abort, match='as_of: "someday" is not a day; write 2024-12-07'):
        config.plugins["factsheet"].on_config(config)


def test_nobody_is_quoted_before_he_spoke() -> None:
    site = build(real(), View(as_of=date(2024, 12, 1))).files
    page = str(site["people/trump.md"])
    assert (
        "LET IT PLAY OUT" not in page
        and "7 December 2024" not in page.partition("---\n\n")[2].partition("[^")[0]
    )


def test_the_banner_above_the_heading_does_not_take_the_title_away() -> None:
    files = {
        **SMALL,
        "content/why.md": "# *Why* A & B?\n",
        "content/who.md": "# Who?\n",
        "content/table.md": "# Who held [it](who.md)?\n",
    }
    found = pages(build(tree(files), View(as_of=FAR)))
    heads = {name: text.partition("\n---\n")[0] for name, text in found.items()}
    assert 'title: "The Army"' in heads["groups/army.md"]
    assert 'title: "Who&#63;"' in heads["who.md"]
    assert "title:" not in heads["why.md"] + heads["table.md"]  # left to the engine


def test_a_page_with_an_underlined_title_says_that_it_is_not_the_present_one() -> None:
    then = build(
        tree({"content/page.md": "Title\n=====\n\nWords.\n"}), View(as_of=date(2024, 12, 1))
    )
    assert then.issues == [] and "Not the present site" in str(then.files["page.md"])


def test_what_took_a_facts_place_is_not_told_before_anybody_knew_of_it() -> None:
    files = {
        "data/sources/early.yml": source("2024-12-01"),
        "data/sources/late.yml": source("2024-12-20"),
        "data/groups/army.yml": "name: The Army\nchecked: 2025-12-31\nfacts:\n"
        "  stood: {text: The army stood., status: superseded, superseded_by: '#fled', note: Then., references: [early]}\n"
        "  fled: {text: The army fled., when: 2024-12-15, references: [late]}\n",
    }
    assert "then: [The army fled]" in pages(build(tree(files)))["groups/army.md"]
    eve = pages(build(tree(files), EVE))["groups/army.md"]
    assert "The army stood." in eve and "then: " not in eve and "fled" not in eve


def test_a_quote_with_facts_of_its_own_shows_the_wording_that_was_out() -> None:
    wordings = "  {}: {{text: {}, rendition: original, language: en, references: [{}]{}}}\n"
    text = (
        "name: A word\nspeaker: groups/rebels\nchecked: 2025-12-31\n"
        "facts:\n  heard: {text: It was heard., references: [early]}\nwordings:\n"
        + wordings.format("later", "We won in the end.", "late", ", preferred: true")
        + wordings.format("first", "We will win.", "early", "")
    )
    page = str(build(tree({**SMALL, "data/quotes/word.yml": text}), EVE).files["quotes/word.md"])
    assert "We will win" in page and "We won" not in page


def test_a_title_that_a_theme_could_take_for_markup_stays_out_of_the_head() -> None:
    for name, kept in (
        ("Aleppo: the city", True),
        ("</title><script>x", False),
        ("A &lt;b", False),
    ):
        record = f'name: "{name}"\nchecked: 2024-12-31\n'
        files = tree({"data/groups/army.yml": record, "content/index.md": "# Home\n"})
        page = str(build(files, EVE).files["groups/army.md"])
        assert page.count("\ntitle: ") == kept and "<script" not in page
