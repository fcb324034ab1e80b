"""The theme's page, rendered once for each sort of page and then filled in.

For a page that is in no menu, a theme prints the same bytes around its title, text and table of contents as for every other
page of the same folder. So the first page of a sort is rendered a second time with holes (see `holes`) in the place of those
values, and the others are filled in. A skeleton serves only pages of which everything is true that the theme read of the
first one, and the first filling is compared with the theme's own page. Where that fails, the theme renders every page itself.
"""

import logging
import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from factsheet.issues import plain
from factsheet.site.holes import (
    HOLES,
    MARK,
    META,
    PASSES,
    SLOT,
    Hole,
    StandIn,
    Tracer,
    Unsure,
    Where,
    frozen,
)

log = logging.getLogger("mkdocs.plugins.factsheet")


@dataclass(slots=True)
class Skeleton:
    """What a theme prints for a sort of page: texts, and between them the values to put in."""

    texts: list[str]
    slots: list[tuple[Where, tuple[str, ...]]]
    seen: dict[Where, Any]
    targets: frozenset[str]

    def fits(self, page: Any) -> bool:
        """Whether all that the theme learnt about the first page is true of this one."""
        if page.url.strip("/") in self.targets:
            return False
        return all(_now(page, where) == value for where, value in self.seen.items())


def _now(page: Any, where: Where) -> Any:
    """What a theme would learn about this page."""
    if where[0] == "holds":
        return where[1] in page.content
    return frozen(
        page.meta.get(where[1], Unsure) if where[0] == "meta" else getattr(page, where[0], Unsure)
    )


def shape(toc: Any) -> tuple[Any, ...]:
    return tuple(
        (i.level, bool(i.title), bool(i.id), tuple(vars(i)), shape(i.children)) for i in toc
    )


def sort(page: Any, context: Any) -> tuple[Any, ...]:
    """Pages of one sort may share a skeleton."""
    folder, _, name = page.url.rstrip("/").rpartition("/")
    holes = tuple(
        (type(v), bool(v))
        for v in (*(getattr(page, h) for h in HOLES), *(page.meta.get(m) for m in META))
    )
    assets = (tuple(map(str, context["extra_css"])), tuple(map(str, context["extra_javascript"])))
    url = (folder, name == "", "." in name, page.url.endswith("/"), context["base_url"])
    return (*url, holes, "<h1" in page.content, bool(page.meta), shape(page.toc), assets)


def flat(toc: Any) -> list[Any]:
    return [one for item in toc for one in (item, *flat(item.children))]


def prefixes(targets: set[str]) -> frozenset[str]:
    parts = [posixpath.normpath("/" + t)[1:].split("/") for t in targets]
    return frozenset("/".join(p[:n]) for p in parts for n in range(1, len(p) + 1))


class Skeletons:
    """The skeletons of one theme environment. `rendered` counts the pages that the theme rendered itself."""

    def __init__(self, env: Any) -> None:
        self.known: dict[tuple[Any, ...], list[Skeleton]] = {}
        self.given_up: set[tuple[Any, ...]] = set()
        self.tracer: Tracer | None = None
        self.rendered = 0
        self.filters = {name: env.filters[name] for name in PASSES if name in env.filters}
        for name, function in list(env.filters.items()):
            env.filters[name] = self._guard(name, function)
        for name, function in list(env.tests.items()):
            env.tests[name] = self._guard(name, function, test=True)

    def render(self, template: Any, context: Any) -> str:
        """What `template.render(context)` gives."""
        page = context["page"]
        if page is None or page.parent is not None or any(page is p for p in context["nav"].pages):
            return self._plainly(template, context)
        key = (template.name, sort(page, context))
        for skeleton in self.known.get(key, ()):
            if skeleton.fits(page):
                return self._fill(skeleton, page, context)
        real = self._plainly(template, context)
        if key not in self.given_up:
            try:
                skeleton = self._learn(template, context)
                if not skeleton.fits(page) or self._fill(skeleton, page, context) != real:
                    raise Unsure("the filled skeleton is not the page")
                self.known.setdefault(key, []).append(skeleton)
            except Exception as error:  # the theme does something new; it is right, we are not
                log.debug(plain(f"{page.file.src_uri} is rendered by the theme alone: {error!r}"))
            if not self.known.get(key) or len(self.known[key]) > 8:
                self.given_up.add(key)
        return real

    def _plainly(self, template: Any, context: Any) -> str:
        self.rendered += 1
        text: str = template.render(context)
        return text

    def _learn(self, template: Any, context: Any) -> Skeleton:
        tracer = self.tracer = Tracer(context["page"])
        try:
            out = template.render({**context, "page": StandIn(tracer, context["page"])})
        finally:
            self.tracer = None
        texts = SLOT.split(out)
        return Skeleton(
            texts[::2],
            [tracer.slots[int(n)] for n in texts[1::2]],
            tracer.seen,
            prefixes(tracer.targets),
        )

    def _fill(self, skeleton: Skeleton, page: Any, context: Any) -> str:
        toc = flat(page.toc)
        out = [skeleton.texts[0]]
        for (where, chain), text in zip(skeleton.slots, skeleton.texts[1:]):
            if where[0] == "toc":
                value = getattr(toc[where[1]], where[2])
            else:
                value = page.meta[where[1]] if where[0] == "meta" else getattr(page, where[0])
            for name in chain:
                value = (
                    self.filters[name](context, value)
                    if name == "url"
                    else self.filters[name](value)
                )
            out += (value, text)
        return "".join(out)

    def _guard(
        self, name: str, function: Callable[..., Any], test: bool = False
    ) -> Callable[..., Any]:
        """The filter or test, which lets no hole in unless it can be filled in later."""

        def guarded(*args: Any, **kwargs: Any) -> Any:
            if self.tracer is None:
                return function(*args, **kwargs)
            values = (*args, *kwargs.values())
            hole = next((a for a in values if isinstance(a, Hole)), None)
            if hole is None:
                if any(isinstance(a, str) and MARK in a for a in values):
                    raise Unsure(f"{name} of a text with a hole")
                return self._watched(self.tracer, name, function, args, kwargs)
            if test and name in ("defined", "undefined", "none"):
                return name == "defined"
            if name in ("default", "d") and not test:
                return hole if args[0] is hole else function(*args, **kwargs)
            if test or name not in PASSES or hole is not args[-1] or kwargs:
                raise Unsure(f"{name} of {hole._where}")
            return Hole(self.tracer, hole._where, (*hole._chain, name))

        for key, value in getattr(function, "__dict__", {}).items():
            setattr(guarded, key, value)
        return guarded

    @staticmethod
    def _watched(
        tracer: Tracer,
        name: str,
        function: Callable[..., Any],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> Any:
        """A filter without holes; what `url` is asked for is remembered, as its answer depends on the page's own address."""
        if name not in ("url", "script_tag"):
            return function(*args, **kwargs)
        tracer.targets.add(str(args[-1]))
        tracer.inside_url = True
        try:
            return function(*args, **kwargs)
        finally:
            tracer.inside_url = False
