"""The words of our theme and its script, from the catalogue; no engine is imported.

A template or script says `WORDS = {}`; in what an engine gets, the messages that it needs stand
there by their keys. One with a place for something comes to a template as the texts around it,
since not every engine's templates can take a text apart.
"""

import json
import re
from pathlib import PurePosixPath
from typing import Any

from factsheet.language import by_category, english, now

EMPTY = b"WORDS = {}"
NEEDED = {  # what the keys begin with
    ".html": ("theme.",),
    ".js": (
        "labelled", "list.comma.", "list.dot.", "list.semicolon.", "script.", "status.",
        "versions-differ",
    ),
}  # fmt: skip


COMMENT = re.compile(rb"^[ \t]*//.*\n", re.M)  # a line of the script that is for us


def filled(name: str, data: bytes) -> bytes:
    """A file of the theme with its words; the script without the lines that are comments."""
    if EMPTY not in data:
        return data
    suffix = PurePosixPath(name).suffix
    return (COMMENT.sub(b"", data) if suffix == ".js" else data).replace(EMPTY, _words(suffix))


def _words(suffix: str) -> bytes:
    needed = NEEDED.get(suffix, ())
    found: dict[str, Any] = {k: by_category(k) for k in english() if k.startswith(needed)}
    if suffix == ".html":
        found = {k: re.split(r"\{\w+\}", s) if "{" in s else s for k, s in found.items()}
    else:
        found["intl"] = f"{now().code}-u-nu-{now().numbering}"
    return f"WORDS = {json.dumps(found, ensure_ascii=False)}".encode()
