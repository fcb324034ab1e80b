"""Files in one archive: the same files make the same bytes, whenever and wherever it is written."""

import io
import zipfile
from collections.abc import Mapping

MAX_PART = 255  # bytes of a part of a path: no usual disk has longer names
DAY = (1980, 1, 1, 0, 0, 0)  # the first that such an archive can say
UNIX = 3  # the system whose permissions are told
PLAIN = 0o100644  # of a plain file that everybody may read


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files, by their paths in order. Raises ValueError for a path that leads out.

    Nothing in it says when, where and by whom it was made.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            if not plain_path(path):
                raise ValueError(path)
            entry = zipfile.ZipInfo(path, DAY)
            entry.create_system, entry.external_attr = UNIX, PLAIN << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[path], compresslevel=9)
    return out.getvalue()


def plain_path(path: str) -> bool:
    """Whether a path stays below the folder that it is told from, on every system."""
    parts = path.split("/")
    odd = any(letter in path for letter in '\\:*?"<>|') or not path.isprintable()
    return not odd and all(map(_plain, parts))


def _plain(part: str) -> bool:
    """Whether a file or a folder can be called so; at the end Windows drops dots and blanks."""
    return part != "" and part[-1] not in ". " and len(part.encode()) <= MAX_PART
