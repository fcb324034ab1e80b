"""What an editor's slip looks like to the YAML parser, and how to tell it: the line that is wrong, and what to type in its place.

The parser often stops lines below the slip, because a value without quotation marks goes on until something stops it.
"""

import re
from dataclasses import dataclass

import yaml

ODD_BLANK = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"  # no-break and other blanks that YAML takes for letters
_STRUCTURE = (
    re.compile(  # such a blank in the indentation, after a hyphen, or beside the colon of a key
        rf"^ *(?:- +)*-?(?P<before>{ODD_BLANK}+)"
        rf"|^ *(?:- +)*[\w-]+ *(?P<colon>{ODD_BLANK}+) *:"
        rf"|^ *(?:- +)*[\w-]+ *:(?P<after>{ODD_BLANK}+)",
        re.M,
    )
)
_ANY = re.compile(ODD_BLANK)
_KEY = re.compile(r" *(- +)*[\w-]+")
CURLY = {"“": "”", "„": "“", "‘": "’", "«": "»", "”": "”", "’": "’"}
CURLY_AROUND = "{} stands in curly quotation marks, which are letters here"
LONGEST = 80  # characters of a line that a hint repeats


@dataclass(frozen=True, slots=True)
class Slip:
    """Line and column of a slip, both counted from 0, what it is, and what to type."""

    line: int
    column: int
    message: str
    hint: str


def pasted(text: str) -> dict[int, tuple[int, str]]:
    """Line -> (column, blanks) of blanks that are not the ordinary one and stand where they matter; lines count from 0."""
    if text.isascii() or not _ANY.search(text):
        return {}
    out, line, at = {}, 0, 0
    for match in _STRUCTURE.finditer(text):
        group = match.lastgroup or ""
        line, at = line + text.count("\n", at, match.start()), match.start()
        out[line] = (match.start(group) - match.start(), match[group])
    return out


def uncurled(text: str) -> str:
    """What stands between curly quotation marks that enclose a whole text; empty when none do."""
    return (
        text[1:-1].strip()
        if len(text) > 2 and text[-1] in (CURLY.get(text[0], ""), '"', "'") and text[0] in CURLY
        else ""
    )


def shown(text: str) -> str:
    """`text` as it can be typed into a list or mapping on one line; three dots when it is too long to be repeated."""
    if len(text) > LONGEST or not text:
        return "…"
    return quoted(text) if re.search(r"[][{},]|^['\"&*!|>%@`#-]|: | #", text) else text


def quoted(text: str) -> str:
    """`text` between quotation marks that YAML reads."""
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def slip(error: yaml.MarkedYAMLError, text: str, last: yaml.ScalarEvent | None) -> Slip:
    """The slip behind a parser's complaint; `last` is the last value that it could read."""
    found, context = error.problem_mark, error.context_mark
    lines = [*text.split("\n"), ""]
    problem = error.problem or str(error)
    opened = any(words in problem for words in _OPENED) or (found and found.line >= len(lines) - 1)
    mark = (context if opened else None) or found or context
    line, column = (mark.line, mark.column) if mark and mark.line < len(lines) - 1 else (0, 0)
    if "mapping values are not allowed" in problem:
        return _colon(lines, line, column, last)
    if "could not find expected ':'" in problem:
        return _no_colon(lines[line], line, column)
    if "cannot start any token" in problem:
        rest = lines[line][column:]
        return Slip(
            line,
            column,
            "a plain value cannot start with this character",
            _write(lines[line][:column].lstrip() + quoted(rest.strip()), "quote the value"),
        )
    if "did not find expected key" in problem or "did not find expected '-'" in problem:
        return _broken_off(lines, line, column, last)
    message, hint = next(
        ((m, h) for start, m, h in _WORDING if start in problem), (problem, "quote the value")
    )
    return Slip(line, column, message, hint)


def _write(typed: str, else_: str) -> str:
    """What to type, or how to mend it when that is too long to be repeated."""
    return f"write {typed}" if len(typed) <= LONGEST else else_


def _colon(lines: list[str], line: int, column: int, last: yaml.ScalarEvent | None) -> Slip:
    """A `: ` where none can be: in a value without quotation marks, or a key that the value above it has swallowed."""
    start = last.start_mark.line if last and not last.style and last.end_mark.line == line else line
    if start < line and last and _KEY.fullmatch(lines[line][:column]):
        if not lines[start][: last.start_mark.column].strip(
            " -"
        ):  # the value began a line of its own: it was to be a key
            return _no_colon(lines[start], start, last.start_mark.column)
        mine, above = _indent(lines[line]), _indent(lines[start])
        message = f"the line is indented by {_blanks(mine)}, so it goes on with the value above it"
        return Slip(line, mine, message, _indent_by(above, start))
    if start < line:
        return Slip(line, column, 'a ": " inside a plain value', "quote the value")
    key, _, value = lines[line].partition(": ")
    value = value.strip()
    if value[:1] in CURLY:
        message = f"{value[0]} is a curly quotation mark, which does not quote in YAML"
        return Slip(
            line,
            len(key) + 2,
            message,
            _write(
                f"{key.strip()}: {quoted(value.strip(''.join(CURLY)))}",
                "quote the value with straight ones",
            ),
        )
    return Slip(
        line,
        column,
        'a ": " inside a plain value',
        _write(f"{key.strip()}: {quoted(value)}", "quote the value"),
    )


def _no_colon(text: str, line: int, column: int) -> Slip:
    """A key without its colon, or with a colon and no blank after it."""
    words = text.strip()
    if stuck := re.match(r"((?:- +)*[\w-]+):(\S.*)", words):
        return Slip(
            line,
            column,
            "no blank after the colon",
            _write(f"{stuck[1]}: {stuck[2]}", 'write "key: value"'),
        )
    key, _, value = words.partition(" ")
    typed = f"{key}: {value.strip()}" if value and key != "-" else f"{words}:"
    return Slip(line, column, "a key without a colon", _write(typed, 'write "key: value"'))


def _broken_off(lines: list[str], line: int, column: int, last: yaml.ScalarEvent | None) -> Slip:
    """A line that belongs to nothing: its indentation fits no other, or a quotation has ended before it should."""
    if last and last.style in ("'", '"') and last.end_mark.line == line:
        begin = last.start_mark
        if begin.line < line:
            return Slip(begin.line, begin.column, *_UNCLOSED)
        advice = (
            "inside '…' write an apostrophe twice"
            if last.style == "'"
            else 'inside "…" write \\" for each quotation mark'
        )
        return Slip(line, column, "the quotation ends here, and text follows", advice)
    mine = _indent(lines[line])
    above = {
        _indent(text): number
        for number, text in enumerate(lines[:line])
        if text.strip() and not text.lstrip().startswith("#")
    }
    if mine in above or column != mine or not above:
        return Slip(
            line,
            column,
            "the structure breaks off here",
            "look at the indentation, and quote values with special characters",
        )
    fits = min(above, key=lambda indent: (abs(indent - mine), -above[indent]))
    message = f"the line is indented by {_blanks(mine)}, which fits no line above it"
    return Slip(line, column, message, _indent_by(fits, above[fits]))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indent_by(count: int, line: int) -> str:
    return (
        f"indent it by {_blanks(count)}, as line {line + 1}"
        if count
        else f"start it at the margin, as line {line + 1}"
    )


def _blanks(count: int) -> str:
    return f"{count} blank{'' if count == 1 else 's'}"


_OPENED = (
    "could not find expected ':'",
    "unexpected end of stream",
    "expected ',' or",
)  # told where the broken part begins
_UNCLOSED = ("a quotation mark is never closed", "close it; inside '…' write an apostrophe twice")
_WORDING = (  # parser's words -> ours, with the mending
    (
        "did not find expected ',' or",
        "a bracket is never closed, or a comma is missing",
        "close it, and quote values with commas or brackets",
    ),
    (
        "block sequence entries are not allowed",
        "a list cannot begin on this line",
        'put "- …" on a line of its own, below the key',
    ),
    (
        "expected comment or line break",
        "text stands beside | or >",
        "put the text on the next line, two blanks further in than its key",
    ),
    ("mapping keys are not allowed", 'a "?" stands where no key can be', "quote the value"),
    (
        "did not find expected",
        "the structure breaks off here",
        "look at the indentation, and quote values with special characters",
    ),
    ("found unexpected end of stream", *_UNCLOSED),
    ("undefined alias", "an alias is not read", 'quote a value that starts with "*"'),
    ("undefined tag", "a tag is not read", 'quote a value that starts with "!"'),
    (
        "unknown escape",
        "an unknown escape in double quotes",
        "use single quotes, or write \\\\ for a backslash",
    ),
)
