"""What was read to make a page, in four bytes for each key.

A page of a large site reads hundreds of keys, and there are tens of thousands of pages: kept as
texts they would be most of what a build holds, and of what it keeps on disk. So each key stands for
a number of 32 bits. Two keys may share one: a page is then made anew for nothing, and none is
ever left as it was.
"""

from array import array
from base64 import b64decode, b64encode
from bisect import bisect_left
from collections.abc import Iterable, Set
from zlib import crc32

FEW = 50  # numbers that are looked for one by one


def number(key: str, start: int = 0) -> int:
    """The number of a key; `start` is that of what stands before it."""
    return crc32(key.encode("utf-8", "surrogatepass"), start)


class Reads:
    """The numbers of the keys that were read, in order."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: "array[int]") -> None:
        self._numbers = numbers

    @classmethod
    def of(cls, keys: Iterable[str], at: str = "") -> "Reads":
        """Those of keys, which stand below a folder."""
        start = number(at)
        found = {number(key, start) for key in keys}
        return cls(array("I", sorted(found)))

    def joined(self, others: Iterable["Reads"]) -> "Reads":
        """These and those of others."""
        found = {*self._numbers}.union(*(other._numbers for other in others))
        return type(self)(array("I", sorted(found)))

    def meet(self, touched: Set[int]) -> bool:
        """Whether one of these numbers was read."""
        if len(touched) > FEW:
            return not touched.isdisjoint(self._numbers)
        numbers = self._numbers
        end = len(numbers)
        places = ((bisect_left(numbers, one), one) for one in touched)
        return any(at < end and numbers[at] == one for at, one in places)

    def text(self) -> str:
        """These numbers as a text, for `from_text` on the same sort of machine."""
        return b64encode(self._numbers.tobytes()).decode()

    @classmethod
    def from_text(cls, text: str) -> "Reads":
        """What `text` gave."""
        numbers = array("I")
        numbers.frombytes(b64decode(text))
        return cls(numbers)
