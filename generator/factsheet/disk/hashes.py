"""What a site's files were when they were sent, so that only those that changed are sent again.

A list has a line for each file, as `sha256sum` writes and checks it.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from factsheet.disk.files import shown
from factsheet.disk.folder import CannotWrite

NAME = re.compile(r"[^\r\n\\\ud800-\udfff]+")
LINE = re.compile(f"([0-9a-f]{{64}})  ({NAME.pattern})")
OLD = 315_532_800  # 1 January 1980: before any host had a file


def names(site: Path) -> list[str]:
    """The files below a folder by their paths with slashes, in their order. Raises CannotWrite."""
    found = sorted(path.relative_to(site).as_posix() for path in _below(site))
    if strange := next((name for name in found if not NAME.fullmatch(name)), None):
        raise CannotWrite(f"{shown(strange)} has a name that no list can hold; rename it")
    return found


def of(site: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder. Raises CannotWrite."""
    found = {}
    for name in names(site):
        with open(site / name, "rb") as file:
            found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def listed(hashes: Mapping[str, str]) -> str:
    """A list as text."""
    return "".join(f"{digest}  {name}\n" for name, digest in hashes.items())


def read(path: Path) -> dict[str, str]:
    """A list that was written. Raises CannotWrite for what is none."""
    found, text = {}, path.read_bytes().decode("utf-8", "replace")
    for number, line in enumerate(text.removesuffix("\n").split("\n") if text else (), 1):
        if not (parts := LINE.fullmatch(line)):
            raise CannotWrite(f"{path}:{number}: no line of `factsheet hashes`; name another file")
        found[parts[2]] = parts[1]
    return found


def age(site: Path, same: Iterable[str]) -> None:
    """Give files a day so old that whoever goes by days does not send them."""
    for name in same:
        os.utime(site / name, (OLD, OLD), follow_symlinks=False)


def _below(folder: Path) -> Iterator[Path]:
    """The files below a folder, hidden ones too. Raises CannotWrite for a link."""
    if not folder.is_dir():
        raise CannotWrite(f"{folder} is no folder; build the site first")
    for where, folders, names in os.walk(folder):
        for name in sorted(folders + names):
            path = Path(where, name)
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                raise CannotWrite(f"{shown(str(path))} is no file or folder; a site has no other")
            if name in names:
                yield path
