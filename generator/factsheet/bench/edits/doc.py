"""A YAML file that is edited as a person would: each change is put where it belongs.

Every byte outside a change stays as it was typed: comments, order, quotation marks, line ends.
After each change the file is read again, and says what it said before but for the change.
"""

from __future__ import annotations

from typing import Any

from factsheet.bench.edits import parts, yaml_text
from factsheet.bench.edits.parts import Part
from factsheet.bench.edits.plain_data import Steps, as_read, by_language, changed, shown
from factsheet.bench.edits.refused import Refused
from factsheet.bench.edits.splices import Located, Page, Splice, find
from factsheet.issues import Issue, errors
from factsheet.values import read_yaml

_BOM = "\ufeff"
_SYNTAX = ("yaml-syntax", "wrong-shape")  # issues of a text that an edit has broken


class Doc:
    """A YAML file as edited so far. Places are `steps`: keys, and indexes of lists.

    Raises `Refused` for a file that cannot be read, or a text that no file may hold.
    """

    def __init__(self, content: bytes, path: str) -> None:
        self.path = path
        text = content.decode("utf-8", "surrogateescape")
        self.bom, self.text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
        self._read()

    def _read(self) -> None:
        self.root, self.layout = Part("map", 0), yaml_text.Layout()
        if all(line.lstrip()[:1] in ("", "#") for line in self.text.split("\n")):
            return  # a file that begins
        found: list[Issue] = []
        read_yaml(self.content, self.path, found.append)
        if wrong := errors(found):
            issue = wrong[0]
            place = f"{issue.spot.path}:{issue.spot.line}:{issue.spot.column}"
            raise Refused(f"{place}: {issue.message}", issue.hint, issue.code)
        self.root = parts.read(self.text)
        self.layout = parts.layout(self.root, self.text)

    @property
    def content(self) -> bytes:
        """The bytes of the file as it is now."""
        return (self.bom + self.text).encode("utf-8", "surrogateescape")

    @property
    def _page(self) -> Page:
        return Page(self.text, self.layout)

    def data(self, steps: Steps = ()) -> Any:
        """What stands at a place as texts, lists and mappings; None when nothing does."""
        part = self._part(steps)
        return None if part is None else part.data()

    def has(self, steps: Steps) -> bool:
        """Whether something stands at a place."""
        return self._part(steps) is not None

    def set(self, steps: Steps, data: Any) -> None:
        """Put data at a place, or under a new key; of a mapping or list only what differs."""
        before = self.text
        try:
            self._set(steps, data)
        except BaseException:
            self.text = before
            self._read()
            raise

    def put(self, steps: Steps, data: Any) -> None:
        """The same; of a text that stands there by language only the original, its first."""
        there = self.data(steps)
        inside = isinstance(data, str) and by_language(there)  # translations stay, out of date
        self.set((*steps, next(iter(there))) if inside else steps, data)

    def _set(self, steps: Steps, data: Any) -> None:
        there = self._part(steps)
        if there is None or (not steps and not there.entries):
            self._add(steps, data)
            return
        old, data = there.data(), as_read(data)
        if old == data:
            return
        if isinstance(old, dict) and isinstance(data, dict) and old and data:
            for key, value in data.items():
                self._set((*steps, key), value)
            for key in [key for key in old if key not in data]:
                self.remove((*steps, key))
        elif isinstance(old, list) and isinstance(data, list) and 0 < len(old) <= len(data):
            for at, value in enumerate(data[: len(old)]):
                self._set((*steps, at), value)
            for value in data[len(old) :]:
                self.append(steps, value)
        else:
            found = self._find(steps)
            if found is None:
                raise Refused(f"{self.path}: a file is not replaced as a whole")
            expected = changed(self.data(), steps, data, "set")
            self.apply([self._page.replaced(found, data)], expected)

    def append(self, steps: Steps, *items: Any) -> None:
        """Put items at the end of a list, which is made when there is none."""
        part = self._part(steps)
        if part is None or (part.kind != "list" and not part.text and not part.entries):
            self.set(steps, list(items))
        elif part.kind != "list":
            raise Refused(f"{self.path}: {shown(steps)} is no list", "make it one by hand")
        else:
            expected = self.data()
            for item in items:
                expected = changed(expected, steps, item, "append")
            self.apply([self._page.appended(part, item) for item in items], expected)

    def remove(self, steps: Steps, above: bool = False) -> None:
        """Take an entry out; a list or mapping that would be left empty goes with it.

        With `above` also the comments right above it.
        """
        found = self._find(steps)
        if found is None:
            return
        while len(found.parent.entries) == 1 and len(found.way) > 1:
            steps = steps[:-1]
            found = Located(found.way[-2][1], found.way[:-1])
        splice = self._page.removed(found)
        if above and self._page.lines(found):
            splice = splice._replace(start=min(splice.start, self._page.top(found)))
        self.apply([splice], changed(self.data(), steps, None, "remove"))

    def replace(self, steps: Steps, data: Any) -> None:
        """Put data in the place of an entry and of all comments in it, beside and right above."""
        found = self._find(steps)
        if found is None:
            raise Refused(f"{self.path}: there is no {shown(steps)}")
        self.apply([self._page.rewritten(found, data)], changed(self.data(), steps, data, "set"))

    def rename(self, steps: Steps, key: str) -> None:
        """Give an entry of a mapping another key, where it stands."""
        found = self._find(steps)
        if found is None or found.parent.kind != "map":
            raise Refused(f"{self.path}: there is no {shown(steps)}")
        if found.parent.entry(key):
            raise Refused(f"{self.path}: {shown((*steps[:-1], key))} is there already")
        entry = found.entry
        new = yaml_text.scalar(key, found.parent.flow, self.text[entry.start])
        splice = Splice(entry.start, entry.key_end, new)
        self.apply([splice], changed(self.data(), steps, key, "rename"))

    def swap(self, values: dict[Steps, str]) -> None:
        """Put other texts in the place of many at once."""
        splices, data = [], self.data()
        for steps, text in values.items():
            found = self._find(steps)
            if found is None or found.entry.value.kind != "text":
                raise Refused(f"{self.path}: there is no text at {shown(steps)}")
            splices.append(self._page.replaced(found, text))
            data = changed(data, steps, text, "set")
        self.apply(splices, data)

    def lift(self, steps: Steps) -> list[str]:
        """The lines of an entry as typed, comments right above it too, from its own column on.

        Empty when it does not stand on lines of its own.
        """
        return self._page.lines(found) if (found := self._find(steps)) else []

    def paste(self, steps: Steps, lines: list[str], data: Any) -> None:
        """Put an entry that was lifted into a mapping or list that has others.

        `data` is what the lines say: under a key, or as a further item.
        """
        *above, step = steps
        parent = self._part(tuple(above))
        if not lines or parent is None or parent.flow or not parent.entries:
            if isinstance(step, str):
                self.set(steps, data)
            else:
                self.append(tuple(above), data)
            return
        how = ("set", steps) if isinstance(step, str) else ("append", tuple(above))
        expected = changed(self.data(), how[1], data, how[0])
        self.apply([self._page.pasted(parent, lines)], expected)

    def add(self, values: dict[Steps, Any]) -> None:
        """Put data under many new keys at once, each in its usual place."""
        splices, data = [], self.data()
        for steps, value in values.items():
            *above, key = steps
            parent, place = self._part(tuple(above)), data
            if parent is None or parent.kind != "map" or not parent.entries or self.has(steps):
                raise Refused(f"{self.path}: nothing can be put at {shown(steps)}")
            splices.append(self._page.added(parent, str(key), value))
            for step in above:
                place = place[step]
            place[key] = as_read(value)
        self.apply(splices, data)

    def _part(self, steps: Steps) -> Part | None:
        if not steps:
            return self.root
        found = self._find(steps)
        return found.entry.value if found else None

    def _find(self, steps: Steps) -> Located | None:
        return find(self.root, steps)

    def _add(self, steps: Steps, data: Any) -> None:
        """A new key, in its usual place among those that are there."""
        if not steps:
            for key, value in data.items():
                self._add((key,), value)
            return
        *above, key = steps
        parent = self._part(tuple(above))
        empty = parent is not None and parent.kind == "text" and not parent.text
        if above and parent and parent.flow and "#" in self.text[parent.start : parent.end]:
            empty = False  # what is said between empty brackets stays there
        elif above and (parent is None or empty or not parent.entries):
            self.set(tuple(above), {key: data})
            return
        if parent is None or parent.kind != "map" or not isinstance(key, str):
            raise Refused(f"{self.path}: nothing can be put at {shown(steps)}")
        self.apply([self._page.added(parent, key, data)], changed(self.data(), steps, data, "set"))

    def apply(self, splices: list[Splice], expected: Any) -> None:
        """Put splices into the text; it then says what is expected, or nothing is changed."""
        before = self.text
        pieces, at = list[str](), 0
        for start, end, new in sorted(splices, key=lambda one: one[:2]):  # in order at one place
            pieces += (before[at:start], new)
            at = end
        self.text = "".join((*pieces, before[at:]))
        try:
            self._read()
            if self.data() != expected:
                raise Refused("it would say something else", code=_SYNTAX[0])
        except Refused as error:
            self.text = before
            self._read()
            if error.code not in _SYNTAX:
                raise
            line = before.count("\n", 0, min(splices).start) + 1
            why = f"{self.path}:{line}: what stands here is typed in a way that cannot be edited"
            raise Refused(why, "change it by hand, or type it as our own files are") from error
