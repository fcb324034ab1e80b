"""Tellings as a page prints them, judged on the way: is what they rest on still what it was?

A telling whose facts read otherwise than when it was confirmed is stale. What then comes to stand
in its place is for the site to say: the build stops, or the facts' own sentences stand there. The
preview shows the passage with what changed.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from factsheet.document import Content, Writer, span
from factsheet.evidence import pins
from factsheet.issues import Issue
from factsheet.language import listed, say, tell
from factsheet.pages import claimants, plain
from factsheet.pages.blocks import Blocks
from factsheet.pages.claimants import Called
from factsheet.pages.composer import META
from factsheet.pages.functions import NotThen
from factsheet.pages.tellings import JUDGEMENT, Past, Telling, changed, nothing_known
from factsheet.values import Put

STOP, OWN_WORDS, SHOW = "stop", "own-words", "show"
STALE = "stale"  # what a page has read that has such passages: what becomes of them
HOLE = "\1"  # where the words of a passage come to stand in what is written around them


@dataclass(frozen=True, slots=True)
class Stale:
    """What becomes of stale passages: `how` is one of the words above; empty as the site says.

    `called` are the forms of names that the site adds to those of its records.
    """

    how: str = ""
    past: Past = field(default=nothing_known)
    called: Called = field(default_factory=dict)


class TellingPrinter:
    """Prints the tellings of one page."""

    def __init__(
        self, text: str, path: str, put: Put, writer: Writer, functions: Blocks, stale: Stale
    ) -> None:
        self.text, self.path, self.put = text, path, put
        self.writer, self.functions, self.stale = writer, functions, stale
        self.replaced = set[Telling]()  # in whose place the facts' own sentences stand

    def printed(self, telling: Telling, words: Callable[[], str]) -> str:
        """A telling; `words` gives its passage as Markdown. Raises what functions of prose do."""
        page, addresses = self.functions.page, telling.addresses
        if telling.name == JUDGEMENT:
            mark = self.functions.judgement()
            return self._around(span("fs-judgement", HOLE, " ", mark), words)
        try:
            content: Content = page.passage(addresses, (HOLE, self.functions.rests(*addresses)))
        except NotThen:  # a view has some of them at most
            return self._instead(telling)
        whole = self.functions.library
        if telling.seen != pins.pin(whole, addresses):
            self._tell(telling)
            if self.stale.how != SHOW:
                return self._instead(telling, (" ", _mark("telling.unread")))
            content = (content, " ", self._beside(telling))
            return self._around(content, words)
        named = page.library if page.library.original else whole
        claimants.check(named, telling, self.text, page.path, self.stale.called)
        if page.library is not whole and any(
            pins.altered(whole, page.library, address) for address in addresses
        ):
            return self._instead(telling)
        return self._around(content, words)

    def _around(self, content: Content, words: Callable[[], str]) -> str:
        """Content in whose hole the words of a passage stand, which are Markdown."""
        said = words()  # first, so that footnotes come in the order of their marks
        if said[-1] in "!\\":  # with a mark behind it, it would begin something else
            said = f"{said[:-1]}&#{ord(said[-1])};"
        return self.writer.line(content).replace(HOLE, said, 1)

    def _instead(self, telling: Telling, mark: Content = ()) -> str:
        """The sentences of the facts themselves, as far as there are any, in a passage's place."""
        self.replaced.add(telling)
        out: list[Content] = []
        for address in telling.addresses:
            with suppress(NotThen):
                out.append(self.functions.fact(address))
        if not out:
            raise NotThen
        return self.writer.line((listed(out, "list.blank"), mark))

    def _tell(self, telling: Telling) -> None:
        """Put the issue of a telling that nobody has confirmed as its facts stand."""
        for notes in self.functions.library.notes:
            notes.add(STALE)
        code = "stale-telling" if self.stale.how == STOP else "unread-telling"
        passage = telling.words(self.text)
        said = f"“{passage}” was never compared with its facts"
        if telling.seen:
            why = self._why(telling)
            said = f"“{passage}” was written when its facts read otherwise; {why}"
        hint = f"read both, then: factsheet confirm {self.path}"
        width = telling.stop - telling.at
        self.put(Issue(telling.spot(self.text, self.path), code, said, hint, width))

    def _why(self, telling: Telling) -> str:
        """What changed, or what the facts say now where nobody knows what they said."""
        library = self.functions.library
        if found := changed(library, telling, self.stale.past):
            return "; ".join(map(str, found))
        now = (plain.line(library, library.statements[a]) for a in telling.addresses)
        return f"now: {' '.join(now)}"

    def _beside(self, telling: Telling) -> Content:
        """What the preview prints beside a stale passage: old words and new."""
        library, page = self.functions.library, self.functions.page
        mark = _mark("telling.stale" if telling.seen else "telling.unread")
        if found := changed(library, telling, self.stale.past):
            rows: list[Content] = [
                say("telling.was", was=one.was or "–", now=one.now or "–") for one in found
            ]
            return (mark, " ", span(META, listed(rows, "list.semicolon")))
        own = [page.sentence(library.statements[address]) for address in telling.addresses]
        return (mark, " ", span(META, tell("telling.now", now=listed(own, "list.blank"))))


def _mark(key: str) -> Content:
    return span("fs-status fs-unread", say(key))
