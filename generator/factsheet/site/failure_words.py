"""What went wrong in a build of the engine, in the project's words: where, what, how to mend it."""

import logging
import re
import traceback
from pathlib import Path
from typing import Any

import jinja2
import yaml

from factsheet import disk
from factsheet.disk import staging
from factsheet.issues import Issue, plain, to_text
from factsheet.values import read_yaml

ENGINES = ("mkdocs", "properdocs")  # whose loggers a strict build counts
READ_HERE = {"yaml-feature", "yaml-duplicate", "cut-value"}  # read by the engine, not in facts


class Heard(logging.Handler):
    """Hears what the engine warns of, while it is listened to: `with heard:`."""

    def __init__(self, level: int = logging.WARNING) -> None:
        super().__init__(level)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a line."""
        self.lines.append(record.getMessage())

    def __enter__(self) -> "Heard":
        self.lines = []
        for name in ENGINES:
            logging.getLogger(name).addHandler(self)
        return self

    def __exit__(self, *_: Any) -> None:
        for name in ENGINES:
            logging.getLogger(name).removeHandler(self)


def words(error: Exception, folder: Path | str, root: Path) -> str:
    """One line on a fault of disk or theme, else empty; `folder` is where the build writes."""
    if isinstance(error, disk.CannotWrite):
        return plain(str(error))
    if place := _template(error, root):
        said = error.message if isinstance(error, jinja2.TemplateError) else error
        return plain(f"{place}: error: {said}")
    if isinstance(error, jinja2.TemplateError):  # some are an OSError, too
        return plain(f"the theme: error: {error}")
    return plain(staging.words(error, folder)) if isinstance(error, OSError) else ""


def _template(error: Exception, root: Path) -> str:
    """File and line of the theme's template that an error comes from."""

    def near(path: str, line: int | None) -> str:
        inside = Path(path).is_relative_to(root)
        return f"{Path(path).relative_to(root).as_posix() if inside else path}:{line}:1"

    if isinstance(error, jinja2.TemplateSyntaxError):
        return near(error.filename or error.name or "a template", error.lineno)
    stack = traceback.extract_tb(error.__traceback__)
    places = [f for f in stack if f.filename.endswith((".html", ".xml"))]
    return near(places[-1].filename, places[-1].lineno) if places else ""


def settings(error: Exception, heard: list[str], path: Path) -> str:
    """What is wrong with settings that the engine could not read; `heard`: what it warned of."""
    name = path.name
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return f"{name}:1:1: error: the file is gone; put it back"
    except OSError as unread:
        return f"{name}:1:1: error: the file cannot be read: {unread.strerror}"
    text = data.decode("utf-8", "replace")
    matches = (re.fullmatch(r"Config value '(\w+)': (.+)", line, re.S) for line in heard)
    options = [match.groups() for match in matches if match]
    if options and text.strip():
        return "\n".join(option(path, key, said) for key, said in options)
    found: list[Issue] = []
    read_yaml(data, name, found.append)
    found = [issue for issue in found if issue.code not in READ_HERE]
    at = dict(enumerate(text.splitlines(), 1))
    return "\n".join(to_text(i, at.get(i.spot.line)) for i in found) or _elsewhere(error, name)


def option(path: Path, key: str, said: str) -> str:
    """What is wrong with an option in the file of the settings, with its place."""
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    return f"{path.name}:{_line(text.splitlines(), key, said)}:1: error: {key}: {plain(said)}"


def _line(lines: list[str], key: str, said: str) -> int:
    """The line of an option's value that an error quotes, else of the option."""
    start = next((n for n, line in enumerate(lines) if re.search(rf"\b{key}\s*:", line)), 0)
    quoted = re.search(r"'([^']+)'|\"([^\"]+)\"", said)
    value = (quoted[1] or quoted[2]) if quoted else ""
    return 1 + next((n for n in range(start, len(lines)) if value and value in lines[n]), start)


def _elsewhere(error: Exception, name: str) -> str:
    """An error of YAML in a file that the settings inherit from, or of a value made by code."""
    cause = error.__context__ if isinstance(error.__context__, yaml.MarkedYAMLError) else None
    mark = cause and (cause.problem_mark or cause.context_mark)
    if cause and mark:
        place = f"{Path(mark.name).name}:{mark.line + 1}:{mark.column + 1}"
        return plain(f"{place}: error: {cause.problem or cause.context}")
    return f"{name}:1:1: error: {plain(' '.join(str(error).split()))}"
