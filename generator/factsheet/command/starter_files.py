"""The files of a site that stay ours: its workflow and its pins, as `factsheet new` writes them.

A file is ours as long as it is what some release wrote; `starter/written.txt` has the digests of
all of them, to which `dev.py release` adds. Whoever has changed a file has made it their own.
"""

import hashlib
import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

STARTER = Path(__file__).parent / "starter"
PINS, ENGINE = "requirements-factsheet.txt", "mkdocs-factsheet"
FILES = ("requirements*.txt", ".github/workflows/*")  # patterns of their paths in a site
_PINNED = re.compile(rf"^({ENGINE}==)([^\s;#]+)", re.M)


class OldFile(NamedTuple):
    """A file of a site that is not what this version writes; `ours` if no one has changed it."""

    path: str
    was: bytes
    now: bytes
    ours: bool


def below(folder: Path) -> dict[str, str]:
    """The text of every file below a folder of the starter, by the path it has in a project."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file())
    return {_named(p.relative_to(folder)): p.read_text(encoding="utf-8") for p in found}


def _named(path: Path) -> str:
    return "/".join(f".{part[4:]}" if part.startswith("dot-") else part for part in path.parts)


def written_today() -> dict[str, str]:
    """What this version writes, by path in a site."""
    files = below(STARTER / "common")
    files[PINS] = files[PINS].replace("VERSION", version(ENGINE))
    return {path: text for path, text in files.items() if any(map(Path(path).match, FILES))}


def old(read: Callable[[str], bytes | None]) -> list[OldFile]:
    """The files of a site that are not as this version writes them; what is not there stays so.

    `read` gives a file by its path; None where there is none.
    """
    found = []
    for path, text in written_today().items():
        was, now = read(path), text.encode()
        if was is None:
            continue
        if b"\r\n" in was:  # as git checks it out on Windows
            now = now.replace(b"\n", b"\r\n")
        if was != now:
            found.append(OldFile(path, was, now, _digest(was) in _digests()))
    return found


def newer(pins: bytes) -> str:
    """Why a site cannot be upgraded: its pins ask for a newer version than this; else nothing."""
    found = _PINNED.search(pins.decode("utf-8", "replace"))
    if not found or _number(found[2]) <= _number(version(ENGINE)):
        return ""
    why = f"{PINS} asks for version {found[2]}, and {version(ENGINE)} is installed"
    return f"{why}; install that one first"


def _number(name: str) -> tuple[int, ...]:
    """A version to be compared; what is no plain one is lower than all."""
    plain = re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9}){0,5}", name)
    return tuple(map(int, name.split("."))) if plain else ()


def _digest(content: bytes) -> str:
    """The digest of a file as it stands in the starter: line ends and version taken away."""
    text = content.replace(b"\r\n", b"\n").decode("utf-8", "surrogateescape")
    text = _PINNED.sub(r"\g<1>VERSION", text)
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()


def _digests() -> set[str]:
    lines = (STARTER / "written.txt").read_text(encoding="utf-8").splitlines()
    return {line.partition(" ")[0] for line in lines}
