"""What a kind of record is, once its file is read: its fields, its labels, the parts of its sheets.

A field is a list of statements, each with its sources. A label names or places a record and asserts
nothing. Of all kinds code knows the role alone, one of `ROLES`.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from factsheet.language import say, within
from factsheet.values import Accepted, ByLanguage, Date, Flag, Former, InWords, Many, Number
from factsheet.values import OrAbsent, Removed, Type, Words

ROLES = ("record", "event", "quote", "source")
MEANINGS = (
    "alliance", "backing", "holding", "lineage", "merger", "office", "opposition", "population",
)  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A field or a label of a kind: the type of its value, and what it is called on pages."""

    type: Type
    label: str
    sort: str = ""  # the name of the type, as a kind's file has it
    to: tuple[str, ...] = ()  # the kinds that a link leads to; none: any
    reverse: str = ""  # how a linked record's sheet calls it: "Leads"
    single: bool = False  # one value at a time: two for the same time and scope are rivals
    required: bool = False
    means: str = ""  # one of MEANINGS, or nothing: what pictures and tables follow from
    help: str = ""
    example: Any = None  # as data, all of its texts as typed
    own: str = ""  # the label as a site has typed it; empty where it came with the package

    @cached_property
    def value(self) -> Type:
        """What stands as the value of a statement: also that nobody knows, or that there is none.

        But not that nobody held a place: bars and maps have no sign for that.
        """
        return OrAbsent(self.type, none=self.means != "holding")

    @property
    def within(self) -> str:
        """The label within a sentence: `home page`, but `DOI` and `Wikidata`."""
        return within(self.label, name=self.sort == "identifier")


@dataclass(frozen=True)
class Section:
    """A part of a sheet with a heading of its own, printed when there is something in it.

    `fields` are the record's own, `back` the labels of ways back from other records.
    With `names` its fields are names by which the record is found.
    """

    title: str
    fields: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    names: bool = False


NAMES: dict[str, Type] = {
    "name": InWords(400), "short_name": InWords(100), "article": Words(100),
    "type": InWords(100),
    "aliases": Many(Words(400)), "native_name": ByLanguage(),
}  # fmt: skip
UPKEEP: dict[str, Type] = {
    "checked": Date(day=True), "checked_by": Words(100), "draft": Flag(),
    "formerly": Many(Former()), "accepted": Accepted(),
}  # fmt: skip
TAKEN_DOWN: dict[str, Type] = {"taken_down": Removed("ground")}
WITHDRAWN: dict[str, Type] = {"withdrawn": Removed("why")}  # of a source
TURNING: dict[str, Type] = {"turning_point": Flag()}  # of an event: first on the timeline


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of record. `plural` is its folder, its URL and the first part of its addresses."""

    plural: str
    name: str  # of one of them, within a sentence
    title: str  # of all of them, as a heading
    several: str = ""  # within a sentence, where that is not the plural
    order: int = 0
    role: str = "record"
    schema_org: str = ""  # its type in the vocabulary of schema.org
    collective: bool = False  # speaks of itself as "it": an organisation, a state
    related: bool = False  # an explainer that names it lists it at its end
    head: tuple[str, ...] | None = None  # an explainer that names it introduces it with these
    card: tuple[str, ...] = ()  # what stands on its card
    span: tuple[str, ...] = ()  # the fields of its beginning and of its end
    fields: dict[str, Field] = field(default_factory=dict)
    labels: dict[str, Field] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()  # what none of them has stands under "At a glance"

    @property
    def is_source(self) -> bool:
        """Whether facts rest on its records."""
        return self.role == "source"

    @property
    def is_statement(self) -> bool:
        """Whether a record of it is itself one statement: an event."""
        return self.role == "event"

    @property
    def has_wordings(self) -> bool:
        """Whether its records have printed forms: a quote."""
        return self.role == "quote"

    @property
    def named(self) -> bool:
        """Whether its records have name, short_name, aliases …"""
        return not self.is_source

    @cached_property
    def all_labels(self) -> dict[str, Type]:
        """The types of its own labels, and of those that most kinds or all kinds have."""
        own = {key: label.type for key, label in self.labels.items()}
        more = WITHDRAWN if self.is_source else TURNING if self.is_statement else {}
        return {**(NAMES if self.named else {}), **own, **UPKEEP, **TAKEN_DOWN, **more}

    @cached_property
    def all_fields(self) -> dict[str, Field]:
        """Its own fields, and the one that all kinds have."""
        return {**self.fields, "figures": Field(Number(), say("figures"), "number")}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The keys without which a record cannot be."""
        name = ["name"] if self.named else []
        own = {**self.labels, **self.fields}
        needed = [key for key, one in own.items() if one.required]
        needed += ["when", "text"] if self.is_statement else []
        needed += ["wordings"] if self.has_wordings else []
        return (*name, *needed, "checked")

    def meaning(self, what: str) -> tuple[str, ...]:
        """The fields that mean one of `MEANINGS`, or are of the type "point"."""
        return tuple(k for k, one in self.fields.items() if what in (one.means, one.sort))
