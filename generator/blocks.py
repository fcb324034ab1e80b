"""The functions of prose that print a block of their own: quotations, disputes, timelines, lists."""

from datetime import date

from markupsafe import Markup

from generator import bars, days, pages
from generator.evidence import STATUS_WORDS
from generator.functions import Functions, NotThen, Refused
from generator.issues import nearest
from generator.kinds import register
from generator.render import encode, span
from generator.statements import Statement, Wording


class Blocks(Functions):
    """Every function of prose; those declared here must stand alone on their line."""

    def quote(self, address: str) -> Markup:
        """The preferred wording of a quote as a block quotation; `quotes/id#wording` for another one."""
        record = self._record(address.partition("#")[0])
        found = [w for r, w in pages.by_said([record])] if "#" not in address else [self._usable(address)]
        if not record.kind.has_wordings or not found or not isinstance(found[0], Wording):
            raise Refused("prose-expression", f'"{address}" is no quote', "give the address of a quote: quotes/some-id")
        return self.w.quotation(record, found[0])

    def dispute(self, address: str) -> Markup:
        """Rival versions side by side with the note on why they may differ."""
        if address not in self.library.disputes:
            raise Refused("prose-address", f'no dispute "{address}"', nearest(address, self.library.disputes))
        self._printing()
        if (found := self.w.library.disputes.get(address)) is None:
            raise NotThen
        rivals = [self.w.library.statements[a.text] for a in found.statements if a.text in self.w.library.statements]
        rows = [Markup("- ") + self.w.rival(s) for s in rivals]
        self.w.shows.add(address)
        head = Markup("**") + encode(found.question) + Markup("** ") + encode(found.note)
        return head + Markup("\n\n") + Markup("\n").join(rows) + Markup("\n")

    def timeline(self, *about: str, since: str = "", until: str = "") -> Markup:
        """The dates that concern these records (all when none is named), from one day to another."""
        first, last = _day(since, "0001-01-01"), _day(until, "9999-12-31")
        for address in about:
            self._known(address)
        self._printing()

        def within(s: Statement) -> bool:
            return bool(s.when) and (s.when.earliest or date.min) <= last and (s.when.latest or date.max) >= first  # type: ignore[union-attr]

        found = [s for s in pages.events(self.w.library, set(about)) if within(s)]
        if not found and self.w.library is self.library:
            raise Refused("prose-expression", "this timeline has no dates", "name other records or a wider span")
        if not found:
            raise NotThen
        return Markup("\n").join(Markup("1. ") + self.w.event(s) for s in found) + Markup("\n")

    def control(self, since: str, until: str, known: str = "now") -> Markup:
        """Who held each city on each day, as a list; `known="then"`: as could be known on the evening of each day."""
        if known not in ("now", "then"):
            raise Refused("prose-expression", f'known="{known}" is not read', 'write "now" or "then"')
        first, last = _day(since, ""), _day(until, "")
        if not 0 <= (last - first).days <= 365:
            raise Refused("prose-expression", "control needs a span of at most a year", "give since and until, in this order")
        self._printing()
        cities = days.cities_with_control(self.w.library)
        if not cities and self.w.library is not self.library:
            raise NotThen
        if not cities:
            raise Refused("prose-expression", "no city has control statements", "write them under control: in data/cities")
        rows, facts = [], self.w.library
        for city in cities:
            rows.append(Markup("- **") + self.w.link(city.address) + Markup("**\n"))
            found = days.stretches(facts, city, days.spells(facts, city, first, last, known == "then"))
            rows += [Markup("    1. ") + bars.row(self.w, stretch) for stretch in found]
            rows.append(Markup(""))
        return Markup("\n").join(rows)

    def corrections(self) -> Markup:
        """Every correction of a published fact, the newest first."""
        self._printing()
        if self.w.library.until:
            raise NotThen
        found = [(c, s) for s in self.w.library.statements.values() for c in s.changes if c.kind == "correction"]
        found.sort(key=lambda one: (one[0].on.edtf, one[1].address), reverse=True)
        rows = [self.w.correction(s, change) for change, s in found]
        return Markup("\n").join(rows or [Markup("No correction so far.")]) + Markup("\n")

    def legend(self) -> Markup:
        """The list of statuses with their meaning."""
        rows = []
        for status, (word, meaning) in STATUS_WORDS.items():
            mark = encode(word) if status == "accepted" else span(f"fs-status fs-{status}", word)
            rows.append(Markup("- ") + mark + Markup(" – ") + encode(meaning))
        return Markup("\n").join(rows) + Markup("\n")

    def overview(self) -> Markup:
        """What the site knows, in numbers: one line per kind, with a link to its index."""
        rows = []
        for plural, kind in register().items():
            count = len(self.w.library.of(plural))
            link = Markup("- [{}](").format(encode(kind.title)) + self.w.relative(f"{plural}/index.md")
            rows.append(link + Markup("): ") + encode(f"{count}"))
        return Markup("\n").join(rows) + Markup("\n")


def _day(text: str, default: str) -> date:
    try:
        return date.fromisoformat(text or default)
    except ValueError:
        raise Refused("prose-expression", f'"{text}" is not a day', "write it as 2024-12-07") from None


BLOCKS = {name for name in vars(Blocks) if not name.startswith("_")}
CALLS = BLOCKS | {name for name in vars(Functions) if not name.startswith("_") and callable(getattr(Functions, name))}
