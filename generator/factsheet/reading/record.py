"""What a record is once it is read."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from factsheet.issues import Spot
from factsheet.kinds import Kind
from factsheet.language import date_words, quoted, say
from factsheet.values import LEAD, Address, Removal, Statement, When, Worded, former_ids


@dataclass(slots=True)
class Dispute:
    """Statements that contradict one another, with a public note on why they may differ."""

    address: str
    question: str
    statements: tuple[Address, ...]
    note: str
    spot: Spot
    formerly: tuple[str, ...] = ()  # ids that it had before, or addresses on other records


@dataclass(slots=True)
class Record:
    """A thing with a page: its labels, its statements by id, its disputes by id."""

    kind: Kind
    id: str
    spot: Spot
    labels: dict[str, Any] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    disputes: dict[str, Dispute] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)  # addresses of statements that are not published
    address: str = field(init=False)
    name: str = field(init=False)  # on the page

    def __post_init__(self) -> None:
        self.address, self.name = f"{self.kind.plural}/{self.id}", self._name()
        if isinstance(self.name, Worded):
            others = {language: one.text for language, one in self.name.into.items()}
            self.labels["native_name"] = {**others, **self.labels.get("native_name", {})}

    def _name(self) -> str:
        """A source is named by title and publisher, or by publisher, carrier and date."""
        label = self.labels
        if self.taken_down:
            return say("taken-down.title")
        if name := label.get("name"):
            called: str = name
            return called
        publisher = label.get("publisher", self.id)
        if title := label.get("title"):
            return say("source.name", title=quoted(title), publisher=publisher)
        kind = label.get("type")
        name = publisher if kind else say("source.untitled", who=publisher)
        if "container-title" in label:
            name = say("source.name.carried", who=name, carrier=label["container-title"])
        if "issued" in label:
            name = say("source.name.issued", who=name, day=date_words(label["issued"]))
        return say("scoped", what=name, scope=kind) if kind else name

    @property
    def headline(self) -> str:
        """The title of a source; without one, what it is: `Al Jazeera report`."""
        label = self.labels
        if title := label.get("title"):
            return say("source.titled", title=title)
        who = label["publisher"]
        kind = label.get("type")
        return say("scoped", what=who, scope=kind) if kind else say("source.untitled", who=who)

    @property
    def path(self) -> str:
        """The file that it stands in."""
        return self.spot.path

    @property
    def first_address(self) -> str:
        """The address that it had first."""
        old = next(iter(self.labels.get("formerly", ())), self.id)
        return old if "/" in old else f"{self.kind.plural}/{old}"

    @property
    def draft(self) -> bool:
        """Whether it is not published."""
        return bool(self.labels.get("draft"))

    @property
    def taken_down(self) -> Removal | None:
        """When and why it was taken down; nothing else is known of it."""
        return self.labels.get("taken_down")

    @property
    def checked(self) -> When | None:
        """The day on which it was last checked."""
        return self.labels.get("checked")

    @property
    def entered(self) -> date | None:
        """The day on which the newest of its statements was entered; None where none says so."""
        live = (s.recorded for s in self.statements.values() if s.status != "retracted")
        return max((day for when in live if when and (day := when.latest)), default=None)

    @property
    def short_name(self) -> str:
        """What it is called in lists and on maps."""
        return self.labels.get("short_name") or self.name

    @property
    def other_names(self) -> list[str]:
        """The short name and the other spellings, each once."""
        names = (self.labels.get("short_name"), *self.labels.get("aliases", ()))
        return [one for one in dict.fromkeys(names) if one and one != self.name]

    @property
    def anchors(self) -> set[str]:
        """Every id by which something on the sheet is or was found."""
        parts: list[Statement | Dispute] = [*self.statements.values(), *self.disputes.values()]
        return {
            *self.statements,
            *self.disputes,
            *(o for one in parts for o in former_ids(one.formerly)),
        }

    def named(self) -> list[tuple[str, Address]]:
        """(label, address) of every address among the labels."""
        found = [(key, v if isinstance(v, tuple) else (v,)) for key, v in self.labels.items()]
        return [(key, a) for key, values in found for a in values if isinstance(a, Address)]

    @property
    def lead(self) -> Statement | None:
        """The sentence that says what it is; None where there is none that counts."""
        found = self.statements.get(LEAD)
        return found if found and found.property == LEAD and found.status != "retracted" else None

    def meant(self, what: str) -> list[Statement]:
        """The statements of the fields that mean one of `kinds.MEANINGS`, or are a "point"."""
        return [s for key in self.kind.meaning(what) for s in self.of(key)]

    def of(self, prop: str) -> list[Statement]:
        """The statements of a field, of `facts`, `lead` or `wordings`, in the order of the file."""
        return [s for s in self.statements.values() if s.property == prop]
