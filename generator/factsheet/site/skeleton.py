"""The theme's page, rendered once for each sort of page and then filled in.

For a page that is in no menu, a theme prints the same bytes around its title, text and table of
contents as for every other page of the same folder. So the first page of a sort is rendered a
second time with slots in the place of those texts (see `template_slots`), and the others are filled
in. A skeleton serves only pages of which everything is true that the theme learnt of the first one,
and the first filling is compared with the theme's own page. Where that fails, and in an environment
that is set up in another way, the theme renders every page itself.
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from jinja2 import Environment, Template, pass_context
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from factsheet.issues import plain
from factsheet.site.template_slots import MARK, Probe, Slot, Trace, Unsure, frozen, stand_in

log = get_plugin_logger("factsheet")
MANY = 8  # skeletons for one sort of page; with more of them, it is none
OF_TEXTS = (
    "e",
    "escape",
    "striptags",
    "urlencode",
)  # filters that a slot goes through, done when it is filled
OF_ADDRESSES = ("url", "script_tag")  # these, too; what they give depends on the page's own address
CONTEXT = {"page", "nav", "base_url", "extra_css", "extra_javascript"}  # the engine gives a page
Render = Callable[[dict[str, Any]], str]


class Skeleton(NamedTuple):
    """What a theme prints for a sort of page: texts, and between them the values to put in.

    `seen` is what the theme learnt of the first page; `ways` are links of it, by what they lead to,
    which are the same from every page of a folder that they do not lead to or below.
    """

    texts: list[str]
    slots: list[tuple[Probe, tuple[str, ...]]]
    seen: list[tuple[Probe, Any]]
    ways: dict[str, list[tuple[Probe, Any]]]

    def fits(self, page: Any) -> bool:
        """Whether all that the theme learnt of the first page is true of this one."""
        own = [way for to, ways in self.ways.items() if to.startswith(page.url) for way in ways]
        try:
            return all(frozen(probe(page)) == value for probe, value in (*self.seen, *own))
        except Unsure:
            return False


def shape(toc: Any) -> tuple[Any, ...]:
    """What tables of contents with other texts have in common."""
    return tuple((i.level, bool(i.title), bool(i.id), *vars(i), shape(i.children)) for i in toc)


def sort(name: str | None, context: dict[str, Any]) -> tuple[Any, ...]:
    """Pages of one sort may share a skeleton."""
    page = context["page"]
    assets = (tuple(map(str, context[key])) for key in ("extra_css", "extra_javascript"))
    folder = page.url.rstrip("/").rpartition("/")[0]
    return name, folder, context["base_url"], *assets, shape(page.toc)


class Skeletons:
    """The skeletons of one environment. `rendered` counts the pages that the theme rendered."""

    def __init__(self, env: Environment) -> None:
        self.known: dict[tuple[Any, ...], list[Skeleton]] = defaultdict(list)
        self.tries: Counter[tuple[Any, ...]] = Counter()
        self.trace: Trace | None = None
        self.rendered = 0
        self.filters = dict(env.filters)
        env.filters |= {name: self._of_texts(name) for name in OF_TEXTS}
        env.filters |= {name: self._of_addresses(name) for name in OF_ADDRESSES}
        tests: dict[str, Any] = env.tests
        tests |= {name: partial(_is_text, tests[name]) for name in ("string", "sequence")}
        env.finalize = lambda value: value.mark() if isinstance(value, Slot) else value

    def render(self, name: str | None, theme: Render, context: dict[str, Any]) -> str:
        """What `theme`, the template of this name, prints with a context."""
        if not context.keys() >= CONTEXT or not _usual(context["page"], context["nav"]):
            return self._plainly(theme, context)
        page, key = context["page"], sort(name, context)
        for skeleton in self.known[key]:
            if skeleton.fits(page):
                return self._fill(skeleton, context)
        real = self._plainly(theme, context)
        if self.tries[key] < MANY:
            self.tries[key] += 1
            try:
                skeleton = self._learn(theme, context)
                if not skeleton.fits(page) or self._fill(skeleton, context) != real:
                    raise Unsure("the filled skeleton is not the page")
                self.known[key].append(skeleton)
            except Exception as error:  # the theme does something new; it is right, we are not
                log.debug(plain(f"{page.file.src_uri} is rendered by the theme alone: {error!r}"))
                self.tries[key] = MANY
        return real

    def _plainly(self, theme: Render, context: dict[str, Any]) -> str:
        self.rendered += 1
        return theme(context)

    def _learn(self, theme: Render, context: dict[str, Any]) -> Skeleton:
        trace = self.trace = Trace(context["page"])
        try:
            out = MARK.split(theme({**context, "page": stand_in(trace)}))
        finally:
            self.trace = None
        numbers = [int(number) for number in out[1::2]]
        if sorted(numbers) != list(range(len(trace.slots))):
            raise Unsure("a text was not printed as it is, and once")
        slots = [trace.slots[number] for number in numbers]
        seen, ways = [], defaultdict(list)
        for key, learnt in trace.seen.items():
            to = key[1] if isinstance(key, tuple) and key[0] in OF_ADDRESSES else None
            if to is None or to.startswith(trace.page.url):
                seen.append(learnt)
            else:
                ways[to].append(learnt)
        return Skeleton(out[::2], slots, seen, ways)

    def _fill(self, skeleton: Skeleton, context: dict[str, Any]) -> str:
        out = skeleton.texts[:1]
        for (probe, chain), text in zip(skeleton.slots, skeleton.texts[1:]):
            value = probe(context["page"])
            for name in chain:
                real = self.filters[name]
                value = real(context, value) if name in OF_ADDRESSES else real(value)
            out += str(value), text
        return "".join(out)

    def _of_texts(self, name: str) -> Callable[[Any], Any]:
        real = self.filters[name]
        return lambda value: value.through(name) if isinstance(value, Slot) else real(value)

    def _of_addresses(self, name: str) -> Callable[[Any, Any], Any]:
        real = self.filters[name]

        @pass_context
        def addressed(context: Any, value: Any) -> Any:
            if isinstance(value, Slot):
                return value.through(name)
            if self.trace is None:
                return real(context, value)
            base, key = context["base_url"], (name, str(value))
            return self.trace.note(key, lambda page: real({"page": page, "base_url": base}, value))

        return addressed


def _usual(page: Any, nav: Any) -> bool:
    """Whether this is a page as the engine makes it, and in no menu."""
    whole = isinstance(page, Page) and type(page.meta) is dict and type(page.toc) is TableOfContents
    return whole and not page.parent and all(page is not one for one in nav.pages)


def _is_text(test: Callable[[Any], Any], value: Any) -> bool:
    return isinstance(value, Slot) or bool(test(value))


def use_skeletons(env: Environment) -> Skeletons | None:
    """Let the templates of this environment print pages through skeletons, if they can."""
    known = env.filters.keys() >= {*OF_TEXTS, *OF_ADDRESSES}
    if not known or env.finalize or env.template_class is not Template:
        return None
    skeletons = Skeletons(env)

    class Filled(Template):
        """A template that prints a page through a skeleton where it can."""

        def render(self, *args: Any, **kwargs: Any) -> str:
            return skeletons.render(self.name, super().render, dict(*args, **kwargs))

    env.template_class = Filled
    return skeletons
