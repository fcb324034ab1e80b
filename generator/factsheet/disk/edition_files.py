"""The files of editions in a project: what was frozen lies there, and a build only reads it."""

from pathlib import Path

from factsheet.disk.files import shown
from factsheet.issues import Issue, Spot

FOLDER = "editions"
MAX_EDITION = 200_000_000  # bytes of a file
MAX_TOGETHER = 1_000_000_000  # bytes of all
ELSEWHERE = "publish it elsewhere, and type its address as at:"


def read(root: Path) -> tuple[dict[str, bytes], list[Issue]]:
    """Every `editions/*.zip` by its path; whatever else lies there is nobody's business."""
    folder, files, issues = root / FOLDER, dict[str, bytes](), list[Issue]()
    if folder.is_symlink() or not folder.is_dir():
        return files, issues
    room = MAX_TOGETHER
    for place in sorted(folder.glob("*.zip")):
        name = f"{FOLDER}/{shown(place.name)}"
        try:
            if place.is_symlink() or not place.is_file():
                message, hint = "this is no plain file", "put the file itself here"
                issues.append(Issue(Spot(name), "stray-file", message, hint))
            elif (size := place.stat().st_size) > MAX_EDITION:
                message = f"the file has {size:,} bytes; {MAX_EDITION:,} are allowed"
                issues.append(Issue(Spot(name), "limit", message, ELSEWHERE))
            elif (room := room - size) < 0:
                message = f"with this the editions have more than {MAX_TOGETHER:,} bytes"
                issues.append(Issue(Spot(name), "limit", message, ELSEWHERE))
                break
            else:
                files[name] = place.read_bytes()
        except OSError as error:
            message = f"cannot be read: {error.strerror}"
            issues.append(Issue(Spot(name), "stray-file", message, "mend its permissions"))
    return files, issues
