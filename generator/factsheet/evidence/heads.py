"""What pages read of a record of which they tell no statement: they hear of no change of these."""

from dataclasses import dataclass
from typing import Any, Protocol

from factsheet.kinds import Kind
from factsheet.values import Removal, When


@dataclass(frozen=True, slots=True)
class Name:
    """What a link says of a record: a page that reads no more of it hears of no other change."""

    address: str
    name: str
    short_name: str
    article: str
    taken_down: Removal | None = None
    first: str = ""  # the address that the record had first


class Head(Protocol):
    """A record without its statements: a page that reads no more of it hears of none of these."""

    @property
    def kind(self) -> Kind:
        """Its type."""

    @property
    def id(self) -> str:
        """What it is called among those of its kind."""

    @property
    def address(self) -> str:
        """Its address."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def short_name(self) -> str:
        """What it is called in lists."""

    @property
    def other_names(self) -> list[str]:
        """The short name and the other spellings."""

    @property
    def headline(self) -> str:
        """The title of a source."""

    @property
    def labels(self) -> dict[str, Any]:
        """What is said of it without a source."""

    @property
    def path(self) -> str:
        """Its file."""

    @property
    def checked(self) -> When | None:
        """The day on which it was last checked."""

    @property
    def taken_down(self) -> Removal | None:
        """When and why it was taken down."""
