"""Where a page is published, and the way from one page to another."""

from functools import lru_cache


def folder_of(path: str) -> str:
    """The folder that a path leads into, with its slash; empty at the top."""
    return path[: path.rfind("/") + 1]


def relative(path: str, folder: str) -> str:
    """The way to a path from any page of `folder`, both below the same top: `../ships/mary.md`."""
    there = folder_of(path)
    return _way(there, folder) + path[len(there) :]


@lru_cache(maxsize=5_000)  # few folders, and every link asks: a fifth of the time of writing a page
def _way(there: str, here: str) -> str:
    """The way to one folder from another."""
    if there.startswith(here):
        return there[len(here) :]
    left, entered = here.split("/")[:-1], there.split("/")
    shared = 0
    while shared < min(len(left), len(entered) - 1) and left[shared] == entered[shared]:
        shared += 1
    return "../" * (len(left) - shared) + "/".join(entered[shared:])


@lru_cache(maxsize=50_000)  # as above: every link and every file of data asks
def published(path: str, folders: bool) -> str:
    """The address of a Markdown path: `ships/mary/`, or `ships/mary.html` without folders.

    Any other file is published as it is.
    """
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return stem.removesuffix("index") if folders else f"{stem}.html"
    return f"{stem}/" if folders else f"{stem}.html"
