"""Where facts are typed and mended.

In: a project and what an editor wants of it. Out: its changed files, checked, written all or none;
what was seen of its sources on the network. Nobody else opens a connection.
"""

from factsheet.bench import adding_sources, merging, moving, renaming, retracting, upkeep
from factsheet.bench.edit import Edit, Outcome
from factsheet.bench.found import Found
from factsheet.bench.refused import Refused

__all__ = [
    "Edit", "Found", "Outcome", "Refused", "adding_sources", "archive_run", "introducing",
    "looks_told", "merging", "moving", "renaming", "retracting", "source_run", "upkeep",
]  # fmt: skip
