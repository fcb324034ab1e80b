"""Former addresses: each leads to what has it no longer, whichever record that stands on now.

A bare id is one of the same record; a whole address tells of what stood on another record, or of a
record that had another kind. An old address belongs to one thing, and to nothing that is there. The
first one of a record may be its own: it was called so from the start, whatever it was later, and
whatever was merged into it.
"""

from factsheet.evidence.addresses import CODE
from factsheet.evidence.library import Library
from factsheet.issues import Issue, Spot
from factsheet.reading import Dispute, filenames
from factsheet.values import Put, Statement


def index(library: Library, put: Put) -> None:
    """Index all former addresses; put an issue for each that cannot be one."""
    for record in library.records.values():
        for old in record.labels.get("formerly", ()):
            whole = old if "/" in old else f"{record.kind.plural}/{old}"
            if whole == record.address == record.first_address:
                continue
            if not _strange_page(library, whole, record.spot, put):
                _move(library, whole, record.address, record.spot, library.moved, "record", put)
    for record in library.records.values():
        parts: list[Statement | Dispute] = [*record.statements.values(), *record.disputes.values()]
        for part in parts:
            for old in part.formerly:
                whole = old if "/" in old else f"{record.address}#{old}"
                if not _homeless(library, whole, part.spot, put):
                    _move(library, whole, part.address, part.spot, library.renamed, "fact", put)
    elsewhere(library, library)


def elsewhere(library: Library, seen: Library) -> None:
    """Index by records what stood on each and stands on another one now, as far as it is `seen`.

    Of a record that has another address itself, that is what a reader would not find at the same id
    on the sheet to which the old page leads.
    """
    for old, now in sorted(library.renamed.items()):
        home, _, id_ = old.partition("#")
        led_to = f"{library.moved.get(home, home)}#{id_}"
        if now != led_to and now.partition("#")[0] != home and seen.known(now):
            if home in library.moved or home in library.records:
                seen.left.setdefault(home, []).append((id_, now))


def _move(
    library: Library, old: str, new: str, spot: Spot, index: dict[str, str], what: str, put: Put
) -> None:
    """Let an old address lead to a new one, unless it is in use."""
    there = old in library.records or old in library.statements or old in library.disputes
    if there or old in library.unpublished:
        problem = f"still the address of another {what}"
    elif old in index:
        problem = f"already a former address of {index[old]}"
    else:
        index[old] = new
        return
    put(Issue(spot, "clash", f'formerly: "{old}" is {problem}', "delete one of them"))


def _strange_page(library: Library, old: str, spot: Spot, put: Put) -> bool:
    """Whether no page can be at an old address; that is told."""
    plural = old.partition("/")[0]
    known = plural in library.kinds or plural in library.kinds.lost
    problem = None if known else filenames.problem(f"{old}.md")
    if problem:
        put(Issue(spot, problem[0], f"formerly: {problem[1]}", "delete it"))
    return bool(problem)


def _homeless(library: Library, old: str, spot: Spot, put: Put) -> bool:
    """Whether the record of an old address is not there, and has no other address; that is told."""
    home = old.partition("#")[0]
    there = home in library.records or home in library.moved or home in library.unpublished
    if there or library.postponed(home):
        return False
    message = f'formerly: there is no record "{home}", and none had that address'
    hint = "add its id to formerly of the record that took its place, or mend the address"
    put(Issue(spot, CODE, message, hint))
    return True
