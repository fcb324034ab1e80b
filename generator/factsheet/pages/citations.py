"""Sources in words: the footnote of a citation, and what is known of a source on its own sheet."""

from functools import lru_cache

from markupsafe import Markup

from factsheet.document import COMMA, NOTHING, STOP, encode, external, glue, join
from factsheet.language import LANGUAGES, locator_words
from factsheet.reading import Record
from factsheet.values import When, words


@lru_cache(maxsize=50_000)
def note_name(source: str, locator: str) -> str:
    """The name of a footnote: the source's id and the place in it, as letters, digits and hyphens."""
    slug = "".join(c if c.isascii() and c.isalnum() else "-" for c in locator.lower()).strip("-")
    return f"{source}-{slug}" if slug else source


def line(record: Record) -> Markup:
    """A source as a footnote names it: title, publisher, carrier, date; without a full stop."""
    label = record.labels
    return _line(
        label.get("title", ""),
        str(label["publisher"]),
        label.get("container-title", ""),
        label.get("issued"),
        label.get("URL", ""),
    )


@lru_cache(maxsize=50_000)
def _line(title: str, publisher: str, carrier: str, issued: When | None, url: str) -> Markup:
    head = f"“{title}”" if title else f"{publisher} (no headline recorded)"
    parts: list[str | Markup] = [external(head, url) if url else encode(head)]
    parts += [publisher] if title else []
    parts += [f"carried by {carrier}"] if carrier else []
    parts += [words(issued) if issued else "date not known"]
    return join(parts)


@lru_cache(maxsize=50_000)
def place(locator: str) -> Markup:
    """The place in a source, behind its line."""
    return glue(COMMA, locator_words(locator)) if locator else NOTHING


def ending(record: Record, sheet: Markup) -> Markup:
    """The end of a footnote: the archived copy and `sheet`, the link to the source's sheet; on that sheet itself neither."""
    if not sheet:
        return STOP
    archive = record.labels.get("archive")
    return glue(
        COMMA, *((external("archived copy", archive), COMMA) if archive else ()), sheet, STOP
    )


def facts(record: Record, originals: Markup) -> list[tuple[str, Markup]]:
    """What is known of a source beside its citation: label and value. `originals` are links to what it is derived from."""
    label = record.labels
    rows: list[tuple[str, Markup]] = []
    for key, title in (("author", "Author"), ("type", "Kind"), ("language", "Language"), ("issued_basis", "Date taken from"),
                       ("read", "What we read"), ("accessed", "Accessed"), ("checked", "Checked")):  # fmt: skip
        if value := label.get(key):
            if isinstance(value, tuple):
                text = join(list(value))
            else:
                text = encode(
                    words(value) if isinstance(value, When) else LANGUAGES.get(value, value)
                )
            rows.append((title, text))
    if label.get("URL"):
        rows.append(("Address", external(label["URL"], label["URL"])))
    if label.get("archive"):
        rows.append(("Archived copy", external(label["archive"], label["archive"])))
    if originals:
        rows.append(("Derived from", originals))
    return rows
