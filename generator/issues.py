"""What can be wrong, where it is, and how it is told: issues, the catalogue of their codes, and the three printers.

An issue is data, never an exception: every stage returns its result together with the issues it found, so that one run
reports all of them. `CATALOGUE` is the one list of codes; `docs/issue-codes.md` and the tests are checked against it.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest

MAX_SHOWN = 20  # of one code in one file, each with its place
MAX_SHOWN_IN_ALL = 200
MAX_COMPARED = 1_000_000  # words looked at for the hints of one rule
LIKELY = 5  # words that share most letters, of which the nearest is chosen


@dataclass(frozen=True, order=True, slots=True)
class Spot:
    """A place in a file: path as printed, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1


def spot_at(text: str, offset: int, path: str) -> Spot:
    """The place of a character in a text."""
    return Spot(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


@dataclass(frozen=True, order=True, slots=True)
class Issue:
    """One thing that is wrong: `code` is a key of CATALOGUE, `width` the number of characters to underline."""

    spot: Spot
    code: str
    message: str
    hint: str = ""
    width: int = 1

    @property
    def severity(self) -> str:
        """`error` stops publication, `warning` does not."""
        return CATALOGUE[self.code][0]


# code -> (severity, what it means in one sentence)
CATALOGUE: dict[str, tuple[str, str]] = {
    "ambiguous-address": ("error", "The address names a property with several statements; say which one."),
    "bad-character": ("error", "A control, invisible or direction-changing character stands in the file."),
    "bad-choice": ("error", "The value is not one of the words allowed here."),
    "bad-date": ("error", "The date cannot be read, does not exist, or runs backwards."),
    "bad-id": ("error", "An id is not lower-case letters, digits and single hyphens, or is a reserved name."),
    "bad-number": ("error", "The number cannot be read, or its bounds are reversed."),
    "bad-point": ("error", "A point is not [longitude, latitude] in range."),
    "bad-quote": ("error", "A quote needs wordings with a text, and exactly one that is preferred."),
    "bad-url": ("error", "The address of a web page is not a plain http or https address."),
    "clash": ("error", "Two records, statements or pages would have the same address."),
    "cut-value": ("warning", "A value may have been cut short by ` #`, which starts a comment."),
    "cycle": ("error", "Sources are derived from each other in a circle."),
    "encoding": ("error", "The file is not UTF-8 text."),
    "future-date": ("error", "A date lies after the day the record was checked, without `planned: true`."),
    "limit": ("error", "A file, a value or the data set is larger than allowed."),
    "missing-claimant": ("error", "A claim or denial does not say who made it."),
    "missing-key": ("error", "Something required is missing."),
    "missing-note": ("error", "A status that needs explaining has no public note."),
    "missing-reference": ("error", "A statement names no source."),
    "page-clash": ("error", "A generated page meets a hand-written one."),
    "prose-address": ("error", "A page names a fact or record that does not exist."),
    "prose-anchor": ("error", "A heading in a page has no address of its own, so rewording it would break links."),
    "prose-expression": ("error", "An expression in a page is not one of the functions, or is called wrongly."),
    "prose-link": ("error", "A link in a page leads to no page of the site."),
    "prose-quote": ("error", "A quotation was typed by hand that is, or nearly is, a wording on record."),
    "prose-shape": ("error", "A page needs exactly one top heading."),
    "prose-unsafe": ("error", "A page contains raw HTML, an unsafe link or an unsafe attribute."),
    "prose-unusable": ("error", "A page uses a fact that is a draft or retracted."),
    "seed-claim": ("error", "A claim in a seed is neither in the data nor left out with a reason."),
    "stray-file": ("error", "A file in `data/`, `seeds/` or `content/` is not one the site can read."),
    "temp-file": ("warning", "A hidden or backup file lies among the facts; it is not read."),
    "undeclared-dispute": ("error", "Two statements disagree for the same time, and no dispute names both."),
    "silent-change": ("error", "A published fact was changed or removed without a word on why."),
    "unknown-address": ("error", "An address names no record or statement."),
    "unknown-key": ("error", "The key is not known here."),
    "wrong-kind": ("error", "The address names a record of a kind that does not fit."),
    "wrong-shape": ("error", "A list, a mapping or a text stands where something else is expected."),
    "yaml-duplicate": ("error", "The same key stands twice in one mapping."),
    "yaml-feature": ("error", "Anchors, aliases, merges, tags, directives and second documents are not read."),
    "yaml-syntax": ("error", "The file is not well-formed YAML."),
}


def nearest(word: str, words: Collection[str]) -> str:
    """A "did you mean" hint for `word`, or the empty string. Of many words only the likeliest are compared letter by letter."""
    if len(word) > 200:
        return ""
    found = get_close_matches(word, _likely(word, words) if len(words) > LIKELY else list(words), n=1, cutoff=0.6)
    return f'did you mean "{found[0]}"?' if found else ""


def _likely(word: str, words: Iterable[str]) -> list[str]:
    """The words of about the same length that share most pairs of letters with `word`."""
    wanted, low, high = _pairs(word), len(word) * 3 // 7, len(word) * 7 // 3 + 1
    shared = (((wanted & _pairs(w)).bit_count() - abs(len(w) - len(word)), w) for w in words if low <= len(w) <= high)
    return [w for _, w in nlargest(LIKELY, shared, key=lambda one: one[0])]


@lru_cache(maxsize=200_000)
def _pairs(word: str) -> int:
    """A number with a bit set for each letter and each pair of letters of a word."""
    bits = 0
    for one, two in zip(word, word[1:] + word[:1]):
        bits |= 1 << ord(one) % 61 | 1 << 61 + (31 * ord(one) + ord(two)) % 251
    return bits


class Hints:
    """Hints for one rule: after very many words have been compared no more are looked up, because only some are shown."""

    def __init__(self) -> None:
        self.left = MAX_COMPARED

    def nearest(self, word: str, words: Collection[str]) -> str:
        """As `nearest`, or the empty string when enough has been said."""
        self.left -= max(len(words), 500)  # letter by letter, a few take as long as hundreds at a glance
        return nearest(word, words) if self.left >= 0 else ""


@dataclass(frozen=True, slots=True)
class More:
    """Issues of one code that are counted and not shown one by one: in one file, or in `files` of them (then without path)."""

    code: str
    count: int
    path: str = ""
    files: int = 1

    def text(self) -> str:
        where = "in this file" if self.path else f"in {self.files:,} more file{'s' * (self.files != 1)}"
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


def plain(text: str) -> str:
    """`text` with everything a terminal could act on made visible."""
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):X}}}" for c in text)


def _cells(text: str) -> int:
    """Terminal cells that `text` takes (combining marks none, wide characters two)."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}


def to_text(issue: Issue, line: str | None, colour: bool = False) -> str:
    """The issue as a compiler prints it; `line` is the source line it points at, if it is known."""
    spot = issue.spot
    tag = f"{issue.severity}[{issue.code}]"
    if colour:
        tag = f"{_COLOURS[issue.severity]}{tag}\x1b[0m"
    out = [f"{plain(spot.path)}:{spot.line}:{spot.column}: {tag}: {plain(issue.message)}"]
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

    spot, text = issue.spot, f"{issue.message}{'; ' + issue.hint if issue.hint else ''}"
    place = f"file={escape(spot.path, ':,')},line={spot.line},col={spot.column}"
    return f"::{issue.severity} {place},title={issue.code}::{escape(text)}"


def to_json(issues: Collection[Issue]) -> str:
    """The issues as a JSON list of objects: code, severity, file, line, column, message, hint.

    An object with `more` stands for so many further ones of its code, in its `file` or, when that is empty, in `files` others.
    """
    shown, more = few(issues)
    told: list[dict[str, str | int]] = [
        {
            "code": i.code, "severity": i.severity, "file": i.spot.path, "line": i.spot.line,
            "column": i.spot.column, "message": i.message, "hint": i.hint,
        }
        for i in shown
    ]  # fmt: skip
    told += [{"code": m.code, "severity": CATALOGUE[m.code][0], "file": m.path, "files": m.files, "more": m.count} for m in more]
    return json.dumps(told, ensure_ascii=False, indent=2)


def errors(issues: Iterable[Issue]) -> list[Issue]:
    """Those issues that stop publication."""
    return [i for i in issues if i.severity == "error"]
