"""How issues are told: as text, as annotations of GitHub Actions, as JSON; and what is printed made harmless.

Of very many issues some are shown, the others counted.
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


@dataclass(frozen=True, slots=True)
class More:
    """Issues of one code that are counted and not shown one by one: in one file, or in `files` of them (then without path)."""

    code: str
    count: int
    path: str = ""
    files: int = 1

    def text(self) -> str:
        where = (
            "in this file" if self.path else f"in {self.files:,} more file{'s' * (self.files != 1)}"
        )
        head = f"{plain(self.path)}: " if self.path else ""
        return f"{head}{CATALOGUE[self.code][0]}[{self.code}]: and {self.count:,} more like this {where}"


def few(issues: Collection[Issue]) -> tuple[list[Issue], list[More]]:
    """What an editor can read of many issues: some of each code and file, in their order, and counts of the others.

    Errors come first where not all have room. Nothing is lost: the shown and the counted ones are all there are.
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


_COMMAND = re.compile(r"^( *):(?=:)|#(?=#\w*\[)")


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
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "notice": "\x1b[1;36m"}


def to_text(issue: Issue, line: str | None, colour: bool = False) -> str:
    """The issue as a compiler prints it; `line` is the source line it points at, if it is known."""
    spot = issue.spot
    tag = f"{issue.severity}[{issue.code}]"
    if colour:
        tag = f"{_COLOURS[issue.severity]}{tag}\x1b[0m"
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


def to_json(issues: Collection[Issue]) -> str:
    """The issues as a JSON list of objects: code, severity, file, line, column, message, hint.

    An object with `more` stands for so many further ones of its code, in its `file` or, when that is empty, in `files` others.
    What a terminal or a machine that runs a job could act on is written as JSON's escapes.
    """
    shown, more = few(issues)
    told: list[dict[str, str | int]] = [
        {
            "code": i.code, "severity": i.severity, "file": i.spot.path, "line": i.spot.line,
            "column": i.spot.column, "message": i.message, "hint": i.hint,
        }
        for i in shown
    ]  # fmt: skip
    told += [
        {
            "code": m.code,
            "severity": CATALOGUE[m.code][0],
            "file": m.path,
            "files": m.files,
            "more": m.count,
        }
        for m in more
    ]
    out = re.sub(
        r"#(?=#\w*\[)", lambda _: _json_escape("#"), json.dumps(told, ensure_ascii=False, indent=2)
    )
    return "".join(c if c.isprintable() or c == "\n" else _json_escape(c) for c in out)
