"""Hand-written pages: facts placed by address in `{{ … }}` expressions.

An expression is one call of one of our functions with constant arguments, nothing else: it is
looked up, never run, so no text can become code. It gives nodes, which are written as Markdown into
the page.
"""

import posixpath
import re
from collections.abc import Callable, Collection
from functools import cache, partial
from itertools import islice
from typing import NoReturn

from factsheet.document import Block, Heading, List, Writer, slug, span
from factsheet.evidence import Library
from factsheet.issues import Issue, spot_at
from factsheet.language import say
from factsheet.pages import expressions, safety, tellings, typed_quotes
from factsheet.pages.blocks import BLOCKS, LATE, Blocks
from factsheet.pages.composer import META
from factsheet.pages.expressions import EXPRESSION
from factsheet.pages.functions import NotThen, Refused, TakenDown, Unsound
from factsheet.pages.line_composer import LineComposer
from factsheet.pages.parser import too_much
from factsheet.pages.telling_printer import Stale, TellingPrinter
from factsheet.pages.tellings import Telling
from factsheet.values import Put

MAX_BLOCKS = 100  # timelines, maps, quotations … on one page
ANCHORED = re.compile(r"(?<=[(: <])(?P<path>[a-z0-9./-]+)\.md#[a-z0-9-]+")  # a link to a place
NO_WORDS = "–"  # in a cell of a row whose words gave way to the facts' own
MAX_STRAYS = 20  # reported for one page


def expand(
    text: str, path: str, page: str, library: Library, put: Put, shown: Library,
    sound: bool = True, files: Collection[str] = (), stale: Stale = Stale(),
) -> tuple[str, set[str]]:  # fmt: skip
    """(Markdown, addresses shown) of a hand-written page: expressions printed, footnotes added.

    `path` is the file for messages, `page` its path below the Markdown folder. An expression that
    cannot be printed is put as an issue with its line and column. With `sound` false the addresses
    are checked and nothing is printed. `shown` is the library that is printed from, the whole one
    or a view of it; what a view lacks prints as nothing. `files` are those of the site; `stale`
    says what becomes of passages whose facts read otherwise now.
    """
    if too_much(text):
        return "", set()
    composer = LineComposer(shown, page)
    listed = [(heading, id_) for level, heading, id_, _ in headings(text) if level == 2 and id_]
    blocks = Blocks(library, composer, sound, listed, files=files)
    printer = _Printer(text, path, put, Writer(page), blocks, stale)
    out = printer.page()
    for number, match in reversed(list(enumerate(printer.late))):  # who() may cite, as_of() counts
        out = out.replace(f"\0{number}\0", printer.expression(match, last=True))
    _check_rest(text, path, library, set(composer.notes), put)
    if found := (*corrections(composer), *composer.bibliography()):
        out = f"{out}\n\n{printer.writer.blocks(found)}\n"
    out = ANCHORED.sub(partial(_without_anchor, page=page, library=shown), out)
    notes = printer.writer.footnotes(composer.notes, {})
    out = tidy(f"{out.rstrip()}\n\n{notes}")  # before it is judged: odd blanks may end a paragraph
    if not printer.full:
        safety.check_printed(out, text, path, put)
    return out, composer.shows


def _without_anchor(link: re.Match[str], page: str, library: Library) -> str:
    """A link without its anchor where the record that it leads to was taken down."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), link["path"]))
    return f"{link['path']}.md" if library.removed(path) else link[0]


class _Printer:
    """Prints the expressions of one page; after what makes it too large nothing more is printed."""

    def __init__(
        self, text: str, path: str, put: Put, writer: Writer, functions: Blocks, stale: Stale
    ) -> None:
        self.text, self.path, self.put = text, path, put
        self.writer, self.functions = writer, functions
        self.tellings = TellingPrinter(text, path, put, writer, functions, stale)
        self.size = self.blocks = self.weighed = 0
        self.full = False
        self.late: list[re.Match[str]] = []  # expressions that are printed last

    def page(self) -> str:
        """The whole text, printed."""
        out, at = [], 0
        for telling in tellings.read(self.text):
            # of what stands in a row, the judgement comes first: it says what becomes of the cells
            said = self._telling(telling) if telling.beside else ""
            beside = telling.beside if telling in self.tellings.replaced else ()
            for cell in beside:
                out += [self._stretch(at, cell.start), NO_WORDS]
                at = cell.end
            out += [self._stretch(at, telling.start), said or self._telling(telling)]
            at = telling.stop
            if telling in self.tellings.replaced and self.text.startswith(".", at):
                at += 1  # a sentence has its own
        return "".join([*out, self._stretch(at, len(self.text))])

    def _stretch(self, start: int, end: int) -> str:
        """The text from one place to another with its expressions printed."""
        out, at = [], start
        for match in EXPRESSION.finditer(self.text, start, end):
            out += [self.text[at : match.start()], self.expression(match)]
            at = match.end()
        return "".join([*out, self.text[at:end]])

    def expression(self, match: re.Match[str], last: bool = False) -> str:
        """What stands in the place of an expression."""
        return self._judged(match.start(), match[0], lambda: self._called(match, last))

    def _called(self, match: re.Match[str], last: bool) -> str:
        name, args, kwargs = expressions.parse(match[1])
        if name in LATE and not last:
            self.late.append(match)
            return f"\0{len(self.late) - 1}\0"
        if name in BLOCKS and not _alone(self.text, match):
            hint = "put it on a line of its own, with blank lines around it"
            raise Refused(f"{name} makes a block", hint)
        if name in tellings.MARKS:  # those behind words are printed with them
            raise Refused(f"{name} covers no words", "put it behind the words that it is said of")
        return self._take(name, args, kwargs)

    def _telling(self, telling: Telling) -> str:
        """What stands in the place of a passage and its mark."""
        words = cache(partial(self._stretch, telling.start, telling.end))
        mark = self.text[telling.at : telling.stop]
        said = self._judged(telling.at, mark, lambda: self._passage(telling, words))
        if not said and not self.full:  # what is wrong within it is told all the same
            words()
        return said

    def _passage(self, telling: Telling, words: Callable[[], str]) -> str:
        """The same, if the page has room for it."""
        return "" if self.full else self._weighed(self.tellings.printed(telling, words))

    def _judged(self, at: int, typed: str, printed: Callable[[], str]) -> str:
        """What is printed in the place of what is typed; why it is not, as an issue."""
        try:
            return printed()
        except Unsound:
            return ""
        except NotThen:
            key = "nothing-then" if self.functions.page.library.until else "nothing-left"
            return self.writer.line(span(META, say(key)))
        except TakenDown as gone:
            return self.writer.line(self.functions.page.removal(gone.removal))
        except Refused as refused:
            spot, width = spot_at(self.text, at, self.path), len(typed.split("\n")[0])
            self.put(Issue(spot, refused.code, refused.message, refused.hint, width))
            return ""

    def _take(self, name: str, args: list[str], kwargs: dict[str, str]) -> str:
        """What a function prints, if the page has room for it."""
        if self.full:
            return ""
        self.blocks += name in BLOCKS
        if self.blocks > MAX_BLOCKS:
            self._stop(f"more than {MAX_BLOCKS} blocks stand on the page", "split the page")
        if name in BLOCKS:
            found = self.writer.blocks(getattr(self.functions, name)(*args, **kwargs)) + "\n"
        else:
            found = self.writer.line(getattr(self.functions, name)(*args, **kwargs))
        return self._weighed(found)

    def _weighed(self, found: str) -> str:
        """What was printed, once it and its footnotes are known to fit."""
        self.size += len(found) + self._new_notes()
        if self.size > safety.MAX_PRINTED:
            message = f"with this the printed page has more than {safety.MAX_PRINTED:,} characters"
            self._stop(message, "print less, or split the page")
        return found

    def _stop(self, message: str, hint: str) -> NoReturn:
        """Print nothing more: the page is too large."""
        self.full = True
        raise Refused(message, hint, "limit")

    def _new_notes(self) -> int:
        """The size of the footnotes that were not weighed yet."""
        notes = list(self.functions.page.notes.values())[self.weighed :]
        self.weighed += len(notes)
        return sum(len(self.writer.line(note)) for note in notes)


def tidy(text: str) -> str:
    """At most one blank line in a row, none at the ends, one newline at the end."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines).strip("\n") + "\n"


def _check_rest(text: str, path: str, library: Library, notes: set[str], put: Put) -> None:
    """What stands between expressions: half ones, quotations on record, names of footnotes."""

    def tell(code: str, at: int, message: str, hint: str, width: int) -> None:
        put(Issue(spot_at(text, at, path), code, message, hint, width))

    for at, message, hint, width in islice(expressions.loose_ends(text), MAX_STRAYS):
        tell("prose-expression", at, message, hint, width)
    for level, heading, id_, at in headings(text):
        if level in (2, 3) and not id_:
            named = f"{'#' * level} {heading} {{#{slug(heading) or 'some-name'}}}"
            hint = f'write "{named}"; keep the address when you reword it'
            message = "the heading has no address of its own"
            tell("prose-anchor", at, message, hint, len(heading))
    blanked = EXPRESSION.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    typed_quotes.check(blanked, path, library, put)
    for name in sorted(notes & safety.own_notes(text) if notes else ()):
        message = f'the footnote "{name}" is that of a fact'
        at = max(text.find(f"[^{name}]:"), 0)
        tell("prose-unsafe", at, message, "give your footnote another name", len(name) + 4)


def headings(text: str) -> list[tuple[int, str, str, int]]:
    """(level, text, id, offset) of every heading outside fenced code."""
    out, fenced = [], False
    for line in re.finditer(r"^(```|~~~)|^(#{1,6}) +(.+)$", text, re.M):
        if line[1]:
            fenced = not fenced
        elif not fenced:
            words = line[3].rstrip("#").rstrip(" ") or line[3]
            named = re.search(r"\{:? *#([\w-]+) *\}$", words)
            bare = words[: named.start()].rstrip(" ") if named else ""
            id_ = named[1] if named and bare else ""
            out.append((len(line[2]), bare or words, id_, line.start()))
    return out


def corrections(page: LineComposer) -> tuple[Block, ...]:
    """A note for every fact on the page that was corrected, every source that was withdrawn."""
    found = [s for a in sorted(page.shows) if (s := page.library.statements.get(a))]
    rows = [page.correction(s, c) for s in found for c in s.changes if c.kind == "correction"]
    rows += page.withdrawn()
    return (Heading(2, say("corrections"), "corrections_"), List(tuple(rows))) if rows else ()


def _alone(text: str, match: re.Match[str]) -> bool:
    """Does an expression stand alone on its lines?"""
    before, after = text[: match.start()].rpartition("\n"), text[match.end() :].partition("\n")
    return not (before[2] + after[0]).strip()
