"""A project's files as bytes, by their paths; whatever is no plain file is refused."""

import os
import stat
from pathlib import Path

from factsheet.evidence import MAX_FILES
from factsheet.issues import Issue, Spot
from factsheet.reading import filenames
from factsheet.values import MAX_FILE

FOLDERS = ("data", "content", "seeds")
# the engine's settings; what was seen of the addresses of sources
BESIDE = ("mkdocs.yml", "sources-seen.json")
MAX_ASSET = 20_000_000
UNFINISHED = ".factsheet-edit/journal.json"  # there while an edit of many files goes on


def read(root: Path) -> tuple[dict[str, bytes], list[Issue]]:
    """Every file below `data/`, `content/` and `seeds/` by its path with forward slashes."""
    found = _Reading()
    if (root / UNFINISHED).exists():
        hint = "call factsheet check, which finishes it"
        found.refuse(UNFINISHED, "an edit was interrupted", hint, "unfinished-edit")
    for folder in FOLDERS:
        top = root / folder
        if top.is_symlink():
            found.refuse(folder, f"{folder} is a symbolic link", "use a real folder")
        elif top.is_dir():
            found.walk(str(top), folder)
        elif top.exists():
            found.refuse(folder, f"{folder} is no folder", "make it one")
        elif folder == "data":
            hint = "run this in the project's folder, or give --root"
            found.refuse(folder, "there is no data folder here", hint, "missing-key")
    return found.files, found.issues


def read_one(root: Path, path: str) -> bytes | None:
    """A file beside the facts, such as mkdocs.yml; None when there is none that can be edited."""
    place = root / path
    links = (root / one for one in (Path(path), *Path(path).parents) if one.name)
    if any(one.is_symlink() for one in links):
        return None
    there = place.is_file() and place.stat().st_size <= MAX_FILE
    return place.read_bytes() if there else None


def beside(root: Path) -> dict[str, bytes]:
    """The files of BESIDE that are there, by name: what no build reads, and the bench looks at."""
    paths = [root / name for name in BESIDE]
    there = [path for path in paths if path.is_file() and not path.is_symlink()]
    return {path.name: path.read_bytes() for path in there if path.stat().st_size <= MAX_ASSET}


def memories(root: Path) -> dict[str, bytes]:
    """Tables and memories of imports in a project, by path: what may repeat a text of the facts."""
    places = [*root.glob("*.csv"), *(root / "imports").glob("*")]
    found = [p for p in places if p.is_file() and not p.is_symlink()]
    if (root / "imports").is_symlink():
        found = [p for p in found if p.parent == root]
    sized = (p for p in sorted(found) if p.stat().st_size <= MAX_ASSET)
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in sized}


class _Reading:
    """The files of a project, and what is wrong with those that are not read."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.issues: list[Issue] = []

    def refuse(self, name: str, message: str, hint: str, code: str = "stray-file") -> None:
        self.issues.append(Issue(Spot(shown(name)), code, message, hint))

    def walk(self, folder: str, below: str) -> None:
        """Read what stands in a folder; `below` is its path in the project."""
        permissions = "mend its permissions"
        try:
            entries = sorted(os.scandir(folder), key=lambda e: e.name)
        except OSError as error:
            return self.refuse(below, f"cannot be read: {error.strerror}", permissions)
        for entry in entries:
            name = f"{below}/{entry.name}"
            if len(self.files) + len(self.issues) >= MAX_FILES:
                hint = "gather records in one file per kind"
                return self.refuse(below, f"more than {MAX_FILES:,} files", hint, "limit")
            try:
                self.take(entry, name)
            except FileNotFoundError:
                continue  # an editor has just put another file in its place
            except OSError as error:
                self.refuse(name, f"cannot be read: {error.strerror}", permissions)

    def take(self, entry: os.DirEntry[str], name: str) -> None:
        """Read one entry of a folder, or say why not. What its name makes of it: `filenames`."""
        folder = entry.is_dir(follow_symlinks=False)
        if not folder and filenames.from_a_system(entry.name):
            return
        if entry.is_symlink():
            self.refuse(name, "symbolic links are not followed", "copy the file here")
        elif not folder and (what := filenames.copy(entry.name)):
            message = f"{shown(entry.name)} looks like {what}; it is not read"
            self.refuse(name, message, "delete it, or rename it if you need it", "temp-file")
        elif entry.name.startswith("."):
            self.refuse(name, "no hidden file belongs here", "delete it")
        elif shown(entry.name) != entry.name:
            self.refuse(name, "the name is not UTF-8", "rename it")
        elif folder and name.count("/") >= filenames.MAX_DEPTH:
            deep = f"folders lie more than {filenames.MAX_DEPTH} deep"
            self.refuse(name, deep, "move it up", "limit")
        elif folder:
            self.walk(entry.path, name)
        elif not stat.S_ISREG((found := entry.stat()).st_mode):
            self.refuse(name, "this is no plain file", "delete it")
        elif found.st_size > (MAX_FILE if name.endswith((".yml", ".md")) else MAX_ASSET):
            size = f"the file has {found.st_size:,} bytes, too many"
            self.refuse(name, size, "split it", "limit")
        else:
            with open(entry.path, "rb", buffering=0) as file:
                self.files[name] = file.read()


def shown(name: str) -> str:
    """A file's name as it can be printed, whatever bytes it has."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
