"""What a request touches: facts and prose alone, or also what decides how these are checked."""

import re
from collections.abc import Iterable

from factsheet.build import NO_RECORDS
from factsheet.values import PUBLISHED

# records and seeds by the rule of their ids, pages and pictures by that of their folders
_ID = "[a-z0-9]+(?:-[a-z0-9]+)*"
_RECORDS = re.compile(rf"data/(?!(kinds|schema)[/.])({_ID}/)?{_ID}\.yml")
_SEEDS = re.compile(rf"seeds/{_ID}\.yml")
_PROSE = re.compile(r"content/([A-Za-z0-9._-]+/)*[A-Za-z0-9][A-Za-z0-9._-]*")
_ENDINGS = (".md", *PUBLISHED)


def others(paths: Iterable[str]) -> list[str]:
    """Of the files of a request those that are neither facts nor prose, in order."""
    return sorted({path for path in paths if not _plain(path)})


def untold(paths: Iterable[str]) -> list[str]:
    """Of the files of a request those of which no report can tell what is other: pictures, PDFs."""
    return sorted({path for path in paths if path.lower().endswith(PUBLISHED)})


def _plain(path: str) -> bool:
    if _RECORDS.fullmatch(path):
        return path not in NO_RECORDS
    if _SEEDS.fullmatch(path):
        return True
    hidden = any(part.startswith(".") for part in path.split("/"))
    return bool(_PROSE.fullmatch(path)) and not hidden and path.lower().endswith(_ENDINGS)
