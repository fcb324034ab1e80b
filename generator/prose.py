"""Hand-written pages: facts placed by address in `{{ … }}` expressions.

An expression is one call of one of our functions with constant arguments, nothing else: it is parsed by Jinja's parser
and looked up, never run, so no text can become code. Values come out encoded.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from markdown.extensions.toc import slugify
from markupsafe import Markup

from generator import safety, typedquotes
from generator.blocks import BLOCKS, CALLS, LATE, Blocks
from generator.functions import Functions, NotThen, Refused, Unsound
from generator.issues import Issue, nearest, spot_at
from generator.kinds import register
from generator.library import Library
from generator.lines import LineWriter
from generator.records import Put

NOT_THEN = '<span class="fs-meta">&#91;nothing for that day&#93;</span>'
MAX_BLOCKS = 100  # timelines, maps, quotations … on one page
MAX_STRAYS = 20  # reported for one page
_EXPRESSION = safety.EXPRESSION
_PARSER = Environment()
_STRAY = {
    "{{": ('"{{" is never closed with "}}"', 'write {{ fact("groups/some-id#fact") }}'),
    "{%": ('"{%" is not read; there are no conditions or loops', 'only {{ fact("…") }} and the like'),
}


def expand(text: str, path: str, page: str, library: Library, put: Put, shown: Library, sound: bool = True) -> tuple[str, set[str]]:
    """(Markdown, addresses shown) of a hand-written page, every expression printed and its footnotes added.

    `path` is the file for messages, `page` its path below the Markdown folder. An expression that cannot be printed is
    put as an issue with its line and column. With `sound` false the addresses are checked and nothing is printed.
    `shown` is the library that is printed from, the whole one or a view of it; what a view lacks prints as nothing for that day.
    """
    if safety.too_much(text):
        return "", set()
    writer = LineWriter(shown, page)
    functions = Blocks(library, writer, sound, [(heading, id_) for level, heading, id_, _ in headings(text) if level == 2 and id_])
    room = _Room(writer)

    def expression(match: re.Match[str], last: bool = False) -> str:
        try:
            name, args, kwargs = _call(match[1], library)
            if name in LATE and not last:
                room.late.append(match)
                return f"\0{len(room.late) - 1}\0"
            if name in BLOCKS and not _alone(text, match):
                raise Refused("prose-expression", f"{name} makes a block", "put it on a line of its own, with blank lines around it")
            return room.take(name, lambda: str(_run(functions, name, args, kwargs)))
        except Unsound:
            return ""
        except NotThen:
            return NOT_THEN
        except Refused as refused:
            put(Issue(spot_at(text, match.start(), path), refused.code, refused.message, refused.hint, len(match[0].split("\n")[0])))
            return ""

    out = _EXPRESSION.sub(expression, text)
    for number, match in reversed(list(enumerate(room.late))):  # who() may cite, which as_of() above it counts
        out = out.replace(f"\0{number}\0", expression(match, last=True))
    _check_rest(text, path, library, writer.note_names, put)
    out += _corrections(writer)
    if writer.notes:
        out = f"{out.rstrip()}\n\n{writer.footnotes()}\n"
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
            raise Refused("limit", f"more than {MAX_BLOCKS} blocks stand on the page", "split the page")
        found = make()
        self.size += len(found)
        if self.size + self.writer.weight > safety.MAX_PRINTED:
            self.full = True
            message = f"with this the printed page has more than {safety.MAX_PRINTED:,} characters"
            raise Refused("limit", message, "print less, or split the page")
        return found


def _check_rest(text: str, path: str, library: Library, notes: set[str], put: Put) -> None:
    """What stands between the expressions: nothing half open, no quotation on record, no footnote of a source's name."""
    blanked = _EXPRESSION.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    for stray in list(re.finditer(r"\{%|\{\{", blanked))[:MAX_STRAYS]:
        put(Issue(spot_at(text, stray.start(), path), "prose-expression", *_STRAY[stray[0]], 2))
    for level, heading, id_, at in headings(text):
        if level in (2, 3) and not id_:
            hint = f'write "{"#" * level} {heading} {{#{slugify(heading, "-") or "some-name"}}}"; keep the address when you reword it'
            put(Issue(spot_at(text, at, path), "prose-anchor", "the heading has no address of its own", hint, len(heading)))
    typedquotes.check(blanked, path, library, put)
    for own in re.finditer(r"^[ >\t]*\[\^([^]\n]*)\]:", text, re.M):
        if own[1].strip() in notes:
            message, hint = f'the footnote "{own[1]}" is that of a source', "give your footnote another name"
            put(Issue(spot_at(text, own.start(), path), "prose-unsafe", message, hint, len(own[0])))


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
            out.append((len(line[2]), bare or words, named[1] if named and bare else "", line.start()))
    return out


def _corrections(writer: LineWriter) -> str:
    """A note for every fact on the page that was corrected after publication."""
    found = [writer.library.statements[a] for a in sorted(writer.shows) if a in writer.library.statements]
    rows = [writer.correction(s, change) for s in found for change in s.changes if change.kind == "correction"]
    return "\n\n" + str(Markup("## Corrections {: #corrections_ }\n\n") + Markup("\n").join(rows)) + "\n" if rows else ""


def _alone(text: str, match: re.Match[str]) -> bool:
    before, after = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
    rest = text[before : match.start()] + text[match.end() : after if after >= 0 else None]
    return not rest.strip()


def _run(functions: Functions, name: str, args: list[Any], kwargs: dict[str, Any]) -> Markup:
    if name in CALLS:
        call: Callable[..., Markup] = getattr(functions, name)
    else:  # a kind's name links to a record of that kind
        plural = next(k.plural for k in register().values() if k.name == name)

        def call(address: str, text: str = "") -> Markup:
            if functions._record(address).kind.plural != plural:
                raise Refused("prose-expression", f'"{address}" is no {name}', f"write {functions._record(address).kind.name}(…)")
            return functions.w.link(address, text)

    try:
        return call(*args, **kwargs)
    except TypeError:
        raise Refused("prose-expression", f"{name}(…) is called with the wrong arguments", f'write {name}("groups/some-id#fact")') from None


def _call(source: str, library: Library) -> tuple[str, list[Any], dict[str, Any]]:
    """(function, arguments, named arguments) of an expression that is one call with constant arguments."""
    names = CALLS | {k.name for k in register().values()}
    if "\\" in source:  # an escape could write characters that the reader refuses
        raise Refused("prose-expression", "an expression has no backslashes", 'write {{ fact("groups/hts#us-listing") }}')
    try:
        body = _PARSER.parse("{{" + source + "}}").body
    except (TemplateSyntaxError, RecursionError):
        raise Refused(
            "prose-expression", "the expression cannot be read", 'put the address in quotation marks: {{ fact("groups/hts#us-listing") }}'
        ) from None
    found = body[0].nodes[0] if len(body) == 1 and isinstance(body[0], nodes.Output) and len(body[0].nodes) == 1 else None
    if not isinstance(found, nodes.Call) or not isinstance(found.node, nodes.Name) or found.dyn_args or found.dyn_kwargs:
        raise Refused("prose-expression", "only a call of one function is read here", f"functions: {', '.join(sorted(names))}")
    name = found.node.name
    if name not in names:
        hint = nearest(name, names) or f"functions: {', '.join(sorted(names))}"
        raise Refused("prose-expression", f'there is no function "{name}"', hint)
    values = [*found.args, *(k.value for k in found.kwargs)]
    if not all(isinstance(v, nodes.Const) and isinstance(v.value, str) for v in values):
        raise Refused("prose-expression", "arguments are texts in quotation marks", f'write {name}("groups/some-id")')
    return name, [a.value for a in found.args], {k.key: k.value.value for k in found.kwargs}  # type: ignore[attr-defined]
