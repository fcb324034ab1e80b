"""Where facts are typed and mended.

In: a project and what an editor wants of it. Out: its changed files, checked, written all or none;
what is known of an address, what is to do; what was seen of sources on the network.
"""

from factsheet.bench import adding, adding_sources, alike, answers, archive_run, asking, changing
from factsheet.bench import citing, difference, entered, find, import_plan, introducing, looks_told
from factsheet.bench import mapping_guess, merging, migrations, moving, past, reach, reasons
from factsheet.bench import renaming, retracting, show, source_run, table_import, tables
from factsheet.bench import taking_down, todo, undo_import, upkeep, versions
from factsheet.bench.edit import Edit, Outcome
from factsheet.bench.found import Found
from factsheet.bench.refused import Refused
from factsheet.bench.survey import Survey
from factsheet.bench.task import Task

__all__ = [
    "Edit", "Found", "Outcome", "Refused", "Survey", "Task", "adding", "adding_sources", "alike",
    "answers", "archive_run", "asking", "changing", "citing", "difference", "entered", "find",
    "import_plan", "introducing", "looks_told", "mapping_guess", "merging", "migrations", "moving",
    "past", "reach", "reasons", "renaming", "retracting", "show", "source_run", "table_import",
    "tables", "taking_down", "todo", "undo_import", "upkeep", "versions",
]  # fmt: skip
