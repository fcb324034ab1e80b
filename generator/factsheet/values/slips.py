"""What an editor's slip looks like to the YAML parser, and how to tell it: where, and what to type.

The parser often stops lines below the slip, because a value without quotation marks goes on until
something stops it. Lines and columns count from 0 here, as the parser's do.
"""

import re
from dataclasses import dataclass
from typing import Protocol

import yaml

# No-break and other blanks that YAML takes for letters; and those of them that stand where blanks
# matter: in the indentation, after a hyphen, or beside the colon of a key
_ODD = "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_ANY_ODD = re.compile(_ODD)
_ODD_STRUCTURE = re.compile(
    rf"^ *(?:- +)*-?(?P<before>{_ODD}+)"
    rf"|^ *(?:- +)*[\w-]+ *(?P<colon>{_ODD}+) *:"
    rf"|^ *(?:- +)*[\w-]+ *:(?P<after>{_ODD}+)",
    re.M,
)
_KEY = re.compile(r" *(- +)*[\w-]+")
CURLY = {"“": "”", "„": "“", "‘": "’", "«": "»", "”": "”", "’": "’"}
CURLY_AROUND = "{} stands in curly quotation marks, which are letters here"
LONGEST = 80  # characters of a line that a hint repeats

_COLON_INSIDE = 'a ": " inside a plain value'
_QUOTE = "quote the value"
_UNCLOSED = ("a quotation mark is never closed", "close it; inside '…' write an apostrophe twice")
_BREAKS_OFF = (
    "the structure breaks off here",
    "look at the indentation, and quote values with special characters",
)
# Told where the broken part begins
_OPENED = ("could not find expected ':'", "unexpected end of stream", "expected ',' or")
_WORDING = (  # the parser's words, ours, and how to mend it
    ("did not find expected ',' or", "a bracket is never closed, or a comma is missing",
     "close it, and quote values with commas, brackets, colons or #"),
    ("block sequence entries are not allowed", "a list cannot begin on this line",
     'put "- …" on a line of its own, below the key'),
    ("expected comment or line break", "text stands beside | or >",
     "put the text on the next line, two blanks further in than its key"),
    ("mapping keys are not allowed", 'a "?" stands where no key can be', _QUOTE),
    ("did not find expected", *_BREAKS_OFF),
    ("found unexpected end of stream", *_UNCLOSED),
    ("undefined alias", "an alias is not read", 'quote a value that starts with "*"'),
    ("undefined tag", "a tag is not read", 'quote a value that starts with "!"'),
    ("unknown escape", "an unknown escape in double quotes",
     "use single quotes, or write \\\\ for a backslash"),
)  # fmt: skip


class Mark(Protocol):
    """A place in a text, as the parser gives it."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Slip:
    """Line and column of a slip, what it is, and what to type."""

    line: int
    column: int
    message: str
    hint: str


def place(mark: Mark | None) -> tuple[int, int]:
    """Line and column of a mark; each event of a text has its marks."""
    assert mark
    return mark.line, mark.column


def pasted(text: str) -> dict[int, tuple[int, str]]:
    """Line -> (column, blanks) where blanks that are not the ordinary one stand and matter."""
    if text.isascii() or not _ANY_ODD.search(text):
        return {}
    out, line, at = {}, 0, 0
    for match in _ODD_STRUCTURE.finditer(text):
        group = match.lastgroup or ""
        line, at = line + text.count("\n", at, match.start()), match.start()
        out[line] = (match.start(group) - match.start(), match[group])
    return out


def uncurled(text: str) -> str:
    """What stands between curly quotation marks around a whole text; empty when none do."""
    if len(text) > 2 and text[0] in CURLY and text[-1] in (CURLY[text[0]], '"', "'"):
        return text[1:-1].strip()
    return ""


def on_one_line(text: str) -> str:
    """`text` as it can be typed into a list or mapping on one line; dots when it is too long."""
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
    line, column = place(mark) if mark and mark.line < len(lines) - 1 else (0, 0)
    if "mapping values are not allowed" in problem:
        return _colon(lines, line, column, last)
    if "could not find expected ':'" in problem:
        return _no_colon(lines[line], line, column)
    if "cannot start any token" in problem:
        typed = lines[line][:column].lstrip() + quoted(lines[line][column:].strip())
        return Slip(line, column, "a plain value cannot start with this character", _write(typed))
    if "did not find expected key" in problem or "did not find expected '-'" in problem:
        return _broken_off(lines, line, column, last)
    told = (rest for words, *rest in _WORDING if words in problem)
    return Slip(line, column, *next(told, (problem, _QUOTE)))


def _write(typed: str, else_: str = _QUOTE) -> str:
    """What to type, or how to mend it when that is too long to be repeated."""
    return f"write {typed}" if len(typed) <= LONGEST else else_


def _colon(lines: list[str], line: int, column: int, last: yaml.ScalarEvent | None) -> Slip:
    """A `: ` where none can be: in a plain value, or a key that the value above has swallowed."""
    start, first = line, 0  # where the value began
    if last and not last.style and place(last.end_mark)[0] == line:
        start, first = place(last.start_mark)
    if start < line and _KEY.fullmatch(lines[line][:column]):
        if not lines[start][:first].strip(" -"):  # a line of its own: it was to be a key
            return _no_colon(lines[start], start, first)
        mine, above = _indent(lines[line]), _indent(lines[start])
        message = f"the line is indented by {_blanks(mine)}, so it goes on with the value above it"
        return Slip(line, mine, message, _indent_by(above, start))
    if start < line:
        return Slip(line, column, _COLON_INSIDE, _QUOTE)
    key, _, value = lines[line].partition(": ")
    value = value.strip()
    if value[:1] in CURLY:
        message = f"{value[0]} is a curly quotation mark, which does not quote in YAML"
        typed = f"{key.strip()}: {quoted(value.strip(''.join(CURLY)))}"
        hint = _write(typed, "quote the value with straight ones")
        return Slip(line, len(key) + 2, message, hint)
    return Slip(line, column, _COLON_INSIDE, _write(f"{key.strip()}: {quoted(value)}"))


def _no_colon(text: str, line: int, column: int) -> Slip:
    """A key without its colon, or with a colon and no blank after it."""
    words = text.strip()
    message, (key, _, value) = "a key without a colon", words.partition(" ")
    typed = f"{key}: {value.strip()}" if value and key != "-" else f"{words}:"
    if stuck := re.match(r"((?:- +)*[\w-]+):(\S.*)", words):
        message, typed = "no blank after the colon", f"{stuck[1]}: {stuck[2]}"
    return Slip(line, column, message, _write(typed, 'write "key: value"'))


def _broken_off(lines: list[str], line: int, column: int, last: yaml.ScalarEvent | None) -> Slip:
    """A line that fits no other by its indentation, or a quotation that has ended too soon."""
    if last and last.style in ("'", '"') and place(last.end_mark)[0] == line:
        begin = place(last.start_mark)
        if begin[0] < line:
            return Slip(*begin, *_UNCLOSED)
        hint = "inside '…' write an apostrophe twice"
        if last.style == '"':
            hint = 'inside "…" write \\" for each quotation mark'
        return Slip(line, column, "the quotation ends here, and text follows", hint)
    mine = _indent(lines[line])
    told = ((n, t) for n, t in enumerate(lines[:line]) if t.strip() and t.lstrip()[0] != "#")
    above = {_indent(text): number for number, text in told}
    if mine in above or column != mine or not above:
        return Slip(line, column, *_BREAKS_OFF)
    fits = min(above, key=lambda indent: (abs(indent - mine), -above[indent]))
    message = f"the line is indented by {_blanks(mine)}, which fits no line above it"
    return Slip(line, column, message, _indent_by(fits, above[fits]))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _indent_by(count: int, line: int) -> str:
    how = f"indent it by {_blanks(count)}" if count else "start it at the margin"
    return f"{how}, as line {line + 1}"


def _blanks(count: int) -> str:
    return f"{count} blank{'' if count == 1 else 's'}"
