"""What an edition says of itself: every file with its digest, every statement with its pin."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from factsheet.build.built import Built
from factsheet.document import published
from factsheet.evidence import Library, pins
from factsheet.values import Removal, When

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
VERSION = "1.0"
THEME = ("assets/", "search/")  # in these stands no fact by its address
STATEMENT = re.compile(r"[a-z]{1,40}/[a-z0-9-]{1,80}(?:#[a-z0-9_-]{1,80})?")
_ADDRESS = re.compile(STATEMENT.pattern.encode())


def newest(library: Library) -> date | None:
    """The last day on which the facts say that somebody looked at or changed them."""
    found: list[When | None] = []
    for record in library.records.values():
        gone = record.taken_down
        found += [record.checked, gone.on if gone else None]
    for one in library.statements.values():
        gone = one.taken_down
        found += [one.recorded, gone.on if gone else None, *(change.on for change in one.changes)]
    days = [day for when in found if when and (day := when.latest or when.earliest)]
    return max(days, default=None)


def pinned(library: Library) -> dict[str, str]:
    """Every published statement by its address with its pin; not what was taken down."""
    whole = library.untranslated
    there = (a for a, one in sorted(dict.items(whole.statements)) if not one.taken_down)
    return {address: pins.pin(whole, [address]) for address in there}


def taken_down(library: Library) -> Iterator[tuple[str, Removal]]:
    """Every address under which something stood that was taken down; those of its parts, too."""
    records = {a: r.taken_down for a, r in dict.items(library.records) if r.taken_down}
    yield from records.items()
    for address, one in dict.items(library.statements):
        if one.taken_down:
            yield address, one.taken_down
    for old, new in [*dict.items(library.moved), *library.renamed.items()]:
        statement = library.statements.get(new)
        gone = records.get(new) or (statement.taken_down if statement else None)
        if gone:
            yield old, gone


def shown(
    built: Built, folders: bool, files: Mapping[str, bytes], leads: Mapping[str, Iterable[str]]
) -> dict[str, list[str]]:
    """The addresses that each file shows or names, a page also those to which it leads.

    Not what was taken down before: of that nothing is in it.
    """
    gone = {address for address, _ in taken_down(built.library)}
    of_page = {_file(path, folders): found for path, found in built.shows.items()}
    known = {*built.library.addresses()}
    out = {}
    for path, data in files.items():
        if path in leads:
            found = {*of_page.get(path, ())} | {*_led(built, folders, leads[path])}
        else:
            found = named(path, data) & known
        out[path] = sorted(found - gone)
    return out


def named(path: str, data: bytes) -> set[str]:
    """What can be an address, wherever it stands in a file."""
    return set() if _of_theme(path) else {a.decode() for a in {*_ADDRESS.findall(data)}}


def page_of(path: str) -> str:
    """The address of the record whose own page a file can be; of another file something else."""
    page = path.removesuffix("/index.html") if path.endswith("/index.html") else path
    return "/".join(page.removesuffix(".html").split("/")[-2:])


def _of_theme(path: str) -> bool:
    return path.startswith(THEME) or f"/{THEME[1]}" in path


def _file(path: str, folders: bool) -> str:
    """The file at which a page is printed."""
    url = published(path, folders)
    return url if url.endswith(".html") else f"{url}index.html"


def _led(built: Built, folders: bool, leads: Iterable[str]) -> Iterator[str]:
    """The addresses of records and statements at the places to which a page leads."""
    further = tuple(f"{one.code}/" for one in built.speeches[1:])
    end = "/index.html" if folders else ".html"
    for lead in leads:
        path, _, anchor = lead.partition("#")
        if path.startswith(further):
            path = path.partition("/")[2]
        record = built.library.present(path.removesuffix(end))
        if record in built.library.records:
            yield record
            if f"{record}#{anchor}" in built.library.statements:
                yield f"{record}#{anchor}"


def whole(
    about: Mapping[str, Any], library: Library, files: Mapping[str, bytes],
    shows: Mapping[str, list[str]],
) -> dict[str, bytes]:  # fmt: skip
    """The files with a manifest and their digests; `about` says what they are."""
    told = {
        path: {"sha256": digest(data), "size": len(data), "shows": shows.get(path, [])}
        for path, data in sorted(files.items())
    }
    head = {"schema_version": VERSION, **about, "statements": pinned(library), "files": told}
    manifest = f"{json.dumps(head, ensure_ascii=False, indent=1)}\n".encode()
    out = {**files, MANIFEST: manifest}
    sums = "".join(f"{digest(out[path])}  {path}\n" for path in sorted(out))
    return {**out, SUMS: sums.encode()}


def digest(data: bytes) -> str:
    """The SHA-256 of a file, as `sha256sum` prints it."""
    return hashlib.sha256(data).hexdigest()
