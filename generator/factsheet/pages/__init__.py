"""The library becomes pages.

In: a library, hand-written pages. Out: which pages there are, and the tree of each.
"""

from factsheet.pages import alone, citations, claimants, coverage, data_page, map_page, naming
from factsheet.pages import parser, plain, plans, prose, prose_words, running_text, safety
from factsheet.pages import spreading, tellings
from factsheet.pages.alone_composer import AloneComposer, Shared
from factsheet.pages.telling_printer import OWN_WORDS, SHOW, STALE, STOP, Stale

__all__ = [
    "AloneComposer", "OWN_WORDS", "SHOW", "STALE", "STOP", "Shared", "Stale", "alone",
    "citations", "claimants", "coverage", "data_page", "map_page", "naming", "parser", "plain",
    "plans", "prose", "prose_words", "running_text", "safety", "spreading",
    "tellings",
]  # fmt: skip
