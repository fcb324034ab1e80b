"""The whole generator.

In: a project's files as bytes. Out: `Built`: every file of the site, every issue that was found.
"""

from factsheet.build import guesses, handwritten, language_settings, past, prose_coverage
from factsheet.build import site_settings
from factsheet.build.built import MARKDOWN, Built, Form
from factsheet.build.progress import Progress, summary
from factsheet.build.project import complain, load, report, say, told
from factsheet.build.language_settings import SETTINGS_PATH
from factsheet.build.whole import build

__all__ = [
    "Built", "Form", "MARKDOWN", "Progress", "SETTINGS_PATH", "build", "complain", "guesses",
    "handwritten", "language_settings", "load", "past", "prose_coverage", "report", "say",
    "site_settings", "summary", "told",
]  # fmt: skip
