"""The whole generator.

In: a project's files as bytes. Out: `Built`: every file of the site, and every issue that was found."""

from factsheet.build import printing
from factsheet.build.progress import Progress, summary
from factsheet.build.project import complain, load, report, say, told
from factsheet.build.whole import SETTINGS_PATH, Built

__all__ = [
    "Built",
    "Progress",
    "SETTINGS_PATH",
    "complain",
    "load",
    "printing",
    "report",
    "say",
    "summary",
    "told",
]
