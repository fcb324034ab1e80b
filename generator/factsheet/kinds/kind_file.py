"""The file of a kind becomes the kind, each of its keys fitting the others."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from factsheet.issues import Hints, some
from factsheet.kinds import field_types, keys
from factsheet.kinds.formats import KIND, is_off
from factsheet.kinds.kind import NAMES, TAKEN_DOWN, TURNING, UPKEEP, WITHDRAWN, Field, Kind
from factsheet.kinds.kind import Section
from factsheet.values import LEAD, Map, Node, Put, Seq, problem, read_fields, statement_keys

CODE = "bad-kind"
ITSELF = "itself"  # the kind in whose file a link stands
PACKAGED = "factsheet/kinds/"  # before the names of the files that come with the package
_LISTS = (LEAD, "facts", "disputes", "figures", "wordings", "id")
_FACT = {**NAMES, **UPKEEP, **keys.FACT, **statement_keys("")}
TAKEN = {
    "fields": {*_FACT, *_LISTS, *TURNING},
    "labels": {*UPKEEP, *TAKEN_DOWN, *WITHDRAWN, *TURNING, *_LISTS},
}
_PLAIN = ("to", "reverse", "single", "required", "means", "help")


def is_packaged(node: Node) -> bool:
    """Whether a node came with the package, and not with the site."""
    return node.spot.path.startswith(PACKAGED)


def merged(below: Node | None, above: Node) -> Node:
    """One mapping over another, key by key; what is no mapping takes the place of what was."""
    if not isinstance(below, Map) or not isinstance(above, Map):
        return above
    items = {**below.items, **{k: merged(below.items.get(k), v) for k, v in above.items.items()}}
    return Map(items, {**below.keys, **above.keys}, above.spot, above.width)


def read(
    node: Node, plural: str, known: Collection[str], off: Mapping[str, str], hints: Hints, put: Put
) -> Kind | None:
    """The kind that a file describes, if it can be read.

    `known` are the plurals of all kinds; `off` those that are switched off, with how to have
    each back.
    """
    found = read_fields(node, KIND, "", put, ("name", "title"))
    if not isinstance(node, Map) or not found.keys() >= {"name", "title"}:
        return None
    role = found.get("role", "record")
    if found.get("labels") and role in ("record", "event"):
        message = f"the kind plays the role of {role}: what is said in it needs a source"
        put(problem(node.keys["labels"], CODE, "labels", message, "write them under fields:"))
    reader = _Fields(node, plural, known, off, hints, put)
    fields = reader.read("fields", found.pop("fields", {}))
    labels = reader.read("labels", found.pop("labels", {}))
    sections = []
    for one in found.pop("sections", {}).values():
        if "title" in one and not one.pop("off", False):
            there = tuple(key for key in one.get("fields", ()) if key in fields)
            sections.append(Section(**{**one, "fields": there}))
    for key in ("head", "card", "span"):
        if key in found:
            found[key] = tuple(one for one in found[key] if one in fields)
    found["order"] = int(getattr(found.get("order"), "low", None) or 0)
    found.pop("off", None)
    kind = Kind(plural, **found, sections=tuple(sections), fields=fields, labels=labels)
    _check(kind, node, hints, put)
    return kind


@dataclass(frozen=True)
class _Fields:
    """Reads the fields and labels of one kind."""

    node: Map
    plural: str
    known: Collection[str]
    off: Mapping[str, str]
    hints: Hints
    put: Put

    def read(self, under: str, found: dict[str, Any]) -> dict[str, Field]:
        """Those under `fields` or `labels`, but for what is switched off or leads to no kind."""
        out, nodes = {}, self.node.items.get(under)
        for key, given in found.items():
            if not isinstance(nodes, Map):
                continue
            if given.get("off"):
                if "type" not in given:
                    message = f'there is no "{key}" to leave out'
                    self.put(problem(nodes.keys[key], CODE, under, message, "delete the entry"))
                continue
            if not given.keys() >= {"type", "label"}:
                continue  # that is told
            if key in TAKEN[under]:
                message = f'"{key}" is a key that every record or fact has'
                self.put(problem(nodes.keys[key], CODE, under, message, "give it another name"))
            if made := self.field(nodes.items[key], f"{under}.{key}", given):
                out[key] = made
        return out

    def field(self, node: Node, name: str, given: dict[str, Any]) -> Field | None:
        """One field whose keys fit its type; None when none of the kinds it leads to is there."""
        sort, items = given["type"], getattr(node, "items", {})

        def tell(key: str, message: str, hint: str) -> None:
            self.put(problem(items.get(key, node), CODE, f"{name}.{key}", message, hint))

        for key in given.keys() & field_types.OWN.keys():
            if sort not in (having := field_types.OWN[key]):
                hint = f"only fields of type {' or '.join(having)} have it"
                tell(key, f"a field of type {sort} has none", hint)
        for key in field_types.NEEDED.get(sort, ()):
            if not given.get(key):
                tell(key, f"a field of type {sort} needs it", f"add {key}: …")
        if given.get("to"):
            given = {**given, "to": self.kinds(items.get("to"), f"{name}.to")}
            if not given["to"] and is_packaged(items["to"]):
                return None
        type_ = field_types.make(given, tell, plain=name.startswith("labels."))
        example = given.get("example")
        if example is not None:
            type_.read(example, f"{name}.example", self.put)
        plain = {key: given[key] for key in _PLAIN if key in given}
        own = "" if is_packaged(items["label"]) else given["label"]
        return Field(type_, given["label"], sort, **plain, example=as_data(example), own=own)

    def kinds(self, node: Node | None, name: str) -> tuple[str, ...]:
        """The kinds that a link leads to; of those that came with the package, the ones on."""
        out = []
        for item in node.items if isinstance(node, Seq) else ():
            text = getattr(item, "text", "")
            text = self.plural if text == ITSELF else text
            if text in self.known:
                out.append(text)
            elif not is_packaged(item):
                hint = self.off.get(text) or self.hints.nearest(text, self.known)
                hint = hint or f"kinds: {some(self.known)}"
                self.put(problem(item, CODE, name, f'there is no kind "{text}"', hint))
        return tuple(out)


def as_data(node: Node | None) -> Any:
    """A node as texts, lists and mappings."""
    if isinstance(node, Map):
        return {key: as_data(child) for key, child in node.items.items()}
    if isinstance(node, Seq):
        return [as_data(child) for child in node.items]
    return node.text if node else None


def _check(kind: Kind, node: Map, hints: Hints, put: Put) -> None:
    """The fields that other keys name exist, and no more than one says who held a record."""
    for key in ("head", "card", "span"):
        known(node.items.get(key), key, kind.fields, "field", hints, put)
    for name, section in section_nodes(node).items():
        known(section.items.get("fields"), f"{name}.fields", kind.fields, "field", hints, put)
    _check_places(node, put)
    if len(kind.span) > 2:
        message = "a span is the field of its beginning, or that and the one of its end"
        put(problem(node.items["span"], CODE, "span", message, "write span: [founded, dissolved]"))
    if len(more := kind.meaning("holding")) > 1:
        message = f"{' and '.join(more)} both mean who held it"
        put(problem(node.keys["fields"], CODE, "fields", message, "keep means: holding at one"))


def _check_places(node: Map, put: Put) -> None:
    """Each field has one place on a sheet: its facts have one address."""
    places: dict[str, tuple[str, Node]] = {}
    for name, section in section_nodes(node).items():
        for item in () if is_off(section) else getattr(section.items.get("fields"), "items", ()):
            key = getattr(item, "text", "")
            first, other = places.setdefault(key, (name, item))
            if other is not item and key:
                at, where = (other, first) if is_packaged(item) else (item, name)
                message = f'"{key}" stands in sections twice'
                put(problem(at, CODE, f"{where}.fields", message, "keep it in one"))


def section_nodes(node: Map) -> dict[str, Map]:
    """The nodes of a kind's sections by the names of their places."""
    found = getattr(node.items.get("sections"), "items", {})
    maps = found.items() if isinstance(found, dict) else ()
    return {f"sections.{key}": one for key, one in maps if isinstance(one, Map)}


def known(
    node: Node | None, name: str, words: Collection[str], what: str, hints: Hints, put: Put
) -> None:
    """Put an issue for each text of a list that is none of the words."""
    for item in node.items if isinstance(node, Seq) else ():
        text = getattr(item, "text", "")
        if text and text not in words and not is_packaged(item):
            hint = hints.nearest(text, words) or f"there are: {some(words) or 'none'}"
            put(problem(item, CODE, name, f'there is no {what} "{text}"', hint))
