"""Sources are looked at: which are due, in which order, what came of each, and what of all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from factsheet.bench.quoting.folding import Folded
from factsheet.bench.web.hosts import CannotAsk, Network, NoSuchName
from factsheet.bench.web.manners import Visit, Visitor
from factsheet.bench.web.quotations import Comparison, Copy, Quotation, compare, of
from factsheet.bench.web.sightings import Look
from factsheet.bench.web.verdicts import Sight, Source, judge, sight
from factsheet.bench.web.web_reader import MAX_BODY
from factsheet.bench.web_pages.page_text import read
from factsheet.evidence import Library
from factsheet.reading import Record
from factsheet.values import When

OFFLINE = "no name could be looked up; is this machine on line?"
Saved = Callable[[str], bytes | None]  # the saved page of a source by its id


@dataclass(frozen=True, slots=True)
class Result:
    """What came of looking at a source; `where` its quotations stand."""

    source: Source
    look: Look
    where: list[Comparison] = field(default_factory=list)


def sources(library: Library) -> list[Source]:
    """The published sources that have an address, by id."""
    found = [_source(record) for record in library.sources() if record.labels.get("URL")]
    return sorted(found, key=lambda source: source.id)


def _source(record: Record) -> Source:
    """What of a source's record is compared with its page."""
    label = record.labels
    issued: When | None = label.get("issued")
    earliest, latest = (issued.earliest, issued.latest) if issued else (None, None)
    accessed: When | None = label.get("accessed")
    return Source(
        id=record.id, url=label["URL"], title=label.get("title", ""),
        issued=issued.edtf if issued else "",
        earliest=str(earliest or ""), latest=str(latest or ""),
        accessed=accessed.edtf if accessed else "",
        checked=record.checked.edtf if record.checked else "",
        archive=label.get("archive", ""),
    )  # fmt: skip


def due(found: list[Source], seen: dict[str, Look], today: str, limit: int) -> list[Source]:
    """Those not looked at today, the longest unseen first; so a run that was stopped goes on."""
    left = [one for one in found if one.id not in seen or seen[one.id].tried < today]
    left.sort(key=lambda one: (seen[one.id].tried if one.id in seen else "", one.id))
    return left[:limit] if limit else left


@dataclass
class Checking:
    """A run over many sources. `saved` gives the page of a source that somebody has saved."""

    library: Library
    visitor: Visitor
    seen: dict[str, Look]
    today: str
    saved: Saved = lambda _: None

    def run(self, wanted: list[Source]) -> Iterator[Result]:
        """Look at sources, always at the one whose host may be asked first.

        A name that nobody knows is told at the end: when no name at all is known, the fault lies
        with this machine.
        """
        queues: dict[str, list[Source]] = {}
        for source in wanted:
            queues.setdefault(urlsplit(source.url).hostname or "", []).append(source)
        nameless: list[tuple[Source, Visit]] = []
        while queues:
            host = min(queues, key=lambda name: self.visitor.ready(queues[name][0].url))
            source = queues[host].pop(0)
            if not queues[host]:
                del queues[host]
            visit = self.visitor.visit(source.url)
            if visit.reply.nameless:
                nameless.append((source, visit))
            else:
                yield self._result(source, visit)
        online = bool(nameless) and self._online()
        for source, visit in nameless:
            if not online:
                reply = replace(visit.reply, trouble=OFFLINE, nameless=False)
                visit = replace(visit, reply=reply)
            yield self._result(source, visit)

    def _online(self) -> bool:
        """Whether the name service answers: it has known a name, or knows one of our sources."""
        network: Network = self.visitor.asking.network
        hosts = dict.fromkeys(urlsplit(one.url).hostname or "" for one in sources(self.library))
        for host in list(hosts)[:10]:
            if network.names:
                break
            try:
                network.addresses(host, 443)
            except (NoSuchName, CannotAsk):
                continue
        return bool(network.names)

    def _result(self, source: Source, visit: Visit) -> Result:
        """What a visit says of the source, and of what is quoted from it."""
        seen = sight(visit)
        former = self.seen.get(source.id)
        look = judge(source, former, visit, seen, self.today)
        quoted = of(self.library, f"{self.library.kinds.sources}/{source.id}")
        if not quoted:
            return Result(source, replace(look, quotes={}))
        old = former.quotes if former and former.address == source.url else {}
        came, where = compare(quoted, self._copies(source, seen, quoted), old)
        return Result(source, replace(look, quotes=came), where)

    def _copies(
        self, source: Source, seen: Sight, quoted: list[Quotation]
    ) -> dict[str, Copy | None]:
        """The copies of a source: the saved page, the archived one if that is wanted, the page."""
        copies: dict[str, Copy | None] = {}
        if (content := self.saved(source.id)) is not None:
            page = read(content[:MAX_BODY])
            copies["saved"] = Copy(Folded(page.text), len(content) <= MAX_BODY)
        if source.archive and not _all_in(quoted, copies.get("saved")):
            there = sight(self.visitor.visit(source.archive))
            copies["archive"] = _copy(there)
        copies["page"] = _copy(seen)
        return copies


def _copy(seen: Sight) -> Copy | None:
    return Copy(Folded(seen.page.text), not seen.cut) if seen.there and seen.page else None


def _all_in(quoted: list[Quotation], copy: Copy | None) -> bool:
    """Whether a copy has all quotations as they are, so that no other need be asked for."""
    if copy is None:
        return False
    came, _ = compare(quoted, {"saved": copy}, {})
    return all(one.get("saved") == "found" for one in came.values())
