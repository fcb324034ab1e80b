"""The record of a new source: what was found, and what an editor says of it, as a file.

A guess is marked by a comment behind its value, `# guessed from og:site_name`: who reads the file
sees it, readers of the site do not, and deleting it takes the mark away. A day has its own label
for that, `issued_basis`, which readers see as well.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from factsheet.bench.edits import ids
from factsheet.bench.edits.yaml_text import Layout, in_order, schema_line
from factsheet.bench.sources.found import Found
from factsheet.bench.sources.twins import Known

Data = dict[str, str | list[str]]

GUESSED = "guessed from "
_MARK = re.compile(rf"^([\w-]+):.* # ({GUESSED}.+)$", re.M)
_DAY = re.compile(r"-?([0-9]{4}|[0-9]{3}x)(-[0-9]{2}){0,2}$")  # at the end of an id


@dataclass(slots=True)
class NewSource:
    """The labels of a source by key, as they are typed, and from where some are guessed."""

    data: Data
    guesses: dict[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str:
        """The text of a label, or nothing."""
        value = self.data.get(key, "")
        return value if isinstance(value, str) else ""

    def known(self, address: str = "") -> Known:
        """As it is compared with others."""
        keys = ("title", "publisher", "container-title", "URL")
        return Known(address, *map(self.text, keys))


def record(found: Found, given: Mapping[str, str | list[str]], on: date) -> NewSource:
    """The record of a source as it is entered on a day; what is given goes before what is found."""
    new = NewSource({})
    for key, said in found.fields.items():
        if key not in given:
            new.data[key] = said.value if isinstance(said.value, str) else list(said.value)
            if said.guess:
                new.guesses[key] = said.where
    new.data.update({key: value for key, value in given.items() if value})
    if "issued" in new.guesses:
        said = found.fields["issued"]
        others = f"; elsewhere {', '.join(said.others)}" if said.others else ""
        new.data.setdefault("issued_basis", _basis(new.guesses.pop("issued")) + others)
    new.data.setdefault("accessed", on.isoformat())
    new.data["checked"] = on.isoformat()
    new.data = in_order(new.data)
    return new


def _basis(where: str) -> str:
    """From where a day is taken, for readers."""
    plain = where.startswith(("date ", "the "))
    return where if plain else f"date stored with the page ({where})"


def written(new: NewSource, kind: str) -> bytes:
    """The file of a source; `kind` is that of sources, and names the schema."""
    layout, lines = Layout(), [schema_line(kind).rstrip()]
    for key, value in new.data.items():
        mark = f"  # {GUESSED}{new.guesses[key]}" if key in new.guesses else ""
        lines.append(layout.mapping_lines({key: value}, 0) + mark)
    return ("\n".join(lines) + "\n").encode()


def guesses(content: bytes) -> list[tuple[int, str, str]]:
    """(line, key, `guessed from …`) of each guess that a source's file is marked with."""
    text = content.decode("utf-8", "replace")
    return [(text.count("\n", 0, m.start()) + 1, m[1], m[2]) for m in _MARK.finditer(text)]


def propose_id(new: NewSource, others: Iterable[Known], taken: Collection[str]) -> str:
    """An id of publisher and day, the publisher as in the ids of its other sources."""
    publisher = new.text("publisher")
    before = Counter(
        stem
        for other in others
        if publisher and other.publisher == publisher
        if (stem := _DAY.sub("", other.address.partition("/")[2]))
    )
    name = before.most_common(1)[0][0] if before else publisher or new.text("title")
    day = re.sub(r"[^0-9X-].*", "", new.text("issued")).lower()
    if not day:
        name = f"{name} {' '.join(new.text('title').split()[:4])}" if publisher else name
    return ids.propose(f"{name} {day}".strip(), taken)
