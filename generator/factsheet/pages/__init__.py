"""The library becomes pages.

In: a library, hand-written pages. Out: which pages there are, and the tree of each.
"""

from factsheet.pages import citations, naming, plain, plans, prose, safety
from factsheet.pages.telling_printer import OWN_WORDS, SHOW, STALE, STOP, Past, Stale

__all__ = [
    "OWN_WORDS", "Past", "SHOW", "STALE", "STOP", "Stale", "citations", "naming", "plain", "plans",
    "prose", "safety",
]  # fmt: skip
