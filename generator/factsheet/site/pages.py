"""Pages that come as finished HTML: the engine's own pages, which have no Markdown."""

from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from html import escape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc
from mkdocs.utils import weak_property

from factsheet.cache import Written

Made = Written | str | bytes  # a page as HTML or Markdown, or any other file


class WrittenPage(Page):
    """A page of the engine with HTML in the place of Markdown; made by `adopt` only."""

    written: Written

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the front matter. Themes print it raw, so it is escaped here."""
        meta = self.written.meta
        plain = {k: escape(v) if isinstance(v, str) else v for k, v in meta.items()}
        linked = {
            k: v for k, v in meta.items() if k == "linked"
        }  # JSON: nothing in it ends a script
        self.meta = {**plain, **linked}
        if "moved" in meta:  # what only leads on is not searched, as in a Markdown page's head
            self.meta["search"] = {"exclude": True}
        self.markdown = ""

    @weak_property
    def title(self) -> str:
        """The title as HTML, unless the menu has given another. Themes print it raw."""
        return escape(self.written.title)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Forget what a plug-in made of the former text. Nothing is opened before it is asked."""
        vars(self).pop("changed", None)

    @property
    def as_written(self) -> bool:
        """Whether no plug-in has changed the text."""
        return "changed" not in vars(self)

    @property
    def content(self) -> str:
        """The HTML."""
        changed: str | None = vars(self).get("changed")
        return self.written.html if changed is None else changed

    @content.setter
    def content(self, html: str) -> None:
        """Remember what a plug-in has made of it; what is the same is not."""
        if html != self.written.html:
            vars(self)["changed"] = html

    @property
    def toc(self) -> TableOfContents:  # type: ignore[override]  # nobody writes it
        """The table of contents."""
        return _contents(self.written)

    @property
    def present_anchor_ids(self) -> set[str]:  # type: ignore[override]  # nor these
        """All ids in the page."""
        return {*self.written.more.ids}


def content(made: Made) -> str | bytes:
    """What the engine gets as the content of a file; nothing of a page that is written."""
    return "" if isinstance(made, Written) else made


def as_files(
    config: MkDocsConfig, made: Mapping[str, Made], by_hand: Set[str]
) -> list[File]:  # fmt: skip
    """The engine's files of what is made; no menu needs to name pages that are not `by_hand`."""
    files = [File.generated(config, name, content=content(made[name])) for name in made]
    set_exclusions(files, config)
    for file in files:
        if file.inclusion is InclusionLevel.INCLUDED and file.src_uri not in by_hand:
            file.inclusion = InclusionLevel.NOT_IN_NAV
    return files


def adopt(page: Page, made: Made) -> None:
    """Let a page of the engine print what is written, or else its Markdown.

    The engine makes its pages itself, even so: it then gives them the titles of the menu, and tells
    of pages that no menu names. Pages of another plug-in's own class stay as they are.
    """
    if type(page) in (Page, WrittenPage):
        page.__class__ = WrittenPage if isinstance(made, Written) else Page
        vars(page)["written"] = made


@lru_cache(maxsize=8)  # of a page, several times while it is printed
def _contents(written: Written) -> TableOfContents:
    return get_toc(_tokens(written.more.toc))


def _tokens(toc: Sequence[Any]) -> list[Any]:
    return [
        {"level": level, "id": id_, "name": escape(title), "children": _tokens(below)}
        for level, id_, title, below in toc
    ]
