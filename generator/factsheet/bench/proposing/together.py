"""Files of two people brought together: what only one changed is taken, the rest part by part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factsheet.bench.edits.refused import Refused
from factsheet.bench.proposing import passages, weaving
from factsheet.bench.proposing.conflicts import INCOMING, Conflict, Decide, Mistyped, Row
from factsheet.bench.proposing.conflicts import undecided as nobody

Files = Mapping[str, bytes | None]  # a path -> its bytes; None where there is no such file
SHOWN = 4_000  # letters of a file that are shown where it is decided as a whole


@dataclass(slots=True)
class Together:
    """Each file that is other than in `onto`, as it is with both changes; what is to be decided."""

    files: dict[str, bytes | None] = field(default_factory=dict)
    open: list[Conflict] = field(default_factory=list)


def bring(before: Files, onto: Files, incoming: Files, decide: Decide = nobody) -> Together:
    """Bring the files `incoming` to `onto`; both are changes of `before`. `incoming` names all."""
    out = Together()
    for path in sorted(incoming):
        there = onto.get(path)
        content, left = _file(path, before.get(path), there, incoming[path], decide)
        out.open += left
        if content != there:
            out.files[path] = content
    return out


def _file(
    path: str, before: bytes | None, onto: bytes | None, incoming: bytes | None, decide: Decide
) -> tuple[bytes | None, list[Conflict]]:  # fmt: skip
    if incoming in (before, onto):
        return onto, []
    if onto == before:
        return incoming, []
    ways = {"yml": weaving.weave, "md": passages.weave}
    way = ways.get(path.rpartition(".")[2])
    if way and onto is not None and incoming is not None:
        try:
            return way(path, before or b"", onto, incoming, decide)
        except Mistyped:
            raise
        except Refused:
            pass  # then somebody decides on the file as a whole
    row = Row("", _told(before), _told(onto), _told(incoming))
    conflict = Conflict(path, "", (row,))
    answer = decide(conflict)
    if answer is None:
        return onto, [conflict]
    return (incoming if answer.rows[""] == INCOMING else onto), []


def _told(content: bytes | None) -> str | None:
    """A file as it is shown: its text, or how long it is."""
    if content is None:
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return f"a file of {len(content):,} bytes"
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def like(content: bytes | None, mine: bytes | None) -> bytes | None:
    """What git stores, with the line ends that the same file has on this machine."""
    if not content or not mine or b"\r\n" not in mine or b"\r\n" in content:
        return content
    return content.replace(b"\n", b"\r\n")
