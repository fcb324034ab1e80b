"""A YAML file of two people brought together, part by part; every byte that neither touched stays.

A fact is one part: where two people changed the same fact in two ways, somebody decides. Between
facts, records and other keys nothing has to be decided.
"""

from __future__ import annotations

from typing import Any

from factsheet.bench.edits.doc import Doc
from factsheet.bench.edits.grafts import Item, Way, graft, items, steps_of
from factsheet.bench.edits.yaml_text import LAST
from factsheet.bench.edits.refused import Refused
from factsheet.bench.proposing import conflicts, passages
from factsheet.bench.proposing.conflicts import INCOMING, OWN, Answer, Conflict, Decide, Mistyped
from factsheet.values import LEAD


def weave(
    path: str, before: bytes, onto: bytes, incoming: bytes, decide: Decide
) -> tuple[bytes, list[Conflict]]:  # fmt: skip
    """The bytes of `onto` with what `incoming` changed, and what nobody has decided.

    Raises `Refused` for a file that cannot be read, or whose change cannot be put there.
    """
    three = (Doc(before, path), Doc(onto, path), Doc(incoming, path))
    woven = _Weaving(path, *three, decide)
    woven.walk(())
    if not woven.asked and (text := passages.joined_lines(before, onto, incoming)) is not None:
        if says(text, path) == woven.onto.data():
            return text, []  # it says the same, and has every comment and empty line of both
    return woven.onto.content, woven.open


def says(content: bytes, path: str) -> Any:
    """What a file says; None for one that cannot be read."""
    try:
        return Doc(content, path).data()
    except Refused:
        return None


class _Weaving:
    """Three versions of a file, of which the second becomes the one that holds both changes."""

    def __init__(self, path: str, before: Doc, onto: Doc, incoming: Doc, decide: Decide) -> None:
        self.path, self.decide = path, decide
        self.before, self.onto, self.incoming = before, onto, incoming
        self.open: list[Conflict] = []
        self.asked = False  # whether anything had to be decided

    def data(self, doc: Doc, way: Way) -> Any:
        steps = steps_of(doc, way)
        return None if steps is None else doc.data(steps)

    def walk(self, way: Way) -> None:
        """Bring one part and all below it together."""
        docs = (self.before, self.onto, self.incoming)
        before, onto, incoming = (self.data(doc, way) for doc in docs)
        if incoming in (before, onto):
            self.comments(way, before, onto, incoming)
        elif onto == before and way:
            graft(self.onto, way, self.incoming)
        elif _one_part(way) or onto is None or incoming is None:
            self.ask(way, before, onto, incoming)
        elif isinstance(onto, dict) and isinstance(incoming, dict):
            was = before if isinstance(before, dict) else {}
            for key in dict.fromkeys((*incoming, *was)):
                self.walk((*way, key))
        elif not self.items(way, before, onto, incoming):
            self.ask(way, before, onto, incoming)

    def comments(self, way: Way, before: Any, onto: Any, incoming: Any) -> None:
        """Take over what was typed around things that say the same in all three."""
        inside = all(isinstance(one, dict) for one in (before, onto, incoming))
        if inside and not _one_part(way):
            for key in incoming:
                if key in before and key in onto:
                    self.comments((*way, key), before[key], onto[key], incoming[key])
        elif before == onto == incoming and way:
            was, there, coming = (
                self.typed(d, way) for d in (self.before, self.onto, self.incoming)
            )
            if coming and was == there != coming:
                graft(self.onto, way, self.incoming)

    def typed(self, doc: Doc, way: Way) -> list[str]:
        """The lines of a part as they are typed."""
        steps = steps_of(doc, way)
        return doc.lift(steps) if steps else []

    def items(self, way: Way, before: Any, onto: Any, incoming: Any) -> bool:
        """Bring lists together, item by item; gives whether they were such lists."""
        three = [[] if one is None else one for one in (before, onto, incoming)]
        key = str(way[-1])
        ids = [items(one, key) for one in three]
        if all(one is not None for one in ids):
            for id_ in dict.fromkeys((*(ids[2] or ()), *(ids[0] or ()))):
                self.walk((*way, Item(id_)))
            return True
        texts = all(isinstance(one, list) and all(isinstance(x, str) for x in one) for one in three)
        if not texts or any(len({*one}) < len(one) for one in three):
            return False
        was, there, coming = three
        if {*was} == {*coming} or {*was} == {*there}:
            return False  # somebody put them into another order, which may mean something
        kept = [one for one in there if one in coming or one not in was]
        both = kept + [one for one in coming if one not in was and one not in there]
        steps = steps_of(self.onto, way)
        if not both or steps is None:
            return False
        self.onto.set(steps, both)
        return True

    def ask(self, way: Way, before: Any, onto: Any, incoming: Any) -> None:
        """Let somebody decide; without an answer the part stays as it is in `onto`."""
        found = conflicts.rows(before, onto, incoming)
        conflict = Conflict(self.path, conflicts.shown(way), found)
        self.asked = True
        answer = self.decide(conflict)
        if answer is None:
            self.open.append(conflict)
        elif all(answer.rows.get(row.key) == INCOMING for row in found):
            graft(self.onto, way, self.incoming)
        else:
            for row in found:
                self.take(way, row.key, answer)

    def take(self, way: Way, key: str, answer: Answer) -> None:
        """Put the version of one row that was chosen."""
        at: Way = (*way, key) if key else way
        if answer.rows[key] == INCOMING:
            graft(self.onto, at, self.incoming)
        elif answer.rows[key] == OWN:
            steps = steps_of(self.onto, way)
            assert steps is not None  # a text is typed where both have one
            text = answer.text(key)
            if not text.strip():
                raise Mistyped(f"{self.path}: nothing was typed in other words")
            self.onto.set((*steps, key) if key else steps, text)


def _one_part(way: Way) -> bool:
    """Whether a way leads to a fact or another thing that is decided as a whole."""
    if not way:
        return False
    above = way[-2] if len(way) > 1 else ""
    return isinstance(way[-1], Item) or above in LAST or way[-1] == LEAD
