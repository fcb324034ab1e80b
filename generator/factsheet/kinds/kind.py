"""The register of kinds: every module in `builtin/` declares one `KIND`.

A kind says which labels and properties its records have. JSON Schema, index page, sheet, reverse
links and error lines follow from it. Elsewhere only those kinds are named whose part is special:
sources, on which facts rest; cities, which maps and bars show; groups and places, which speak.
"""

import importlib
import pkgutil
from dataclasses import dataclass, field
from functools import cache

from factsheet.kinds import builtin
from factsheet.values import Accepted, ByLanguage, Date, Flag, Id, Link, Many, Number, Type, Words


@dataclass(frozen=True)
class Property:
    """A property of a kind: the type of its value, and its label on the sheet."""

    type: Type
    label: str
    reverse: str = ""  # how a linked record's sheet calls it: "Leads"
    single: bool = False  # one value at a time: two for the same time and scope are rivals


@dataclass(frozen=True)
class Section:
    """A part of a sheet with a heading of its own, printed when there is something in it.

    `properties` are the record's own, `back` the labels of ways back from other records.
    With `names` its other names stand here, and not in the line under the title.
    """

    title: str
    properties: tuple[str, ...]
    back: tuple[str, ...] = ()
    names: bool = False


def link(*kinds: str, label: str, reverse: str, single: bool = False) -> Property:
    """A property that links to records of the given kinds."""
    return Property(Link(kinds), label, reverse, single)


NAMES: dict[str, Type] = {
    "name": Words(400), "short_name": Words(100), "article": Words(100), "type": Words(100),
    "aliases": Many(Words(400)), "native_name": ByLanguage(),
}  # fmt: skip
UPKEEP: dict[str, Type] = {
    "checked": Date(day=True), "draft": Flag(), "formerly": Many(Id()), "accepted": Accepted(),
}  # fmt: skip
FIGURES = Property(Number(), "Figures")


@dataclass(frozen=True)
class Kind:
    """One kind of record. `plural` is its folder, its URL and the first part of its addresses."""

    name: str
    plural: str
    title: str
    order: int
    labels: dict[str, Type] = field(default_factory=dict)
    required: tuple[str, ...] = ("name", "checked")
    properties: dict[str, Property] = field(default_factory=dict)
    intro: tuple[str, ...] | None = None  # an explainer that names it introduces it with these
    related: bool = False  # an explainer that names it lists it at its end
    sections: tuple[Section, ...] = ()  # what none of them has stands under "At a glance"
    named: bool = True  # has name, short_name, aliases …
    is_statement: bool = False  # the record is itself one statement
    has_wordings: bool = False  # printed forms of a quote

    @property
    def all_labels(self) -> dict[str, Type]:
        """Its own labels, and those that most kinds or all kinds have."""
        return {**(NAMES if self.named else {}), **self.labels, **UPKEEP}

    @property
    def all_properties(self) -> dict[str, Property]:
        """Its own properties, and the one that all kinds have."""
        return {**self.properties, "figures": FIGURES}


@cache  # 8 ms to import, and asked for with every file and page
def register() -> dict[str, Kind]:
    """Every kind by its plural, in the order of the site."""
    found = pkgutil.iter_modules(builtin.__path__, f"{builtin.__name__}.")
    kinds = [importlib.import_module(module.name).KIND for module in found]
    return {kind.plural: kind for kind in sorted(kinds, key=lambda one: (one.order, one.plural))}
