"""A place at which something is named by its address, and how another address is typed there."""

from collections.abc import Iterable
from dataclasses import dataclass
from posixpath import dirname, normpath, relpath

from factsheet.bench.edits.plain_data import Steps


@dataclass(frozen=True, order=True, slots=True)
class Use:
    """One place at which a file names a record, statement or dispute.

    `text` is what is typed there, from `column` on in one line, all of it and nothing else; empty
    when it stands in the file with escapes or over several lines (then only `steps` find it).
    `steps` lead to the value in a YAML file, or with `in_key` to the entry whose key names it.
    """

    path: str
    line: int  # from 1
    column: int  # from 1, in characters
    text: str
    names: str  # the whole address: groups/hts#us-listing
    by: str  # whose place it is: an address, or the path of a page, a seed, the settings
    sort: str  # the key that it stands under; the function of an expression; "link", "nav"
    form: str  # one of FORMS
    steps: Steps = ()
    in_key: bool = False

    @property
    def spot(self) -> str:
        """The place as messages give it."""
        return f"{self.path}:{self.line}:{self.column}"

    @property
    def home(self) -> str:
        """The record that it stands in; the path of what is no record."""
        return self.by.partition("#")[0]

    @property
    def folder(self) -> str:
        """The folder that a path typed here starts from, below the top of the site."""
        return dirname(self.path.removeprefix("content/")) or "."


# how a use is typed: the whole address; `#id` of a statement beside it; the id of a source, before
# a place in it; the bare id of a statement beside it; a path to a page, from another page
FORMS = ("address", "sibling", "source", "anchor", "page")


def retyped(use: Use, old: str, new: str) -> str:
    """What is typed at a use of `old` when that becomes `new`; both records, or both statements."""
    record, hash_, anchor = (new + use.names[len(old) :]).partition("#")
    was = use.names.partition("#")[0]
    if use.form == "source":
        return record.partition("/")[2]
    if use.form == "page":
        folder, target = use.folder, use.text.partition("#")[0]
        if record != was:  # what continues a sheet, groups/hts/reported.md, comes with the record
            rest = ".md" if "#" in old else normpath(f"{folder}/{target}")[len(was) :]
            target = relpath(record, folder) + rest
        return f"{target}{hash_}{anchor}"
    if record == use.home and use.form != "address":
        return f"#{anchor}" if use.form == "sibling" else anchor
    return f"{record}{hash_}{anchor}"


def splice(content: bytes, changes: Iterable[tuple[Use, str]]) -> bytes:
    """A file with other texts at some of its uses, and every other byte as it was.

    Raises ValueError where the text of a use does not stand at its place.
    """
    lines = content.split(b"\n")
    for use, text in sorted(changes, reverse=True):
        line = lines[use.line - 1].decode("utf-8")
        at = use.column - 1 + (use.line == 1 and line.startswith("\ufeff"))
        end = at + len(use.text)
        if not use.text or line[at:end] != use.text:
            raise ValueError(f'{use.spot}: "{use.text}" does not stand here')
        lines[use.line - 1] = f"{line[:at]}{text}{line[end:]}".encode()
    return b"\n".join(lines)
