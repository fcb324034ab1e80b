"""YAML text into plain data that remembers where everything stands. Nothing is converted: every scalar stays text.

The reader walks parser events, so nothing recurses and nothing is built from anchors, tags or merges; the safety rules
are those of YAML read as text: what the editor typed is what the site says, or the file is refused with the place.
"""

import re
from dataclasses import dataclass, field
from typing import Union

import yaml

from factsheet.issues import Issue, Spot
from factsheet.values import repertoire, slips
from factsheet.values.characters import MAX_FILE as MAX_FILE  # for those who read files
from factsheet.values.characters import MAX_ISSUES, MAX_MARKS, piled
from factsheet.values.characters import Put as Put
from factsheet.values.characters import decode as decode
from factsheet.values.characters import fold as fold
from factsheet.values.characters import scan as scan

MAX_DEPTH = 20
MAX_NODES = 50_000  # values in one file
MAX_TEXT = 5_000  # characters in one value


@dataclass(slots=True)
class Text:
    """A scalar as typed, in NFC, with white space folded to single blanks."""

    text: str
    spot: Spot
    width: int = 1


@dataclass(slots=True)
class Seq:
    """A list of nodes."""

    items: list["Node"]
    spot: Spot
    width: int = 1


@dataclass(slots=True)
class Map:
    """A mapping; `items` keeps the order of the file, `keys` the places of the keys."""

    items: dict[str, "Node"]
    keys: dict[str, Text]
    spot: Spot
    width: int = 1


Node = Union[Text, Seq, Map]

_CUT = re.compile(r"[ ]+#\S")


@dataclass(slots=True)
class _Reader:
    """Builds nodes from parser events with an explicit stack; every refusal is put, never raised."""

    path: str
    text: str
    put: Put
    stack: list[tuple[Map | Seq, Text | None]] = field(default_factory=list)
    root: Node | None = None
    count: int = 0
    documents: int = 0
    refused: int = 0
    lines: list[str] = field(default_factory=list)  # of a text in which a comment may cut a value
    pasted: dict[int, tuple[int, str]] = field(default_factory=dict)  # see `slips.pasted`
    last: yaml.ScalarEvent | None = None

    def spot(self, mark: yaml.Mark) -> Spot:
        return Spot(self.path, mark.line + 1, mark.column + 1)

    def refuse(self, event: yaml.Event, code: str, message: str, hint: str = "") -> None:
        self.refused += 1
        self.put(Issue(self.spot(event.start_mark), code, message, hint))

    def read(self) -> None:
        self.pasted = slips.pasted(self.text)
        self.lines = self.text.split("\n") if " #" in self.text else []
        for event in iter(yaml.CSafeLoader(self.text).get_event, None):
            take = _TAKE.get(event.__class__)
            if take and not take(self, event):  # False stops the reading of this file
                return

    def broken(self, error: yaml.YAMLError) -> None:
        """Put the slip at which the parser gave up."""
        if not isinstance(error, yaml.MarkedYAMLError):
            self.put(Issue(Spot(self.path), "yaml-syntax", str(error), "quote the value"))
            return
        slip = slips.slip(error, self.text, self.last)
        since = self.last.end_mark.line if self.last else 0
        until = max(m.line for m in (error.problem_mark, error.context_mark) if m)
        if line := next((n for n in self.pasted if since <= n <= until), None):
            self.blanks(line)
        else:
            self.put(
                Issue(
                    Spot(self.path, slip.line + 1, slip.column + 1),
                    "yaml-syntax",
                    slip.message,
                    slip.hint,
                )
            )

    def blanks(self, line: int) -> None:
        """Put the blanks in a line that YAML takes for letters."""
        column, found = self.pasted[line]
        message = f"{repertoire.described(found[0])} stands where only ordinary blanks count"
        hint = "put ordinary blanks in its place, and in other lines that were pasted with this one"
        self.put(
            Issue(Spot(self.path, line + 1, column + 1), "bad-character", message, hint, len(found))
        )
        self.root, self.refused = None, self.refused + 1

    def end(self, event: yaml.Event) -> bool:
        self.stack.pop()
        return True

    def alias(self, event: yaml.AliasEvent) -> bool:
        self.refuse(
            event,
            "yaml-feature",
            f'the alias "*{event.anchor}" is not read',
            'quote a value that starts with "*"',
        )
        self.add(Text(f"*{event.anchor}", self.spot(event.start_mark)))
        return True

    def document(self, event: yaml.DocumentStartEvent) -> bool:
        self.documents += 1
        if self.documents > 1:
            self.refuse(
                event, "yaml-feature", "a second document starts here", "keep one document per file"
            )
            return False
        if event.version or event.tags:
            self.refuse(
                event,
                "yaml-feature",
                "directives are not read",
                "delete the line that starts with %",
            )
        return True

    def node(self, event: yaml.NodeEvent) -> bool:
        self.count += 1
        if self.refused > MAX_ISSUES:
            return False
        if self.count > MAX_NODES:
            self.refuse(
                event, "limit", f"more than {MAX_NODES:,} values in one file", "split the file"
            )
            self.root = None
            return False
        if event.anchor:
            self.refuse(
                event,
                "yaml-feature",
                f'the anchor "&{event.anchor}" is not read',
                'quote a value that starts with "&"',
            )
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(
                event,
                "yaml-feature",
                f'the tag "{tag}" is not read',
                'quote a value that starts with "!"',
            )
        mark = event.start_mark
        spot = Spot(self.path, mark.line + 1, mark.column + 1)
        if event.__class__ is yaml.ScalarEvent:
            self.last = event
            if self.pasted and not event.style:
                if (
                    line := next(
                        (n for n in range(mark.line, event.end_mark.line + 1) if n in self.pasted),
                        -1,
                    )
                ) >= 0:
                    self.blanks(line)
                    return False
            key = self.stack[-1][1] if self.stack else None
            if key and not (event.value or event.style) and spot.line > key.spot.line:
                spot = (
                    key.spot
                )  # the missing value of `? key` is told in the next line, which need not be there
            self.add(self.scalar(event, spot))
            return True
        node = Map({}, {}, spot) if isinstance(event, yaml.MappingStartEvent) else Seq([], spot)
        self.add(node)
        self.stack.append((node, None))
        if len(self.stack) > MAX_DEPTH:
            self.refuse(event, "limit", f"nested more than {MAX_DEPTH} deep", "flatten the data")
            self.root = None
            return False
        return True

    def scalar(self, event: yaml.ScalarEvent, spot: Spot) -> Text:
        written = event.value
        if event.style == '"' and (
            pile := piled(written)
        ):  # written as escapes; elsewhere `scan` saw them
            self.refuse(
                event,
                "limit",
                f"more than {MAX_MARKS} marks stand on one letter",
                "delete the escapes",
            )
            written = written[: pile.start()]
        value = fold(written)
        end = event.end_mark
        width = end.column + 1 - spot.column if end.line + 1 == spot.line else 1
        if (
            event.style == '"' and (bad := next(repertoire.refused(event.value), None)) is not None
        ):  # an escape; `scan` saw the rest
            self.refuse(
                event,
                "bad-character",
                repertoire.complaint(event.value[bad])[0],
                "delete the escape",
            )
            value = repertoire.without(value)
        if len(value) > MAX_TEXT:
            self.refuse(
                event,
                "limit",
                f"a text of {len(value):,} characters; {MAX_TEXT:,} are allowed",
                "shorten it",
            )
            value = value[:MAX_TEXT]
        if self.lines and not event.style and value and end.line < len(self.lines):
            if cut := _CUT.match(self.lines[end.line], end.column):
                message = (
                    f'the value ends before "{cut[0].strip()}…", which YAML reads as a comment'
                )
                line = self.lines[end.line]
                typed = line[: spot.column - 1].lstrip(" -") + slips.quoted(
                    line[spot.column - 1 :].rstrip()
                )
                known = end.line + 1 == spot.line and len(typed) <= slips.LONGEST
                hint = f"write {typed if known else 'the value between quotation marks'}, or put a blank after # to make it a comment"
                self.put(Issue(self.spot(end), "cut-value", message, hint, 2))
        return Text(value, spot, max(1, width))

    def add(self, node: Node) -> None:
        """Put `node` where it belongs: the root, the next item of a list, a key, or the value of the last key."""
        if not self.stack:
            self.root = node
            return
        parent, key = self.stack[-1]
        if isinstance(parent, Seq):
            parent.items.append(node)
        elif key is None:
            self.stack[-1] = (parent, self.key(node))
        else:
            if key.text in parent.items:
                message = f'"{key.text}" stands here again; it stands in line {parent.keys[key.text].spot.line} already'
                self.put(
                    Issue(key.spot, "yaml-duplicate", message, "keep one of the two", len(key.text))
                )
            elif key.text != "<<":  # refused already
                parent.items[key.text], parent.keys[key.text] = node, key
            self.stack[-1] = (parent, None)

    def key(self, node: Node) -> Text:
        if isinstance(node, Text):
            if node.text == "<<":
                self.put(
                    Issue(
                        node.spot,
                        "yaml-feature",
                        "merge keys are not read",
                        "write the values out",
                        2,
                    )
                )
            return node
        self.put(Issue(node.spot, "wrong-shape", "a key must be a text", "quote it"))
        return Text(f"?{node.spot.line}:{node.spot.column}", node.spot)


_TAKE = {
    yaml.DocumentStartEvent: _Reader.document,
    yaml.AliasEvent: _Reader.alias,
    **dict.fromkeys(
        (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent), _Reader.node
    ),
    **dict.fromkeys((yaml.MappingEndEvent, yaml.SequenceEndEvent), _Reader.end),
}


def read(data: bytes, path: str) -> tuple[Map | None, list[Issue]]:
    """The mapping at the root of a YAML file, with every issue found on the way. Never raises for bad data."""
    issues: list[Issue] = []
    text = decode(data, path, issues.append)
    if text is None or not scan(text, path, issues.append):
        return None, issues
    reader = _Reader(path, text, issues.append)
    try:
        reader.read()
    except yaml.YAMLError as error:
        reader.broken(error)
        return None, issues
    if isinstance(reader.root, Map):
        return reader.root, issues
    if not issues:
        message = "the file is empty" if reader.root is None else "the file must be a mapping"
        inside = (
            reader.root and reader.root.spot.line <= text.count("\n") + 1
        )  # nothing after a comment stands in the next line
        spot = reader.root.spot if reader.root and inside else Spot(path)
        issues.append(Issue(spot, "wrong-shape", message, 'start with "key: value" lines'))
    return None, issues
