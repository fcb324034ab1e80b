"""What a former build worked out, kept for the next one.

In: hashes of what a thing is made from. Out: the thing, when it is still fresh. Touches files;
knows no facts."""

from factsheet.cache import saved
from factsheet.cache.memory import ALL, BASE, REMOVED, Kept, Memory, Watched, digest, noting
from factsheet.cache.packed import Packed, pack
from factsheet.cache.reads import Reads, number
from factsheet.cache.store import Cache, own
from factsheet.cache.written import Entry, Written

__all__ = [
    "ALL",
    "BASE",
    "Cache",
    "Entry",
    "Kept",
    "Memory",
    "Packed",
    "REMOVED",
    "Reads",
    "Watched",
    "Written",
    "digest",
    "noting",
    "number",
    "own",
    "pack",
    "saved",
]
