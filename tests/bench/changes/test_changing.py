"""What is published changes with its reason: git's comparison of the facts is content afterwards."""

from datetime import date
from pathlib import Path

import pytest
from factsheet.bench import Edit
from factsheet.bench.changes import changing, citing, reasons
from factsheet.command import main
from factsheet.evidence import history
from factsheet.values import fold
from hypothesis import HealthCheck, given, settings
from projects import EFFORT, git, write_tree
from terminal import TEXTS, typed

ON = date(2025, 1, 31)
SOURCE = "title: Report {0}\npublisher: Paper {0}\nissued: 2024-12-08\nURL: https://{0}.example/\nchecked: 2024-12-31\n"
FILES = {
    "data/sources/gazette.yml": SOURCE.format("gazette"),
    "data/sources/courier.yml": SOURCE.format("courier"),
    "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
    "data/people/bob.yml": "name: Bob\nchecked: 2024-12-31\n",
    "data/groups/army.yml": """name: The Army
checked: 2024-12-31
leader:
  - {value: people/ann, when: 2024-05/.., references: [paper, gazette]}
facts:
  moved:
    text: The army moved on Saturday.
    status: claimed
    asserted_by: groups/army
    via: [people/bob]
    when: 2024-12-07
    said: 2024-12-07
    scope: the first brigade
    references: [paper#P2, gazette]
  rests: {text: The army rests., references: [paper]}
  stands: {text: The army stands., references: [paper]}
""",
    "data/dates/fall.yml": "name: The fall\ntext: It fell.\nwhen: 2024-12-07\nreferences: [paper]\nchecked: 2024-12-31\n",
    "data/quotes/hill.yml": """name: Ann on the hill
speaker: people/ann
said: 2024-12-07
checked: 2024-12-31
wordings:
  printed: {text: It is of us., rendition: as-printed, language: en, preferred: true, references: [paper]}
  original: {text: It is ours., rendition: original, language: en, references: [gazette]}
""",
    "content/index.md": "# Home\n\nIt is so: {{ fact('groups/army#moved') }}\n",
}
WHY = ["--keep-rest", "--kind", "correction", "--why", "We misread it."]
MOVED = ["change", "groups/army#moved"]
CALLS = {
    "sentence": [*MOVED, "--text", "The army moved.", *WHY],
    "time": [*MOVED, "--when", "2024-12-08", *WHY],
    "day it was said": [*MOVED, "--said", "2024-12-08", *WHY],
    "way it came": [*MOVED, "--via", "people/ann", *WHY],
    "scope": [*MOVED, "--scope", "the second brigade", *WHY],
    "status and claimant": [*MOVED, "--status", "accepted", "--without", "asserted_by", *WHY],
    "another claimant": [*MOVED, "--asserted-by", "people/bob", "--asserted-by", "a man", *WHY],
    "plan": [*MOVED, "--set", "planned=true", *WHY],
    "a source is dropped": [*MOVED, "--drop", "gazette", *WHY],
    "one for another": [*MOVED, "--drop", "gazette", "--ref", "courier#P1", *WHY],
    "value": ["change", "groups/army#leader", "--value", "people/bob", *WHY],
    "headline": ["change", "dates/fall", "--set", "name=The end", *WHY],
    "day of an event": ["change", "dates/fall", "--when", "2024-12-08", *WHY],
    "words": ["change", "quotes/hill#printed", "--text", "It is by us.", *WHY],
    "rank": ["change", "quotes/hill#original", "--preferred", *WHY],
    "speaker of a quote": ["change", "quotes/hill", "--set", "speaker=people/bob", *WHY[1:]],
    "withdrawn": ["change", "groups/army#rests", "--status", "retracted", "--note", "It was made up.", *WHY],
    "an end, and who follows": [
        "change", "groups/army#leader", "--value", "people/bob", "--ended", "2025-01-07", "--when", "2025-01-07/..",
        "--ref", "courier", "--why", "He took over.",
    ],
    "successor": ["supersede", "groups/army#rests", "groups/army#stands", "--why", "It got up."],
    "needs none: a source": ["cite", "groups/army#rests", "gazette"],
    "needs none: a dispute": [
        "dispute", "groups/army#rests", "groups/army#stands", "--question", "Which?", "--note", "Both are said.",
    ],
    "needs none: about": [*MOVED, "--about", "people/ann"],
    "needs none: a label": ["change", "groups/army", "--set", "short_name=TA"],
    "needs none: of a source": ["change", "sources/gazette", "--set", "derived_from=sources/paper"],
}  # fmt: skip
NO_REASON = [name for name in CALLS if name.startswith("needs none")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_tree(tmp_path, FILES)
    return tmp_path


def call(project: Path, *words: str) -> int:
    return main(["--root", str(project), *words])


@pytest.mark.parametrize("name", CALLS)
def test_a_change_gives_the_reason_that_the_comparison_asks_for(
    name: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Edit(project, ON).library
    status = call(project, *CALLS[name], "--on", "2025-01-31")
    assert status == 0, capsys.readouterr()
    after = Edit(project, ON).library
    assert not history.issues(history.compare(before, after))
    entries = sum(len(s.changes) for s in after.statements.values())
    reasons = 0 if name in NO_REASON else 2 if name.startswith("speaker") else 1
    assert entries == reasons


def test_git_s_comparison_passes_after_a_change_and_not_without_its_reason(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(project, "init", "-q", "-b", "main")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "Facts")
    assert call(project, *CALLS["sentence"], "--on", "2025-01-31") == 0
    assert call(project, "diff", "HEAD") == 0
    assert "correction: We misread it." in capsys.readouterr().out
    assert call(project, *MOVED, "--text", "It came.", "--keep-rest", "--unpublished") == 0
    assert call(project, "diff", "HEAD") == 0  # nobody read what stood there in between
    moved = project / "data/groups/army.yml"
    text = moved.read_text(encoding="utf-8")
    moved.write_text(text[: text.index("    changes:")] + text[text.index("  rests:") :], "utf-8")
    assert call(project, "diff", "HEAD") == 1


@settings(max_examples=15 * EFFORT, suppress_health_check=list(HealthCheck), deadline=None)
@given(text=TEXTS, why=TEXTS)
def test_any_new_sentence_and_reason_arrive_exactly_with_what_was_read_before(
    text: str, why: str, project: Path
) -> None:
    edit = Edit(project, ON)
    of = changing.part(edit, "groups/army#rests")
    changing.put(of, {"text": text})
    reasons.give(edit, reasons.owed(edit, edit.check().built), "clarification", why)
    found = edit.check().built.library.statements["groups/army#rests"]
    assert found.text == fold(text)
    if fold(text) == "The army rests.":
        assert not found.changes
    else:
        [entry] = found.changes
        assert (entry.was, entry.why, entry.on.edtf) == ("The army rests.", fold(why), "2025-01-31")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("", "../2025-01-07"),
        ("2024", "2024/2025-01-07"),
        ("2024-05~/..", "2024-05~/2025-01-07"),
        ("2024/", "2024/2025-01-07"),
        ("2024/2024-12", "2024/2025-01-07"),
        ("../2024-12", "../2025-01-07"),
        ("/2024-12", "/2025-01-07"),
    ],
)
def test_an_end_is_put_to_a_time_that_keeps_its_start(was: str, now: str, project: Path) -> None:
    of = changing.part(Edit(project, ON), "groups/army#rests")
    if was:
        changing.put(of, {"when": was})
    changing.end(of, "2025-01-07")
    assert of.data["when"] == now


def test_references_come_and_go_where_they_stand(project: Path) -> None:
    path = project / "data/groups/army.yml"
    listed = "    references:\n      - paper#P2   # the first\n      - gazette   # the second\n"
    text = path.read_text(encoding="utf-8").replace("    references: [paper#P2, gazette]\n", listed)
    path.write_text(text, encoding="utf-8")
    edit = Edit(project, ON)
    of = changing.part(edit, "groups/army#moved")
    assert citing.cite(edit, of, ["courier#P9"]) == ["courier#P9"]
    changing.rest_on(of, ["paper#P2"])
    assert of.doc.content.decode() == text.replace(
        listed, "    references:\n      - gazette   # the second\n      - courier#P9\n"
    )


def test_at_a_terminal_a_change_is_asked_for_step_by_step(project: Path) -> None:
    status, shown = typed(
        project,
        MOVED,
        *("text", "The army moved on Sunday.", "when", "2024-12-08", ""),
        "2",  # we were wrong
        *("y", "n"),  # the first source says it, the second does not
        "We misread it.",
        "",  # write it
    )
    assert status == 0, shown
    assert "  2024-12-08: 8 December 2024" in shown  # read back in words
    assert "does gazette say it, too?" in shown
    assert "was: The army moved on Saturday, according to The Army (via Bob)." in shown
    assert "now: The army moved on Sunday, according to The Army (via Bob)." in shown
    text = (project / "data/groups/army.yml").read_text(encoding="utf-8")
    assert "    references: [paper#P2]\n    changes:\n      - kind: correction\n" in text


def test_at_a_terminal_what_was_right_for_its_time_can_stay(project: Path) -> None:
    words = ["change", "groups/army#leader", "--value", "people/bob"]
    status, shown = typed(project, words, "1", "2025-01-07", "", "courier#P1", "He took over.", "")
    assert status == 0, shown
    assert "now: The Army: leader Bob. (time: since 7 January 2025)" in shown
    text = (project / "data/groups/army.yml").read_text(encoding="utf-8")
    assert "when: 2024-05/2025-01-07" in text and "value: people/bob" in text


def test_at_a_terminal_nothing_is_written_when_it_is_not_wanted(project: Path) -> None:
    before = (project / "data/groups/army.yml").read_bytes()
    words = [*CALLS["sentence"]]
    assert typed(project, words, "n")[0] == 1
    words = ["dispute", "groups/army#rests", "groups/army#stands"]
    status, shown = typed(project, words, "Does it rest?", "Two papers.")
    assert status == 0 and "in dispute: groups/army#does-it-rest" in shown
    assert (project / "data/groups/army.yml").read_bytes() != before


def test_what_was_not_published_tells_no_reason(project: Path) -> None:
    status, shown = typed(project, [*MOVED, "--text", "It moved."], "5", "y", "y", "")
    assert status == 0, shown
    assert "changes:" not in (project / "data/groups/army.yml").read_text(encoding="utf-8")
