"""The whole generator.

In: a project's files as bytes. Out: `Built`: every file of the site, every issue that was found.
"""

from factsheet.build import handwritten
from factsheet.build.built import MARKDOWN, Built, Form
from factsheet.build.progress import Progress, summary
from factsheet.build.project import complain, load, report, say, told
from factsheet.build.whole import SETTINGS_PATH

__all__ = [
    "Built", "Form", "MARKDOWN", "Progress", "SETTINGS_PATH", "complain", "handwritten",
    "load", "report", "say", "summary", "told",
]  # fmt: skip
