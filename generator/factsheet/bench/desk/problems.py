"""What is wrong with a request, and how a line should read where that is certain.

A line is mended by what the hint of its issue says, and only where the facts, read again with the
mended line, are without this issue and without a new one.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from factsheet.bench.desk import making
from factsheet.bench.desk.report import Problem
from factsheet.bench.desk.shapes import cut
from factsheet.build import NO_RECORDS
from factsheet.cache import Memory
from factsheet.evidence import Library, linking
from factsheet.issues import Issue, errors
from factsheet.kinds import FOLDER

MAX_MENDED = 10  # problems whose line is mended: the facts are read again for each
LONGEST = 1_000  # letters of a line that is repeated
_MEANT = re.compile(r'did you mean "([^"]+)"\?$')
_WRITE = re.compile(r"write ([^…]+?)(?:, with a blank after the colon|, or put a blank after .*)?$")
_LEAD = re.compile(r"\s*(?:- +)*")
Tree = Mapping[str, bytes]


def of(issues: list[Issue], tree: Tree, library: Library, memory: Memory) -> Iterator[Problem]:
    """Each issue as a check prints it, with its line, and the same mended."""
    mender = _Mender(tree, library, memory)
    for issue in issues:
        text = line_of(tree, issue)
        mended = mender.mended(issue, text) if text and issue.severity == "error" else ""
        yield Problem(
            severity="error" if issue.severity == "error" else "warning",
            code=issue.code,
            message=cut(issue.message, making.WORDS),
            hint=cut(issue.hint, making.WORDS),
            at=making.place(issue.spot),
            text=cut(text, making.WORDS),
            mended=cut(mended, making.WORDS),
        )


def line_of(tree: Tree, issue: Issue) -> str:
    """The line that an issue points at; nothing where it is too long to be read."""
    lines = tree.get(issue.spot.path, b"").decode("utf-8-sig", "replace").split("\n")
    line = lines[issue.spot.line - 1].rstrip("\r") if issue.spot.line <= len(lines) else ""
    return line if len(line) <= LONGEST else ""


def _candidates(issue: Issue, text: str) -> list[str]:
    """How the line may read, by the hint of its issue."""
    start, stop = issue.spot.column - 1, issue.spot.column - 1 + issue.width
    if meant := _MEANT.search(issue.hint):
        typed = text[start:stop]
        wrong = re.search(r'"([^"]+)"', issue.message)
        word = wrong[1] if wrong and wrong[1] in typed else typed.strip("\"'#:,[] ")
        if not word or typed.count(word) != 1:
            return []
        return [text[:start] + typed.replace(word, meant[1]) + text[stop:]]
    if write := _WRITE.match(issue.hint):
        lead = _LEAD.match(text)
        before = lead[0] if lead else ""
        return [f"{before}{write[1]}", f"{text[:start]}{write[1]}{text[stop:]}"]
    return []


@dataclass
class _Mender:
    """Mends the lines of some issues."""

    tree: Tree
    library: Library
    memory: Memory
    left: int = MAX_MENDED

    def mended(self, issue: Issue, text: str) -> str:
        """The line as it should read; nothing where that is not certain."""
        path = issue.spot.path
        for line in _candidates(issue, text):
            if path.startswith("content/"):
                if (meant := _MEANT.search(issue.hint)) and self.library.known(meant[1]):
                    return line
            elif self.left and _of_records(path):
                self.left -= 1
                if self._helps(issue, line):
                    return line
        return ""

    def _helps(self, issue: Issue, line: str) -> bool:
        """Whether the facts are without the issue, and without a new one, once it reads so."""
        path = issue.spot.path
        lines = self.tree[path].split(b"\n")
        end = b"\r" if lines[issue.spot.line - 1].endswith(b"\r") else b""
        lines[issue.spot.line - 1] = line.encode() + end
        after = self._errors({**self.tree, path: b"\n".join(lines)})
        return len(after) < len(self._before) and after <= self._before

    @cached_property
    def _before(self) -> set[tuple[str, int, str, str]]:
        return self._errors(self.tree)

    def _errors(self, tree: Tree) -> set[tuple[str, int, str, str]]:
        facts = {p: b for p, b in tree.items() if p.startswith("data/") and p not in NO_RECORDS}
        known = Memory(files=dict(self.memory.files), kinds=self.memory.kinds)
        found = errors(linking.read(facts, memory=known)[1])
        return {(one.spot.path, one.spot.line, one.code, one.message) for one in found}


def _of_records(path: str) -> bool:
    """Whether a file holds records."""
    return path.startswith("data/") and not path.startswith(FOLDER) and path not in NO_RECORDS
