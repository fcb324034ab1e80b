"""Free prose that a request touches: passages that it writes, or whose facts it alters."""

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from factsheet.bench.desk import making
from factsheet.bench.desk.report import Change, Passage, Place
from factsheet.bench.desk.shapes import cut
from factsheet.bench.desk.sides import Side
from factsheet.build import handwritten
from factsheet.evidence import Library, pins
from factsheet.pages import parser, running_text, tellings

MAX_BLOCKS = 400  # paragraphs that differ, which are compared one by one
_HEADING = re.compile(r"^#+ *(.*?) *(?:\{#.*)?$", re.M)
_MARKS = (tellings.RESTS, tellings.JUDGEMENT)


def of(old: Side, new: Side, touched: set[str]) -> Iterator[Passage]:
    """Passages that are other than they were, or rest on one of the `touched` facts."""
    for path in sorted(old.bodies.keys() | new.bodies.keys()):
        before, after = old.tellings.get(path, []), new.tellings.get(path, [])
        pairs, gone = _matched(old, new, path, before, after)
        for was, now in pairs:
            if found := _passage(old, new, path, was, now, touched):
                yield found
        for one in gone:
            words = _words(old, path, one)
            place = Place(path, 0, 0)
            yield replace(_blank(path, new, one), state="gone", was=words, words="", at=place)


def _matched(
    old: Side, new: Side, path: str, before: list[tellings.Telling], after: list[tellings.Telling]
) -> tuple[list[tuple[tellings.Telling | None, tellings.Telling]], list[tellings.Telling]]:
    """Each passage with what it was, by its words or else by its facts; and those that are gone."""
    said = {one: one.words(old.bodies[path]) for one in before}
    says = {one: one.words(new.bodies[path]) for one in after}
    known = _took(said, says)
    taken = set(known.values())
    left = [one for one in before if one not in taken]
    rest = [one for one in after if one not in known]
    present = new.library.present
    facts = {one: " ".join(map(present, one.addresses)) for one in (*left, *rest)}
    known |= _took({one: facts[one] for one in left}, {one: facts[one] for one in rest})
    taken = set(known.values())
    gone = [one for one in before if one not in taken]
    return [(known.get(one), one) for one in after], gone


def _took(
    before: dict[tellings.Telling, str], after: dict[tellings.Telling, str]
) -> dict[tellings.Telling, tellings.Telling]:  # fmt: skip
    """Passages by those that have the same text, each of them once, in order."""
    free: dict[str, list[tellings.Telling]] = {}
    for one, text in before.items():
        free.setdefault(text, []).append(one)
    return {one: free[text].pop(0) for one, text in after.items() if free.get(text)}


def _blank(path: str, side: Side, one: tellings.Telling) -> Passage:
    text = side.bodies.get(path, "")
    title = handwritten.called(path.removeprefix("content/"), text)
    addresses = tuple(cut(address, making.ADDRESS) for address in one.addresses[:50])
    name = path.removeprefix("content/")
    return Passage("current", "", "", addresses, making.page_of_path(name), cut(title, 400),
                   Place(path, 0, 0))  # fmt: skip


def _passage(
    old: Side, new: Side, path: str, was: tellings.Telling | None, now: tellings.Telling,
    touched: set[str],
) -> Passage | None:  # fmt: skip
    """What there is to tell of a passage, if anything."""
    words = _words(new, path, now)
    before = _words(old, path, was) if was else ""
    present = [new.library.present(address) for address in now.addresses]
    state = _state(new.library, was, now)
    if state == "current" and words == before and touched.isdisjoint(present):
        return None
    place = making.place(now.spot(new.bodies[path], path))
    told = "" if before == words else before
    return replace(_blank(path, new, now), state=state, was=told, words=words, at=place)


def _state(library: Library, was: tellings.Telling | None, now: tellings.Telling) -> str:
    """How a passage stands to its facts."""
    if now.addresses and all(address in library.statements for address in now.addresses):
        if now.seen != pins.pin(library, now.addresses):
            return "stale"
    if was is None:
        return "new"
    return "read-again" if was.seen != now.seen else "current"


def _words(side: Side, path: str, one: tellings.Telling) -> str:
    return cut(plain(side, one.words(side.bodies[path])), making.WORDS)


def plain(side: Side, text: str) -> str:
    """Typed prose with what its expressions are about in their place."""
    found = list(tellings.calls(text))
    for match, (name, addresses, _) in reversed(found):
        said = "" if name in _MARKS else _said(side, name, addresses)
        text = f"{text[: match.start()]}{said}{text[match.end() :]}"
    return " ".join(text.split())


def _said(side: Side, name: str, addresses: list[str]) -> str:
    library = side.library
    known = [library.present(address) for address in addresses]
    facts = [library.statements[one] for one in known if one in library.statements]
    if facts:
        return "[" + " ".join(making.sentence(side, one) for one in facts) + "]"
    names = [str(library.names[one].name) for one in known if one in library.names]
    return ", ".join(names) if name == "link" and names else f"[{' '.join((name, *names))}]"


def pages(old: Side, new: Side) -> Iterator[Change]:
    """The hand-written pages whose words are other, paragraph by paragraph."""
    for path in sorted(old.tree.keys() | new.tree.keys()):
        if not path.startswith("content/") or not path.endswith(".md"):
            continue
        if old.tree.get(path) == new.tree.get(path):
            continue
        before, after = (_paragraphs(side, path) for side in (old, new))
        parts = [("paragraph", was, now) for was, now in _pairs(before, after)]
        there = new if path in new.bodies else old
        title = cut(handwritten.called(path, there.bodies.get(path, "")), making.NAMES)
        name = path.removeprefix("content/")
        state = "" if path in old.tree and path in new.tree else "new page"
        if path not in new.tree:
            state = "page that is gone"
        yield replace(
            making.BLANK, sort="passage", thing="page", address=cut(path, making.ADDRESS),
            name=title, kind=state or "page", differences=making.differences(parts),
            page=making.page_of_path(name), at=Place(cut(path, 1_000), 0, 0),
        )  # fmt: skip


def _paragraphs(side: Side, path: str) -> list[str]:
    """The paragraphs, items and cells of a page, and its headings, as a reader has them."""
    text = side.bodies.get(path, "")
    if not text or parser.too_much(text):
        return []
    found = [(one.start, text[one.start : one.end]) for one in running_text.blocks(text)]
    found += [(match.start(), match[1]) for match in _HEADING.finditer(text)]
    said = (plain(side, words) for _, words in sorted(found))
    return [one for one in said if one]


def _pairs(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """(was, now) of every paragraph that is other; empty where there was, or is, none."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    stop = 0
    most = min(len(before), len(after)) - start
    while stop < most and before[-1 - stop] == after[-1 - stop]:
        stop += 1
    old, new = before[start : len(before) - stop], after[start : len(after) - stop]
    if max(len(old), len(new)) > MAX_BLOCKS:
        yield from _side_by_side(old, new)
        return
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield from _side_by_side(old[a:b], new[c:d])


def _side_by_side(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    for at in range(max(len(old), len(new))):
        yield "".join(old[at : at + 1]), "".join(new[at : at + 1])
