"""The whole generator.

In: a project's files as bytes. Out: `Built`: every file of the site, every issue that was found.
"""

from factsheet.build import frozen, guesses, handwritten, language_settings, manifest, past
from factsheet.build import prose_coverage, site_settings
from factsheet.build.built import MARKDOWN, PAGEFIND, Built, Form
from factsheet.build.progress import Progress, summary
from factsheet.build.project import complain, keep, load, report, say, told
from factsheet.build.language_settings import EDITIONS_PATH, NO_RECORDS, SETTINGS_PATH
from factsheet.build.whole import build, facts

__all__ = [
    "Built", "EDITIONS_PATH", "Form", "MARKDOWN", "NO_RECORDS", "PAGEFIND", "Progress",
    "SETTINGS_PATH", "build", "complain", "facts", "frozen", "guesses", "handwritten", "keep",
    "language_settings", "load", "manifest", "past", "prose_coverage", "report", "say",
    "site_settings", "summary", "told",
]  # fmt: skip
