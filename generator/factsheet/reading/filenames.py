"""What a file in `data/`, `content/` or `seeds/` is, told by its name: for reading and publishing.

A file is read, or nobody meant it for the site (a system or an editor left it there), or it is an
error. Nothing that is not read is published. Pages and pictures are named by one rule, and no two
are published at one address.
"""

import re
import unicodedata

from factsheet.kinds import ADDRESSES
from factsheet.values import ID, PUBLISHED, RESERVED

MAX_NAME = 80  # characters of one part of a path
MAX_DEPTH = 10  # folders below one another

_SYSTEM = re.compile(
    r"\.ds_store|\.localized|\.directory|(eh)?thumbs\.db|desktop\.ini"
    r"|\._.*|~\$.*|\.~lock\..*#|\.fuse_hidden\w+|\.nfs\w+"  # macOS, Office, Linux
    r"|4913|\..*\.sw[a-z]|\.#.*|#.*#|\.goutputstream-\w+|\..*\.kate-swp|.*___jb_(tmp|old)___",
    re.I,
)  # the last line: Vim, Emacs, GNOME, Kate, JetBrains, while a file is open or being saved
_COPIES = (  # what the name ends in or holds -> what such a file is
    (r".*\.orig", "what a merge left of a file"),
    (r".*\.rej", "a patch that could not be applied"),
    (r".*(~|\.(bak|old|save|tmp|temp))", "a backup"),
    (r".*\.sync-conflict-.*|.*conflicted copy.*", "a copy that a sync program made of a conflict"),
    (r".*[._](backup|base|local|remote)[._]\d+\.\w+", "what a merge tool left of a file"),
    (r".* \(\d+\)(\.\w+)?|.* - copy\b.*|copy of .*|.* copy( \d+)?(\.\w+)?", "a copy"),
)
_PICTURE = re.compile(r"[A-Za-z0-9]+([._-]+[A-Za-z0-9]+)*")
_ASSETS = ("assets/images/", "assets/javascripts/", "assets/stylesheets/")
_THEME = ("search/", "templates/", *_ASSETS)


def from_a_system(name: str) -> bool:
    """True for a file that the system or an open editor keeps for itself: nobody is told."""
    return bool(_SYSTEM.fullmatch(name))


def copy(name: str) -> str:
    """What a file is that was left behind ("a backup"), or the empty string for any other."""
    return next((what for pattern, what in _COPIES if re.fullmatch(pattern, name, re.I)), "")


def problem(name: str) -> tuple[str, str, str] | None:
    """(code, message, hint) when a file of `content/` cannot have this path below that folder."""
    *folders, last = name.split("/")
    stem, page = last.removesuffix(".md"), last.endswith(".md")
    picture = last.lower().endswith(PUBLISHED)
    if not page and not picture:
        hint = f"a page ends in .md; allowed beside: {', '.join(PUBLISHED)}"
        return "stray-file", "this is no page and no picture", hint
    for part in folders:
        if why := _part_problem(part):
            return "bad-id", f'the folder "{part}": {why}', rename(part)
    if picture:
        return _picture_problem(name, last)
    if stem != "index" and (why := _part_problem(stem)):
        return "bad-id", f'"{last}": {why}', rename(stem, ".md")
    top = folders[0] if folders else stem
    whose = "of the site in another language" if len(top) == 2 and top.isalpha() else ""
    if whose := ADDRESSES.get(top, whose):
        return "page-clash", f'"{top}" is the address {whose}', "give it another name"
    return None


def _picture_problem(name: str, last: str) -> tuple[str, str, str] | None:
    if not _PICTURE.fullmatch(last) or len(last) > MAX_NAME:
        why = f"a picture has letters a–z, digits, . _ - in its name, at most {MAX_NAME}"
        return "bad-id", f'"{last}": {why}', "rename it"
    low = name.lower()
    if name != low and low.startswith("assets/preview"):  # the one that is drawn otherwise is, too
        why = "the picture for links to a page is named in small letters"
        return "bad-id", f'"{last}": {why}', f'rename it to "{last.lower()}"'
    if low.startswith(_THEME):
        return "page-clash", f'"{name}" is an address of the theme', "put it into another folder"
    return None


def _part_problem(part: str) -> str:
    """Why a folder or a page cannot be called so; the rule is that of ids."""
    if not ID.fullmatch(part):
        return "a name is lower-case letters a–z, digits and single hyphens"
    if len(part) > MAX_NAME:
        return f"a name has at most {MAX_NAME} characters, this has {len(part)}"
    return "this name is reserved" if part in RESERVED else ""


def rename(part: str, ending: str = "") -> str:
    """A hint with the nearest name that would do for a page, a folder or an id."""
    ascii_ = unicodedata.normalize("NFKD", part).encode("ascii", "ignore").decode().lower()
    name = "-".join(re.findall("[a-z0-9]+", ascii_))[:MAX_NAME].strip("-")
    if ending and part.lower() == "readme":
        name = "index"
    elif _part_problem(name):
        return "rename it"
    return f'rename it to "{name}{ending}"'


def published(name: str) -> tuple[str, ...]:
    """Every address at which an engine may print a file, whatever its settings; letter case folded.

    `name` is the path below the Markdown folder: `ships/mary.md` is printed at
    `ships/mary/index.html` or `ships/mary.html`.
    """
    name = unicodedata.normalize("NFC", name).casefold()
    if not name.endswith(".md"):
        return (name,)
    stem = name.removesuffix(".md")
    folder = stem.removesuffix("index").removesuffix("readme")
    if folder in ("", stem[: stem.rfind("/") + 1]):
        return (f"{folder}index.html",)
    return f"{stem}/index.html", f"{stem}.html"
