"""Who held a city, as a bar of time: an ordered list whose items start with a mark that a theme can draw as a bar."""

from factsheet.document import Content, span
from factsheet.evidence import Stretch
from factsheet.language import instant_words, listed, say, tell
from factsheet.pages.composer import META
from factsheet.pages.lines import Lines
from factsheet.pictures import spans
from factsheet.values import Statement


def row(w: Lines, stretch: Stretch) -> Content:
    """One spell as an item of the list: its state, its time, and who held the city according to whom."""
    look = "reported" if stretch.state == "handover" else stretch.state
    mark = span(f"fs-spell fs-{look} fs-w{stretch.width}", say(f"state.{stretch.state}"))
    edge = stretch.when.end if stretch.side == "after" else stretch.when.start
    text = say(f"spell.{stretch.side}", when=instant_words(edge)) if stretch.side and edge else ""
    out: list[Content] = [mark, " ", spans.element(stretch.when, text=text)]
    if stretch.side and stretch.holders:
        found = {s.value.text: s.value for s in stretch.holders}.values()
        names = listed([w.party(a) for a in found], "list.or")
        out += [" ", span(META, tell("spell.unknown-start", who=names))]
    elif stretch.holders:
        out += [" ", holders(w, stretch.holders, stretch.state)]
    return tuple(out)


def holders(w: Lines, found: tuple[Statement, ...], known: str) -> Content:
    """Who held it: each with scope, attribution, citation and status, unless that is `known` of the whole spell."""
    if not found:
        return span(META, say("not-known"))
    parts: list[Content] = []
    for s in found:
        w.shows.add(s.address)
        said = w.attributed(w.scoped(w.link(s.value.text), s), s)
        marks = w.status(s) if s.status != known else ()
        parts.append((said, w.cite(s), *((" ", marks) if marks else ())))
    return listed(parts, "list.semicolon")
