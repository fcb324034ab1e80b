"""What a former build worked out, kept for the next one.

In: hashes of what a thing is made from. Out: the thing, when it is still fresh. Touches files;
knows no facts."""

from factsheet.cache import saved
from factsheet.cache.memory import ALL, BASE, REMOVED, Kept, Memory, Watched, digest, noting

__all__ = ["ALL", "BASE", "Kept", "Memory", "REMOVED", "Watched", "digest", "noting", "saved"]
