"""Sources in words: in a footnote, in the list of a page, and what its own sheet says of one."""

from collections.abc import Callable, Iterable
from typing import Any

from factsheet.document import Content, Link, Web, to_text
from factsheet.evidence import Library, weight
from factsheet.kinds import Field
from factsheet.language import date_words, listed, locator_words, say, tell
from factsheet.pages.composer import shortened
from factsheet.reading import Record
from factsheet.values import Reference

Said = Callable[[object], Content]  # puts a value into words
TITLE = 40  # characters of a title in a footnote
# those of sources and quotes that stand elsewhere on a sheet
KNOWN = {
    "author", "type", "language", "issued_basis", "read", "accessed", "archived", "checked",
    "title", "publisher", "container-title", "issued", "URL", "archive", "derived_from",
    "origin", "note", "speaker", "said", "where", "occasion", "about",
}  # fmt: skip


def line(record: Record) -> tuple[Content, ...]:
    """A source as a footnote names it: title, publisher, carrier, date; without a full stop."""
    label = record.labels
    if gone := record.taken_down:
        return (say("taken-down.source", day=date_words(gone.on)),)
    head, url = record.headline, label.get("URL", "")
    parts: list[Content] = [Web(head, url) if url else head]
    if label.get("title"):
        parts.append(label["publisher"])
    if carrier := label.get("container-title"):
        parts.append(tell("source.carried", who=carrier))
    issued = label.get("issued")
    parts.append(date_words(issued) if issued else say("source.undated"))
    return tuple(parts)


def short(library: Library, record: Record) -> Content:
    """A source as a footnote names it: publisher and day, with some of its title if it must be."""
    label = record.labels
    if gone := record.taken_down:
        return say("taken-down.source", day=date_words(gone.on))
    parts: list[Content] = [label["publisher"]]
    if label.get("title") and weight.alike(library, record):
        parts.append(tell("source.titled", title=shortened(label["title"], TITLE)))
    issued = label.get("issued")
    parts.append(date_words(issued) if issued else say("source.undated"))
    return listed(parts, "list.comma")


def asides(record: Record, found: Iterable[Reference]) -> list[Content]:
    """What a footnote says beside the name of a source: the places in it, that it is withdrawn."""
    parts: list[Content] = [locator_words(r.locator) for r in found if r.locator]
    if withdrawn := record.labels.get("withdrawn"):
        parts.append(say("source.withdrawn", day=date_words(withdrawn.on)))
    return parts


def order(record: Record) -> tuple[Any, ...]:
    """The order of a list of sources: by publishers, then by days."""
    issued = record.labels.get("issued")
    publisher = str(record.labels.get("publisher", "")).casefold()
    return publisher, issued.sort_key() if issued else (), record.id


def entry(library: Library, record: Record, own: bool) -> Content:
    """A source in a list: as footnotes name it, with a link to its sheet; title, carrier, copy."""
    label, named = record.labels, short(library, record)
    if record.taken_down:
        return tell("sentence", what=named)
    head, url = record.headline, label.get("URL", "")
    parts: list[Content] = [Web(head, url) if url else head]
    if carrier := label.get("container-title"):
        parts.append(tell("source.carried", who=carrier))
    if withdrawn := label.get("withdrawn"):
        parts.append(say("source.withdrawn", day=date_words(withdrawn.on)))
    if archive := label.get("archive"):
        parts.append(Web(say("source.archived"), archive))
    lead = tell("labelled", what=named if own else Link(named, f"{record.address}.md"))
    return tell("sentence", what=(lead, " ", listed(parts, "list.comma")))


def in_words(record: Record) -> str:
    """A source as a footnote names it, as plain text."""
    return to_text((listed([*line(record)], "list.comma"), say("stop")))


def own_labels(record: Record, said: Said) -> list[tuple[str, Content]]:
    """(label, value) of what a site's own labels say of a source or a quote."""
    labels = record.kind.labels.items()
    own = [(k, one) for k, one in labels if k not in KNOWN and k in record.labels]
    return [(one.label, _listed(one, record.labels[k], said)) for k, one in own]


def _listed(field: Field, value: Any, said: Said) -> Content:
    """What such a label says; a list has commas, a web address leads to its page."""
    values = value if isinstance(value, tuple) and field.sort != "point" else (value,)
    web = field.sort == "web-address"
    return listed([Web(one, one) if web else said(one) for one in values], "list.comma")
