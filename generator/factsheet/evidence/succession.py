"""Facts that took one another's place: `superseded_by` leads forward, never back to its start."""

from factsheet.evidence.library import Library
from factsheet.issues import Issue
from factsheet.values import Put


def check(library: Library, put: Put) -> None:
    """Put an issue for each circle of facts that supersede one another; each is passed once."""
    earlier = (statement for group in library.before.quietly() for statement in group)
    leads = {s.address: s.superseded_by for s in earlier if s.superseded_by}
    done: set[str] = set()
    for start in leads:
        path: set[str] = set()
        at = start
        while at in leads and at not in done:
            done.add(at)
            path.add(at)
            by = leads[at]
            if by.text in path:
                what = "itself" if by.text == at else f'"{by.text}", which leads back to it'
                message = f'superseded_by: "{at}" is superseded by {what}'
                put(Issue(by.spot, "cycle", message, "name what came later", by.width))
            at = by.text
