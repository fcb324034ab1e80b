"""What an import made, remembered in a small file in git, so that it can be taken back.

`imports/2026-11-29-census.json` has a line for each thing that the import made: what it is, its
address, and a digest of it, by which it is known later whether somebody edited it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factsheet.bench.edits.ids import propose
from factsheet.bench.edits.refused import Refused

FOLDER = "imports"
MAX_MEMORY = 5_000_000  # bytes of the file of one import
NEEDED = {"label": ("key",), "reference": ("reference",), "version": ("statement",)}
PARTS = ("id", "dispute", "version")  # what always stands on a record
SORTS = ("record", "label", "statement", "id", "reference", "change", "dispute", "version")


@dataclass(frozen=True, slots=True)
class Made:
    """One thing that an import made: `what` of SORTS, `at` its address, `more` what undoes it."""

    what: str
    at: str
    digest: str = ""
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class ImportMemory:
    """One import: the name of its table, when it was, and what it made, in order."""

    file: str
    on: str
    kind: str
    made: list[Made] = field(default_factory=list)


def digest(data: Any) -> str:
    """A short digest of plain data."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def name_for(memory: ImportMemory, taken: Iterable[str]) -> str:
    """A name for the file of an import: its day and its table."""
    stem = memory.file.rpartition(".")[0] or memory.file
    return propose(f"{memory.on} {stem}", taken, "import")


def written(memory: ImportMemory) -> bytes:
    """The file of an import."""
    head = {"file": memory.file, "on": memory.on, "kind": memory.kind}
    lines = [_line({"what": m.what, "at": m.at, "digest": m.digest, **m.more}) for m in memory.made]
    listed = ",\n  ".join(lines)
    return f'{_line(head)[:-1]}, "made": [\n  {listed}\n]}}\n'.encode()


def _line(data: dict[str, Any]) -> str:
    return json.dumps({k: v for k, v in data.items() if v != ""}, ensure_ascii=True)


def read(content: bytes, path: str) -> ImportMemory:
    """The import of a file. Raises Refused for one that is not ours."""
    wrong = Refused(f"{path} is no memory of an import", "take it back with git revert")
    if len(content) > MAX_MEMORY:
        raise Refused(f"{path} has more than {MAX_MEMORY:,} bytes")
    try:
        data = json.loads(content)
        made = [_made(dict(one)) for one in data["made"]]
        head = [data[key] for key in ("file", "on", "kind")]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise wrong from None
    if not all(isinstance(text, str) for text in head) or any(m.what not in SORTS for m in made):
        raise wrong
    return ImportMemory(head[0], head[1], head[2], made)


def _made(one: dict[str, Any]) -> Made:
    what, at, known = one.pop("what"), one.pop("at"), one.pop("digest", "")
    texts = [what, at, known, *(one[key] for key in NEEDED.get(what, ()))]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError
    if what == "change" and not isinstance(one["was"], dict):
        raise ValueError
    if what in PARTS and "#" not in at:
        raise ValueError
    return Made(what, at, known, one)


def known(root: Path) -> list[str]:
    """The names of all imports, the oldest first."""
    folder = root / FOLDER
    if folder.is_symlink() or not folder.is_dir():
        return []
    found = (p.stem for p in folder.glob("*.json") if p.is_file() and not p.is_symlink())
    return sorted(found, key=lambda name: [*map(_number, re.split(r"(\d+)", name))])


def _number(part: str) -> tuple[int, str]:
    return (int(part), "") if part.isdecimal() else (-1, part)
