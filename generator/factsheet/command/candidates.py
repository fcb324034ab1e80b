"""What of the site at hand may complete a word: addresses, sources, kinds; read, not built."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from factsheet import disk
from factsheet.evidence import match
from factsheet.issues import plain
from factsheet.kinds import kinds_of
from factsheet.reading import Outline, outlines

SHOWN = 60  # characters of a name or a text beside an address

Candidates = dict[str, str]  # what may stand for the word: what is said of it


class Site:
    """The project in a folder, read as far as is asked."""

    def __init__(self, root: Path) -> None:
        self.tree = disk.read(root)[0]
        self.kinds = kinds_of(self.tree)[0]

    def outlines(self, plural: str = "") -> dict[str, Outline]:
        """What the records are called: those of a kind, or of all if there is no such kind."""
        if plural not in self.kinds:
            return outlines(self.tree, self.kinds)
        own = (f"data/{plural}/", f"data/{plural}.yml")
        return outlines({p: b for p, b in self.tree.items() if p.startswith(own)}, self.kinds)


def addresses(site: Site, typed: str, records: bool = True, parts: bool = True) -> Candidates:
    """The addresses that a word begins or means: of `records`, and of `parts` of one of them.

    Parts come once it is clear whose: behind a `#`, or when only one record fits.
    """
    found = site.outlines(typed.partition("/")[0])
    record, hash_, _ = typed.partition("#")
    if hash_:
        return _parts(found, record, typed) if parts else {}
    fit = _fitting({address: one.names for address, one in found.items()}, typed)
    out = {address: _told(found[address].names) for address in fit}
    if parts and (len(fit) == 1 or typed in found):
        own = _parts(found, typed if typed in found else fit[0], "")
        return {**out, **own} if records else own
    return out


def sources(site: Site, typed: str) -> Candidates:
    """The ids of sources that a word begins or means, or their addresses if it begins as one."""
    found, below = site.outlines(site.kinds.sources), f"{site.kinds.sources}/"
    if not typed.startswith(below):
        found = {address.removeprefix(below): one for address, one in found.items()}
    fit = _fitting({one: outline.names for one, outline in found.items()}, typed)
    return {one: _told(found[one].names) for one in fit}


def _parts(found: Mapping[str, Outline], record: str, typed: str) -> Candidates:
    """The addresses of statements and disputes of a record that a word begins or means."""
    own = found[record].parts if record in found else {}
    parts = {f"{record}#{id_}": (text,) for id_, text in own.items()}
    fit = _fitting(parts, typed, typed.partition("#")[2])
    return {address: _told(parts[address]) for address in fit}


def _fitting(names: Mapping[str, tuple[str, ...]], typed: str, words: str = "") -> list[str]:
    """What begins with what is typed; if nothing does, what is called so in any spelling."""
    return [a for a in sorted(names) if a.startswith(typed)] or match(names, words or typed)


def _told(names: tuple[str, ...]) -> str:
    """The usual name, on one line that acts on no terminal."""
    text = plain(" ".join(names[:1]))
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
