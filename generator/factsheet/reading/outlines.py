"""What the records of a project are called, read without judging them.

A prompt or a shell asks for this while somebody types: what cannot be read is left out in silence.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from factsheet.kinds import FOLDER, Kind, Kinds
from factsheet.values import LEAD, Map, Node, Seq, id_problem, read_yaml

_NAMES = ("name", "short_name", "aliases", "native_name", "title")


@dataclass(frozen=True, slots=True)
class Outline:
    """A record, its names, the usual one first, and the texts of its parts by their ids.

    Parts are statements, wordings and disputes; a statement of a field may have no text.
    """

    names: tuple[str, ...]
    parts: Mapping[str, str] = field(default_factory=dict)


def outlines(files: Mapping[str, bytes], kinds: Kinds) -> dict[str, Outline]:
    """Every record in the files below `data/` by its address, drafts too."""
    out = {}
    for path, content in sorted(files.items()):
        for kind, id_, node in _records(path, content, kinds):
            if isinstance(node, Map) and not id_problem(id_):
                out[f"{kind.plural}/{id_}"] = Outline(_names(node, kind), _parts(node, kind))
    return out


def _records(path: str, content: bytes, kinds: Kinds) -> Iterator[tuple[Kind, str, Node]]:
    """Kind, id and content of each record in a file."""
    below, dot, ending = path.removeprefix("data/").rpartition(".")
    plural, slash, id_ = below.partition("/")
    if not path.startswith("data/") or path.startswith(FOLDER) or ending != "yml":
        return
    if plural not in kinds or "/" in id_:
        return
    node = read_yaml(content, path, lambda issue: None)
    if node and slash:
        yield kinds[plural], id_, node
    elif isinstance(node, Map):
        for key, child in node.items.items():
            yield kinds[plural], key, child


def _names(node: Map, kind: Kind) -> tuple[str, ...]:
    """All that a record is called; a source also by who published it, and when."""
    names = [name for key in _NAMES for name in _texts(node.items.get(key))]
    if kind.is_source:
        said = [_texts(node.items.get(key)) for key in ("publisher", "container-title", "issued")]
        names.append(" ".join(text for texts in said for text in texts))
    beside = {key for section in kind.sections if section.names for key in section.fields}
    for key, one in kind.fields.items():
        if one.sort == "name" or key in beside:
            names += [name for entry in _entries(node, key) for name in _spelled(entry)]
    return tuple(dict.fromkeys(name for name in names if name))


def _entries(node: Map, key: str) -> list[Map]:
    """The statements of a field."""
    found = node.items.get(key)
    return [one for one in found.items if isinstance(one, Map)] if isinstance(found, Seq) else []


def _spelled(entry: Map) -> list[str]:
    """The name that is a statement's value, and its spellings."""
    value = entry.items.get("value")
    parts = (
        [value.items.get(key) for key in ("text", "spellings")]
        if isinstance(value, Map)
        else [value]
    )
    return [name for part in parts for name in _texts(part)]


def _texts(node: Node | None) -> list[str]:
    """The texts in a node: its own, or those of a list or a mapping."""
    if node is None:
        return []
    if isinstance(node, Seq):
        return [one.text for one in node.items if not isinstance(one, (Map, Seq))]
    if isinstance(node, Map):
        return [one.text for one in node.items.values() if not isinstance(one, (Map, Seq))]
    return [node.text]


def _parts(node: Map, kind: Kind) -> dict[str, str]:
    """The texts of statements, wordings and disputes by their ids."""
    found = {LEAD: node.items[LEAD]} if LEAD in node.items else {}
    for key in ("facts", "wordings", "disputes"):
        entries = node.items.get(key)
        found |= entries.items if isinstance(entries, Map) else {}
    for key in kind.all_fields:
        statements = _entries(node, key)
        for one in statements:
            id_ = _texts(one.items.get("id")) or ([key] if len(statements) == 1 else [])
            found |= dict.fromkeys(id_[:1], one)
    return {
        id_: _told(part)
        for id_, part in found.items()
        if id_ in kind.all_fields or not id_problem(id_)
    }


def _told(part: Node) -> str:
    """What a part says: its text, its question, or its value as it is typed."""
    keys = part.items if isinstance(part, Map) else {}
    texts = [text for key in ("text", "question", "value") for text in _texts(keys.get(key))]
    return texts[0] if texts else ""
