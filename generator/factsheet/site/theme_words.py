"""The words of our theme and its script, from the catalogue; no engine is imported.

A template or script says `WORDS = {}`; in what an engine gets, the messages that it needs stand
there by their keys.
"""

import json
from pathlib import PurePosixPath

from factsheet.language import messages

EMPTY = b"WORDS = {}"
NEEDED = {  # what the keys begin with
    ".html": ("theme.",),
    ".js": (
        "labelled", "list.comma.", "list.dot.", "script.", "status.", "versions-differ",
    ),
}  # fmt: skip


def filled(name: str, data: bytes) -> bytes:
    """A file of the theme with its words."""
    return data.replace(EMPTY, _words(PurePosixPath(name).suffix)) if EMPTY in data else data


def _words(suffix: str) -> bytes:
    found = {k: said for k, said in messages().items() if k.startswith(NEEDED.get(suffix, ()))}
    return f"WORDS = {json.dumps(found, ensure_ascii=False)}".encode()
