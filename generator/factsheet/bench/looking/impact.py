"""What would break without a fact, a source or a record: for whoever withdraws or renames it."""

from dataclasses import dataclass, field

from factsheet.bench.looking.survey import Survey
from factsheet.bench.uses.reach import references_to
from factsheet.bench.uses.use import Use
from factsheet.evidence import withdrawals
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


def of(survey: Survey, address: str) -> Impact:
    """What would break without what stands at a present address."""
    library, out = survey.library, Impact()
    gone = {address}
    if address in library.records:
        gone |= {s for s in library.statements if s.partition("#")[0] == address}
        out.alone, out.kept = withdrawals.resting(library, address)
        gone |= {s.address for s in out.alone}
    left = withdrawals.disputes_left(library, gone)
    out.ended = [dispute for dispute, count in left if count < 2]
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
