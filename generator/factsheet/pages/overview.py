"""The functions of prose that tell of a whole page, or of the whole site.

How fresh a page is, its questions, who is on it; how much the site knows, and how surely.
"""

import re
from collections import Counter

from factsheet.document import Block, Content, Heading, Link, List, Paragraph, Strong
from factsheet.document import as_marked, span
from factsheet.evidence import MARKS, weight
from factsheet.language import counted, date_words, day_words, listed, order, say, tell
from factsheet.pages.composer import APART, foreign, mark
from factsheet.pages.functions import Functions, Printed, Refused
from factsheet.reading import Record
from factsheet.values import Name, Option

TELLING = (str, Name, Option)  # values that say themselves what they are
MANY_NAMES = 4  # other spellings that an introduction tells


class Overview(Functions):
    """Prints what frames a page; each function must stand alone on its line."""

    def as_of(self) -> Printed:
        """How fresh the page is: the day of its newest source, and when its facts were checked."""
        self._printing()
        library = self.page.library
        heads = library.heads
        cited = [heads[address] for address in self.page.sources]
        issued = [r.labels.get("issued") for r in cited if not library.withdrawn(r.address)]
        dated = [when for when in issued if when and when.earliest]
        homes = {address.partition("#")[0] for address in self.page.shows}
        known = [r.checked for a in homes if (r := heads.get(a)) and r.checked]
        checks = sorted({checked.start.first for checked in known if checked.start})
        parts: list[Content] = []
        if dated:
            newest = max(dated, key=lambda when: when.earliest)
            parts.append(say("as-of.source", day=date_words(newest)))
        if checks and checks[0] != checks[-1]:
            first, last = day_words(checks[0]), day_words(checks[-1])
            parts.append(say("as-of.between", first=first, last=last))
        elif checks:
            parts.append(say("as-of.on", day=day_words(checks[0])))
        return (Paragraph(span("fs-asof", listed(parts, "list.dot"))),)

    def questions(self) -> Printed:
        """The page's headings as a list of links."""
        if not self.headings:
            hint = 'write headings: "## Who led? {#who-led}"'
            raise Refused("this page has no questions", hint)
        if odd := next((text for text, _ in self.headings if "{{" in text or "[" in text), ""):
            message = f'the heading "{odd}" cannot be listed'
            raise Refused(message, "write it without links and expressions")
        rows = [Link(text, f"#{name}") for text, name in self.headings]
        return (Paragraph(say("questions")), List(tuple(rows)))

    def who(self) -> Printed:
        """Everybody named on the page, introduced once; and the other sheets it leads to."""
        self._printing()
        library = self.page.library
        records = library.records
        homes = (address.partition("#")[0] for address in sorted(self.page.shows))
        named = {**self.page.linked, **dict.fromkeys(homes)}
        known = (records[address] for address in named if address in records)
        found = [record for record in known if not record.taken_down]
        found.sort(key=lambda r: (*order(r.name), r.id))
        out: list[Block] = []
        if rows := [self._introduction(r) for r in found if r.kind.head is not None]:
            out += [Heading(2, say("who.heading"), "who-is-who_"), List(tuple(rows))]
        for kind in library.kinds.values():
            if more := [r for r in found if r.kind is kind and kind.related]:
                links = listed([self.page.link(r.address) for r in more], "list.comma")
                out.append(Paragraph(tell("who.related", what=kind.title, links=links)))
        return tuple(out)

    def _introduction(self, record: Record) -> Content:
        """A record in one line: its name, what it is and does, with sources, its other names."""
        label = record.labels
        parts: list[Content] = [label["type"]] if label.get("type") else []
        shown = (s for key in record.kind.head or () for s in record.of(key))
        for statement in (s for s in shown if s.status == "accepted"):
            value = self.page.value(statement.value)
            if not isinstance(statement.value, TELLING):
                key = "who.answer" if isinstance(statement.value, APART) else "who.property"
                what = record.kind.all_fields[statement.property].within
                value = tell(key, what=what, value=value)
            parts.append(self.page.in_prose(statement, self.page.attributed(value, statement)))
            self.page.shows.add(statement.address)
        native = sorted(label.get("native_name", {}).items())
        parts += [foreign(text, language) for language, text in native]
        if names := record.other_names:
            few = len(names) <= MANY_NAMES + 1
            more = say("who.spellings", count=len(names) - MANY_NAMES)
            told = names if few else [*names[:MANY_NAMES], say("who.and-more", what=more)]
            parts.append(tell("also-written", names=listed(list(told), "list.comma")))
        link = self.page.link(record.address)
        if not parts:
            return link
        return tell("who.introduction", who=link, what=listed(parts, "list.semicolon"))

    def leads(self, *records: str) -> Printed:
        """What each of these records is, in its lead; of a kind, all that have one."""
        named = self._listed(records)
        self._printing()
        known = self.page.library.records
        found = [known[address] for address in named if address in known]
        shown = [r for r in found if not r.taken_down and (r.lead or r.address in records)]
        if not shown:
            self._nothing("there is nobody here to introduce", 'write leads("groups/some-id")')
        return (List(tuple([self._led(record) for record in shown])),)

    def _led(self, record: Record) -> Content:
        """A lead, in which the name is the way to the sheet; without one what else is known."""
        if (lead := record.lead) is None:
            return self._introduction(record)
        self.page.shows.add(lead.address)
        text = lead.text.removesuffix(".")
        for name in (record.name, *record.other_names):
            if found := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                link = Strong(self.page.link(record.address, name))
                said: Content = (text[: found.start()], link, text[found.end() :])
                said = as_marked(text, said)
                break
        else:
            who = Strong(self.page.link(record.address))
            said = tell("who.introduction", who=who, what=text)
        told = tell("sentence", what=self.page.attributed(said, lead))
        return self.page.in_prose(lead, told)

    def certainty(self) -> Printed:
        """How sure the site is: its statements by status, its open contradictions, its sources."""
        self._printing()
        library = self.page.library
        count = Counter(s.status for s in library.statements.values() if not s.taken_down)
        rows: list[Content] = []
        for status in filter(count.get, MARKS):
            statements = counted(count[status], "statement")
            rows.append(tell("certainty.status", what=mark(status), statements=statements))
        sources, roots = weight.independent(library, [r.address for r in library.sources()])
        rows.append(counted(len(library.disputes), "dispute"))
        rows.append(say("certainty.sources", sources=counted(sources, "source"), count=roots))
        return (List(tuple(rows)),)

    def legend(self) -> Printed:
        """The list of statuses with their meaning."""
        rows = [tell("legend", what=mark(s), meaning=say(f"status.{s}.meaning")) for s in MARKS]
        return (List(tuple(rows)),)

    def overview(self) -> Printed:
        """What the site knows, in numbers: one line per kind, with a link to its index."""
        rows = []
        for plural, kind in self.page.library.kinds.items():
            link = Link(kind.title, f"{plural}/index.md")
            rows.append(tell("overview", what=link, number=len(self.page.library.of(plural))))
        return (List(tuple(rows)),)
