"""What can be wrong, and how it is told.

In: nothing. Out: issues as data, each with its code and place, and the printers that tell them."""

from factsheet.issues import explain
from factsheet.issues.hints import Hints, closest, nearest, some
from factsheet.issues.issue import CATALOGUE, Issue, Spot, errors, find_spot, in_order, spot_at
from factsheet.issues.printers import few, harmless, plain, to_github, to_json, to_text

__all__ = [
    "CATALOGUE", "Hints", "Issue", "Spot", "closest", "errors", "explain", "few", "find_spot",
    "harmless", "in_order", "nearest", "plain", "some", "spot_at", "to_github", "to_json",
    "to_text",
]  # fmt: skip
