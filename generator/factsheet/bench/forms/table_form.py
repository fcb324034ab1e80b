"""The columns of a table as a form: what was understood, what each may be, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.refused import Refused
from factsheet.bench.entering import adding, asking
from factsheet.bench.forms.attempt import Attempt
from factsheet.bench.forms.entry import FLAGS
from factsheet.bench.forms.refusals import optionless
from factsheet.bench.forms.sent import Sent
from factsheet.bench.forms.tables_brought import Brought
from factsheet.bench.imports import mapping_edit, mapping_file, mapping_guess, tables, workbooks
from factsheet.bench.imports.mapping import DATES, LINKS, ROLES
from factsheet.bench.imports.mapping_edit import MARKS, WHAT, WHOLE
from factsheet.issues import Issue
from factsheet.kinds import Kind
from factsheet.values import fold

MAPPING = "mapping"  # what the text of a mapping is called, in the form and in what is told of it
HOW = ("encoding", "delimiter", "sheet")
CHOICES = {"link": LINKS, "decimal": (".", ","), "dates": DATES}  # the other marks are typed
CALLED = {
    "link": "What it names", "decimal": "Decimal mark", "dates": "Days", "unit": "Unit",
    "separator": "Sign between several", "language": "Code of its language",
}  # fmt: skip
ROLE_WORDS = {
    "id": "Its id or address", "source": "The source of the row", "nothing": "Nothing: left out",
    "locator": "The place in the source", "decision": "What to do where the row differs",
    "planned": FLAGS["planned"][0],
}  # fmt: skip


@dataclass
class ColumnForm:
    """A column in the form: its first values, what it is said to be, and how it is written."""

    name: str
    samples: list[str]
    said: dict[str, str]  # by WHAT and MARKS
    more: str = ""  # what only the text of the mapping says
    wrong: list[str] = field(default_factory=list)

    @property
    def marked(self) -> str:
        """How it is written, in a line."""
        found = [f"{CALLED[mark].lower()} {one}" for mark in MARKS if (one := self.said[mark])]
        return ", ".join(filter(None, [*found, self.more]))


class TableForm:
    """A table that was read as its mapping says, and that mapping as text.

    Raises Refused for a table that cannot be read.
    """

    def __init__(
        self, edit: Edit, brought: Brought, text: str, opened: Mapping[str, str] | None = None
    ) -> None:
        self.edit, self.brought, self.text = edit, brought, text
        self.opened = opened  # what stood in the form before; the text may be broken since
        said = _said(text, opened or {})
        if "kind" not in said:
            raise Refused("the mapping does not say what the rows are about", "add kind: cities")
        self.kind = adding.kind_of(edit, said["kind"])
        self.how = tables.How(**_known({key: said[key] for key in HOW if key in said}))
        self.table = tables.read_table(brought.content, brought.name, self.how)

    def answer(self, sent: Sent) -> None:
        """Put the answers that were changed into the text. Raises Refused where none can be."""
        self.text = answered(self.text, sent, self.opened, self._marks)

    def _marks(self, name: str, entry: dict[str, Any]) -> dict[str, Any]:
        return mapping_guess.marks(self.table, self.kind, name, entry)

    @property
    def names(self) -> list[str]:
        """The columns that are asked about."""
        return [n for n in self.table.columns if n not in (tables.ROW, tables.REASON)]

    def columns(self, said: Mapping[str, str], attempt: Attempt) -> list[ColumnForm]:
        """All columns, with what is said of them."""
        out = []
        for name in self.names:
            own = {key: said.get(f"{key} {name}", "") for key in (WHAT, *MARKS)}
            samples = mapping_guess.samples_of(self.table, name)
            wrong = attempt.wrong.get(f"{WHAT} {name}", [])
            out.append(ColumnForm(name, samples, own, self._beside(name), wrong))
        return out

    def _beside(self, name: str) -> str:
        try:
            return mapping_edit.beside(self.text, name)
        except Refused:
            return ""

    def roles(self) -> Iterator[tuple[str, dict[str, str]]]:
        """(group, what a column may be, with what that is called)."""
        kind, kinds = self.kind, self.edit.built.kinds
        own = {key: label.label for key, label in kind.labels.items()}
        asked = {q.key: q.label for q in asking.of_statement(kinds, kind)}
        named = {q.key: q.label for q in asking.of_record(kinds, kind)} | own
        labels = [key for key in kind.all_labels if key not in mapping_file.KEPT_OUT]
        words = {key: named.get(key, key.replace("_", " ").capitalize()) for key in labels}
        yield "Of the record", {f"label {key}": said for key, said in words.items()}
        fields = {f"field {key}": one.label for key, one in kind.all_fields.items()}
        yield "A field: each value has its source", fields
        more = {role: ROLE_WORDS.get(role, asked.get(role, role)) for role in ROLES}
        yield "Of the row", more

    def wrong(self, issues: Iterable[Issue], attempt: Attempt) -> None:
        """Tell what is wrong with the mapping: its line, at the column or key that it is about."""
        lines = self.text.split("\n")
        for issue in issues:
            line = lines[issue.spot.line - 1].strip() if issue.spot.line <= len(lines) else ""
            where = f"line {issue.spot.line} of the mapping, {line}"
            said = "; ".join(filter(None, (issue.message, optionless(issue.hint))))
            attempt.say(f"{said} ({where})", self._key(issue))

    def _key(self, issue: Issue) -> str:
        about = [name for name in self.names if issue.message.startswith(f"{name}: ")]
        if about:
            return f"{WHAT} {max(about, key=len)}"
        key = issue.message.partition(":")[0]
        return key if key in ("source", "records") else MAPPING


def _said(text: str, before: Mapping[str, str]) -> Mapping[str, str]:
    """What a mapping says of its table; what it said before, where it cannot be read."""
    kind = mapping_file.read_how(text.encode(), MAPPING)[1] or before.get("kind", "")
    known = {"kind": kind} if kind else {}
    try:
        return {**known, **mapping_edit.answers(text)}
    except Refused:
        return {**before, **known}


def answered(
    text: str, sent: Sent, old: Mapping[str, str] | None, marks: mapping_edit.Marks
) -> str:
    """The text of a mapping with the answers of a form that are other than they were."""
    before = mapping_edit.answers(text) if old is None else old
    return mapping_edit.answered(text, given(sent), before, marks)


def opened(sent: Sent) -> dict[str, str] | None:
    """What the mapping said when the form was opened; None where it does not tell."""
    found = sent.opened()
    return {key: "".join(said) for key, said in found.items()} if found else None


def given(sent: Sent) -> dict[str, str]:
    """The answers about a mapping that a form brings, by what they are about."""
    sorts = (WHAT, *MARKS)
    keys = (k for k in sent.fields if k in WHOLE or k.partition(" ")[0] in sorts and " " in k)
    return {key: fold(sent.fields[key]) for key in keys}


def mapping_of(sent: Sent) -> str:
    """The text of a mapping as a form brings it, with the ends of lines that files have."""
    return sent.fields.get(MAPPING, "").replace("\r\n", "\n")


def first(edit: Edit, brought: Brought, sent: Sent) -> TableForm:
    """The form of a table that was just brought: with the mapping that came with it, or a guess.

    What `sent` says of how it is read counts. Raises Refused.
    """
    said = {key: one for key in ("kind", "source", *HOW) if (one := sent.one(key))}
    if brought.mapping:
        text = mapping_edit.answered(brought.mapping, said, {}, mapping_edit.unmarked)
        return TableForm(edit, brought, text)
    kind = adding.kind_of(edit, said.pop("kind", ""))
    source, how = said.pop("source", ""), tables.How(**_known(said))
    if not how.sheet and (there := sheets(brought)):
        how = tables.How(sheet=there[0])
    table = tables.read_table(brought.content, brought.name, how)
    text = mapping_guess.guess(table, kind, edit.library, source)
    if not source:
        text = mapping_edit.answered(text, {"source": ""}, {"source": "?"}, mapping_edit.unmarked)
    return TableForm(edit, brought, text)


def _known(said: Mapping[str, str]) -> dict[str, str]:
    known = {"encoding": tables.ENCODINGS, "delimiter": tuple(tables.DELIMITERS)}
    return {key: one for key, one in said.items() if key not in known or one in known[key]}


def sheets(brought: Brought) -> list[str]:
    """The sheets of a workbook; none of another table, and of one that cannot be read."""
    if not brought.name.lower().endswith(".xlsx"):
        return []
    try:
        return workbooks.sheets(brought.content, brought.name)
    except Refused:
        return []


def readable(brought: Brought) -> bool:
    """Whether a table that cannot be read may be, if it is said how."""
    return brought.name.lower().endswith((".csv", ".tsv", ".txt")) or len(sheets(brought)) > 1


def kinds_of(edit: Edit) -> list[Kind]:
    """The kinds of which a table can have rows."""
    return [kind for kind in edit.built.kinds.values() if not kind.has_wordings]
