"""How issues are told: as text, as annotations of GitHub Actions, as JSON; some of very many.

What is printed is made harmless for a terminal, and for a machine that runs a job.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from factsheet.issues.issue import CATALOGUE, Issue

MAX_SHOWN = 20  # of one code in one file, each with its place
MAX_SHOWN_IN_ALL = 200
_COLOURS = {"error": 31, "warning": 33, "notice": 36}
_COMMAND = re.compile(r"^( *):(?=:)|#(?=#\w*\[)")  # see `plain`


@dataclass(frozen=True, slots=True)
class More:
    """Issues of one code that are counted, not shown: in one file, or in `files` of them."""

    code: str
    count: int
    path: str = ""  # of the one file
    files: int = 1

    def text(self) -> str:
        """`a.yml: error[bad-date]: and 3 more like this in this file`."""
        told = f"{CATALOGUE[self.code][0]}[{self.code}]: and {self.count:,} more like this in"
        if self.path:
            return f"{plain(self.path)}: {told} this file"
        return f"{told} {self.files:,} more file{'s' * (self.files != 1)}"


def few(issues: Collection[Issue]) -> tuple[list[Issue], list[More]]:
    """What an editor can read of many issues: some of each code and file, and counts of the others.

    They keep their order; errors come first where not all have room. Each is shown or counted.
    """
    shown: set[int] = set()
    taken: Counter[tuple[str, str]] = Counter()
    for number, issue in sorted(enumerate(issues), key=lambda one: one[1].severity != "error"):
        key = issue.code, issue.spot.path
        if taken[key] < MAX_SHOWN and len(shown) < MAX_SHOWN_IN_ALL:
            taken[key] += 1
            shown.add(number)
    left = Counter((i.code, i.spot.path) for n, i in enumerate(issues) if n not in shown)
    more = [More(code, count, path) for (code, path), count in left.items() if taken[code, path]]
    for code in dict.fromkeys(code for code, path in left if not taken[code, path]):
        counts = [count for (c, path), count in left.items() if c == code and not taken[c, path]]
        more.append(More(code, sum(counts), files=len(counts)))
    return [issue for number, issue in enumerate(issues) if number in shown], more


def plain(text: str) -> str:
    """`text` as one line, with everything made visible that a terminal or a job's machine acts on.

    Such machines take a line that starts with `::`, and `##[` or `##word[` anywhere, for commands.
    """
    shown = "".join(c if c.isprintable() else f"\\u{{{ord(c):X}}}" for c in text)
    return _COMMAND.sub(lambda m: f"{m[1] or ''}\\u{{{ord(m[0][-1]):X}}}", shown)


def harmless(text: str) -> str:
    """Text of many lines as it may be printed, each line made `plain`."""
    return "\n".join(plain(line) for line in text.split("\n"))


def _cells(text: str) -> int:
    """Terminal cells that `text` takes (combining marks none, wide characters two)."""
    seen = [c for c in text if not unicodedata.combining(c)]
    return len(seen) + sum(unicodedata.east_asian_width(c) in "WF" for c in seen)


def to_text(issue: Issue, line: str | None, colour: bool = False) -> str:
    """The issue as a compiler prints it; `line` is the source line it points at, if it is known."""
    spot = issue.spot
    tag = f"{issue.severity}[{issue.code}]"
    if colour:
        tag = f"\x1b[1;{_COLOURS[issue.severity]}m{tag}\x1b[0m"
    out = [f"{plain(f'{spot.path}:{spot.line}:{spot.column}')}: {tag}: {plain(issue.message)}"]
    if line is not None:
        start = min(max(spot.column - 1, 0), len(line))
        left = max(0, start - 60)  # keep long lines readable
        shown, before = plain(line[left : start + 60]), plain(line[left:start])
        width = max(1, min(issue.width, len(line) - start, 60))
        caret = "^" * max(1, _cells(plain(line[start : start + width])))
        number = f"{spot.line:>5}"
        out += [f"{number} | {shown}", f"{' ' * len(number)} | {' ' * _cells(before)}{caret}"]
    if issue.hint:
        out.append(f"        hint: {plain(issue.hint)}")
    return "\n".join(out)


def to_github(issue: Issue) -> str:
    """The issue as a GitHub Actions annotation."""

    def escape(text: str, more: str = "") -> str:
        return re.sub(f"[%\r\n{more}]", lambda m: f"%{ord(m[0]):02X}", text)

    spot, text = issue.spot, plain(f"{issue.message}{'; ' + issue.hint if issue.hint else ''}")
    place = f"file={escape(plain(spot.path), ':,')},line={spot.line},col={spot.column}"
    return f"::{issue.severity} {place},title={issue.code}::{escape(text)}"


def _json_escape(char: str) -> str:
    units = memoryview(char.encode("utf-16", "surrogatepass")).cast("H")[1:]  # without the mark
    return "".join(f"\\u{unit:04x}" for unit in units)


def _row(code: str, path: str, **more: str | int) -> dict[str, str | int]:
    return {"code": code, "severity": CATALOGUE[code][0], "file": path, **more}


def to_json(issues: Collection[Issue]) -> str:
    """The issues as a JSON list of objects: code, severity, file, line, column, message, hint.

    An object with `more` stands for so many further ones of its code, in its `file` or, when that
    is empty, in `files` others. All but ASCII is written as JSON's escapes, as is what a terminal
    or a machine that runs a job could act on: whatever prints it, it stays JSON.
    """
    shown, more = few(issues)
    told = []
    for i in shown:
        place = {"line": i.spot.line, "column": i.spot.column}
        told.append(_row(i.code, i.spot.path, **place, message=i.message, hint=i.hint))
    told += [_row(m.code, m.path, files=m.files, more=m.count) for m in more]
    out = json.dumps(told, indent=2)
    out = re.sub(r"#(?=#\w*\[)", r"\\u0023", out)
    return "".join(c if c.isprintable() or c == "\n" else _json_escape(c) for c in out)
