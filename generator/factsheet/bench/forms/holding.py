"""What the bench keeps in memory between two pages; it is gone with the preview."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Held(Generic[T]):
    """The last things that were put there, each by a name."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()  # several pages may be asked for at once

    def keep(self, name: str, thing: T) -> str:
        """Keep a thing as the last one; gives its name."""
        with self._lock:
            self._kept.pop(name, None)
            self._kept[name] = thing
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return name

    def get(self, name: str) -> T | None:
        """The thing of a name; None when it is not kept any more."""
        return self._kept.get(name)
