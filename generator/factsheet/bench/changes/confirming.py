"""Passages of free prose are confirmed: somebody has read them beside their facts.

What is written is the pin alone; who confirmed it and when, git keeps.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.uses.use import Use, splice
from factsheet.build import handwritten, past
from factsheet.evidence import pins
from factsheet.issues import errors, spot_at
from factsheet.pages import claimants, plain, tellings

OURS = ("stale-telling", "unread-telling")
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
_SEEN = re.compile(r"\bseen\s*=\s*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A telling of a page: its words, its facts in words, the pin that it would get.

    `changed` is what its facts say otherwise since it was confirmed, as far as that is known;
    `problem` why it cannot be confirmed.
    """

    telling: tellings.Telling
    line: int
    words: str
    facts: tuple[tuple[str, str], ...]  # (address, what it says)
    pin: str
    changed: tuple[tellings.Changed, ...]
    problem: str

    @property
    def confirmed(self) -> bool:
        """Whether it stands as its facts do."""
        return self.telling.seen == self.pin


def passages(edit: Edit, path: str, known: tellings.Past | None = None) -> list[Passage]:
    """The tellings of a page. Raises `Refused` for another file, and for facts with errors.

    `known` finds the facts as they were; if it is not given, git is asked.
    """
    content = edit.content(path)
    if content is None or not (path.startswith("content/") and path.endswith(".md")):
        hint = "name one of content/: content/index.md; of translations: factsheet words confirm"
        raise Refused(f"{path} is no page", hint)
    if wrong := [i for i in errors(edit.built.issues) if not i.spot.path.startswith("content/")]:
        raise Refused(f"the facts have errors: {len(wrong)}", "factsheet check lists them")
    if handwritten.readable(content) is None:
        raise Refused(f"{path} cannot be read", "factsheet check says why")
    text, body = _text(content)
    shift = len(text) - len(body)
    found = (one for one in tellings.read(body) if one.name == tellings.RESTS)
    known = known or past.of(edit.root)
    return [_passage(edit, path, text, body, shift, telling, known) for telling in found]


def _text(content: bytes) -> tuple[str, str]:
    """(a page, and what stands below its head)."""
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    return text, handwritten.parts(text)[1]


def _passage(
    edit: Edit, path: str, text: str, body: str, shift: int, telling: tellings.Telling,
    known: tellings.Past,
) -> Passage:  # fmt: skip
    library = edit.library
    spot = spot_at(text, shift + telling.at, path)
    there = [i for i in edit.built.issues if (i.spot.path, i.spot.line) == (path, spot.line)]
    wrong = [i for i in errors(there) if i.spot == spot and i.code not in OURS]
    problem = f"{wrong[0].message}; {wrong[0].hint}" if wrong else ""
    facts: list[tuple[str, str]] = []
    pin, changed = "", list[tellings.Changed]()
    if not problem:
        found = [(a, library.statements[a]) for a in telling.addresses]
        facts = [(a, plain.line(library, statement)) for a, statement in found]
        pin = pins.pin(library, telling.addresses)
        called = {a.text: names for a, names in edit.built.settings.get("called", {}).items()}
        page = path.removeprefix("content/")
        problem = claimants.problem(library, telling, body, page, called)
        if telling.seen != pin:
            changed = tellings.changed(library, telling, known)
    line, words = spot.line, telling.words(body)
    return Passage(telling, line, words, tuple(facts), pin, tuple(changed), problem)


def on(found: Iterable[Passage], addresses: Collection[str], path: str) -> list[Passage]:
    """The passages that rest on these facts. Raises `Refused` for one on which none does."""
    out = [one for one in found if not {*one.telling.addresses}.isdisjoint(addresses)]
    resting = {address for one in out for address in one.telling.addresses}
    if missing := [address for address in addresses if address not in resting]:
        raise Refused(f"no passage of {path} rests on {missing[0]}")
    return out


def confirm(edit: Edit, path: str, found: Iterable[Passage]) -> int:
    """Write the pins of passages into their marks; gives how many were missing or others.

    Raises `Refused` for one that cannot be confirmed.
    """
    content = edit.content(path)
    assert content is not None
    text, body = _text(content)
    shift, changes = len(text) - len(body), list[tuple[Use, str]]()
    for one in found:
        if one.problem:
            raise Refused(f"{path}:{one.line}: {one.problem}")
        if not one.confirmed:
            at, typed, new = _mark(body, one)
            if _seen(body, one, at, typed, new) != one.pin:
                hint = f'write it as rests("{one.telling.addresses[0]}", seen="{one.pin}")'
                raise Refused(f"{path}:{one.line}: the mark is written in an odd way", hint)
            spot = spot_at(text, shift + at, path)
            use = Use(path, spot.line, spot.column, typed, "", path, tellings.RESTS, "address")
            changes.append((use, new))
    if changes:
        edit.put(path, splice(content, changes))
    return len(changes)


def _mark(body: str, one: Passage) -> tuple[int, str, str]:
    """(where in a page something is typed, what, and what shall stand there)."""
    mark = body[one.telling.at : one.telling.stop]
    texts = list(_TEXT.finditer(mark))
    for text in texts:
        if _SEEN.search(mark[: text.start()]):
            return one.telling.at + text.start(), text[0], f'"{one.pin}"'
    last = texts[-1]
    return one.telling.at + last.start(), last[0], f'{last[0]}, seen="{one.pin}"'


def _seen(body: str, one: Passage, at: int, typed: str, new: str) -> str:
    """The pin that a mark carries with something else typed in it; nothing if it is none then."""
    mark = f"{body[one.telling.at : at]}{new}{body[at + len(typed) : one.telling.stop]}"
    return next((named.get("seen", "") for _, (_, _, named) in tellings.calls(mark)), "")
