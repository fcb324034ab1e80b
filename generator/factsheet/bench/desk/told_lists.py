"""The other lists of a report as rows: problems, things to do, passages, pages, files."""

from factsheet.bench.desk.links import Links
from factsheet.bench.desk.report import Behind, File, Item, Notice, Page, Passage, Problem
from factsheet.document import CHECK, Block, Code, Content, Element, List, Paragraph, Strong, Web
from factsheet.document import Item as Below
from factsheet.language import plural

Row = tuple[Block, ...]
SILENT = "silent-change"  # which points at a fact as a whole, not at a line
_STATES = {
    "stale": "to be read again: its facts read otherwise now",
    "read-again": "read again in this request",
    "new": "new",
    "gone": "no longer there",
    "current": "its facts are touched, and read as before",
}


def _line(*content: Content, below: tuple[Content, ...] = ()) -> Row:
    return (List((Below(tuple(content), List(below)) if below else tuple(content),)),)


def problem(one: Problem, links: Links) -> Row:
    """A problem as a check prints it, with its line, and the same as it should read."""
    head = (Strong(one.severity), " ", links.place(one.at), " – ", one.message, f" [{one.code}]")
    out: list[Block] = [Paragraph(head)]
    if one.hint:
        out.append(Paragraph(f"How to mend it: {one.hint}"))
    if one.mended:
        out += [Paragraph("The line as it should read:"), Code(one.mended)]
    elif one.text.strip() and one.code != SILENT:
        out += [Paragraph("The line:"), Code(one.text)]
    return tuple(out)


def item(one: Item, links: Links) -> Row:
    """Something to do, with a box to tick."""
    box = Element("span", (("class", CHECK), ("data-name", one.digest)), "☐")
    words: list[Content] = [one.words]
    if one.url:
        words += [" – ", Web("open it", one.url)]
    if one.page:
        words += [" – ", links.page("its page", one.page)] if links.site else []
    return _line(box, " ", *words)


def passage(one: Passage, links: Links) -> Row:
    """A passage and how it stands."""
    below: list[Content] = []
    if one.was and one.words:
        below.append(("before: ", one.was))
    below += [("rests on: ", ", ".join(one.addresses))] if one.addresses else []
    below.append(links.place(one.at))
    title = Strong(links.page(one.title, one.page))
    said = one.words or one.was or "…"
    own = not one.addresses and one.state != "gone"
    state = "judgement of the desk" if own else _STATES[one.state]
    return _line(title, f" – {state}: ", said, below=tuple(below))


def page(one: Page, links: Links) -> Row:
    """A page with how much of it is other."""
    by = "written by hand, " if one.by_hand else ""
    count = plural(one.changes, "changed thing") if one.changes else "other words"
    return _line(links.page(one.title or one.page, one.page), f" ({by}{count})")


def behind(one: Behind) -> Row:
    """A translation of older words."""
    below: tuple[Content, ...] = (("now: ", one.original), ("translated: ", one.translation or "…"))
    return _line(Strong(one.language), f" – {one.name}, {one.key} ({one.address})", below=below)


def notice(one: Notice, links: Links) -> Row:
    """What is perhaps wrong."""
    below = (("perhaps: ", one.hint), links.place(one.at)) if one.hint else (links.place(one.at),)
    return _line(one.message, f" [{one.code}]", below=below)


def file(one: File, links: Links) -> Row:
    """A file; those that are neither facts nor prose stand out."""
    words = f"{one.how}, {one.sort}"
    odd = one.sort not in ("facts", "prose", "seeds")
    return _line(Element("code", (), one.path), " – ", Strong(words) if odd else words)
