"""The library becomes pages.

In: a library, hand-written pages. Out: which pages there are, and the tree of each.
"""

from factsheet.pages import citations, claimants, coverage, data_page, map_page, naming, parser
from factsheet.pages import plain
from factsheet.pages import plans, prose, prose_words, safety, tellings
from factsheet.pages.telling_printer import OWN_WORDS, SHOW, STALE, STOP, Stale

__all__ = [
    "OWN_WORDS", "SHOW", "STALE", "STOP", "Stale", "citations", "claimants", "coverage",
    "data_page", "map_page", "naming", "parser", "plain", "plans", "prose", "prose_words", "safety",
    "tellings",
]  # fmt: skip
