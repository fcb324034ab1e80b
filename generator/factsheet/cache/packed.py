"""Files in memory, compressed: all that leaves a large site as data is hundreds of megabytes."""

import zlib
from collections.abc import Iterator, Mapping

FAST = 1  # zlib's level: a hundred megabytes a second, a fifth of the bytes


def pack(data: bytes) -> bytes:
    """Bytes, compressed."""
    return zlib.compress(data, FAST)


class Packed(Mapping[str, bytes]):
    """Files by path; each is opened whenever it is asked for."""

    def __init__(self, kept: dict[str, bytes]) -> None:
        self._kept = kept

    @property
    def made(self) -> bool:
        """Whether all of them are there: others make a file when it is asked for."""
        return True

    def take(self, made: dict[str, bytes]) -> None:
        """Have these, as they are kept, in the place of all others."""
        self._kept = made

    def kept(self, path: str) -> bytes:
        """A file as it is kept. Raises KeyError."""
        return self._kept[path]

    def __getitem__(self, path: str) -> bytes:
        return zlib.decompress(self.kept(path))

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)
