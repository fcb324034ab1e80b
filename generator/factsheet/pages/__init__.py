"""The library becomes pages.

In: a library, hand-written pages. Out: which pages there are, and the tree of each.
"""

from factsheet.pages import citations, naming, plain, plans, prose, safety

__all__ = ["citations", "naming", "plain", "plans", "prose", "safety"]
