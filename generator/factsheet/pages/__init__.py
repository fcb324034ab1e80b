"""The library becomes pages.

In: a library, hand-written pages. Out: which pages there are, and what stands on each."""

from factsheet.pages import citations, plans, prose, safety
from factsheet.pages.sheets import SheetWriter

__all__ = ["SheetWriter", "citations", "plans", "prose", "safety"]
