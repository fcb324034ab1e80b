"""The bytes of a YAML file into nodes. Nothing is converted: every scalar stays text.

The reader walks parser events, so nothing recurses and nothing is built from anchors, tags or
merges. What the editor typed is what the site says, or the file is refused with the place.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from factsheet.issues import Issue, Spot, errors
from factsheet.values import repertoire, slips
from factsheet.values.characters import MAX_ISSUES, MAX_MARKS, Put, decode, fold, piled, scan
from factsheet.values.nodes import Map, Node, Seq, Text

MAX_DEPTH = 20
MAX_NODES = 50_000  # values in one file
MAX_TEXT = 5_000  # characters in one value
_CUT = re.compile(r"[ ]+#\S")


@dataclass(slots=True)
class _Reader:
    """Builds nodes from parser events with an explicit stack; all refusals are put, none raised."""

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

    def spot(self, mark: slips.Mark | None) -> Spot:
        line, column = slips.place(mark)
        return Spot(self.path, line + 1, column + 1)

    def refuse(self, event: yaml.Event, code: str, message: str, hint: str) -> None:
        self.refused += 1
        self.put(Issue(self.spot(event.start_mark), code, message, hint))

    def feature(self, event: yaml.Event, what: str, sign: str) -> None:
        """Refuse a feature of YAML, which may also be a value that starts with its sign."""
        hint = f'quote a value that starts with "{sign}"'
        self.refuse(event, "yaml-feature", f"{what} is not read", hint)

    def too_much(self, event: yaml.Event, message: str, hint: str) -> bool:
        """Give the file up."""
        self.refuse(event, "limit", message, hint)
        self.root = None
        return False

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
        since = slips.place(self.last.end_mark)[0] if self.last else 0
        until = max(m.line for m in (error.problem_mark, error.context_mark) if m)
        if not self.blanks(since, until):
            spot = Spot(self.path, slip.line + 1, slip.column + 1)
            self.put(Issue(spot, "yaml-syntax", slip.message, slip.hint))

    def blanks(self, since: int, until: int) -> bool:
        """Put the first blanks in these lines that YAML takes for letters; are there any?"""
        line = next((n for n in range(since, until + 1) if n in self.pasted), None)
        if line is None:
            return False
        column, found = self.pasted[line]
        message = f"{repertoire.described(found[0])} stands where only ordinary blanks count"
        hint = "put ordinary blanks in its place, and in other lines that were pasted with this one"
        spot = Spot(self.path, line + 1, column + 1)
        self.put(Issue(spot, "bad-character", message, hint, len(found)))
        self.root, self.refused = None, self.refused + 1
        return True

    def end(self, event: yaml.Event) -> bool:
        self.stack.pop()
        return True

    def alias(self, event: yaml.AliasEvent) -> bool:
        self.feature(event, f'the alias "*{event.anchor}"', "*")
        self.add(Text(f"*{event.anchor}", self.spot(event.start_mark)))
        return True

    def document(self, event: yaml.DocumentStartEvent) -> bool:
        self.documents += 1
        if self.documents > 1:
            message, hint = "a second document starts here", "keep one document per file"
            self.refuse(event, "yaml-feature", message, hint)
            return False
        if event.version or event.tags:
            hint = "delete the line that starts with %"
            self.refuse(event, "yaml-feature", "directives are not read", hint)
        return True

    def begin(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
        """Count a node, and refuse what stands before it; False when enough has been read."""
        self.count += 1
        if self.refused > MAX_ISSUES:
            return False
        if self.count > MAX_NODES:
            message = f"more than {MAX_NODES:,} values in one file"
            return self.too_much(event, message, "split the file")
        if event.anchor:
            self.feature(event, f'the anchor "&{event.anchor}"', "&")
        if event.tag:
            self.feature(event, f'the tag "{event.tag.replace("tag:yaml.org,2002:", "!!")}"', "!")
        return True

    def collection(self, event: yaml.CollectionStartEvent) -> bool:
        if not self.begin(event):
            return False
        spot = self.spot(event.start_mark)
        node = Map({}, {}, spot) if isinstance(event, yaml.MappingStartEvent) else Seq([], spot)
        self.add(node)
        self.stack.append((node, None))
        if len(self.stack) > MAX_DEPTH:
            return self.too_much(event, f"nested more than {MAX_DEPTH} deep", "flatten the data")
        return True

    def scalar(self, event: yaml.ScalarEvent) -> bool:
        if not self.begin(event):
            return False
        self.last = event
        spot, (end, column) = self.spot(event.start_mark), slips.place(event.end_mark)
        if self.pasted and not event.style and self.blanks(spot.line - 1, end):
            return False
        value = self.value(event)
        if self.lines and not event.style and value and end < len(self.lines):
            self.warn_if_cut(event, spot)
        width = max(1, column + 1 - spot.column) if end + 1 == spot.line else 1
        key = self.stack[-1][1] if self.stack else None
        if key and not (event.value or event.style) and spot.line > key.spot.line:
            spot = key.spot  # the missing value of `? key` is told in a line that need not be there
        self.add(Text(value, spot, width))
        return True

    def value(self, event: yaml.ScalarEvent) -> str:
        """The text of a scalar; what escapes stand for is checked, `scan` saw all else."""
        typed, escaped = event.value, event.style == '"'
        if escaped and (pile := piled(typed)):
            message = f"more than {MAX_MARKS} marks stand on one letter"
            self.refuse(event, "limit", message, "delete the escapes")
            typed = typed[: pile.start()]
        value = fold(typed)
        if escaped and (bad := next(repertoire.refused(event.value), None)) is not None:
            message, _ = repertoire.complaint(event.value[bad])
            self.refuse(event, "bad-character", message, "delete the escape")
            value = repertoire.without(value)
        if len(value) > MAX_TEXT:
            message = f"a text of {len(value):,} characters; {MAX_TEXT:,} are allowed"
            self.refuse(event, "limit", message, "shorten it")
        return value[:MAX_TEXT]

    def warn_if_cut(self, event: yaml.ScalarEvent, spot: Spot) -> None:
        """Warn of a value that ends before a sign which starts a comment."""
        end, column = slips.place(event.end_mark)
        line = self.lines[end]
        if cut := _CUT.match(line, column):
            message = f'the value ends before "{cut[0].strip()}…", which YAML reads as a comment'
            before, value = line[: spot.column - 1], line[spot.column - 1 :]
            typed = before.lstrip(" -") + slips.quoted(value.rstrip())
            if end + 1 != spot.line or len(typed) > slips.LONGEST:
                typed = "the value between quotation marks"
            hint = f"write {typed}, or put a blank after # to make it a comment"
            self.put(Issue(self.spot(event.end_mark), "cut-value", message, hint, 2))

    def add(self, node: Node) -> None:
        """Put `node` where it belongs: at the root, into a list, as a key or as a key's value."""
        if not self.stack:
            self.root = node
            return
        parent, key = self.stack[-1]
        if isinstance(parent, Seq):
            parent.items.append(node)
        elif key is None:
            self.stack[-1] = (parent, self.key(node))
        else:
            if first := parent.keys.get(key.text):
                message = f'"{key.text}" stands here again; '
                message += f"it stands in line {first.spot.line} already"
                hint = "keep one of the two"
                self.put(Issue(key.spot, "yaml-duplicate", message, hint, len(key.text)))
            elif key.text != "<<":  # refused already
                parent.items[key.text], parent.keys[key.text] = node, key
            self.stack[-1] = (parent, None)

    def key(self, node: Node) -> Text:
        """The node as a key."""
        if not isinstance(node, Text):
            self.put(Issue(node.spot, "wrong-shape", "a key must be a text", "quote it"))
            return Text(f"?{node.spot.line}:{node.spot.column}", node.spot)
        if node.text == "<<":
            message, hint = "merge keys are not read", "write the values out"
            self.put(Issue(node.spot, "yaml-feature", message, hint, 2))
        return node


_TAKE: dict[type[yaml.Event], Callable[[_Reader, Any], bool]] = {
    yaml.DocumentStartEvent: _Reader.document, yaml.AliasEvent: _Reader.alias,
    yaml.ScalarEvent: _Reader.scalar,
    yaml.MappingStartEvent: _Reader.collection, yaml.MappingEndEvent: _Reader.end,
    yaml.SequenceStartEvent: _Reader.collection, yaml.SequenceEndEvent: _Reader.end,
}  # fmt: skip


def read_yaml(data: bytes, path: str, put: Put) -> Map | None:
    """The mapping at the root of a YAML file; every issue is put. Never raises for bad data."""
    text = decode(data, path, put)
    if text is None or not scan(text, path, put):
        return None
    found: list[Issue] = []
    reader = _Reader(path, text, found.append)
    try:
        reader.read()
        root = reader.root
    except yaml.YAMLError as error:
        reader.broken(error)
        root = None
    if not isinstance(root, Map) and not errors(found):
        message = "the file must be a mapping" if root else "the file is empty"
        # nothing after a comment is told in the next line, which need not be there
        inside = root and root.spot.line <= text.count("\n") + 1
        spot = root.spot if root and inside else Spot(path)
        put(Issue(spot, "wrong-shape", message, 'start with "key: value" lines'))
    for issue in found:
        put(issue)
    return root if isinstance(root, Map) else None
