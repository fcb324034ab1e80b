"""A form that is tried: its answers read, what is wrong told at the field that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from factsheet.bench.edits.edit import Outcome
from factsheet.bench.edits.refused import Refused
from factsheet.bench.entering import answers
from factsheet.bench.entering.alike import Alike
from factsheet.bench.entering.asking import Question
from factsheet.bench.forms.refusals import in_browser
from factsheet.bench.forms.sent import Texts
from factsheet.evidence import Library
from factsheet.issues import Issue
from factsheet.language import locator_words
from factsheet.pages import citations, plain
from factsheet.reading import Outline

DRAFT = "It is a draft: it is not printed."
WHOLE = ""  # the key of what is wrong with the form as a whole


class Clash(NamedTuple):
    """What two have changed: as it was, what stands there now, what was typed."""

    was: list[str]
    theirs: list[str]
    mine: list[str]


@dataclass
class Attempt:
    """What came of trying a form: by key what is wrong, what is missing, how dates are understood.

    `needs` are the parts of the form that have to be filled in now; `address` is what was entered.
    """

    wrong: dict[str, list[str]] = field(default_factory=dict)
    lacking: list[Question] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    needs: set[str] = field(default_factory=set)
    twins: list[Alike] = field(default_factory=list)
    rivals: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    clash: dict[str, Clash] = field(default_factory=dict)
    address: str = ""
    beside: str = ""  # what holds since that has ended
    shown: list[str] = field(default_factory=list)  # addresses to be told before and after
    done: str = ""

    def say(self, why: str, key: str = WHOLE) -> None:
        """Note that something is wrong, at a field."""
        found = self.wrong.setdefault(key, [])
        if why not in found:
            found.append(why)

    @contextmanager
    def telling(self, key: str = WHOLE) -> Iterator[None]:
        """Note at a field why something within the block is refused, and go on behind it."""
        try:
            yield
        except Refused as why:
            self.say(in_browser(why), key)

    @property
    def sound(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.wrong or self.lacking or self.clash)

    def read(self, questions: Iterable[Question], typed: Texts) -> dict[str, Any]:
        """The answers as data, of those that can be read."""
        out = dict[str, Any]()
        for question in questions:
            try:
                if texts := typed.get(question.key):
                    out[question.key] = answers.read(question, texts)
            except answers.Unfit as why:
                self.say(str(why).removeprefix(f"{question.key}: "), question.key)
        return out

    def understand(
        self, questions: Sequence[Question], typed: Texts, names: Mapping[str, Outline],
        sources: str, fact: bool = False,
    ) -> None:  # fmt: skip
        """Say in words what dates and addresses mean."""
        fact = fact or any(q.key == "text" and q.required for q in questions)
        for question in questions:
            try:
                said = [_meant(question, text, names, sources, fact)
                        for text in typed.get(question.key, ())]  # fmt: skip
            except answers.Unfit:
                continue
            self.words[question.key] = "; ".join(filter(None, said))

    def judge(self, outcome: Outcome, questions: Iterable[Question]) -> None:
        """Tell what is wrong with the facts as they would be, at the fields that it belongs to."""
        keys = {question.key for question in questions}
        settling = self.rivals and self.wrong  # what contradicts them is asked for already
        for issue in outcome.refused:
            if settling and issue.code == "undeclared-dispute":
                continue
            key = _key(issue, keys)
            where = f"{issue.spot.path}:{issue.spot.line}: {issue.message}"
            said = issue.message.partition(": ")[2] if key else where
            self.say("; ".join(filter(None, (said, issue.hint))), key)
        more = [f"{one.spot.path}:{one.spot.line}: {one.message}" for one in outcome.warnings]
        self.warnings += [*more, *(f"read again: {one.message}" for one in outcome.work)]


def _meant(
    question: Question, text: str, names: Mapping[str, Outline], sources: str, fact: bool
) -> str:  # fmt: skip
    if question.source:
        found = names.get(f"{sources}/{text.partition('#')[0]}")
        return ", ".join(dict.fromkeys(found.names[:1] + found.names[-1:])) if found else ""
    return answers.in_words(question, text, names, fact)


def _key(issue: Issue, keys: set[str]) -> str:
    """The field that an issue names: `facts.left.when: …` is about `when`."""
    named = issue.message.partition(":")[0].split("[")[0].rpartition(".")[2]
    return named if named in keys else WHOLE


@dataclass(frozen=True)
class Printed:
    """A statement or a record as readers will see it: the line, and what it rests on."""

    address: str
    line: str
    sources: list[str] = field(default_factory=list)


def printed(library: Library, address: str) -> Printed:
    """How an address prints; of a draft, that it does not."""
    statement, record = library.statements.get(address), library.records.get(address)
    if statement:
        return Printed(address, plain.line(library, statement), list(_sources(library, statement)))
    if record:
        lines = [plain.line(library, one) for one in record.of("wordings")]
        return Printed(address, " ".join([f"{record.kind.name}: {record.name}.", *lines]))
    return Printed(address, DRAFT)


def _sources(library: Library, statement: Any) -> Iterable[str]:
    for reference in statement.references:
        if source := library.records.get(reference.address):
            place = f", {locator_words(reference.locator)}" if reference.locator else ""
            yield f"{citations.in_words(source).removesuffix('.')}{place}"


def told(before: Library, after: Library, addresses: Iterable[str]) -> list[tuple[str, str, str]]:
    """(address, what it was, what it is now) of all that reads otherwise; empty: not there."""
    rows = []
    for address in dict.fromkeys(addresses):
        known = address in before.statements or address in before.records
        was = printed(before, address).line if known or address in before.unpublished else ""
        now = printed(after, address).line
        rows += [(address, was, now)] if was != now else []
    return rows
