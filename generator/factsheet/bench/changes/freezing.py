"""An edition is entered: its file, and the line that says by what it is known."""

from __future__ import annotations

from pathlib import Path

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.build import EDITIONS_PATH, manifest
from factsheet.values import id_problem

_HEAD = b"# yaml-language-server: $schema=schema/editions.json\n"


def file_of(name: str) -> str:
    """The path of the file of an edition."""
    return f"editions/{name}.zip"


def refuse(edit: Edit, name: str) -> None:
    """Raise `Refused` for a name that cannot be, or that an edition has: none is written anew."""
    if why := id_problem(name):
        raise Refused(f'"{name}": {why}', "name it as 2026-11")
    place: Path = edit.root / file_of(name)
    if name in edit.built.editions or edit.doc(EDITIONS_PATH).has((name,)):
        raise Refused(f"there is an edition {name} already", "an edition stays; give another name")
    if place.exists() or place.is_symlink():
        raise Refused(f"{file_of(name)} is there already", "an edition stays; give another name")


def enter(edit: Edit, name: str, title: str, archive: bytes, at: str = "") -> None:
    """Put the file of an edition into the project, and its line among the editions."""
    if not edit.content(EDITIONS_PATH):
        edit.put(EDITIONS_PATH, _HEAD)
    entry = {
        "on": edit.on.isoformat(),
        "title": title,
        "sha256": manifest.digest(archive),
        "size": str(len(archive)),
    }
    edit.doc(EDITIONS_PATH).set((name,), entry | ({"at": at} if at else {}))
    edit.put(file_of(name), archive)
