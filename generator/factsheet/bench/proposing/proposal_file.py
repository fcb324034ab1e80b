"""A proposal as a file, for whoever has no account: JSON in ASCII, which survives mail.

It holds each file as it was and as it is, so that nobody needs the same state of the project.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from factsheet.bench.edits.refused import Refused
from factsheet.bench.proposing.prefilled import checked
from factsheet.disk import FOLDERS
from factsheet.reading import filenames
from factsheet.values import MAX_FILE

SIGN = "factsheet_proposal"
VERSION = 1
MAX_PROPOSAL = 5_000_000  # bytes of such a file
MAX_PROPOSED = 200  # files in it
MAX_REPORT_LINES = 5_000
_PART = r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
_PATH = re.compile(rf"({'|'.join(FOLDERS)})(/{_PART}){{1,{filenames.MAX_DEPTH}}}")
TEXTS = (".yml", ".md", ".csv")  # only these are sent: what a person can read before it is written
_KEYS = {SIGN, "title", "why", "from", "base", "report", "files"}

Texts = dict[str, tuple[bytes | None, bytes | None]]  # a path -> as it was, as it is


@dataclass(slots=True)
class Sent:
    """A proposal in a file. What it says of itself was checked by nobody."""

    title: str
    why: str
    who: str
    texts: Texts
    base: str = ""
    report: list[str] = field(default_factory=list)


def can_be_sent(path: str) -> bool:
    """Whether a file can go into a proposal: a text in a folder of the facts."""
    readable = path.endswith(TEXTS) and bool(_PATH.fullmatch(path))
    return readable and ".." not in path and _kept_by_nobody_else(path)


def _kept_by_nobody_else(path: str) -> bool:
    last = path.rpartition("/")[2]
    return not (filenames.from_a_system(last) or filenames.copy(last))


def write(sent: Sent) -> bytes:
    """The file. Raises `Refused` for what is too much, or no text in UTF-8."""
    files = [
        {"path": path, "before": _lines(path, was), "after": _lines(path, now)}
        for path, (was, now) in sorted(sent.texts.items())
    ]
    report = sent.report[:MAX_REPORT_LINES]
    data = {
        SIGN: VERSION, "title": sent.title, "why": sent.why, "from": sent.who, "base": sent.base,
        "report": report, "files": files,
    }  # fmt: skip
    content = (json.dumps(data, indent=1) + "\n").encode("ascii")
    if len(files) > MAX_PROPOSED or len(content) > MAX_PROPOSAL:
        least = f"{MAX_PROPOSED} files and {MAX_PROPOSAL // 1_000_000} MB"
        raise Refused(f"this is more than one file holds ({least})", "propose it in parts")
    return content


def _lines(path: str, content: bytes | None) -> list[str] | None:
    try:
        return None if content is None else content.decode("utf-8").splitlines(keepends=True)
    except UnicodeDecodeError:
        raise Refused(f"{path} is no text in UTF-8", "mend it first")


def read(content: bytes) -> Sent:
    """What a file holds. Raises `Refused` with what is wrong, in plain words."""
    if len(content) > MAX_PROPOSAL:
        raise Refused(f"this file has more than {MAX_PROPOSAL:,} bytes", "ask for it in parts")
    try:
        data = json.loads(content, object_pairs_hook=_pairs)
    except (ValueError, RecursionError):
        raise Refused("this is no proposal that a bench saved", "ask for the file itself, attached")
    if not isinstance(data, dict) or data.keys() != _KEYS or data[SIGN] != VERSION:
        raise Refused("this is no proposal that a bench of this version saved")
    said = [data[key] for key in ("title", "why", "from", "base")]
    if not all(isinstance(text, str) for text in said) or not isinstance(data["files"], list):
        raise Refused("this proposal is not whole", "ask for the file itself, attached")
    title, why = checked(said[0], said[1])
    if not 0 < len(data["files"]) <= MAX_PROPOSED:
        raise Refused(f"a proposal has at least one file and at most {MAX_PROPOSED}")
    texts: Texts = {}
    for one in data["files"]:
        path, both = _file(one)
        if path.lower() in {other.lower() for other in texts}:
            raise Refused(f"{path} stands in this proposal twice")
        texts[path] = both
    return Sent(title, why, said[2][:200], texts, said[3][:64])


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a key twice")
    return dict(pairs)


def _file(one: Any) -> tuple[str, tuple[bytes | None, bytes | None]]:
    """The path of a file and its texts. Raises `Refused`."""
    if not isinstance(one, dict) or one.keys() != {"path", "before", "after"}:
        raise Refused("this proposal is not whole", "ask for the file itself, attached")
    path = one["path"]
    if not isinstance(path, str) or not can_be_sent(path):
        named = f'"{path[:100]}"' if isinstance(path, str) else "something"
        why = f"it would write {named}"
        raise Refused(why, "a proposal writes facts, prose and seeds, and nothing else")
    return path, (_text(path, one["before"]), _text(path, one["after"]))


def _text(path: str, lines: Any) -> bytes | None:
    if lines is None:
        return None
    if not isinstance(lines, list) or not all(isinstance(one, str) for one in lines):
        raise Refused(f"{path} is not whole in this proposal")
    try:
        content = "".join(lines).encode("utf-8")
    except UnicodeEncodeError:
        raise Refused(f"{path} is no text in UTF-8")
    if len(content) > MAX_FILE:
        raise Refused(f"{path} has more than {MAX_FILE:,} bytes")
    return content


def versions(texts: Texts) -> tuple[Mapping[str, bytes | None], Mapping[str, bytes | None]]:
    """The files as they were, and as they are."""
    before = {path: was for path, (was, _) in texts.items()}
    return before, {path: now for path, (_, now) in texts.items()}
