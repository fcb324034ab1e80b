"""What only generated pages need of a writer: headlines, entries of an index, properties and the way back."""

from markupsafe import Markup

from generator import review
from generator.dates import day_words, words
from generator.lines import LineWriter
from generator.links import Address
from generator.render import anchor, encode, foreign, heading, join, span
from generator.statements import Statement
from generator.typed import Record


class SheetWriter(LineWriter):
    """The writer of a generated page."""

    inline_changes = True
    periods: dict[str, int] = {}  # kind -> days until a check should be renewed

    def property_line(self, label: str, statement: Statement) -> Markup:
        """A statement of a property on its own record's sheet: label, value and scope."""
        lead = Markup("**") + encode(label) + Markup(":** ") + self.value(statement.value)
        if statement.scope:
            lead += Markup(" ") + encode(f"({statement.scope})")
        return self.line(statement, lead=lead)

    def mention(self, statement: Statement) -> Markup:
        """A property of another record that leads back here: that record in the place of the value."""
        scope = Markup(" ") + encode(f"({statement.scope})") if statement.scope else Markup("")
        return self.line(statement, here=False, lead=self.link(statement.record) + scope)

    def headline(self, record: Record) -> Markup:
        """The line under a sheet's title: type, other names, and when it was last checked."""
        label = record.labels
        parts: list[str | Markup] = [str(label["type"])] if label.get("type") else []
        parts += [foreign(text, language) for language, text in sorted(label.get("native_name", {}).items())]
        if others := [*([label["short_name"]] if label.get("short_name") else []), *label.get("aliases", ())]:
            parts.append(Markup("also written ") + join(list(dict.fromkeys(others))))
        if record.checked and record.checked.start:
            parts.append(f"checked on {day_words(record.checked.start.first)}")
        return span("fs-head", join(parts, " · ")) + self.review(record)

    def review(self, record: Record) -> Markup:
        """The day by which the record should be checked again, for the reader's browser; it prints nothing by itself."""
        last = review.due(record, self.periods)
        return Markup(f'<span class="fs-review" data-review-by="{last.isoformat()}"></span>') if last else Markup("")

    def heading(self, text: str) -> Markup:
        """A heading whose id meets no anchor on this page."""
        return heading(text, self.anchors)

    def target(self, address: str) -> Markup:
        """The anchor of an address on its own sheet."""
        return anchor(address.partition("#")[2])

    def links(self, found: "tuple[Address, ...] | list[Record]") -> Markup:
        """Records in a row, as links."""
        return join([self.link(f.text if isinstance(f, Address) else f.address) for f in found], ", ", " and ")

    def entry(self, record: Record) -> Markup:
        """A record in an index: its name, type and spellings; a source: its date and what rests on it."""
        label = record.labels
        if record.kind.plural == "sources":
            count = len(self.library.rests_on.get(record.address, []))
            date = [words(label["issued"]) if label.get("issued") else "date not known"] if label.get("title") else []
            parts = [*date, "1 statement rests on it" if count == 1 else f"{count} statements rest on it"]
            return self.link(record.address) + Markup(" – ") + join(list(parts))
        out = Markup(" – ") + encode(label["type"]) if label.get("type") else Markup("")
        if label.get("aliases"):
            out += Markup("; also written " if out else " – also written ") + join(list(label["aliases"]))
        return self.link(record.address) + out
