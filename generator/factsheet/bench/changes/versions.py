"""A version that contradicts others: they stand side by side in a dispute, or one follows."""

from __future__ import annotations

from collections.abc import Iterable

from factsheet.bench.changes import reasons
from factsheet.bench.changes.reasons import says
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.ids import propose
from factsheet.bench.edits.places import short
from factsheet.bench.edits.refused import Refused
from factsheet.bench.entering.adding import check_id, part_ids
from factsheet.build import Built
from factsheet.evidence import Library, folded, rivals
from factsheet.issues import nearest
from factsheet.language import date_words
from factsheet.reading import Dispute
from factsheet.values import ADDRESS, Statement

WORDS = 6  # of a question, in the id that is proposed for its dispute


def contradicted(built: Built, address: str) -> list[Statement]:
    """The statements that one contradicts, of a field that has one value at a time."""
    library = built.library
    new, home = library.statements.get(address), address.partition("#")[0]
    record = library.records.get(home)
    field = record.kind.all_fields.get(new.property) if record and new else None
    if record is None or new is None or not field or not field.single:
        return []
    others = [one for one in rivals.standing(record, new.property) if one is not new]
    return [one for one in others if rivals.contradict(one, new)]


def told(library: Library, statement: Statement) -> str:
    """A statement in a line, for choosing: its address and what it says."""
    when = f", {date_words(statement.when)}" if statement.when else ""
    scope = f", {statement.scope}" if statement.scope else ""
    return f"{statement.address}: {says(library, statement)}{when}{scope}"


def dispute(edit: Edit, addresses: Iterable[str], question: str, note: str, id_: str = "") -> str:
    """Declare a dispute over statements on the record of the first; gives its address.

    A `question` that is the address of a dispute gets the statements that it does not name yet.
    """
    found = list(dict.fromkeys(addresses))
    home = found[0].partition("#")[0]
    if old := known(edit, home, question):
        _join(edit, old, found)
        return old
    doc, steps = edit.statement(home)
    words = " ".join(folded(question).split()[:WORDS])
    if id_:
        check_id(edit, home, id_)
    id_ = id_ or propose(words, part_ids(edit, home), "versions")
    data = {"question": question, "statements": [short(a, home) for a in found], "note": note}
    doc.set((*steps, "disputes", id_), data)
    return f"{home}#{id_}"


def over(library: Library, found: Iterable[Statement]) -> Dispute | None:
    """The dispute in which all of these are versions, if they are in one."""
    named = {one.address for one in found}
    disputes: Iterable[Dispute] = library.disputes.values()
    return next((one for one in disputes if named <= {v.text for v in one.statements}), None)


def known(edit: Edit, home: str, named: str) -> str:
    """The address of the dispute that a text names, if one is there; `#id` is one on `home`."""
    whole = f"{home.partition('#')[0]}{named}" if named.startswith("#") else named
    if whole in edit.library.disputes:
        return whole
    if ADDRESS.fullmatch(whole):
        raise Refused(f'there is no dispute "{whole}"', nearest(whole, edit.library.disputes))
    return ""


def _join(edit: Edit, address: str, found: list[str]) -> None:
    """Name further statements in a dispute."""
    doc, steps = edit.statement(address)
    home = address.partition("#")[0]
    named = {one.text for one in edit.library.disputes[address].statements}
    for one in found:
        if one not in named:
            doc.append((*steps, "statements"), short(one, home))


def supersede(
    edit: Edit, old: str, new: str, why: str, note: str = "", kind: str = "update"
) -> None:
    """Say of a statement that another took its place, and why; it stays, and leads there.

    `note` is what readers see beside it: the reason, where nothing is said. Without a `kind` of
    change it has not been published yet, and tells no reason.
    """
    for one in (old, new):
        refuse_other(edit, one)
    if old not in edit.library.statements:
        raise Refused(f"{old} is not published", "only what is published is superseded")
    was, (doc, steps) = edit.library.statements[old], edit.statement(old)
    if was.status == "superseded":
        raise Refused(f"{old} is superseded already")
    doc.set((*steps, "status"), "superseded")
    doc.set((*steps, "superseded_by"), short(new, old.partition("#")[0]))
    if note or not was.note:
        doc.put((*steps, "note"), note or why)
    if kind:
        reasons.enter(edit, old, kind, says(edit.library, was), why)


def refuse_undisputed(edit: Edit, addresses: Iterable[str]) -> None:
    """Raise Refused for what cannot be a version in a dispute, and for what is one together."""
    found = [*addresses]
    for address in found:
        refuse_other(edit, address)
    for one in edit.library.disputes.values():
        if len(found) > 1 and {*found} <= {version.text for version in one.statements}:
            raise Refused(f"they are in a dispute already: {one.address}")


def refuse_other(edit: Edit, address: str) -> None:
    """Raise Refused for the address of anything but a statement."""
    doc, steps = edit.statement(address)
    event = edit.built.kinds[address.partition("/")[0]].is_statement
    if (not steps or "#" not in address) and not event:
        raise Refused(f"{address} is a record", "name a fact or field: groups/some-id#fact")
    if "#" in address and steps[-2] == "disputes":
        raise Refused(f"{address} is a dispute", "name one of its versions")
