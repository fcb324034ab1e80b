"""Who held a city, as a bar of time: an ordered list whose items start with a mark that a theme can draw as a bar."""

from markupsafe import Markup

from factsheet.document import join, span
from factsheet.evidence import STATES, Stretch
from factsheet.pages.lines import LineWriter
from factsheet.pictures import spans
from factsheet.values import Statement


def row(w: LineWriter, stretch: Stretch) -> Markup:
    """One spell as an item of the list: its state, its time, and who held the city according to whom."""
    look = "reported" if stretch.state == "handover" else stretch.state
    mark = span(f"fs-spell fs-{look} fs-w{stretch.width}", STATES[stretch.state][0])
    edge = stretch.when.end if stretch.side == "after" else stretch.when.start
    text = f"{stretch.side} {edge.text()}" if stretch.side and edge else ""
    who = (
        Markup(" ") + holders(w, stretch.holders, stretch.state) if stretch.holders else Markup("")
    )
    if stretch.side and stretch.holders:
        names = join(
            [w.party(a) for a in {s.value.text: s.value for s in stretch.holders}.values()],
            ", ",
            " or ",
        )
        who = Markup(" ") + span(
            "fs-meta", Markup("no source says since when ") + names + Markup(" held it")
        )
    return mark + Markup(" ") + spans.element(stretch.when, text=text) + who


def holders(w: LineWriter, found: tuple[Statement, ...], known: str) -> Markup:
    """Who held it: each with scope, attribution, citation and status, unless that is `known` of the whole spell."""
    if not found:
        return span("fs-meta", "not known")
    parts: list[str | Markup] = []
    for s in found:
        w.shows.add(s.address)
        status = Markup(" ") + mark if s.status != known and (mark := w.status(s)) else Markup("")
        parts.append(w.link(s.value.text) + w.scope(s) + w.attribution(s) + w.cite(s) + status)
    return join(parts, "; ")
