"""A change of the report as a row: what it says, what it said, who says so, from where."""

from urllib.parse import urlsplit

from factsheet.bench.desk.links import Links
from factsheet.bench.desk.report import Change, Difference, Source
from factsheet.document import Block, Content, Item, List, Strong, Web
from factsheet.evidence import second_reader

_TOLD = ("sentence", "value", "paragraph")  # differences that stand above the others
_SOURCE = "source"


def row(change: Change, links: Links) -> tuple[Block, ...]:
    """The row of a change."""
    head: list[Content] = [Strong(links.page(change.name or change.address, change.page))]
    if (said := change.says or change.said) and said != change.name:
        head += [" – ", said]
    if change.thing not in ("fact", "record"):
        head.append(f" ({change.kind if change.thing == 'page' else change.thing})")
    below: list[Content] = [*_differences(change), *_entries(change)]
    if change.was_address:
        below.append(f"its address was {change.was_address}, and is {change.address}")
    if change.who:
        below.append(("says so: ", ", ".join(change.who)))
    below += [_source(change, one) for one in change.sources]
    if change.strength and change.sources:
        below.append(f"in all: {change.strength}")
    if told := [second_reader.TRAITS[one] for one in change.traits if one in second_reader.TRAITS]:
        below.append(f"mind: {'; '.join(told)}")
    if change.asked:
        below.append((Strong("second reader"), f", because of: {', '.join(change.asked)}"))
    below.append(links.place(change.at) if change.at.path else change.address)
    return (List((Item(tuple(head), List(tuple(below))),)),)


def _differences(change: Change) -> list[Content]:
    """What it was before, and what else is different; new sources are told with the others."""
    out: list[Content] = []
    if change.said and change.says:
        out.append((Strong("before"), ": ", change.said))
    told = _TOLD[:2] if change.said and change.says else ()
    for one in change.differences:
        if one.what == _SOURCE and not (one.was and not one.now):
            continue
        if one.what not in told:
            out.append(_difference(one))
    return out


def _difference(one: Difference) -> Content:
    if not one.was:
        return (Strong(one.what), ": ", one.now or "other than before")
    if not one.now:
        return (Strong(one.what), ", no longer there: ", one.was)
    return (Strong(one.what), ": ", one.was, " → ", one.now)


def _entries(change: Change) -> list[Content]:
    """What readers are told of the change."""
    out: list[Content] = []
    for one in change.entries:
        out.append((Strong(f"{one.kind}, {one.day}"), ": ", one.why))
    if change.sort == "unexplained":
        out.append(Strong("no entry under changes tells readers why"))
    return out


def _source(change: Change, source: Source) -> Content:
    """A source with its place, the host it is on, and what it shares its origin with."""
    parts: list[Content] = ["source: ", Web(source.name, source.url)]
    if source.url:
        parts.append(f" ({urlsplit(source.url).hostname or ''})")
    if source.place:
        parts.append(f", {source.place}")
    if source.new:
        parts.append(Strong(" – new in this request"))
    if source.same_origin:
        parts.append(f" – counts as one with {'; '.join(source.same_origin)}")
    elif len(change.sources) > 1:
        parts.append(" – independent of the others")
    return tuple(parts)
