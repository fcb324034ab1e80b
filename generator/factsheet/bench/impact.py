"""What would break without a fact, a source or a record: for whoever withdraws or renames it."""

from dataclasses import dataclass, field

from factsheet.bench.reach import references_to
from factsheet.bench.survey import Survey
from factsheet.bench.use import Use
from factsheet.evidence import Library
from factsheet.reading import Dispute
from factsheet.values import Statement


@dataclass(slots=True)
class Impact:
    """What stands on an address; each list in the order of the files."""

    prose: list[Use] = field(default_factory=list)  # passages of pages, the menu
    data: list[Use] = field(default_factory=list)  # places in other records
    seeds: list[Use] = field(default_factory=list)
    # of a source: what would be left without any; what would keep others
    alone: list[Statement] = field(default_factory=list)
    kept: list[Statement] = field(default_factory=list)
    # disputes of which fewer than two versions would be left
    ended: list[Dispute] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether nothing would break."""
        return not (self.prose or self.data or self.seeds or self.alone or self.ended)


def of(survey: Survey, address: str) -> Impact:
    """What would break without what stands at a present address."""
    library, out = survey.library, Impact()
    gone = {address}
    if address in library.records:
        gone |= {s for s in library.statements if s.partition("#")[0] == address}
        out.alone, out.kept = resting(library, address)
        gone |= {s.address for s in out.alone}
    out.ended = ended(library, gone)
    for use in references_to(survey.tree, library.kinds, address):
        if use.home == address or use.sort == "references":
            continue  # goes with it; is told by what rests on it
        if use.path.startswith("seeds/"):
            out.seeds.append(use)
        elif use.path.startswith("data/"):
            out.data.append(use)
        else:
            out.prose.append(use)
    return out


def resting(library: Library, source: str) -> tuple[list[Statement], list[Statement]]:
    """(what rests on a source alone, what has others too), but for what is retracted.

    Other sources that were withdrawn do not count.
    """
    found = [s for s in library.rests_on.get(source, ()) if s.status != "retracted"]
    found.sort(key=lambda s: s.address)
    others = {s.address: any(r.address != source for r in library.standing(s)) for s in found}
    alone = [s for s in found if not others[s.address]]
    return alone, [s for s in found if others[s.address]]


def ended(library: Library, gone: set[str]) -> list[Dispute]:
    """The disputes that name some of these and would be left with fewer than two versions."""
    out = []
    for dispute in library.disputes.values():
        names = [version.text for version in dispute.statements]
        left = [name for name in names if name not in gone and name in library.statements]
        if len(left) < 2 and not gone.isdisjoint(names) and dispute.address not in gone:
            out.append(dispute)
    return sorted(out, key=lambda one: one.address)
