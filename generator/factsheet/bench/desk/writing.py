"""A report as Markdown for a comment, as a page of HTML, as JSON: all from its data."""

from factsheet.bench.desk import shapes, told
from factsheet.bench.desk.links import Links
from factsheet.bench.desk.report import MAX_REPORT, Report
from factsheet.bench.desk.told import Section
from factsheet.document import CommentWriter, Content, List, Page, Paragraph, ticked, to_html

MAX_COMMENT = 65_000  # letters of a comment; hosts take some 500 more
TITLE = "What this request changes"
_LEFT = "and {:,} more, left out here"
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; }}
body {{ padding: 0 1rem; overflow-wrap: anywhere; }}
p, li {{ unicode-bidi: plaintext; }}
pre {{ overflow-x: auto; padding: .5rem; border: 1px solid; }}
summary, h2 {{ font-size: 1.2rem; font-weight: bold; margin: 1rem 0 .5rem; }}
</style>
</head>
<body>
<h1>{title}</h1>
{body}
</body>
</html>
"""


def to_json(report: Report) -> str:
    """The report as JSON text, in ASCII."""
    return shapes.as_json(report)


def from_json(content: bytes) -> Report:
    """A report read from JSON. Raises `shapes.NotSo` for what is none."""
    return shapes.from_json(Report, content, MAX_REPORT)


def written(report: Report, form: str, files: str = "") -> str:
    """The report as `markdown`, `html` or `json`; `files` is where its files can be seen."""
    if form == "json":
        return to_json(report)
    links = Links(report.site, files)
    return to_page(report, links) if form == "html" else to_markdown(report, links)


def to_markdown(
    report: Report, links: Links = Links(), done: frozenset[str] = frozenset(),
    most: int = MAX_COMMENT, judged: bool = False,
) -> str:  # fmt: skip
    """The report as Markdown of at most so many letters; the least important rows go first.

    Nothing in it that came from data acts on a host (`document.in_comment`). `done` are the digests
    of the items that are ticked. `judged`: how it stands with a second reader is said elsewhere.
    """
    writer = CommentWriter(done)
    head = [f"## {TITLE}", *(writer.line(one) for one in told.summary(report, judged))]
    found = [(one, writer.rows(one.rows)) for one in told.sections(report, links)]
    while found and (much := sum(map(len, head)) + sum(_length(*o) for o in found) - most) > 0:
        _shorten(found, much)
    parts = [*head, *(_section(*one) for one in found)]
    return "\n\n".join(parts) + "\n"


def _section(section: Section, rows: list[str]) -> str:
    """A section as Markdown, folded if it is long."""
    title = _title(section)
    left = f"\n\n{_LEFT.format(section.left)}" if section.left else ""
    body = "".join(rows).rstrip("\n") + left
    if section.folded:
        return f"<details><summary><b>{title}</b></summary>\n\n{body}\n\n</details>"
    return f"### {title}\n\n{body}"


def _title(section: Section) -> str:
    return f"{section.title} ({len(section.rows) + section.left:,})"


def _length(section: Section, rows: list[str]) -> int:
    """The most that a section takes with what stands around it."""
    return len(section.title) + sum(map(len, rows)) + 150


def _shorten(found: list[tuple[Section, list[str]]], much: int) -> None:
    """Take rows from the end of the least important section that has any, or that section."""
    full = [one for one in found if one[1]]
    if not full:
        found.pop()
        return
    section, rows = min(full, key=lambda one: one[0].weight)
    while rows and much > 0:
        much -= len(rows.pop())
        section.rows.pop()
        section.left += 1


def ticks(comment: str) -> frozenset[str]:
    """The digests of the items that somebody has ticked in a comment made of a report."""
    return ticked(comment)


def to_page(report: Report, links: Links = Links()) -> str:
    """The report as a page of HTML that stands alone."""
    parts = [_html([(Paragraph(one),) for one in told.summary(report)])]
    for section in told.sections(report, links):
        left: Content = _LEFT.format(section.left)
        rows = [*section.rows, *([(Paragraph(left),)] if section.left else [])]
        title, body = _title(section), _html(rows)
        if section.folded:
            parts.append(f"<details>\n<summary>{title}</summary>\n{body}\n</details>")
        else:
            parts.append(f"<h2>{title}</h2>\n{body}")
    return _PAGE.format(title=TITLE, body="\n".join(parts))


def _html(rows: list[told.Row]) -> str:
    """Rows of blocks as HTML; lists that follow one another are one."""
    blocks = [block for row in rows for block in row]
    items = [item for block in blocks if isinstance(block, List) for item in block.items]
    if blocks and all(isinstance(block, List) for block in blocks):
        blocks = [List(tuple(items))]
    return to_html(Page("", "", tuple(blocks))).html
