"""Where facts are typed and mended.

In: a project and what an editor wants of it. Out: its changed files, checked, written all or none;
what is known of an address, what is to do; what was seen of sources on the network.
"""

from factsheet.bench.changes import changing, citing, confirming, freezing, merging, moving
from factsheet.bench.changes import reasons, renaming, retracting, taking_down, upkeep, versions
from factsheet.bench.desk import reporting, writing
from factsheet.bench.edits import difference
from factsheet.bench.edits.edit import Edit, Outcome
from factsheet.bench.edits.refused import Refused
from factsheet.bench.entering import adding, alike, answers, asking
from factsheet.bench.forms.bench import Bench
from factsheet.bench.forms.opening import Opening
from factsheet.bench.imports import import_plan, mapping_guess, table_import, tables, undo_import
from factsheet.bench.looking import find, past, show, todo
from factsheet.bench.looking.survey import Survey
from factsheet.bench.requests import answering, previews as request_previews, rules
from factsheet.bench.requests.host import Host, HostFault
from factsheet.bench.requests.request import NothingToDo
from factsheet.bench.sources import adding_sources
from factsheet.bench.sources.found import Found
from factsheet.bench.upgrades import entered, migrations
from factsheet.bench.uses import reach
from factsheet.bench.web import archive_run, introducing, looks_told, source_run
from factsheet.bench.words import catalogues, files as word_files, translations

__all__ = [
    "Bench", "Edit", "Found", "Host", "HostFault", "NothingToDo", "Opening", "Outcome", "Refused",
    "Survey", "adding", "adding_sources", "alike", "answering", "answers", "archive_run", "asking",
    "catalogues", "changing", "citing", "confirming", "difference", "entered", "find", "freezing",
    "import_plan", "introducing", "looks_told", "mapping_guess", "merging", "migrations", "moving",
    "past", "reach", "reasons", "renaming", "reporting", "request_previews", "retracting", "rules",
    "show", "source_run", "table_import", "tables", "taking_down", "todo", "translations",
    "undo_import", "upkeep", "versions", "word_files", "writing",
]  # fmt: skip
