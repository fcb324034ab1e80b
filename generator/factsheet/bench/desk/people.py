"""Who may be alive: a record of a person whose death no accepted statement tells."""

from factsheet.evidence import Library
from factsheet.reading import Record
from factsheet.values import Address, Statement, Wording

PERSON = "Person"  # of schema.org: what makes a kind one of people
DEATH = ("died", "death", "date_of_death", "killed")  # fields, where a kind names no `span`


def living(record: Record) -> bool:
    """Whether a record is of a person of whom the facts do not say that they are dead."""
    if record.kind.schema_org != PERSON or record.taken_down:
        return False
    fields = (*record.kind.span[1:2], *DEATH)
    return not any(one.status == "accepted" for key in fields for one in record.of(key))


def concerned(library: Library, statement: Statement) -> bool:
    """Whether a statement says something of somebody who may be alive, or puts it in their mouth.

    It stands on their record, or names them as its value, as what it is about, as who speaks.
    """
    named = [statement.value, *statement.about]
    if isinstance(statement, Wording):
        named.append(statement.speaker)
        named.append(library.records[statement.record].labels.get("speaker"))
    homes = [statement.record, *(one.record for one in named if isinstance(one, Address))]
    return any(living(one) for home in homes if (one := library.records.get(home)))
