"""What must not be read any more, for legal reasons or somebody's safety: a stub stays.

The text leaves every page, list, map and search at the next build, and nothing that names it stops
that build. What git keeps, and copies in other places, are for the owner to mend.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from factsheet.bench.changes import retyping
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.build import frozen
from factsheet.values import fold

SHORTEST = 12  # characters of a text that is looked for elsewhere; of a name fewer are enough
SHORTEST_NAME = 4
_NAMES = ("name", "short_name", "aliases", "native_name")
_ADDRESS = re.compile(r"[a-z]+/[a-z0-9-]+(#[a-z0-9_-]+)?")
_BETWEEN = r"[\s>#]+"  # words of a text that goes on in the next line, be it quoted or a comment
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_STATEMENT = ("id", "formerly", "recorded", "draft")  # what stays of one
_RECORD = ("formerly", "checked", "draft")


@dataclass(slots=True)
class TakenDown:
    """What is left to look at: places that name it, places that repeat it, files that it showed."""

    named: list[str] = field(default_factory=list)  # path:line:column
    repeated: list[str] = field(default_factory=list)  # path:line
    files: list[str] = field(default_factory=list)  # pictures and documents
    editions: list[str] = field(default_factory=list)  # files of frozen states that hold it


def take_down(
    edit: Edit, address: str, ground: str, beside: Mapping[str, bytes],
    archives: Mapping[str, bytes] = MappingProxyType({}),
) -> TakenDown:  # fmt: skip
    """Put a stub in the place of a statement, or of a record with all that it says.

    `beside` are further files of the project by path, such as memories of imports, in which the
    text may stand; `archives` are those of editions. Raises `Refused`.
    """
    doc, steps = edit.statement(address)
    data = doc.data(steps)
    whole = "#" not in address
    if "taken_down" in data:
        raise Refused(f"{address} is taken down already")
    if not whole and steps[-2] == "disputes":
        raise Refused(f"{address} is a dispute", "take its versions down, and mend its note")
    out = TakenDown([use.spot for use in retyping.uses(edit, address)])
    out.files = [f"content/{path}" for path in _files(data)]
    kept = {key: data[key] for key in (_RECORD if whole else _STATEMENT) if key in data}
    day = edit.on.isoformat()
    if whole:
        kept["checked"] = max(str(kept.get("checked", "")), day)
    stub = {**kept, "taken_down": {"on": day, "ground": ground}}
    if steps:
        doc.replace(steps, stub)
    else:
        edit.put(doc.path, _first_line(doc.content))
        edit.doc(doc.path).set((), stub)
    out.editions = frozen.holding(archives, {address, *_before(edit, address)})
    out.repeated = sorted(_repeated(edit, data, beside))
    return out


def _before(edit: Edit, address: str) -> list[str]:
    """The addresses that it had before."""
    library = edit.library
    return [old for old, new in {**library.moved, **library.renamed}.items() if new == address]


def _first_line(content: bytes) -> bytes:
    """The line that names the schema, if the file begins with it; no other comment may stay."""
    first = content.partition(b"\n")[0].rstrip(b"\r")
    return first + b"\n" if first.startswith(b"# yaml-language-server:") else b""


def _files(data: Any) -> Iterator[str]:
    """The pictures and documents that data shows."""
    if isinstance(data, dict):
        if isinstance(data.get("file"), str):
            yield data["file"]
        for value in data.values():
            yield from _files(value)
    elif isinstance(data, list):
        for value in data:
            yield from _files(value)


def _texts(data: Any, key: str = "") -> Iterator[str]:
    """The texts of data that could do harm elsewhere: sentences, names, values, notes."""
    if isinstance(data, dict):
        for name, value in data.items():
            if name not in ("references", "about", "status", "changes", "recorded"):
                yield from _texts(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _texts(value, key)
    elif len(data) >= (SHORTEST_NAME if key in _NAMES else SHORTEST):
        if not _ADDRESS.fullmatch(data):
            yield data


def _repeated(edit: Edit, data: Any, beside: Mapping[str, bytes]) -> Iterator[str]:
    """The line of each place of the project where one of the texts begins, in any case."""
    texts = sorted({_pattern(text) for text in _texts(data)})
    wanted = re.compile("|".join(texts) or r"(?!)", re.I)
    for path, content in {**beside, **edit.files()}.items():
        if not path.endswith((".yml", ".md", ".json", ".csv")):
            continue
        text = unicodedata.normalize("NFC", content.decode("utf-8", "replace"))
        if path.endswith(".json"):  # in which letters beyond ASCII may be written as numbers
            text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        lines = (text.count("\n", 0, found.start()) + 1 for found in wanted.finditer(text))
        yield from (f"{path}:{line}" for line in dict.fromkeys(lines))


def _pattern(text: str) -> str:
    """A text as it may stand elsewhere; a short name as a word, where words have ends."""
    words = _BETWEEN.join(map(re.escape, fold(text).split()))
    return rf"\b{words}\b" if len(text) < SHORTEST and text.isascii() else words
