"""What can be wrong and where it is: issues, the catalogue of their codes, and their order.

An issue is data, never an exception: every stage returns its result together with the issues it
found, so that one run reports all of them. `CATALOGUE` is the one list of codes;
`docs/reference/issue-codes.md` and the tests are checked against it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape


@dataclass(frozen=True, order=True, slots=True)
class Spot:
    """A place in a file: path as printed, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1


def spot_at(text: str, offset: int, path: str) -> Spot:
    """The place of a character in a text."""
    return Spot(path, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def find_spot(text: str, clue: str, path: str) -> Spot:
    """Where `clue` stands in a page; its line where codes or marks hide it, else the first line."""
    clue = clue.lower().removeprefix("mailto:")
    if (at := text.lower().find(clue)) >= 0:
        return spot_at(text, at, path)
    found = (number for number, line in enumerate(_bare(text), 1) if _bare(clue)[0] in line)
    return Spot(path, next(found, 1))


@lru_cache(maxsize=2)  # a clue, and a page: of one with many mistakes it saves nine tenths
def _bare(text: str) -> list[str]:
    """The lines of a text without codes, blanks and marks of Markdown, in small letters."""
    return [re.sub(r"[\\\s*_`]", "", unescape(line)).lower() for line in text.split("\n")]


@dataclass(frozen=True, order=True, slots=True)
class Issue:
    """One thing that is wrong: `code` is a key of CATALOGUE, `width` how much to underline."""

    spot: Spot
    code: str
    message: str
    hint: str = ""
    width: int = 1

    @property
    def severity(self) -> str:
        """`error` stops publication, `warning` does not; `notice` is a guess, told on request."""
        return CATALOGUE[self.code][0]


# A line for each code: its severity where that is not error, and what it means in one sentence
_CODES = """\
ambiguous-address: The address names a field with several statements; say which one.
bad-character: A control, invisible, unknown or direction-changing character stands in the file.
bad-choice: The value is not one of the words allowed here.
bad-date: The date cannot be read, does not exist, or runs backwards.
bad-edition: The file of an edition is not the one that was frozen.
bad-file: A file that a fact shows is not in `content/`, or is none that a site shows.
bad-id: An id is not lower-case letters, digits and single hyphens, or is a reserved name.
bad-identifier: An identifier does not fit the pattern of its field.
bad-kind: A file in `data/kinds/` describes a kind of record that cannot be.
bad-number: The number cannot be read, or its bounds are reversed.
bad-point: A point is not [longitude, latitude] in range.
bad-quote: A quote needs wordings with a text, and exactly one that is preferred.
bad-unit: A unit or currency is missing, unknown, or does not measure what its field is for.
bad-url: The address of a web page is not a plain http or https address.
clash: Two records, statements or pages would have the same address.
cut-value, warning: A value may have been cut short by ` #`, which starts a comment.
cycle: Sources are derived from each other, or facts superseded by each other, in a circle.
encoding: The file is not UTF-8 text.
future-date: A date lies after the days on which the record was checked and the statement entered, \
without `planned: true`.
limit: A file, a value or the data set is larger than allowed.
look-alike-id: Two ids look the same to a reader: `l` and `1`, `o` and `0`, `m` and `rn`.
lone-version, warning: A dispute is left with fewer than two versions that stand.
look-alike-name, notice: A name looks like that of another record, and is spelt with other \
characters.
missing-claimant: A claim or denial does not say who made it.
missing-key: Something required is missing.
missing-note: A status that needs explaining has no public note.
missing-reference: A statement names no source.
page-clash: A page or picture would be published at an address that belongs to another.
prose-address: A page names a fact or record that does not exist.
prose-anchor: A heading in a page has no address of its own, so rewording it would break links.
prose-claimant: A passage tells a claim, a denial or a wording and does not say whose it is.
prose-expression: An expression in a page is not one of the functions, or is called wrongly.
prose-link: A link in a page leads to no page of the site.
prose-quote: A quotation was typed by hand that is, or nearly is, a wording on record.
prose-shape: A page needs exactly one top heading.
prose-word, notice: A passage has a number, a date or a name that its facts do not hold.
prose-unsafe: A page contains raw HTML, an unsafe link or an unsafe attribute.
prose-unusable: A page uses a fact that is a draft or retracted, or a wording that was translated \
back though the original is on record.
rival-scopes, notice: Two statements disagree for the same time, and their scopes may not tell \
them apart.
same-name, notice: Two records of a kind have the same name.
same-sentence, notice: A record says the same twice, with the same source.
seed-claim: A claim in a seed is neither in the data nor left out with a reason.
stale-telling: A passage was written about facts that read otherwise now, or was never compared \
with them.
stray-file: A file in `data/`, `seeds/` or `content/` is not one the site can read.
taken-down, warning: What was taken down still stands in its file; it is not published.
temp-file, warning: A backup or copy lies among the facts; it is not read.
undeclared-dispute: Two statements disagree for the same time, and no dispute names both.
silent-change: A published fact was changed or removed without a word on why.
unfinished-edit: An edit of several files was interrupted, and is neither done nor undone.
unknown-address: An address names no record or statement.
unknown-key: The key is not known here.
unlikely-day, notice: A day lies after all sources of a statement, or far from them with day and \
month exchanged.
unread-telling, warning: A stale passage is left to be re-read; the facts' own sentences stand in \
its place.
unrecorded, notice: Published statements do not say when they were entered.
unused-acceptance, notice: A notice is accepted that is not there (any more).
withdrawn-source: A published statement rests on withdrawn sources alone.
wrong-kind: The address names a record of a kind that does not fit.
wrong-shape: A list, a mapping or a text stands where something else is expected.
wrong-successor: A fact names what took its place, and its status is not `superseded`.
yaml-duplicate: The same key stands twice in one mapping.
yaml-feature: Anchors, aliases, merges, tags, directives and second documents are not read.
yaml-syntax: The file is not well-formed YAML.
"""
CATALOGUE: dict[str, tuple[str, str]] = {  # code -> (severity, meaning)
    code: (severity or "error", meaning)
    for line in _CODES.splitlines()
    for head, _, meaning in [line.partition(": ")]
    for code, _, severity in [head.partition(", ")]
}

# Causes before consequences: what keeps a file, or a part of it, from being read; then all else
# inside a file; then what stands between files
_UNREADABLE = {
    "bad-character", "bad-kind", "encoding", "limit", "stray-file", "yaml-duplicate",
    "yaml-feature", "yaml-syntax",
}  # fmt: skip
_BETWEEN = {
    "ambiguous-address", "clash", "cycle", "page-clash", "prose-address", "prose-claimant",
    "prose-link", "prose-quote", "prose-unusable", "silent-change", "stale-telling",
    "undeclared-dispute", "unknown-address", "withdrawn-source", "wrong-kind", "wrong-successor",
}  # fmt: skip
_SEVERITIES = ("error", "warning", "notice")


def rank(code: str) -> int:
    """How early a code is told; the smaller, the earlier."""
    severity = _SEVERITIES.index(CATALOGUE[code][0])
    if severity:
        return severity + 2
    return 0 if code in _UNREADABLE else 2 if code in _BETWEEN else 1


def in_order(issues: Iterable[Issue]) -> list[Issue]:
    """Each issue once, in the order in which to mend them; they are printed in no other."""
    return sorted(set(issues), key=lambda issue: (rank(issue.code), issue))


def errors(issues: Iterable[Issue]) -> list[Issue]:
    """Those issues that stop publication."""
    return [i for i in issues if i.severity == "error"]
