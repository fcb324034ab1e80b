"""The whole generator.

In: a project's files as bytes. Out: `Built`: every file of the site, every issue that was found.
"""

from factsheet.build import handwritten, past, site_settings
from factsheet.build.built import MARKDOWN, Built, Form
from factsheet.build.progress import Progress, summary
from factsheet.build.project import complain, load, report, say, told
from factsheet.build.site_settings import SETTINGS_PATH
from factsheet.build.whole import build

__all__ = [
    "Built", "Form", "MARKDOWN", "Progress", "SETTINGS_PATH", "build", "complain", "handwritten",
    "load", "past", "report", "say", "site_settings", "summary", "told",
]  # fmt: skip
