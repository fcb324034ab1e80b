"""Files that facts show: each lies in `content/`, and is published from there."""

from collections.abc import Collection

from factsheet.evidence.library import Library
from factsheet.issues import Hints, Issue
from factsheet.values import File, Put

FOLDER = "content/"


def check(library: Library, paths: Collection[str], put: Put) -> None:
    """Put an issue for each file that is not among the paths of the project."""
    hints, names = Hints(), [path.removeprefix(FOLDER) for path in paths if _is_file(path)]
    for statement in library.statements.values():
        file = statement.value
        if isinstance(file, File) and FOLDER + file.path not in paths:
            message = f'{file.where}: there is no file "{FOLDER}{file.path}"'
            hint = hints.nearest(file.path, names) or "put it there, or mend the path"
            put(Issue(file.spot, "bad-file", message, hint, file.width))


def _is_file(path: str) -> bool:
    return path.startswith(FOLDER) and not path.endswith(".md")
