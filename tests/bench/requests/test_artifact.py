"""An archive of a stranger is read in memory, and only if it is the one plain file that was asked for."""

import io
import stat
import struct
import tracemalloc
import zipfile

import pytest
from code_host import archive
from factsheet.bench.requests.artifact import BadArtifact, one_file

GOOD = b'{"a": 1}'


def entry(name: str, mode: int = 0, packed: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    found = zipfile.ZipInfo(name)
    found.compress_type = packed
    found.external_attr = mode << 16
    return found


def patched(content: bytes, was: bytes, now: bytes) -> bytes:
    assert was in content and len(was) == len(now)
    return content.replace(was, now)


def twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened, pytest.warns(UserWarning):
        opened.writestr("report.json", GOOD)
        opened.writestr("report.json", b"[]")
    return out.getvalue()


def lying(size: int) -> bytes:
    """An archive whose table says of its long file that it has so many bytes."""
    long = bytearray(archive(("report.json", b" " * 5_000)))
    at = long.index(b"PK\x01\x02")
    for offset in (22, at + 24):
        struct.pack_into("<I", long, offset, size)
    return bytes(long)


def locked() -> bytes:
    content = bytearray(archive(("report.json", GOOD)))
    for offset in (6, content.index(b"PK\x01\x02") + 8):
        content[offset] |= 1
    return bytes(content)


def plain() -> bytes:
    return archive((entry("report.json", packed=zipfile.ZIP_STORED), GOOD))


BAD = {
    "no archive": b"<html>",
    "nothing": b"",
    "an empty archive": archive(),
    "half an archive": archive(("report.json", GOOD * 500))[:-30],
    "two files": archive(("report.json", GOOD), ("more.json", "{}")),
    "the file twice": twice(),
    "another name": archive(("Report.json", GOOD)),
    "a path up": archive(("../report.json", GOOD)),
    "a path below": archive(("x/report.json", GOOD)),
    "an absolute path": archive(("/report.json", GOOD)),
    "a path of Windows": archive(("..\\report.json", GOOD)),
    "a name that ends early": patched(
        archive(("report.json_/../x", GOOD)), b"report.json_/../x", b"report.json\0/../x"
    ),
    "a folder": archive((entry("report.json/"), b"")),
    "a symbolic link": archive((entry("report.json", stat.S_IFLNK | 0o777), "/etc/passwd")),
    "a device": archive((entry("report.json", stat.S_IFCHR | 0o666), b"")),
    "too long": archive(("report.json", b" " * 5_000)),
    "longer than it says": lying(10),
    "shorter than it says": lying(999),
    "locked": locked(),
    "packed otherwise": archive((entry("report.json", packed=zipfile.ZIP_LZMA), GOOD)),
    "bytes that are others": patched(plain(), GOOD, b'{"a": 2}'),
}


@pytest.mark.parametrize("archive", BAD.values(), ids=BAD)
def test_what_is_no_plain_file_of_that_name_is_refused_in_words(archive: bytes) -> None:
    with pytest.raises(BadArtifact) as refused:
        print(one_file(archive, "report.json", 1_000))
    assert str(refused.value).isascii() and "\n" not in str(refused.value)


def test_a_bomb_is_not_unpacked() -> None:
    bomb = archive(("report.json", b"\0" * 50_000_000))
    assert len(bomb) < 60_000
    with pytest.raises(BadArtifact, match="longer than 2,000,000 bytes"):
        one_file(bomb, "report.json", 2_000_000)


def test_a_bomb_that_says_that_it_is_small_is_not_unpacked_either() -> None:
    bomb = bytearray(archive(("report.json", b"\0" * 100_000_000)))
    for offset in (22, bomb.index(b"PK\x01\x02") + 24):
        struct.pack_into("<I", bomb, offset, 1_000)
    tracemalloc.start()
    try:
        with pytest.raises(BadArtifact):
            one_file(bytes(bomb), "report.json", 2_000_000)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "archive", [archive(("report.json", GOOD)), plain()], ids=["packed", "not"]
)
def test_the_plain_file_is_read(archive: bytes) -> None:
    assert one_file(archive, "report.json", len(GOOD)) == GOOD
