"""What a build gives."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from factsheet.build.editions import Edition
from factsheet.cache import Kept, Packed, Written
from factsheet.document import Known, Page, to_markdown
from factsheet.evidence import Library, seeds
from factsheet.issues import Issue, errors
from factsheet.kinds import Kinds, kinds_of
from factsheet.language import Speech, day_words, now
from factsheet.outputs import Place


class Form(NamedTuple):
    """How pages made from facts are written; what is kept of one form is no good for another."""

    name: str
    write: Callable[[Page, Known], "str | Written"]


MARKDOWN = Form("markdown", to_markdown)
PAGEFIND = "pagefind"  # the setting of a search whose index is in pieces


class Asset(NamedTuple):
    """A file of the site that is no page: data, a picture, or what lies in `content/`."""

    content: bytes
    sort: str  # data, picture, copy


@dataclass(slots=True)
class Built:
    """Pages and assets by path below the site, and what each page shows.

    A page is `Written` or Markdown text, by the form that was asked for; hand-written ones are
    always Markdown. `sources` names the project file behind each page, `shows` the addresses
    printed on it. When `issues` contains an error, there are no pages and no assets: nothing wrong
    or unsourced is ever published.
    """

    pages: dict[str, str | Written] = field(default_factory=dict)
    assets: dict[str, Asset] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    shows: dict[str, frozenset[str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    library: Library = field(default_factory=lambda: Library(kinds_of({})[0]))
    ledgers: list[seeds.Seed] = field(default_factory=list)
    kinds: Kinds = field(default_factory=lambda: kinds_of({})[0])
    settings: dict[str, Any] = field(default_factory=dict)
    counts: tuple[int, int] = (0, 0)  # facts and records
    speech: Speech = field(default_factory=now)
    speeches: list[Speech] = field(default_factory=lambda: [now()])  # of all its languages
    thin: set[str] = field(default_factory=set)  # pages of which too little is translated
    libraries: dict[str, Library] = field(default_factory=dict)  # by language, the original first
    outputs: Packed = field(default_factory=lambda: Packed({}))  # the facts as data, by path
    stamp: Packed = field(default_factory=lambda: Packed({}))  # of these, what says a revision
    remember: Callable[[], None] = lambda: None  # keep it for the next process, when all is written
    place: Place = Place()
    frozen: Mapping[str, bytes] = field(default_factory=dict)  # files of editions, by path
    editions: dict[str, Edition] = field(default_factory=dict)  # frozen states, by name

    @property
    def ok(self) -> bool:
        """True without errors; warnings do not count."""
        return not errors(self.issues)

    @property
    def files(self) -> dict[str, Any]:
        """Everything by path: pages, and the bytes of assets."""
        return {**self.pages, **{path: asset.content for path, asset in self.assets.items()}}

    @property
    def whole(self) -> dict[str, Any]:
        """The same with the facts as data, which are made now, and with frozen editions."""
        return {**self.files, **self.beside}

    @property
    def beside(self) -> Mapping[str, bytes]:
        """What stands beside the pages, made or read when it is asked for: data, editions."""
        found = self.stamp, self.outputs, self.frozen
        return ChainMap(*(cast(dict[str, bytes], one) for one in found))

    @property
    def by_hand(self) -> set[str]:
        """The paths of the pages that somebody wrote; all others are made from facts."""
        return {name for name in self.pages if self.sources[name].startswith("content/")}

    def printable(self) -> "Built":
        """What an engine needs of it to print the site."""
        return Built(
            self.pages, self.assets, self.sources, kinds=self.kinds, outputs=self.outputs,
            stamp=self.stamp, remember=self.remember, frozen=self.frozen, settings=self.settings,
            speech=self.speech, speeches=self.speeches, thin=self.thin,
        )  # fmt: skip

    def publish_nothing(self) -> None:
        """Give no pages and no assets."""
        self.pages, self.assets, self.outputs, self.frozen = {}, {}, Packed({}), {}

    def edited(self, source: str) -> dict[str, str]:
        """Where a page is edited, for its front matter, if the site says so."""
        edit = self.settings.get("edit_url", "")
        return {"edit_url": f"{edit.rstrip('/')}/{source}"} if edit and source else {}

    def checked(self, shows: Iterable[str]) -> dict[str, str]:
        """By when what a page shows was checked, for its front matter, if it shows any facts."""
        homes = {address.partition("#")[0] for address in shows}
        known = [r.checked for a in homes if (r := self.library.heads.get(a)) and r.checked]
        days = [checked.start.first for checked in known if checked.start]
        if not days:
            return {}
        day = max(days)
        return {"checked": day_words(day), "checked_on": day.isoformat().replace("-", "/")}

    def facets(self, shows: Iterable[str]) -> dict[str, str]:
        """What a search narrows a page down by, for its front matter, if it does so on this site.

        The standing of the facts on it, and the years in which they began or ended.
        """
        if self.settings.get("search") != PAGEFIND:
            return {}
        found = [one for a in shows if (one := self.library.statements.get(a))]
        out = {f"status:{one.status}" for one in found}
        ends = [day for one in found if one.when for day in (one.when.earliest, one.when.latest)]
        out |= {f"year:{day.year:04}" for day in ends if day}
        return {"facets": " ".join(sorted(out))} if out else {}

    def modified(self, shows: Iterable[str]) -> dict[str, str]:
        """When what a page shows was last entered, changed or checked, for its head."""
        days = []
        for address in shows:
            if one := self.library.statements.get(address):
                days += [
                    when.latest for when in (one.recorded, *(c.on for c in one.changes)) if when
                ]
            elif record := self.library.heads.get(address):
                days += [record.checked.latest] if record.checked else []
        found = [day for day in days if day]
        return {"modified": max(found).isoformat()} if found else {}

    def kept(self) -> dict[str, tuple[str, bytes]]:
        """The assets as a memory keeps them."""
        return {path: (asset.sort, asset.content) for path, asset in self.assets.items()}

    def recall(self, path: str, kept: Kept) -> None:
        """Add a page that was kept."""
        self.take(path, kept.page, kept.shows, kept.source)

    def take(self, path: str, page: str | Written, shows: frozenset[str], source: str) -> None:
        """Add a page."""
        self.pages[path], self.shows[path], self.sources[path] = page, shows, source
