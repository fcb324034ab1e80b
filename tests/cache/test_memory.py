"""A build that remembers the last one prints exactly what a build from nothing prints, whatever was edited in between."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from factsheet.build.whole import build
from factsheet.cache import saved
from factsheet.cache.memory import Memory
from hypothesis import given, settings, strategies as st
from projects import EFFORT, real, tree

NAMES = ("ann", "bob", "cem")
START = {
    "data/sources/wire.yml": "title: The wire\npublisher: Wire\nissued: 2024-12-07\nchecked: 2024-12-31\n",
    "data/sources/copy.yml": "title: A copy\npublisher: Copier\nissued: 2024-12-08\nchecked: 2024-12-31\nderived_from: [sources/wire]\n",
    "data/groups/army.yml": "name: The Army\nchecked: 2024-12-31\nleader: [{id: lead, value: people/ann, references: [paper]}]\n"
    "facts:\n  moved: {text: The army moved., references: [paper, wire], about: [cities/town]}\n"
    "  stayed: {text: The army stayed., references: [copy], status: disputed, note: Not so.}\n"
    "disputes:\n  how: {question: Did it move?, statements: [groups/army#moved, groups/army#stayed], note: Unclear.}\n",
    "data/groups/band.yml": "name: The Band\nchecked: 2024-12-31\nally: [{id: ally, value: groups/army, references: [wire]}]\n",
    "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\nrole: [{id: role, value: general, references: [paper]}]\n",
    "data/people/bob.yml": "name: Bob\nchecked: 2024-12-31\nmember_of: [{id: member, value: groups/band, references: [copy]}]\n",
    "data/cities/town.yml": "name: Town\nchecked: 2024-12-31\n"
    "control: [{id: held, value: groups/army, when: 2024-12-01/2024-12-05, references: [paper]}]\n",
    "data/dates/fall.yml": "name: The fall\nchecked: 2024-12-31\nwhen: 2024-12-06\ntext: The town fell.\nabout: [cities/town]\nreferences: [paper]\n",
    "data/quotes/said.yml": "name: What Ann said\nspeaker: people/ann\nsaid: 2024-12-06\nchecked: 2024-12-31\nabout: [cities/town]\n"
    "wordings:\n  one: {text: We hold the town and we shall go on holding it., rendition: original, language: en, preferred: true, references: [wire]}\n",
    "content/index.md": "# Home\n\n{{ overview() }}\n\n{{ certainty() }}\n\n{{ latest() }}\n",
    "content/who.md": '# Who?\n\n{{ as_of() }}\n\n{{ fact("groups/army#moved") }} {{ value("groups/army#lead") }}\n\n'
    '{{ dispute("groups/army#how") }}\n\n{{ who() }}\n',
    "content/when.md": '# When?\n\n{{ timeline("cities/town") }}\n\n{{ control(since="2024-12-01", until="2024-12-07") }}\n\n{{ quote("quotes/said") }}\n',
}  # fmt: skip


def put(path: str, text: str) -> tuple[str, str, str]:
    return path, "", text


BOTH = put(
    "data/people/bob.yml",
    "name: Bob\nchecked: 2024-12-31\ndisputes:\n  x: {question: Which?, statements: [groups/army#moved, cities/town#held], note: Two.}\n",
)
IN_ARABIC = (
    ("data/people/bob.yml", "question: Which?", "question: {en: Which?, ar: أيهما؟}"),
    ("data/people/bob.yml", "ar: أيهما؟", "ar: أي منهما؟"),
)
NAMED = (
    ("data/people/ann.yml", "name: Ann", "name: {en: Ann, ar: آن}"),
    ("data/people/ann.yml", "ar: آن", "ar: آنّا"),
)
TITLED = (
    ("data/sources/wire.yml", "title: The wire", "title: {en: The wire, ar: سلك}"),
    ("data/sources/wire.yml", "ar: سلك", "ar: السلك"),
)

EDITS = [  # (file, what stands there, what shall stand there); with nothing to replace, the whole file; with no text, deleted
    ("data/people/ann.yml", "name: Ann", "name: Anne"),
    ("data/people/ann.yml", "general", "marshal"),
    ("data/people/ann.yml", "checked: 2024-12-31", "checked: 2024-12-30"),
    ("data/groups/army.yml", "The army moved.", "The army marched."),
    ("data/groups/army.yml", "status: disputed, note: Not so.", "status: superseded, superseded_by: dates/fall, note: Not so."),
    ("data/groups/army.yml", "status: disputed, note: Not so.", "status: superseded, superseded_by: people/bob#member, note: Not so."),
    ("data/groups/army.yml", "The army stayed.", "The army slept."),
    ("data/groups/army.yml", "references: [paper, wire]", "references: [paper, copy, wire]"),
    ("data/groups/army.yml", "value: people/ann", "value: people/bob"),
    ("data/groups/army.yml", "question: Did it move?", "question: Did it really move?"),
    ("data/groups/army.yml", "about: [cities/town]", "changes: [{kind: correction, on: 2024-12-20, was: The army ran., why: Misread.}]"),
    ("data/groups/army.yml", "facts:\n", "facts:\n  dug: {text: The army dug., about: [cities/town], references: [wire]}\n"),
    ("data/groups/army.yml", "facts:\n  moved:", "facts:\n  left: {text: It left., draft: true, references: [wire]}\n  moved:"),
    ("data/groups/army.yml", "references: [paper, wire]", "references: ['paper#p7', wire]"),
    ("data/quotes/said.yml", "name: What Ann said", "name: What Ann said\noccasion: a parade"),
    ("data/groups/army.yml", "question: Did it move?", "question: {en: Did it move?, ar: هل تحرك؟}"),
    ("data/groups/army.yml", "question: {en: Did it move?, ar: هل تحرك؟}", "question: {en: Did it move?, ar: هل ذهب؟}"),
    ("data/groups/band.yml", "groups/army", "groups/nobody"),  # an error: the last good pages are kept in mind
    ("data/groups/band.yml", "name: The Band", "name: The Band\naliases: [La Bande]\nformerly: [gang]"),
    ("data/sources/copy.yml", "derived_from: [sources/wire]\n", ""),
    ("data/sources/copy.yml", "derived_from: [sources/wire]", "origin: wire"),
    ("data/people/ann.yml", "name: Ann", "name: Ann\nformerly: [anna]"),
    ("data/people/bob.yml", "name: Bob", "name: Bob\nformerly: [anna]"),
    ("data/groups/band.yml", "name: The Band", "name: The Band\nfacts:\n  went: {text: It went., formerly: ['groups/army#went'], references: [wire]}"),
    ("data/groups/band.yml", "name: The Band", "name: The Band\nformerly: [gang]\nfacts:\n  went: {text: It left., formerly: ['groups/gang#gone'], references: [wire]}"),
    ("data/groups/army.yml", "name: The Army", "name: The Army\nshort_name: TA\narticle: the"),
    ("data/sources/wire.yml", "title: The wire", "title: The new wire"),
    ("data/sources/wire.yml", "issued: 2024-12-07", "issued: 2024-12-09"),
    ("data/sources/copy.yml", "publisher: Copier", "publisher: Copier\nwithdrawn: {on: 2024-12-20, why: It was forged.}"),
    ("data/sources/wire.yml", "publisher: Wire", "publisher: Wire\nwithdrawn: {on: 2024-12-20, why: It was forged.}"),
    ("data/groups/army.yml", "references: [copy], status: disputed", "references: [copy, paper], status: disputed"),
    ("data/cities/town.yml", "2024-12-05", "2024-12-04"),
    ("data/dates/fall.yml", "when: 2024-12-06", "when: 2024-12-06/2024-12-07"),
    ("data/quotes/said.yml", "We hold", "We held"),
    ("content/who.md", "# Who?", "# Who indeed?"),
    ("content/who.md", "{{ who() }}", "{{ nobody() }}"),
    ("content/who.md", "{{ who() }}", '“We hold the town and we shall go on holding it.”'),
    put("data/people/cem.yml", "name: Cem\nchecked: 2024-12-31\nrole: [{id: r, value: clerk, references: [wire]}]\n"),
    put("data/people/cem.yml", "name: Cem\nchecked: 2024-12-31\nfacts:\n  f: {text: Cem came., draft: true}\n"),
    put("data/dates/rise.yml", "name: The rise\nchecked: 2024-12-31\nwhen: 2024-12\ntext: The town rose.\nabout: [cities/town]\nreferences: [copy]\n"),
    put("data/cities/town-two.yml", "name: Town Two\nchecked: 2024-12-31\n"
        "control: [{id: held, value: groups/band, when: 2024-12-02, references: [wire]}]\n"),
    BOTH, *IN_ARABIC,
    put("data/sources/agency.yml", "title: Told again\npublisher: Agency\nchecked: 2024-12-31\nderived_from: [sources/copy]\n"),
    put("data/site.yml", "edit_url: https://example.org/edit\n"),
    put("data/site.yml", "review: {people: 30}\n"),
    put("data/site.yml", "languages: [en, ar]\n"),
    put("content/who.ar.md", '# من؟\n\n{{ fact("groups/army#moved") }}\n'),
    ("data/groups/army.yml", "text: The army moved.", "text: {en: The army moved., ar: تحرك الجيش.}"),
    *NAMED, *TITLED,
    put("content/more.md", '# More\n\n[Cem](people/cem.md) {{ cite("groups/army#moved") }}\n'),
    ("data/sources/copy.yml", "publisher: Copier", "publisher: Copier\nlanguage: fr"),
    ("data/sources/copy.yml", "language: fr", "language: es"),
    put("data/people/ann.yml", "taken_down: {on: 2024-12-20, ground: She asked.}\n"),
    put("data/sources/wire.yml", "taken_down: {on: 2024-12-20, ground: A court.}\n"),
    put("data/dates/fall.yml", "taken_down: {on: 2024-12-20, ground: A court.}\nformerly: [autumn]\n"),
    put("data/quotes/said.yml", "taken_down: {on: 2024-12-20, ground: A court.}\n"),
    ("data/groups/army.yml", "{text: The army stayed., references: [copy], status: disputed, note: Not so.}", "{taken_down: {on: 2024-12-20, ground: A court.}}"),
    ("data/cities/town.yml", "{id: held, value: groups/army, when: 2024-12-01/2024-12-05, references: [paper]}",
        "{id: held, taken_down: {on: 2024-12-20, ground: A court.}}"),
    put("data/people/bob.yml", ""), put("data/people/cem.yml", ""), put("content/more.md", ""), put("data/dates/fall.yml", ""),
]  # fmt: skip


def edited(files: dict[str, str], edit: tuple[str, str, str]) -> dict[str, str]:
    path, old, new = edit
    if not old:
        return {p: t for p, t in files.items() if p != path} | ({path: new} if new else {})
    swap = (old, new) if old in files.get(path, "") else (new, old)
    return {**files, path: files[path].replace(*swap)} if swap[0] and path in files else files


def same(files: dict[str, bytes], memory: Memory) -> None:
    again, fresh = build(files, memory=memory), build(files)
    assert again.issues == fresh.issues
    assert again.files == fresh.files
    assert again.shows == fresh.shows and again.sources == fresh.sources
    assert again.library.records.keys() == fresh.library.records.keys()


@pytest.mark.slow
@settings(max_examples=30 * EFFORT, deadline=None)
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=8))
def test_after_any_edits_the_pages_are_those_of_a_build_from_nothing(
    edits: list[tuple[str, str, str]],
) -> None:
    files, memory = START, Memory()
    same(tree(files), memory)
    for edit in edits:
        files = edited(files, edit)
        same(tree(files), memory)


@pytest.mark.slow
@settings(max_examples=15 * EFFORT, deadline=None)
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=5))
def test_a_new_process_takes_up_what_the_last_one_made(edits: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        files = START
        for number, edit in enumerate([("content/none.md", "", ""), *edits]):
            files = edited(files, edit)
            memory, names = Memory(), saved.names("markdown", published=number % 3 == 0)
            kept = saved.recall(memory, Path(folder), names)
            same(tree(files), memory)
            saved.keep(memory, kept, names)


def test_what_an_earlier_process_kept_is_used_and_whatever_is_damaged_is_made_again(
    tmp_path: Path,
) -> None:
    names = saved.names("markdown", published=True)

    def process(edit: bytes = b"") -> tuple[int, int]:
        """(pages taken up, pages made anew) by one process."""
        files, memory = {**tree(START)}, Memory()
        files["data/people/ann.yml"] += edit
        kept = saved.recall(memory, tmp_path, names)
        recalled = dict(memory.pages)
        same(files, memory)
        saved.keep(memory, kept, names)
        return len(recalled), sum(
            page is not recalled.get(path) for path, page in memory.pages.items()
        )

    first, pages = process()
    assert first == 0 and pages > 15
    assert process() == (pages, 0)
    assert 0 < process(b"# an edit\n")[1] < pages
    store = tmp_path / saved.PLACE
    store.write_bytes(store.read_bytes().replace(b"army", b"navy"))
    assert process()[1] > 0
    store.write_bytes(b"no database")
    process()
    assert process() == (pages, 0)


def test_what_was_taken_down_in_a_preview_is_kept_nowhere_when_that_ends(tmp_path: Path) -> None:
    store, preview = tmp_path / saved.PLACE, saved.names("markdown", published=False)
    there = edited(START, ("data/people/ann.yml", "general", "harbourmaster"))
    taken = edited(
        there, put("data/people/ann.yml", "taken_down: {on: 2024-12-20, ground: She asked.}\n")
    )
    for names in (saved.names("markdown", published=True), preview):
        memory = Memory()
        kept = saved.recall(memory, tmp_path, names)
        same(tree(there), memory)
        saved.keep(memory, kept, names)
    assert b"harbourmaster" in store.read_bytes()
    for files in (taken, {**taken, "content/more.md": "# More\n"}):  # in the same process, the last
        same(tree(files), memory)
    saved.keep(memory, saved.opened(tmp_path), preview)
    assert b"harbourmaster" not in store.read_bytes()


@pytest.mark.slow
def test_every_edit_alone_and_its_undoing() -> None:
    assert build(tree(START)).ok, "nothing would be remembered"
    for edit in EDITS:
        memory = Memory()
        for files in (START, edited(START, edit), START):
            same(tree(files), memory)


def test_an_edit_of_a_fact_makes_anew_what_tells_it_and_no_page_that_tells_its_neighbour() -> None:
    memory = Memory()
    same(tree(START), memory)
    same(
        tree(edited(START, ("data/groups/army.yml", "The army stayed.", "The army slept."))), memory
    )
    made = memory.renewed
    assert {"groups/army.md", "sources/copy.md"} <= made
    assert made.isdisjoint(
        (
            "sources/wire.md",
            "sources/paper.md",
            "cities/town.md",
            "people/ann.md",
            "dates/fall.md",
            "groups/band.md",
        )
    )


@pytest.mark.parametrize(
    ("page", "edits"),
    [
        ("ar/groups/army.md", (BOTH, *IN_ARABIC)),
        ("ar/groups/army.md", NAMED),
        ("ar/sources/copy.md", TITLED),
    ],
    ids=["a question", "a name", "a title"],
)
def test_a_translation_is_renewed_on_the_pages_of_others(
    page: str, edits: list[tuple[str, str, str]]
) -> None:
    memory, files = Memory(), edited(START, ("data/site.yml", "", "languages: [en, ar]\n"))
    for edit in edits:
        files = edited(files, edit)
        same(tree(files), memory)
    (told,) = re.findall("ar: (.*)$", edits[-1][2].rstrip("}"))
    assert told in str(memory.made[page].page)


@pytest.mark.slow
def test_the_real_data_after_an_edit_of_each_kind() -> None:
    files, memory = real(), Memory()
    same(files, memory)
    for path, old, new in (
        ("data/groups/hts.yml", b"en: armed group", b"en: armed faction"),
        ("data/people/jolani.yml", b"en: Ahmed al-Sharaa", b"en: Ahmad al-Sharaa"),
        ("data/cities/homs.yml", b"checked: 2026-11-22", b"checked: 2026-11-21"),
        (
            "content/explainers/who-are-the-syrian-rebels.md",
            b"Who are the Syrian rebels?",
            b"Who were the Syrian rebels?",
        ),
    ):
        assert old in files[path], path
        files = {**files, path: files[path].replace(old, new)}
        same(files, memory)


REAL = real()


@pytest.mark.parametrize(
    "path, data, page, most",
    [
        (
            "data/cities/homs.yml",
            REAL["data/cities/homs.yml"].replace(b"checked: 2026-11-22", b"checked: 2026-11-21"),
            "cities/homs",
            0.25,
        ),
        (
            "data/groups/hts.yml",
            REAL["data/groups/hts.yml"].replace(b"en: armed group", b"en: armed faction"),
            "groups/hts",
            0.4,
        ),
        (
            "data/people/new.yml",
            b"name: Nobody\nformerly: [no-one]\nchecked: 2024-12-31\n",
            "people/no-one",
            0.1,
        ),
        (
            "data/sources/new.yml",
            b"title: New\npublisher: Paper\nchecked: 2024-12-31\norigin: new\n",
            "sources/new",
            0.1,
        ),
    ],
    ids=["a city", "a group named everywhere", "a person with a former address", "a source"],
)
@pytest.mark.slow
def test_an_edit_leaves_most_pages_alone(path: str, data: bytes, page: str, most: float) -> None:
    files, memory = REAL, Memory()
    build(files, memory=memory)
    before = dict(memory.pages)
    built = build({**files, path: data}, memory=memory)
    made = [path for path, kept in memory.pages.items() if kept is not before.get(path)]
    assert built.ok and data != files.get(path)
    assert f"{page}.md" in made and len(made) < len(before) * most, made
