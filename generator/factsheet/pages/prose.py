"""Hand-written pages: facts placed by address in `{{ … }}` expressions.

An expression is one call of one of our functions with constant arguments, nothing else: it is looked up, never run, so no
text can become code. Values come out encoded.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from markdown.extensions.toc import slugify
from markupsafe import Markup

from factsheet.document import tidy
from factsheet.evidence import Library
from factsheet.issues import Issue, spot_at
from factsheet.kinds import register
from factsheet.pages import expressions, safety, typed_quotes
from factsheet.pages.blocks import BLOCKS, CALLS, LATE, Blocks
from factsheet.pages.expressions import EXPRESSION
from factsheet.pages.functions import Functions, NotThen, Refused, Unsound
from factsheet.pages.lines import LineWriter
from factsheet.pages.parser import too_much
from factsheet.values import Put

NOT_THEN = '<span class="fs-meta">&#91;nothing for that day&#93;</span>'
MAX_BLOCKS = 100  # timelines, maps, quotations … on one page
MAX_STRAYS = 20  # reported for one page


def expand(
    text: str, path: str, page: str, library: Library, put: Put, shown: Library, sound: bool = True
) -> tuple[str, set[str]]:
    """(Markdown, addresses shown) of a hand-written page, every expression printed and its footnotes added.

    `path` is the file for messages, `page` its path below the Markdown folder. An expression that cannot be printed is
    put as an issue with its line and column. With `sound` false the addresses are checked and nothing is printed.
    `shown` is the library that is printed from, the whole one or a view of it; what a view lacks prints as nothing for that day.
    """
    if too_much(text):
        return "", set()
    writer = LineWriter(shown, page)
    functions = Blocks(
        library,
        writer,
        sound,
        [(heading, id_) for level, heading, id_, _ in headings(text) if level == 2 and id_],
    )
    room = _Room(writer)

    def expression(match: re.Match[str], last: bool = False) -> str:
        try:
            name, args, kwargs = expressions.parse(match[1])
            if name in LATE and not last:
                room.late.append(match)
                return f"\0{len(room.late) - 1}\0"
            if name in BLOCKS and not _alone(text, match):
                raise Refused(
                    "prose-expression",
                    f"{name} makes a block",
                    "put it on a line of its own, with blank lines around it",
                )
            return room.take(name, lambda: str(_run(functions, name, args, kwargs)))
        except Unsound:
            return ""
        except NotThen:
            return NOT_THEN
        except Refused as refused:
            put(
                Issue(
                    spot_at(text, match.start(), path),
                    refused.code,
                    refused.message,
                    refused.hint,
                    len(match[0].split("\n")[0]),
                )
            )
            return ""

    out = EXPRESSION.sub(expression, text)
    for number, match in reversed(
        list(enumerate(room.late))
    ):  # who() may cite, which as_of() above it counts
        out = out.replace(f"\0{number}\0", expression(match, last=True))
    _check_rest(text, path, library, writer.note_names, put)
    out += _corrections(writer)
    notes = f"\n\n{writer.footnotes()}" if writer.notes else ""
    out = tidy(
        f"{out.rstrip()}{notes}"
    )  # before it is judged: odd blanks taken away may end a paragraph
    if not room.full:
        safety.check_printed(out, text, path, put)
    return out, writer.shows


@dataclass
class _Room:
    """How much a page may still print: what makes it too large is told, and nothing after it is printed any more."""

    writer: LineWriter
    size: int = 0
    blocks: int = 0
    full: bool = False
    late: list[re.Match[str]] = field(default_factory=list)  # expressions that are printed last

    def take(self, name: str, make: Callable[[], str]) -> str:
        if self.full:
            return ""
        self.blocks += name in BLOCKS
        if self.blocks > MAX_BLOCKS:
            self.full = True
            raise Refused(
                "limit", f"more than {MAX_BLOCKS} blocks stand on the page", "split the page"
            )
        found = make()
        self.size += len(found)
        if self.size + self.writer.weight > safety.MAX_PRINTED:
            self.full = True
            message = f"with this the printed page has more than {safety.MAX_PRINTED:,} characters"
            raise Refused("limit", message, "print less, or split the page")
        return found


def _check_rest(text: str, path: str, library: Library, notes: set[str], put: Put) -> None:
    """What stands between the expressions: nothing half open, no quotation on record, no footnote of a source's name."""
    blanked = EXPRESSION.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    for at, message, hint, width in islice(expressions.loose_ends(text), MAX_STRAYS):
        put(Issue(spot_at(text, at, path), "prose-expression", message, hint, width))
    for level, heading, id_, at in headings(text):
        if level in (2, 3) and not id_:
            hint = f'write "{"#" * level} {heading} {{#{slugify(heading, "-") or "some-name"}}}"; keep the address when you reword it'
            put(
                Issue(
                    spot_at(text, at, path),
                    "prose-anchor",
                    "the heading has no address of its own",
                    hint,
                    len(heading),
                )
            )
    typed_quotes.check(blanked, path, library, put)
    for name in sorted(notes & safety.own_notes(text) if notes else ()):
        message, hint = (
            f'the footnote "{name}" is that of a source',
            "give your footnote another name",
        )
        at = max(text.find(f"[^{name}]:"), 0)
        put(Issue(spot_at(text, at, path), "prose-unsafe", message, hint, len(name) + 4))


def headings(text: str) -> list[tuple[int, str, str, int]]:
    """(level, text, id, offset) of every heading outside fenced code."""
    out, fenced = [], False
    for line in re.finditer(r"^(```|~~~)|^(#{1,6}) +(.+)$", text, re.M):
        if line[1]:
            fenced = not fenced
        elif not fenced:
            words = line[3].rstrip("#").rstrip(" ") or line[3]
            named = re.search(r"\{:? *#([\w-]+) *\}$", words)
            bare = words[: named.start()].rstrip(" ") if named else words
            out.append(
                (len(line[2]), bare or words, named[1] if named and bare else "", line.start())
            )
    return out


def _corrections(writer: LineWriter) -> str:
    """A note for every fact on the page that was corrected after publication."""
    found = [
        writer.library.statements[a] for a in sorted(writer.shows) if a in writer.library.statements
    ]
    rows = [
        writer.correction(s, change)
        for s in found
        for change in s.changes
        if change.kind == "correction"
    ]
    return (
        "\n\n"
        + str(Markup("## Corrections {: #corrections_ }\n\n") + Markup("\n").join(rows))
        + "\n"
        if rows
        else ""
    )


def _alone(text: str, match: re.Match[str]) -> bool:
    before, after = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    rest = text[before : match.start()] + text[match.end() : after if after >= 0 else None]
    return not rest.strip()


def _run(functions: Functions, name: str, args: list[str], kwargs: dict[str, str]) -> Markup:
    if name in CALLS:
        printed: Markup = getattr(functions, name)(*args, **kwargs)
        return printed
    return _record_link(functions, name, *args, **kwargs)


def _record_link(functions: Functions, name: str, address: str, text: str = "") -> Markup:
    """A kind's name links to a record of that kind."""
    kind = functions._record(address).kind
    if kind.plural != next(k.plural for k in register().values() if k.name == name):
        raise Refused(
            "prose-expression",
            f'"{address}" is no {name}',
            f'write {{{{ {kind.name}("{address}") }}}}',
        )
    return functions.w.link(address, text)
