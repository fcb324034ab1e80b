"""The texts that are kept in `reading/`, a file a source: git ignores them, no build reads them.

Whoever may read a source may keep its text beside the facts; to publish it is another matter.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from factsheet import disk
from factsheet.bench.edits.refused import Refused
from factsheet.bench.texts import from_page, from_pdf, passages
from factsheet.bench.texts.passages import Passage
from factsheet.bench.web_pages.page_letters import decoded
from factsheet.values import ID

FOLDER = "reading"
IGNORED = "# Texts of sources are for those who read them here: none of them is published.\n*\n"
_HTML = re.compile(rb"\s*<(?:!doctype|!--|\?xml|[a-z])", re.I)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ARCHIVE = re.compile(rb"(?:From|MIME-Version|Subject|Date):", re.I)


class Kept(NamedTuple):
    """The text of a source; `digest` is that of its file, empty when none is kept."""

    passages: list[Passage]
    digest: str = ""


def of(root: Path, source: str) -> Kept:
    """The text that is kept of the source with an id; without passages when none is."""
    content = disk.read_one(root, _path(source)) if ID.fullmatch(source) else None
    if content is None:
        return Kept([])
    return Kept(passages.read(decoded(content)[0]), sha256(content).hexdigest()[:16])


def there(root: Path, source: str) -> bool:
    """Whether a text is kept of the source with an id."""
    return (root / _path(source)).is_file()


def keep(root: Path, source: str, found: list[Passage]) -> bool:
    """Keep the text of a source; gives whether all of it is. Raises Refused, CannotWrite."""
    if not any(one.text for one in found):
        raise Refused("there is no text in it", "open it and paste the text")
    folder = root / FOLDER
    if folder.is_symlink() or not ID.fullmatch(source):
        raise disk.CannotWrite(f"{folder} is no folder of this project; nothing was written")
    text, whole = passages.write(found)
    if not (folder / ".gitignore").exists():
        disk.write_whole(folder / ".gitignore", IGNORED.encode())
    disk.write_whole(root / _path(source), text.encode())
    return whole


def forget(root: Path, source: str) -> None:
    """Keep the text of a source no longer."""
    if of(root, source).digest:
        (root / _path(source)).unlink()


def _path(source: str) -> str:
    return f"{FOLDER}/{source}.txt"


def read(content: bytes) -> list[Passage]:
    """The passages of a file that somebody has: a saved page, a PDF, a text. Raises Refused."""
    if from_pdf.BEGINS in content[:1024]:
        return from_pdf.read(content)
    if _HTML.match(content.removeprefix(_MARKS[0])) or _in_two_bytes(content, "<"):
        return from_page.read(content)
    if b"\0" in content[:1024] and not content.startswith(_MARKS):
        raise Refused("this is no page, no PDF and no text", "paste the text instead")
    if _ARCHIVE.match(content) and b"multipart/related" in content[:4096]:
        raise Refused("this is an archive of a page", "save it as “web page, HTML only”")
    return passages.read(decoded(content)[0])


def _in_two_bytes(content: bytes, begins: str) -> bool:
    """Whether a text in UTF-16 begins so."""
    return content.startswith(_MARKS[1:]) and decoded(content[:64])[0].lstrip().startswith(begins)
