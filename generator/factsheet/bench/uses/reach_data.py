"""What the YAML files of a project name: records, seeds, settings."""

from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.bench.edits.plain_data import Steps
from factsheet.bench.uses.use import Use
from factsheet.kinds import Kind, Kinds, keys
from factsheet.values import ADDRESS, ID, Accepted, FactLink, Link, Many, Map, Node, OrAbsent, Party
from factsheet.values import LEAD, ReferenceType, Seq, Text, Type, read_yaml

NAMING = (Link, Party, FactLink)


@dataclass(frozen=True, slots=True)
class File:
    """A YAML file: its path and its lines, as the places of its nodes count them."""

    path: str
    lines: list[str]
    kinds: Kinds

    def use(
        self, node: Text, typed: str, names: str, by: str, sort: str, form: str, steps: Steps,
        skip: int = 0, in_key: bool = False,
    ) -> Use:  # fmt: skip
        """A use at a node whose text has `typed` after `skip` characters."""
        line = self.lines[node.spot.line - 1] if node.spot.line <= len(self.lines) else ""
        at = node.spot.column - 1
        at += line[at : at + 1] in ("'", '"')
        if line[at : at + len(node.text)] != node.text:
            at, skip, typed = node.spot.column - 1, 0, ""
        place = self.path, node.spot.line, at + skip + 1
        return Use(*place, typed, names, by, sort, form, steps, in_key)

    def known(self, text: str) -> bool:
        """Whether a text is an address of one of the kinds."""
        found = ADDRESS.fullmatch(text)
        return bool(found and found[1] in self.kinds)


def of_data(path: str, content: bytes, kinds: Kinds) -> Iterator[Use]:
    """All that a file of records names: `data/<kind>/<id>.yml`, or `data/<kind>.yml`."""
    folder, below, name = path.removeprefix("data/").rpartition("/")
    kind = kinds.get(folder if below else name.removesuffix(".yml"))
    root = _root(path, content)
    if not root or not kind or not path.endswith(".yml"):
        return
    file = File(path, _lines(content), kinds)
    if below:
        yield from _record(file, root, kind, f"{kind.plural}/{name.removesuffix('.yml')}", ())
        return
    for id_, node in root.items.items():
        yield from _record(file, node, kind, f"{kind.plural}/{id_}", (id_,))


def _root(path: str, content: bytes) -> Map | None:
    return read_yaml(content, path, lambda issue: None)


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")


def _record(file: File, node: Node, kind: Kind, address: str, steps: Steps) -> Iterator[Use]:
    """All that a record names."""
    if not isinstance(node, Map):
        return
    labels, fields = kind.all_labels, kind.all_fields
    fact: dict[str, Type] = {**keys.FACT, **file.kinds.statement}
    parts: dict[str, dict[str, Type]] = {"facts": fact, "disputes": keys.DISPUTE}
    if kind.has_wordings:
        parts["wordings"] = {**keys.wording(labels["speaker"]), **file.kinds.statement}
    for key, child in node.items.items():
        here = (*steps, key)
        if key in parts:
            for id_, part in child.items.items() if isinstance(child, Map) else ():
                yield from _fields(file, part, parts[key], f"{address}#{id_}", (*here, id_))
        elif key == LEAD:
            yield from _fields(file, child, fact, f"{address}#{LEAD}", here)
        elif key in fields:
            shape = {"value": fields[key].value, **fact}
            yield from _statements(file, child, shape, address, here)
        elif key in labels or (kind.is_statement and key in fact):
            type_ = labels.get(key) or fact[key]
            yield from _typed(file, type_, child, address, key, here)


def _statements(
    file: File, node: Node, shape: dict[str, Type], address: str, steps: Steps
) -> Iterator[Use]:
    """All that the statements of a field name, each under its id, or alone under the field's."""
    for at, item in enumerate(node.items if isinstance(node, Seq) else ()):
        given = item.items.get("id") if isinstance(item, Map) else None
        id_ = given.text if isinstance(given, Text) else steps[-1]
        yield from _fields(file, item, shape, f"{address}#{id_}", (*steps, at))


def _fields(file: File, node: Node, shape: dict[str, Type], by: str, steps: Steps) -> Iterator[Use]:
    """All that a statement or dispute names."""
    for key, child in node.items.items() if isinstance(node, Map) else ():
        type_ = shape.get(key)
        if type_ is keys.DISPUTE["statements"]:
            type_ = Many(FactLink())
        if type_:
            yield from _typed(file, type_, child, by, key, (*steps, key))


def _typed(file: File, type_: Type, node: Node, by: str, sort: str, steps: Steps) -> Iterator[Use]:
    """All that a value names, by its type."""
    if isinstance(type_, OrAbsent):
        type_ = type_.type
    if isinstance(type_, Many):
        if isinstance(node, Seq):
            for at, item in enumerate(node.items):
                yield from _typed(file, type_.item, item, by, sort, (*steps, at))
            return
        type_ = type_.item
    if isinstance(type_, Accepted) and isinstance(node, Map):
        yield from accepted(file, node, by, steps)
    elif isinstance(node, Text) and isinstance(type_, NAMING):
        if isinstance(type_, FactLink) and node.text.startswith("#"):
            names = f"{by.partition('#')[0]}{node.text}"
            yield file.use(node, node.text, names, by, sort, "sibling", steps)
        elif file.known(node.text):
            yield file.use(node, node.text, node.text, by, sort, "address", steps)
    elif isinstance(node, Text) and isinstance(type_, ReferenceType):
        source = node.text.partition("#")[0].strip()
        if ID.fullmatch(source):
            names = f"{type_.kind}/{source}"
            yield file.use(node, source, names, by, sort, "source", steps)


def accepted(file: File, node: Map, by: str, steps: Steps) -> Iterator[Use]:
    """What the keys of an `accepted` name after their code: records, and statements beside it."""
    for key, typed in node.keys.items():
        code, *about = key.split(" ")
        at = len(code) + 1
        for word in about:
            where = (*steps, key)
            if file.known(word):
                yield file.use(typed, word, word, by, "accepted", "address", where, at, True)
            elif ID.fullmatch(word) and file.known(by):
                names = f"{by}#{word}"
                yield file.use(typed, word, names, by, "accepted", "anchor", where, at, True)
            at += len(word) + 1


def of_seed(path: str, content: bytes, kinds: Kinds) -> Iterator[Use]:
    """What a seed names: its source, and the facts that its claims became."""
    root, file = _root(path, content), File(path, _lines(content), kinds)
    if not root:
        return
    for key, child in root.items.items():
        if type_ := keys.seed(kinds.sources).get(key):
            yield from _typed(file, type_, child, path, key, (key,))
    claims = root.items.get("claims")
    for id_, claim in claims.items.items() if isinstance(claims, Map) else ():
        for key, child in claim.items.items() if isinstance(claim, Map) else ():
            if type_ := keys.CLAIM.get(key):
                yield from _typed(file, type_, child, path, key, ("claims", id_, key))


def of_settings(path: str, content: bytes, kinds: Kinds) -> Iterator[Use]:
    """Every value of `data/site.yml` that is an address."""
    file, todo = File(path, _lines(content), kinds), list[tuple[Node, Steps]]()
    if root := _root(path, content):
        todo.append((root, ()))
    while todo:
        node, steps = todo.pop()
        if isinstance(node, Text):
            yield from _typed(file, Link(), node, path, str(steps[0]), steps)
        elif isinstance(node, Seq):
            todo += [(item, (*steps, at)) for at, item in enumerate(node.items)]
        else:
            todo += [(child, (*steps, key)) for key, child in node.items.items()]
