"""Sources in words: the footnote of a citation, and what is known of a source on its own sheet."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from factsheet.document import Content, Link, Web, to_text
from factsheet.kinds import Field
from factsheet.language import date_words, listed, locator_words, say
from factsheet.reading import Record

Said = Callable[[object], Content]  # puts a value into words
# those of sources and quotes that stand elsewhere on a sheet
KNOWN = {
    "author", "type", "language", "issued_basis", "read", "accessed", "archived", "checked",
    "title", "publisher", "container-title", "issued", "URL", "archive", "derived_from",
    "origin", "note", "speaker", "said", "where", "occasion", "about",
}  # fmt: skip


@lru_cache(maxsize=50_000)  # each is asked for by every page that cites it
def note_name(source: str, locator: str) -> str:
    """The name of a footnote: the source's id and the place in it, in letters, digits, hyphens."""
    letters = (c if c.isascii() and c.isalnum() else "-" for c in locator.lower())
    slug = "".join(letters).strip("-")
    return f"{source}-{slug}" if slug else source


def line(record: Record) -> tuple[Content, ...]:
    """A source as a footnote names it: title, publisher, carrier, date; without a full stop."""
    label = record.labels
    if gone := record.taken_down:
        return (say("taken-down.source", day=date_words(gone.on)),)
    head, url = record.headline, label.get("URL", "")
    parts: list[Content] = [Web(head, url) if url else head]
    if label.get("title"):
        parts.append(str(label["publisher"]))
    if carrier := label.get("container-title"):
        parts.append(say("source.carried", who=carrier))
    issued = label.get("issued")
    parts.append(date_words(issued) if issued else say("source.undated"))
    return tuple(parts)


def note(record: Record, locator: str, sheet: Link | None) -> Content:
    """A footnote: source, place and, but on the source's sheet, archived copy and a link there."""
    parts = [*line(record), *([locator_words(locator)] if locator else [])]
    if withdrawn := record.labels.get("withdrawn"):
        parts.append(say("source.withdrawn", day=date_words(withdrawn.on)))
    if sheet:
        archive = record.labels.get("archive")
        parts += [Web(say("source.archived"), archive)] if archive else []
        parts.append(sheet)
    return (listed(parts, "list.comma"), say("stop"))


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
