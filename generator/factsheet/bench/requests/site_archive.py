"""A site that a job has packed, a TAR within a ZIP, as files by path: read in memory."""

import io
import tarfile
from collections.abc import Iterator

from factsheet.bench.requests.artifact import BadArtifact, one_file
from factsheet.disk import plain_path

NAME = "artifact.tar"
MAX_SITE = 300_000_000  # bytes, packed or not
MAX_SITE_FILES = 50_000
_PLAIN = (tarfile.REGTYPE, tarfile.AREGTYPE)
_BROKEN = (tarfile.TarError, EOFError, OSError, ValueError, OverflowError, RecursionError)


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The files of a site. Raises BadArtifact for what is not plain files and folders alone."""
    files: dict[str, bytes] = {}
    seen = set[str]()
    try:
        for path, content in _files(one_file(archive, NAME, MAX_SITE)):
            if path.casefold() in seen or len(files) >= MAX_SITE_FILES:
                raise BadArtifact("the site has a file twice, or too many")
            seen.add(path.casefold())
            files[path] = content
    except _BROKEN as error:
        raise BadArtifact("the site is no sound TAR archive") from error
    return files


def _files(content: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as opened:
        for member in opened:
            path = member.name.removeprefix("./")
            if member.isdir():
                continue
            if member.type not in _PLAIN or member.sparse is not None or not plain_path(path):
                raise BadArtifact("the site holds something that is no plain file below it")
            file = opened.extractfile(member)
            yield path, file.read() if file else b""
