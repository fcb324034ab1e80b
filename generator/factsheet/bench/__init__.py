"""Where facts are typed and mended.

In: a project and what an editor wants of it. Out: its changed files, checked, written all or none;
what is known of an address, what is to do; what was seen of sources on the network.
"""

from factsheet.bench import adding_sources, entered, find, merging, migrations, moving, past
from factsheet.bench import renaming, retracting, show, todo, upkeep
from factsheet.bench.edit import Edit, Outcome
from factsheet.bench.found import Found
from factsheet.bench.refused import Refused
from factsheet.bench.survey import Survey
from factsheet.bench.task import Task

__all__ = [
    "Edit", "Found", "Outcome", "Refused", "Survey", "Task", "adding_sources", "archive_run",
    "entered", "find", "introducing", "looks_told", "merging", "migrations", "moving", "past",
    "renaming", "retracting", "show", "source_run", "todo", "upkeep",
]  # fmt: skip
