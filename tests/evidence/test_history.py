"""Between two states of the facts: a published value changes only with a word on why, and everybody who saw it is told."""

import re
import subprocess
from pathlib import Path

import pytest
from factsheet.build.whole import Built, build
from factsheet.evidence import history, linking
from factsheet.pages import OWN_WORDS, Stale
from projects import PAPER, built, git, real, run, tree, write_tree

ARMY = """name: The Army
checked: 2024-12-31
strength:
  - {value: 900, id: strength, scope: soldiers, when: 2024-12-07, references: [paper]}
facts:
  moved:
    text: The army moved on Saturday.
    when: 2024-12-07
    about: [cities/town]
    references: [paper]
  rested:
    text: The army rested.
    status: claimed
    asserted_by: groups/rebels
    references: [paper]
"""
FILES = {
    "data/groups/army.yml": ARMY,
    "data/groups/rebels.yml": "name: The Rebels\nchecked: 2024-12-31\n",
    "data/cities/town.yml": "name: Town\nchecked: 2024-12-31\n",
    "data/sources/wire.yml": "title: A dispatch\npublisher: The Wire\nissued: 2024-12-09\norigin: wire\nchecked: 2024-12-31\n",
    "content/index.md": '# Home\n\n{{ fact("groups/army#moved") }}\n',
    "content/other.md": "# Other\n\nNothing.\n",
}
SUNDAY = ARMY.replace("on Saturday", "on Sunday")
WHY = "        changes: [{kind: correction, on: 2024-12-20, was: The army moved on Saturday., why: Misread.}]\n".replace(
    "        ", "    ", 1
)
LEFT = "name: The army leaves\nwhen: 2024-12-08\ntext: The army left.\nreferences: [paper]\nchecked: 2024-12-31\n"
CORRECTED = SUNDAY.replace(
    "    about: [cities/town]\n",
    "    about: [cities/town]\n" + WHY.replace("        changes", "    changes"),
)


def write(root: Path, files: dict[str, str]) -> None:
    write_tree(root, files)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A project in a git repository, its facts committed."""
    write(tmp_path, FILES)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Published")
    return tmp_path


def diff(root: Path, revision: str = "HEAD") -> tuple[int, str]:
    done = run("factsheet", "diff", revision, cwd=root)
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr


def compare(before: dict[str, str], after: dict[str, str]) -> list[history.FactChange]:
    """The changes between two small projects that both stand without an error."""
    libraries = []
    for files in (before, after):
        assert build(tree(files)).issues == []
        libraries.append(
            linking.read({p: b for p, b in tree(files).items() if p.startswith("data/")})[0]
        )
    return history.compare(libraries[0], libraries[1])


def army(text: str, **more: str) -> dict[str, str]:
    return {**FILES, "data/groups/army.yml": text, **more}


# On the command line, against a git revision


def test_nothing_changed_says_so_in_numbers(published: Path) -> None:
    assert diff(published) == (0, "0 new, 0 changed, 0 gone\n")


def test_a_changed_sentence_without_a_reason_fails_with_its_line_and_names_the_pages(
    published: Path,
) -> None:
    write(published, army(SUNDAY))
    status, said = diff(published)
    assert status == 1
    line = SUNDAY.split("\n").index("  moved:") + 1
    assert re.search(
        rf'^data/groups/army\.yml:{line}:3: error\[silent-change\]: "groups/army#moved" was published with another sentence$',
        said,
        re.M,
    )
    assert "changed: groups/army#moved\n" in said
    assert 'sentence: "The army moved on Saturday." -> "The army moved on Sunday."' in said
    assert "no entry under changes says why" in said and "add an entry under changes" in said
    pages = next(x for x in said.split("\n") if x.startswith("  on "))
    assert {"index.md", "groups/army.md", "cities/town.md"} <= set(
        pages.removeprefix("  on ").split(", ")
    )
    assert "other.md" not in pages
    assert "0 new, 1 changed, 0 gone" in said


def test_a_changed_sentence_with_a_reason_is_fine_and_the_reason_is_printed(
    published: Path,
) -> None:
    write(published, army(CORRECTED))
    status, said = diff(published)
    assert (status, "  correction: Misread.\n" in said, "0 new, 1 changed, 0 gone" in said) == (
        0,
        True,
        True,
    ), said


def test_a_removed_fact_fails(published: Path) -> None:
    write(published, army(ARMY[: ARMY.index("  rested:")]))
    status, said = diff(published)
    assert (
        status == 1
        and 'error[silent-change]: "groups/army#rested" was published and is gone' in said
    )
    assert "status: retracted" in said and "gone: groups/army#rested\n  The army rested.\n" in said


def test_a_removed_fact_is_not_told_with_the_line_of_another_fact(published: Path) -> None:
    write(
        published,
        army(
            ARMY.replace("  moved:", "  marched:").replace("The army moved", "The army marched"),
            **{"content/index.md": "# Home\n"},
        ),
    )
    status, said = diff(published)
    assert (
        status == 1
        and "groups/army#moved" in said
        and not re.search(r"^ *\d+ \| +marched:", said, re.M)
    )


def test_a_removed_record_fails_for_each_of_its_facts(published: Path) -> None:
    (published / "data/groups/army.yml").unlink()
    (published / "content/index.md").write_text("# Home\n\nNothing.\n")
    status, said = diff(published)
    assert (
        status == 1
        and said.count("error[silent-change]") == 3
        and "0 new, 0 changed, 3 gone" in said
    )


@pytest.mark.parametrize("place", ["data/.gitattributes", ".gitattributes", ".git/info/attributes"])
def test_no_attributes_file_hides_what_was_published(published: Path, place: str) -> None:
    (published / place).parent.mkdir(exist_ok=True)
    (published / place).write_text(
        "* export-ignore\n*.yml export-subst\n* filter=lfs\n*.yml text eol=crlf\n"
    )
    git(published, "add", "-A")
    (published / "data/groups/army.yml").write_text(SUNDAY)
    if place.startswith(
        "data"
    ):  # a hidden file there is an error of its own; here it is in the published state
        git(
            published,
            "-c",
            "filter.lfs.clean=cat",
            "commit",
            "-q",
            "-m",
            "Attributes",
            "data/.gitattributes",
        )
        (published / place).unlink()
    done = run("factsheet", "diff", "main", cwd=published)
    assert done.returncode == 1 and "error[silent-change]" in done.stdout
    assert '"The army moved on Saturday." -> "The army moved on Sunday."' in done.stdout


def test_an_object_put_in_the_place_of_another_is_not_taken_for_it(published: Path) -> None:
    old = subprocess.run(
        ["git", "rev-parse", "main:data/groups/army.yml"],
        cwd=published,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (published / "data/groups/army.yml").write_text(SUNDAY)
    new = subprocess.run(
        ["git", "hash-object", "-w", "data/groups/army.yml"],
        cwd=published,
        capture_output=True,
        text=True,
    ).stdout.strip()
    git(published, "replace", old, new)
    assert run("factsheet", "diff", "main", cwd=published).returncode == 1


def test_files_that_nobody_reads_are_not_compared(published: Path) -> None:
    (published / "data/groups/army.yml.orig").write_text("name: Another\n")
    git(published, "add", "-A")
    git(published, "commit", "-q", "-m", "A backup slipped in")
    (published / "data/groups/army.yml.orig").unlink()
    done = run("factsheet", "diff", "main", cwd=published)
    assert done.returncode == 0 and "0 new, 0 changed, 0 gone" in done.stdout and not done.stderr


def test_an_unknown_revision_is_a_clear_error(published: Path) -> None:
    status, said = diff(published, "no-such-tag")
    assert status == 1 and said.count("\n") <= 2
    assert 'git cannot give data/ of "no-such-tag": it knows no such commit' in said


def test_before_the_first_commit_it_is_said_to_commit(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    git(tmp_path, "init", "-q")
    status, said = diff(tmp_path, "HEAD")
    assert status == 1 and "commit your files first" in said and "fatal" not in said


def test_a_revision_that_looks_like_an_option_is_refused(published: Path) -> None:
    done = run("factsheet", "diff", "--", "--list", cwd=published)
    assert (
        done.returncode == 1
        and "git cannot give" not in done.stderr
        and "--list" in done.stderr
        and "Traceback" not in done.stderr
    )


def test_a_folder_without_git_is_a_clear_error(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    status, said = diff(tmp_path)
    assert status == 1 and "git cannot give data/" in said


def test_a_project_in_a_folder_of_a_repository_is_compared_too(tmp_path: Path) -> None:
    write(tmp_path / "site", FILES)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Published")
    write(tmp_path / "site", army(SUNDAY))
    status, said = diff(tmp_path / "site")
    assert status == 1 and "0 new, 1 changed, 0 gone" in said


def test_facts_with_errors_are_told_first(published: Path) -> None:
    write(published, army(SUNDAY.replace("[paper]", "[papr]", 1)))
    status, said = diff(published)
    assert status == 1 and "unknown-address" in said and "silent-change" not in said


# What counts as a change


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("on Saturday", "on Sunday", "sentence"),
        (
            "text: The army moved on Saturday.\n    when: 2024-12-07",
            "text: The army moved on Saturday.\n    when: 2024-12-08",
            "time",
        ),
        ("value: 900", "value: 901", "value"),
        ("value: 900", "value: {about: 900}", "value"),
        ("scope: soldiers", "scope: officers", "scope"),
        ("asserted_by: groups/rebels", "asserted_by: groups/army", "claimant"),
        ("status: claimed", "status: accepted", "status"),
        (
            "    text: The army rested.\n    status: claimed",
            "    text: The army rested.\n    note: Misread.\n    status: retracted",
            "status",
        ),
    ],
)
def test_each_part_of_a_published_value_needs_a_reason(old: str, new: str, part: str) -> None:
    assert old in ARMY
    (change,) = compare(FILES, army(ARMY.replace(old, new)))
    assert (change.what, [p[0] for p in change.parts], change.excused) == ("changed", [part], False)
    assert [i.code for i in history.issues([change])] == ["silent-change"]


def test_another_successor_needs_a_reason_and_a_renamed_one_does_not() -> None:
    old = ARMY.replace(
        "    status: claimed\n",
        "    status: superseded\n    note: Then.\n    superseded_by: '#moved'\n",
    )
    gone = old.replace("    superseded_by: '#moved'\n", "")
    for before, after in (
        (old, gone),
        (gone, old),
        (old, old.replace("'#moved'", "groups/army#strength")),
    ):
        (change,) = compare(army(before), army(after))
        assert ([p[0] for p in change.parts], change.excused) == (["successor"], False)
    moved = {
        **FILES,
        "data/groups/army.yml": old.replace("'#moved'", "dates/left"),
        "data/dates/left.yml": LEFT,
    }
    renamed = {
        **moved,
        "data/groups/army.yml": old.replace("'#moved'", "dates/gone"),
        "data/dates/gone.yml": LEFT + "formerly: [left]\n",
    }
    del renamed["data/dates/left.yml"]
    assert compare(moved, renamed) == []


def test_withdrawing_with_an_entry_under_changes_is_fine() -> None:
    entry = "changes: [{kind: correction, on: 2024-12-20, was: The army rested., why: Misread.}]"
    text = ARMY.replace("status: claimed", f"status: retracted\n    note: Misread.\n    {entry}")
    (change,) = compare(FILES, army(text))
    assert (
        change.excused and change.said == ("correction: Misread.",) and not history.issues([change])
    )


def test_an_old_entry_does_not_excuse_a_new_change() -> None:
    (change,) = compare(army(CORRECTED), army(CORRECTED.replace("on Sunday", "on Monday")))
    assert not change.excused and history.issues([change])


def test_new_facts_more_references_notes_labels_and_another_order_are_fine() -> None:
    more = ARMY + "  slept:\n    text: The army slept.\n    references: [wire]\n"
    (change,) = compare(FILES, army(more))
    assert (change.what, change.address, history.issues([change])) == (
        "new",
        "groups/army#slept",
        [],
    )
    assert (
        compare(FILES, army(ARMY.replace("references: [paper]", "references: [paper, wire]"))) == []
    )
    assert (
        compare(
            FILES,
            army(
                ARMY.replace(
                    "    status: claimed", "    note: Seen from afar.\n    status: claimed"
                )
            ),
        )
        == []
    )
    assert (
        compare(
            FILES,
            army(
                ARMY.replace("name: The Army", "name: Army of the Town").replace(
                    "checked: 2024", "checked: 2025"
                )
            ),
        )
        == []
    )
    head, moved, rested = (
        ARMY.partition("  moved:")[0],
        ARMY[ARMY.index("  moved:") : ARMY.index("  rested:")],
        ARMY[ARMY.index("  rested:") :],
    )
    assert compare(FILES, army(head + rested + moved)) == []


def test_a_renamed_record_takes_its_facts_along_when_it_names_its_old_id() -> None:
    renamed = {
        **FILES,
        "data/groups/forces.yml": ARMY + "formerly: [army]\n",
        "content/index.md": '# Home\n\n{{ fact("groups/forces#moved") }}\n',
    }
    del renamed["data/groups/army.yml"]
    assert compare(FILES, renamed) == []
    (change,) = compare(FILES, {**renamed, "data/groups/forces.yml": SUNDAY + "formerly: [army]\n"})
    assert (change.address, change.what, change.excused) == (
        "groups/forces#moved",
        "changed",
        False,
    )
    silent = {**renamed, "data/groups/forces.yml": ARMY}
    assert sorted(c.what for c in compare(FILES, silent)) == ["gone"] * 3 + ["new"] * 3


def test_a_record_with_two_old_ids_has_no_new_facts() -> None:
    renamed = {
        **FILES,
        "data/groups/forces.yml": ARMY + "formerly: [army, troops]\n",
        "content/index.md": "# Home\n\nNothing.\n",
    }
    del renamed["data/groups/army.yml"]
    assert compare(FILES, renamed) == []


def test_a_renamed_fact_is_the_same_fact_when_it_names_its_old_id() -> None:
    home = {"content/index.md": "# Home\n\nNothing.\n"}
    renamed = ARMY.replace("  moved:\n", "  marched:\n    formerly: [moved]\n")
    assert compare(FILES, army(renamed, **home)) == []
    (change,) = compare(FILES, army(renamed.replace("on Saturday", "on Sunday"), **home))
    assert (change.address, change.what, change.parts[0][0]) == (
        "groups/army#marched",
        "changed",
        "sentence",
    )
    assert sorted(
        c.what for c in compare(FILES, army(renamed.replace("    formerly: [moved]\n", ""), **home))
    ) == ["gone", "new"]
    both = {**FILES, **home, "data/groups/forces.yml": renamed + "formerly: [army]\n"}
    del both["data/groups/army.yml"]
    assert compare(FILES, both) == [] and compare(army(renamed, **home), both) == []


def test_a_fact_named_by_others_may_be_renamed() -> None:
    other = "name: Other\nchecked: 2024-12-31\nfacts:\n  saw: {{text: It saw., about: ['groups/army#{}'], references: [paper]}}\n"
    before = {**FILES, "data/groups/other.yml": other.format("moved")}
    renamed = ARMY.replace("  moved:\n", "  marched:\n    formerly: [moved]\n")
    after = army(
        renamed,
        **{
            "content/index.md": "# Home\n\nNothing.\n",
            "data/groups/other.yml": other.format("marched"),
        },
    )
    assert compare(before, after) == []


def test_an_old_address_that_once_led_on_is_not_forgotten() -> None:
    home = {"content/index.md": "# Home\n\nNothing.\n"}
    once = (
        ARMY.replace("  moved:\n", "  marched:\n    formerly: [moved]\n") + "formerly: [troops]\n"
    )
    (change,) = compare(army(once, **home), army(once.replace("formerly: [troops]\n", ""), **home))
    assert (change.address, change.what, len(history.issues([change]))) == (
        "groups/troops",
        "gone",
        1,
    )
    (change,) = compare(
        army(once, **home), army(once.replace("    formerly: [moved]\n", ""), **home)
    )
    assert (change.address, change.what) == ("groups/army#moved", "gone")
    assert (
        compare(army(once, **home), army(once.replace("[troops]", "[troops, band]"), **home)) == []
    )


def test_a_withdrawn_source_is_told_and_is_the_reason_why_what_stood_on_it_alone_goes() -> None:
    rested = ARMY.replace(
        "asserted_by: groups/rebels\n    references: [paper]",
        "asserted_by: groups/rebels\n    references: [wire]",
    )
    before = army(rested)
    withdrawn = "withdrawn: {on: 2024-12-20, why: It was forged.}\n"
    after = {**before, "data/sources/wire.yml": FILES["data/sources/wire.yml"] + withdrawn}
    after["data/groups/army.yml"] = rested.replace(
        "status: claimed", "status: retracted\n    note: Its source was forged."
    )
    fact, source = compare(before, after)
    assert (fact.address, fact.excused) == ("groups/army#rested", True)
    assert fact.said == ("withdrawn source: It was forged.",)
    assert (source.address, source.free) == (
        "sources/wire",
        (("withdrawn", "", "2024-12-20: It was forged."),),
    )
    silent = {**after, "data/sources/wire.yml": FILES["data/sources/wire.yml"]}
    assert not compare(before, silent)[0].excused


def test_what_was_taken_down_is_told_without_its_text_and_needs_no_other_reason() -> None:
    ground = "{on: 2024-12-20, ground: A court ordered it.}"
    start = ARMY.index("    text: The army moved")
    stub = ARMY[:start] + f"    taken_down: {ground}\n" + ARMY[ARMY.index("  rested:") :]
    (fact,) = compare(FILES, army(stub))
    assert (fact.address, fact.what, fact.excused) == ("groups/army#moved", "taken down", True)
    told = history.to_text([fact], {})
    assert "A court ordered it." in told and "Saturday" not in told
    assert compare(army(stub), army(stub)) == []
    both = {
        **FILES,
        "data/groups/army.yml": f"taken_down: {ground}\n",
        "data/sources/wire.yml": f"taken_down: {ground}\n",
    }
    changes = compare(FILES, both)
    assert [(c.address, c.what) for c in changes] == [
        ("groups/army", "taken down"),
        ("sources/wire", "taken down"),
    ]
    assert history.issues(changes) == [] and "Army" not in history.to_text(changes, {})
    assert [c.what for c in compare(both, FILES)] == ["new"] * 3


def test_merged_records_lose_nothing_when_each_statement_names_its_old_address() -> None:
    home = {"content/index.md": "# Home\n\nNothing.\n"}
    rebels = (
        FILES["data/groups/rebels.yml"]
        + "facts:\n  moved:\n    text: The rebels moved.\n    references: [paper]\n"
    )
    before = {**FILES, **home, "data/groups/rebels.yml": rebels}
    merged = (
        ARMY.replace("asserted_by: groups/rebels", "asserted_by: groups/army")
        + "formerly: [rebels]\n"
    )
    came = "  moved-too:\n    formerly: ['groups/rebels#moved']\n    text: The rebels moved.\n    references: [paper]\n"
    after = {
        **before,
        "data/groups/army.yml": merged.replace("formerly: [rebels]", came + "formerly: [rebels]"),
    }
    del after["data/groups/rebels.yml"]
    assert compare(before, after) == []
    forgotten = {
        **after,
        "data/groups/army.yml": after["data/groups/army.yml"].replace(
            "    formerly: ['groups/rebels#moved']\n", ""
        ),
    }
    assert [(c.address, c.what) for c in compare(after, forgotten)] == [
        ("groups/rebels#moved", "gone")
    ]
    split = {
        **before,
        "data/groups/rebels.yml": rebels.replace(
            "    text", "    formerly: ['groups/army#moved-too']\n    text"
        ),
    }
    changes = {c.address: c for c in compare(after, split)}
    assert changes["groups/rebels#moved"].free == (("record", "groups/army", "groups/rebels"),)
    assert {c.what for c in changes.values()} == {"changed"}  # and who claimed what is told


def test_a_fact_may_move_to_another_record_and_a_value_only_with_a_reason() -> None:
    home = {"content/index.md": "# Home\n\nNothing.\n"}
    fact = ARMY[ARMY.index("  moved:") : ARMY.index("  rested:")]
    moved = fact.replace("    text", "    formerly: ['groups/army#moved']\n    text")
    after = {**FILES, **home, "data/groups/army.yml": ARMY.replace(fact, "")}
    after["data/groups/rebels.yml"] += "facts:\n" + moved
    (change,) = compare({**FILES, **home}, after)
    assert change.free == (("record", "groups/army", "groups/rebels"),) and change.excused
    value = ARMY[ARMY.index("strength:") : ARMY.index("facts:")]
    after = {**FILES, **home, "data/groups/army.yml": ARMY.replace(value, "")}
    after["data/groups/rebels.yml"] += value.replace(
        "id: strength", "id: strength, formerly: ['groups/army#strength']"
    )
    (change,) = compare({**FILES, **home}, after)
    assert change.parts == (("record", "groups/army", "groups/rebels"),) and not change.excused


def test_a_fact_made_a_draft_counts_as_gone() -> None:
    (change,) = compare(
        FILES, army(ARMY.replace("    status: claimed", "    draft: true\n    status: claimed"))
    )
    assert change.what == "gone" and history.issues([change])


QUOTE = """name: A word
speaker: groups/army
said: 2024-12-07
checked: 2024-12-31
wordings:
  paper: {text: We moved., rendition: original, language: en, preferred: true, references: [paper]}
"""


def test_a_changed_letter_of_a_quotation_needs_a_reason() -> None:
    (change,) = compare(
        {**FILES, "data/quotes/word.yml": QUOTE},
        {**FILES, "data/quotes/word.yml": QUOTE.replace("We moved", "We mowed")},
    )
    assert change.parts == (("sentence", "We moved.", "We mowed."),) and not change.excused


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("speaker: groups/army", "speaker: groups/rebels"),
        ("rendition: original", "rendition: translation"),
    ],
)
def test_another_speaker_or_rendition_of_a_quotation_needs_a_reason(old: str, new: str) -> None:
    changes = compare(
        {**FILES, "data/quotes/word.yml": QUOTE},
        {**FILES, "data/quotes/word.yml": QUOTE.replace(old, new)},
    )
    assert changes and history.issues(changes)


# Where a change is told

NOTE = "It read: “The army moved on Saturday&#46;” Misread."


def pages_with(site: Built, text: str) -> list[str]:
    assert site.issues == []
    return sorted(name for name, page in site.files.items() if text in str(page))


def test_a_correction_is_printed_on_every_page_that_shows_the_fact_and_on_the_list() -> None:
    files = army(CORRECTED, **{"content/corrections.md": "# Corrections\n\n{{ corrections() }}\n"})
    site = build(tree(files))
    shows = sorted(name for name, shown in site.shows.items() if "groups/army#moved" in shown)
    assert {"index.md", "groups/army.md", "cities/town.md", "sources/paper.md"} <= set(shows)
    assert pages_with(site, NOTE) == sorted({*shows, "corrections.md"})


@pytest.mark.parametrize("kind", ["update", "clarification", "new-evidence"])
def test_any_other_change_is_printed_on_the_sheet_of_the_fact_alone(kind: str) -> None:
    files = army(
        CORRECTED.replace("kind: correction", f"kind: {kind}"),
        **{"content/corrections.md": "# Corrections\n\n{{ corrections() }}\n"},
    )
    site = build(tree(files))
    assert pages_with(site, NOTE) == ["groups/army.md"]
    assert "No correction so far." in str(site.files["corrections.md"])


FALL = """name: The fall
when: 2024-12-08
text: Town fell.
about: [cities/town]
checked: 2024-12-31
references: [paper]
changes: [{kind: update, on: 2024-12-20, was: The army moved on Saturday., why: Misread.}]
"""


def test_an_update_of_a_date_is_printed_on_its_own_sheet_alone() -> None:
    files = {
        **FILES,
        "data/dates/fall.yml": FALL,
        "content/other.md": '# Other\n\n{{ timeline("cities/town") }}\n',
    }
    assert pages_with(build(tree(files)), NOTE) == ["dates/fall.md"]


def test_a_correction_of_a_date_is_printed_wherever_it_stands() -> None:
    files = {
        **FILES,
        "data/dates/fall.yml": FALL.replace("update", "correction"),
        "content/other.md": '# Other\n\n{{ timeline("cities/town") }}\n',
    }
    site = build(tree(files))
    assert pages_with(site, NOTE) == sorted(
        name for name, shown in site.shows.items() if "dates/fall" in shown
    )


def test_a_correction_of_a_quotation_is_printed_wherever_it_stands() -> None:
    entry = "changes: [{kind: correction, on: 2024-12-20, was: The army moved on Saturday., why: Misread.}], references"
    quote = QUOTE.replace("references", entry).replace("said:", "about: [cities/town]\nsaid:")
    site = build(
        tree(
            {
                **FILES,
                "data/quotes/word.yml": quote,
                "content/other.md": '# Other\n\n{{ quote("quotes/word") }}\n',
            }
        )
    )
    shows = {name for name, shown in site.shows.items() if "quotes/word#paper" in shown}
    assert {"other.md", "quotes/word.md", "groups/army.md", "cities/town.md"} <= shows
    assert pages_with(site, NOTE) == sorted(shows)


def test_a_correction_is_not_told_twice_on_a_page() -> None:
    files = army(
        CORRECTED,
        **{
            "content/other.md": '# Other\n\n{{ fact("groups/army#moved") }} {{ cite("groups/army#moved") }}\n'
        },
    )
    page = str(build(tree(files)).files["other.md"])
    assert page.count(NOTE) == 1 and page.count("## Corrections") == 1


# One letter


@pytest.mark.parametrize(
    ("path", "address", "old"),
    [
        ("data/groups/hts.yml", "groups/hts#leads-offensive", "HTS led the rebel offensive"),
        ("data/quotes/trump-not-our-fight.yml", "quotes/trump-not-our-fight", ""),
    ],
)
def test_one_letter_changed_in_a_record_changes_every_page_that_shows_it_and_no_other(
    path: str, address: str, old: str
) -> None:
    now = built()
    if not old:  # the preferred wording of a quote
        wording = next(
            w
            for w in now.library.records[address].statements.values()
            if getattr(w, "preferred", False)
        )
        address, old = wording.address, wording.text[:30]
    source = real()[path].decode()
    assert source.count(old) == 1
    new = source.replace(old, old[:-1] + ("x" if old[-1] != "x" else "y")).encode()
    changed = build({**real(), path: new}, stale=Stale(OWN_WORDS))
    assert {issue.code for issue in changed.issues} <= {"unread-telling"}
    shows = {name for name, shown in now.shows.items() if address in shown}
    assert len(shows) > 3 and any(name.startswith("explainers/") for name in shows)
    assert {name for name in now.files if now.files[name] != changed.files[name]} == shows


def _change(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """The addresses of the facts whose change from one state of the files to another would be refused."""
    return [
        c.address
        for c in history.compare(build(tree(old)).library, build(tree(new)).library)
        if not c.excused
    ]


def test_a_renamed_record_that_others_name_is_no_change_of_theirs() -> None:
    town = "name: Town\nchecked: 2024-12-31\ncontrol:\n  - value: groups/army\n    asserted_by: groups/army\n    references: [paper]\n"
    army = "name: The Army\nchecked: 2024-12-31\n"
    old = {"data/groups/army.yml": army, "data/cities/town.yml": town}
    new = {
        "data/groups/force.yml": army + "formerly: [army]\n",
        "data/cities/town.yml": town.replace("groups/army", "groups/force"),
    }
    assert _change(old, new) == []


def test_a_headline_a_said_date_a_source_taken_away_and_a_forgotten_correction_are_changes() -> (
    None
):
    fact = "facts:\n  a:\n    text: A.\n    said: 2024-12-07\n    references: [paper, wire]\n    changes:\n      - {kind: update, on: 2024-12-08, was: B., why: C.}\n"
    wire = "publisher: The Wire\nchecked: 2024-12-31\n"
    old = {
        "data/sources/wire.yml": wire,
        "data/groups/g.yml": "name: G\nchecked: 2024-12-31\n" + fact,
    }
    date = (
        "name: {}\nwhen: 2024-12-07\ntext: It happened.\nreferences: [paper]\nchecked: 2024-12-31\n"
    )
    old["data/dates/d.yml"] = date.format("Town lost")
    group = old["data/groups/g.yml"]
    assert _change(old, old) == []
    assert _change(old, {**old, "data/dates/d.yml": date.format("Town betrayed")}) == ["dates/d"]
    assert _change(
        old, {**old, "data/groups/g.yml": group.replace("said: 2024-12-07", "said: 2024-12-05")}
    ) == ["groups/g#a"]
    assert _change(
        old, {**old, "data/groups/g.yml": group.replace("[paper, wire]", "[paper]")}
    ) == ["groups/g#a"]
    assert _change(old, {**old, "data/groups/g.yml": group.partition("    changes:")[0]}) == [
        "groups/g#a"
    ]


def test_a_sentence_sorted_under_a_property_has_a_new_value_and_another_value_there_is_a_change() -> (
    None
):
    head = "name: The Army\nchecked: 2024-12-31\n"
    land = {
        f"data/places/{name}.yml": f"name: {name}\nchecked: 2024-12-31\n"
        for name in ("land", "coast")
    }
    fact = f"{head}facts:\n  listing: {{text: The Land listed the Army., references: [paper]}}\n"
    sorted_ = f"{head}backer: [{{id: listing, value: places/land, text: The Land listed the Army., references: [paper]}}]\n"
    more = {**land, "content/index.md": "# Home\n"}
    (value,) = compare(army(fact, **more), army(sorted_, **more))  # which nobody has seen yet
    assert (value.what, value.parts[0][2], history.issues([value])) == ("new", "places/land", [])
    found = compare(
        army(sorted_, **more), army(sorted_.replace("places/land", "places/coast"), **more)
    )
    assert [c.what for c in found] == ["changed"]


def test_an_ally_made_an_opponent_or_a_fact_made_a_plan_needs_a_reason() -> None:
    ally = f"{ARMY}ally: [{{id: friend, value: groups/rebels, references: [paper]}}]\n"
    for new, part in (
        (ally.replace("ally:", "opponent:"), "property"),
        (ally.replace("rebels, ref", "rebels, planned: true, ref"), "plan"),
    ):
        (change,) = compare(army(ally), army(new))
        assert (change.address, [p[0] for p in change.parts]) == ("groups/army#friend", [part])
        assert history.issues([change])


def test_another_wording_is_preferred_or_said_to_be_in_another_language_only_with_a_reason() -> (
    None
):
    other = (
        QUOTE
        + "  other: {text: We will stay for now., rendition: translation, language: en, references: [paper]}\n"
    )
    quote = {**FILES, "data/quotes/word.yml": other}
    taken = other.replace("preferred: true", "preferred: false").replace(
        "translation,", "translation, preferred: true,"
    )
    for new in (taken, other.replace("translation, language: en", "translation, language: ar")):
        (change,) = compare(quote, {**FILES, "data/quotes/word.yml": new})
        assert [i.code for i in history.issues([change])] == ["silent-change"]


DISPUTE = (
    ARMY
    + "disputes:\n  d: {question: Did it move?, note: Two versions., statements: ['#moved', '#rested']}\n"
)


def test_a_dispute_whose_versions_still_stand_does_not_go_in_silence() -> None:
    (change,) = compare(army(DISPUTE), army(ARMY))
    (issue,) = history.issues([change])
    assert issue.message == '"groups/army#d" was published with another set of versions'
    assert issue.hint.startswith(
        "name these in one dispute, or add to one of them an entry under changes"
    )


def test_a_dispute_may_move_get_more_versions_or_end_with_a_reason_or_a_withdrawal() -> None:
    elsewhere = {
        "data/groups/rebels.yml": "name: The Rebels\nchecked: 2024-12-31\n"
        + DISPUTE.partition(ARMY)[2].replace("'#", "'groups/army#")
    }
    assert compare(army(DISPUTE), army(ARMY, **elsewhere)) == []
    assert (
        compare(army(DISPUTE), army(DISPUTE.replace("'#rested'", "'#rested', '#strength'"))) == []
    )
    settled = ARMY.replace("    about: [cities/town]\n", "    about: [cities/town]\n" + WHY)
    assert history.issues(compare(army(DISPUTE), army(settled))) == []
    gone = ARMY.replace("    status: claimed", f"    note: Misread.\n{WHY}    status: retracted")
    assert [c.address for c in compare(army(DISPUTE), army(gone))] == ["groups/army#rested"]


# What describes a source, a quote or a dispute is listed, and needs no reason


def described(path: str, old: str, new: str) -> tuple[str, list[tuple[str, str, str]], str]:
    """(address, what differs, the list in words) of the one change that another text makes."""
    files = {**FILES, "data/sources/wire.yml": WIRE, "data/quotes/word.yml": QUOTE}
    files["data/groups/army.yml"] = DISPUTE
    text = files[path]
    assert old in text
    (change,) = compare(files, {**files, path: text.replace(old, new)})
    assert change.excused and not history.issues([change])
    return change.address, list(change.free), history.to_text([change], {"p.md": SHOWN})


WIRE = """title: A dispatch
publisher: The Wire
issued: 2024-12-09
issued_basis: The page is dated.
URL: https://wire.example/1
accessed: 2024-12-30
derived_from: [sources/paper]
checked: 2024-12-31
"""
SHOWN = frozenset({"groups/army#moved", "quotes/word#paper"})


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("A dispatch", "Another dispatch", "title"),
        ("wire.example/1", "wire.example/2", "URL"),
        ("issued: 2024-12-09", "issued: 2024-12-10", "issued"),
        ("The page is dated.", "Its feed is dated.", "issued basis"),
        ("derived_from: [sources/paper]\n", "", "derived from"),
    ],
)
def test_what_is_said_of_a_source_is_listed_and_needs_no_reason(
    old: str, new: str, what: str
) -> None:
    address, parts, text = described("data/sources/wire.yml", old, new)
    assert (address, [part[0] for part in parts]) == ("sources/wire", [what])
    assert text.startswith(f"changed: sources/wire\n  {what}: ") and "says why" not in text


def test_a_change_of_a_source_names_the_pages_that_rest_on_it() -> None:
    after = {**FILES, "data/sources/paper.yml": PAPER.replace("A report", "Another report")}
    assert after["data/sources/paper.yml"] != PAPER
    changes = compare(FILES, after)
    assert "\n  on p.md\n" in history.to_text(changes, {"p.md": SHOWN, "q.md": frozenset()})


def test_another_day_on_which_a_source_was_looked_at_is_not_listed() -> None:
    files = {**FILES, "data/sources/wire.yml": WIRE}
    later = WIRE.replace("accessed: 2024-12-30", "accessed: 2024-12-31")
    assert compare(files, {**files, "data/sources/wire.yml": later}) == []


def test_what_is_said_of_a_quote_or_a_dispute_is_listed_and_needs_no_reason() -> None:
    quote, home = "data/quotes/word.yml", "data/groups/army.yml"
    about = described(quote, "said:", "about: [cities/town]\nnote: Heard.\nsaid:")
    assert about[:2] == ("quotes/word", [("about", "", "cities/town"), ("note", "", "Heard.")])
    assert "\n  on p.md\n" in about[2]
    note = described(home, "Two versions.", "Two reports.")
    assert note[:2] == ("groups/army#d", [("note", "Two versions.", "Two reports.")])
    question = described(home, "Did it move?", "Did it march?")
    assert question[:2] == ("groups/army#d", [("question", "Did it move?", "Did it march?")])


def test_what_a_fact_is_about_is_listed_and_needs_no_reason() -> None:
    address, parts, _ = described("data/groups/army.yml", "    about: [cities/town]\n", "")
    assert (address, parts) == ("groups/army#moved", [("what it is about", "cities/town", "")])


def test_another_translator_of_a_quotation_needs_a_reason() -> None:
    quote = QUOTE.replace("language: en", "language: en, translated_by: Ann")
    before, after = (
        {**FILES, "data/quotes/word.yml": text} for text in (quote, quote.replace("Ann", "Eve"))
    )
    (change,) = compare(before, after)
    assert change.parts == (("translator", "Ann", "Eve"),) and history.issues([change])


def test_a_dispute_that_is_told_anew_and_loses_a_version_is_one_change() -> None:
    new = DISPUTE.replace("'#rested'", "'#strength'").replace("Two versions.", "Two reports.")
    (change,) = compare(army(DISPUTE), army(new))
    assert [part[0] for part in change.parts] == ["set of versions"]
    assert [part[0] for part in change.free] == ["note"] and history.issues([change])


def test_a_published_state_with_a_dispute_about_nothing_is_compared_all_the_same() -> None:
    broken = tree(army(DISPUTE.replace("  moved:", "  marched:")))
    old, found = linking.read({p: b for p, b in broken.items() if p.startswith("data/")})
    assert [issue.code for issue in found] == ["unknown-address"]
    assert {c.address for c in history.compare(old, build(tree(army(DISPUTE))).library)} == {
        "groups/army#marched",
        "groups/army#moved",
    }


DAMS = """name: dam
title: Dams
fields:
  photo: {type: file, label: Photo}
  local: {type: name, label: Local name}
  stage: {type: choice, label: Stage, options: {dry: Still empty, full: Filled}}
  power: {type: quantity, unit: MW, label: Power}
  open: {type: yes-no, label: Open}
  register: {type: identifier, label: Register, address: "https://x.example/t/{id}"}
"""
DAM = """name: Dam
checked: 2024-12-31
photo: [{value: {file: dam.png, alt: The dam, licence: CC0, credit: Ann}, references: [paper]}]
local: [{value: {text: Sed, language: ar, spellings: [Sadd]}, references: [paper]}]
stage: [{value: dry, references: [paper]}]
power: [{value: 5150 MW, references: [paper]}]
open: [{value: no, references: [paper]}]
"""
# what is typed another way, and how the change is told; nothing where readers read the same
OTHERWISE = {
    (
        "credit: Ann",
        "credit: Bob",
    ): 'value: "dam.png, The dam, Ann, CC0" -> "dam.png, The dam, Bob, CC0"',
    ("language: ar", "language: am"): 'value: "Sed, ar, Sadd" -> "Sed, am, Sadd"',
    ("value: dry", "value: full"): 'value: "dry" -> "full"',
    ("5150 MW", "5150"): "",
    ("5150 MW", "5150.0 MW"): 'value: "5,150 MW" -> "5,150.0 MW"',
    ("value: no", "value: yes"): 'value: "no" -> "yes"',
    ("value: no", "value: {unknown: true}"): 'value: "no" -> "not known"',
    ("Still empty", "Filling"): 'option dry of stage: "Still empty" -> "Filling"',
    (
        "t/{id}",
        "w/{id}",
    ): 'address of register: "https://x.example/t/{id}" -> "https://x.example/w/{id}"',
}


@pytest.mark.parametrize("change", OTHERWISE)
def test_a_value_of_any_type_changes_only_with_a_word_on_why(change: tuple[str, str]) -> None:
    files = {"data/kinds/dams.yml": DAMS, "data/dams/dam.yml": DAM, "content/dam.png": "x"}
    states = [files, {path: text.replace(*change) for path, text in files.items()}]
    old, new = (build(tree(state)).library for state in states)
    changes = history.compare(old, new)
    told = history.to_text(changes, {})
    assert all(one.excused for one in changes) == (OTHERWISE[change] == "" or " of " in told)
    assert (OTHERWISE[change] in told) if OTHERWISE[change] else "->" not in told, told
