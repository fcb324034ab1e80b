"""One file out of an archive that a stranger's job has packed: read in memory, never unpacked.

An archive is believed in nothing: it has exactly the one file, under exactly that name, a plain one
that is not longer than it may be, whatever the archive says of it.
"""

import io
import stat
import struct
import zipfile
import zlib

_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError,
    OverflowError,
)  # fmt: skip


class BadArtifact(Exception):
    """Why an archive is not read."""


def one_file(archive: bytes, name: str, most: int) -> bytes:
    """The bytes of the only file of an archive, at most so many. Raises BadArtifact."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            entries = opened.infolist()
            if len(entries) != 1:
                raise BadArtifact(f"the artifact holds {len(entries):,} files, not {name} alone")
            if why := _odd(entries[0], name, most):
                raise BadArtifact(why)
            return _read(opened, entries[0], most)
    except _BROKEN as error:
        raise BadArtifact("the artifact is no sound ZIP archive") from error


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """An entry, unpacked piece by piece: what it says of its length is not believed.

    `ZipFile.read` unpacks all that is packed before it compares. Raises BadArtifact.
    """
    unpack = archive.open
    with unpack(entry) as file:
        content = file.read(most + 1)
        if len(content) > most or file.read(1):
            raise BadArtifact(f"{entry.filename} is longer than {most:,} bytes")
        return content


def _odd(entry: zipfile.ZipInfo, name: str, most: int) -> str:
    """Why an entry is not the file; empty when it is."""
    if entry.filename != name or entry.orig_filename != name:
        return f"the artifact holds another file than {name}"
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG) or entry.is_dir():
        return f"{name} is no plain file in the artifact"
    if entry.flag_bits & 0x41 or entry.compress_type not in _PACKED:
        return f"{name} is locked, or packed in an unusual way"
    if entry.file_size > most:
        return f"{name} is longer than {most:,} bytes"
    return ""
