"""Where facts are typed and mended.

In: a project and what an editor wants of it. Out: its changed files, checked, written all or none.
"""

from factsheet.bench import merging, moving, renaming, retracting, upkeep
from factsheet.bench.edit import Edit, Outcome
from factsheet.bench.refused import Refused

__all__ = ["Edit", "Outcome", "Refused", "merging", "moving", "renaming", "retracting", "upkeep"]
