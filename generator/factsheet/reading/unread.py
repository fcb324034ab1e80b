"""What could not be read, by address.

Nothing is said of links that lead there: the error at their end is told already.
"""

import re
from posixpath import splitext

from factsheet.issues import closest
from factsheet.kinds import Kind, Kinds
from factsheet.reading.record import Record
from factsheet.values import LEAD, Map, Node

ANY = "*"  # any record: nothing is left of a file that would tell which
_ADDRESS = re.compile(rb"(?<![a-z])[a-z]{1,40}/[a-z0-9-]{1,80}")


def meant(path: str, kinds: Kinds) -> list[str]:
    """The address of the record that a file is to hold; `groups/` when it may hold any group."""
    folder, _, name = path.removeprefix("data/").partition("/")
    stem = splitext(name.rpartition("/")[2])[0]
    kind = closest(folder if name else splitext(folder)[0], [*kinds, *kinds.lost])
    return [f"{kind}/{one}" for one in (spellings(stem) if name else [""])] if kind else []


def spellings(id_: str) -> list[str]:
    """An id as it was typed, and as it will be when it is mended."""
    return list(dict.fromkeys((id_, re.sub(r"[^a-z0-9]+", "-", id_.lower()).strip("-"))))


def named(content: bytes) -> set[str]:
    """The records that a file names: a dispute on them may stand in it. Without any, `ANY`."""
    return {found.decode() for found in _ADDRESS.findall(content)} or {ANY}


def lost(node: Node, kind: Kind, record: Record) -> tuple[bool, bool]:
    """Whether an error has left out (something of the record, one of its disputes)."""
    if not isinstance(node, Map):
        return True, True
    lists = ["facts", *kind.all_fields, *(["wordings"] if kind.has_wordings else [])]
    written = sum(_length(node.items[key]) for key in lists if key in node.items)
    written += kind.is_statement + (LEAD in node.items)
    known = {*kind.all_labels, *lists, LEAD, "disputes"}
    astray = any(isinstance(child, Map) for key, child in node.items.items() if key not in known)
    disputes = "disputes" in node.items and _length(node.items["disputes"]) > len(record.disputes)
    return disputes or astray or written > len(record.statements), disputes


def _length(node: Node) -> int:
    """The number of entries that stand in a node; what is no list and no mapping counts as one."""
    return len(node.items) if not hasattr(node, "text") else 1
