"""A report in sections of rows, from its data alone: what Markdown and HTML are written of."""

from collections import Counter
from dataclasses import dataclass

from factsheet.bench.desk import told_changes, told_lists
from factsheet.bench.desk.links import Links
from factsheet.bench.desk.report import Report
from factsheet.document import Block, Content, Strong
from factsheet.evidence import second_reader
from factsheet.language import plural

Row = tuple[Block, ...]
FOLDED = 6  # rows from which on a section is folded


@dataclass(slots=True)
class Section:
    """A part of a report: a heading, rows, whether it is folded.

    Of sections that have no room, those with the least `weight` lose rows first.
    """

    title: str
    rows: list[Row]
    weight: int
    folded: bool = False
    left: int = 0  # rows that are not there


def summary(report: Report, judged: bool = False) -> list[Content]:
    """What there is to say at the top, a paragraph each.

    Of a second reader it says nothing where that is `judged` elsewhere.
    """
    sorts = Counter(one.sort for one in report.changes)
    counted = {sort: sorts[sort] + report.more(sort) for sort in second_reader.SORTS}
    said = ", ".join(f"{second_reader.SORTS[s].lower()}: {n:,}" for s, n in counted.items() if n)
    wrong = sum(one.severity == "error" for one in report.problems) + report.more("problems")
    out: list[Content] = [(Strong(f"What it changes – {said or 'nothing that readers see'}."),)]
    if wrong:
        out.append((Strong(f"{plural(wrong, 'thing')} to mend before it can be published."),))
    out += [one for one in report.notes]
    return out if judged else [*out, _reader(report)]


def _reader(report: Report) -> Content:
    """Whether somebody else has to read it."""
    asked = report.second_reader
    if not asked.needed:
        words = "none of its changes asks for one" if asked.words else "this site asks for none"
        return f"Second reader: {words}."
    return (Strong("A second reader is needed"), f" for {'; '.join(asked.why)}.")


def sections(report: Report, links: Links) -> list[Section]:
    """The sections that have anything in them, in order."""
    todo = [told_lists.item(one, links) for one in report.checklist]
    found = [
        Section("What is wrong", [told_lists.problem(o, links) for o in report.problems], 100),
        Section("For the second reader", todo, 90),
        *_changes(report, links),
        Section("Passages of prose", [told_lists.passage(o, links) for o in report.passages], 50),
        Section("Translations now behind", [told_lists.behind(o) for o in report.behind], 40),
        Section("Perhaps wrong", [told_lists.notice(o, links) for o in report.notices], 30),
        Section("Pages on which it shows", [told_lists.page(o, links) for o in report.pages], 10),
        Section("Files", [told_lists.file(o, links) for o in report.files], 5),
    ]
    named = {
        "What is wrong": "problems", "For the second reader": "checklist",
        "Passages of prose": "passages", "Translations now behind": "behind",
        "Perhaps wrong": "notices", "Pages on which it shows": "pages", "Files": "files",
    }  # fmt: skip
    for one in found:
        one.left = one.left or report.more(named.get(one.title, ""))
        one.folded = len(one.rows) >= FOLDED or one.weight <= 10
    return [one for one in found if one.rows or one.left]


def _changes(report: Report, links: Links) -> list[Section]:
    """A section for each sort of change."""
    out = []
    for at, (sort, title) in enumerate(second_reader.SORTS.items()):
        rows = [told_changes.row(one, links) for one in report.changes if one.sort == sort]
        out.append(Section(title, rows, 80 - 4 * at, left=report.more(sort)))
    return out
