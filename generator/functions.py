"""The functions of prose: what `{{ fact("…") }}` and its siblings print."""

from dataclasses import dataclass

from markupsafe import Markup

from generator import pages
from generator.evidence import STATUS_WORDS
from generator.issues import nearest
from generator.kinds import register
from generator.library import Library
from generator.render import encode, span
from generator.statements import Statement, Wording
from generator.typed import Dispute, Record
from generator.writer import Writer


class Refused(Exception):
    """An expression that cannot be printed: issue code, message, hint."""

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


class Unsound(Exception):
    """The address is good, but the facts have errors elsewhere: nothing is printed."""


@dataclass(slots=True)
class Functions:
    """The functions of prose. Names starting with `_` cannot be called; BLOCKS must stand alone on their line."""

    library: Library
    w: Writer
    sound: bool = True  # the facts have no errors: expressions are printed, not only checked

    def fact(self, address: str) -> Markup:
        """The statement as a sentence, with attribution, status, time and citation."""
        s = self._usable(address)
        return self.w.in_prose(s, self.w.sentence(s))

    def value(self, address: str) -> Markup:
        """The value of a property, with attribution, status and citation."""
        s = self._usable(address)
        if s.value is None:
            raise Refused("prose-expression", f'"{address}" is a sentence, not a value', f'write fact("{address}")')
        self.w.shows.add(s.address)
        return self.w.in_prose(s, self.w.value(s.value) + self.w.attribution(s))

    def cite(self, address: str) -> Markup:
        """The citation of a statement only."""
        s = self._usable(address)
        if s.status != "accepted":
            raise Refused("prose-unusable", f'"{address}" is {s.status}; its citation alone would hide that', f'write fact("{address}")')
        self.w.shows.add(s.address)
        return self.w.cite(s)

    def quote(self, address: str) -> Markup:
        """The preferred wording of a quote as a block quotation; `quotes/id#wording` for another one."""
        record = self._record(address.partition("#")[0])
        found = [w for r, w in pages.by_said([record])] if "#" not in address else [self._usable(address)]
        if not record.kind.has_wordings or not found or not isinstance(found[0], Wording):
            raise Refused("prose-expression", f'"{address}" is no quote', "give the address of a quote: quotes/some-id")
        return self.w.quotation(record, found[0])

    def dispute(self, address: str) -> Markup:
        """Rival versions side by side with the note on why they may differ."""
        found = self.library.disputes.get(address)
        if not isinstance(found, Dispute):
            raise Refused("prose-address", f'no dispute "{address}"', nearest(address, self.library.disputes))
        if not self.sound:
            raise Unsound
        rivals = [self.library.statements[a.text] for a in found.statements if a.text in self.library.statements]
        rows = [Markup("- ") + self.w.line(s, False) for s in rivals]
        self.w.shows.add(address)
        head = Markup("**") + encode(found.question) + Markup("** ") + encode(found.note)
        return head + Markup("\n\n") + Markup("\n").join(rows) + Markup("\n")

    def timeline(self, *about: str, since: str = "", until: str = "") -> Markup:
        """The dates that concern these records (all when none is named), from one day to another."""
        for address in about:
            self._record(address)
        found = [
            s for s in pages.events(self.library, set(about))
            if s.when and (not until or str(s.when.earliest or "") <= until) and (not since or str(s.when.latest or "9999") >= since)
        ]  # fmt: skip
        if not found and self.sound:
            raise Refused("prose-expression", "this timeline has no dates", "name other records or a wider span")
        return Markup("\n").join(Markup("- ") + self.w.event(s) for s in found) + Markup("\n")

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
            count = len(self.library.of(plural))
            link = Markup("- [{}](").format(encode(kind.title)) + self.w.relative(f"{plural}/index.md")
            rows.append(link + Markup("): ") + encode(f"{count}"))
        return Markup("\n").join(rows) + Markup("\n")

    def _record(self, address: str) -> Record:
        if record := self.library.records.get(address):
            if not self.sound:
                raise Unsound
            return record
        if moved := self.library.moved.get(address):
            raise Refused("prose-address", f'"{address}" has a new address', f'write "{moved}"')
        if address in self.library.unpublished:
            raise Refused("prose-unusable", f'"{address}" is a draft', "publish it first")
        raise Refused("prose-address", f'no record "{address}"', nearest(address, self.library.records))

    def _usable(self, address: str) -> Statement:
        """The statement at an address, unless it is unknown, ambiguous, retracted or a draft."""
        if statement := self.library.statements.get(address):
            if statement.status == "retracted":
                raise Refused("prose-unusable", f'"{address}" is retracted: {statement.note}', "use another fact")
            if not self.sound:
                raise Unsound
            return statement
        if address in self.library.unpublished:
            raise Refused("prose-unusable", f'"{address}" is a draft', "publish it first")
        record, _, name = address.partition("#")
        several = [s.address for s in self.library.records[record].of(name)] if record in self.library.records else []
        if several and name:
            raise Refused("ambiguous-address", f'"{address}" has {len(several)} statements', f"choose: {', '.join(several)}")
        if record in self.library.records and not name:
            raise Refused("prose-address", f'"{address}" is a record, not a statement', nearest(address + "#", self.library.statements))
        raise Refused("prose-address", f'no statement "{address}"', nearest(address, self.library.statements))


BLOCKS = {"quote", "dispute", "timeline", "legend", "overview"}
CALLS = {name for name in vars(Functions) if not name.startswith("_") and callable(getattr(Functions, name))}
