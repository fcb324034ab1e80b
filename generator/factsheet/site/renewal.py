"""After an edit in the preview: only the pages that it touches are read, into the last site.

The last whole build is remembered with its files, pages, menu and templates. An edit that leaves
the menu, the settings and the theme alone is built into it; anything else needs a whole build.
What is read anew waits to be printed until a browser asks for it (see `late`).
No plug-in but ours and the search is there then, so that no other has to hear of pages read anew.
"""

import gc
import gzip
import os
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs import utils
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from factsheet.build import Built
from factsheet.cache import BASE, Memory, number
from factsheet.disk import write_whole
from factsheet.site.pages import Made, adopt, as_files, content
from factsheet.site.print_mode import strangers, unknown_extensions
from factsheet.site.search import SEARCH, WrittenIndex
from factsheet.site.settings import Stamp
from factsheet.site.template_slots import of_page

GZIP = {"sitemap.xml"}  # what the engine writes a second time, compressed


class WholeBuild(Exception):
    """An edit that cannot be built into the last build; the message says why."""


class Last(NamedTuple):
    """The last whole build, as the engine left it."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    outside: list[Stamp]  # the settings and the theme's files

    def pages(self) -> list[File]:
        """The files of all pages, in their order."""
        return list(self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve))

    def menu(self) -> list[Any]:
        """What other pages show of those in the menu."""
        pages = self.nav.pages
        return [(p.title, p.url, {k: p.meta[k] for k in p.meta if not of_page(k)}) for p in pages]


def why_whole(config: MkDocsConfig) -> str:
    """Why every edit needs a whole build on this site; empty when none does."""
    if others := strangers(config):
        return f"other plug-ins or hooks may change pages: {', '.join(others)}"
    if others := unknown_extensions(config):
        return f"other Markdown extensions may read files: {', '.join(others)}"
    if config.extra_templates:
        return "extra_templates may show any page"
    if not all(isinstance(plugin.search_index, WrittenIndex) for plugin in searches(config)):
        return "the search is not Material's"
    for path in Path(config.theme.custom_dir or os.devnull).rglob("*.html"):
        if re.search(r"\bpages\b", path.read_text(encoding="utf-8", errors="replace")):
            return f"{path.name} may show any page"
    return ""


def searches(config: MkDocsConfig) -> list[Any]:
    """The plug-ins of the search, unless they are switched off."""
    found = [config.plugins[name] for name in SEARCH if name in config.plugins]
    return [plugin for plugin in found if hasattr(plugin, "search_index")]


def renew(last: Last, before: Built, now: Built, waiting: dict[str, Page]) -> list[str]:
    """Bring the site of the last build up to what is built now; gives what changed.

    Pages join those that are `waiting` to be printed. Raises WholeBuild when that is not enough.
    """
    old, new = before.files, now.files
    config, menu, gone, added = last.config, last.menu(), old.keys() - new, new.keys() - old
    changed = {n for n, made in new.items() if made is not old.get(n) and made != old.get(n)}
    either = ((name, new.get(name, old.get(name))) for name in sorted(changed | gone))
    assets = {name: data for name, data in either if isinstance(data, bytes)}
    if lone := [name for name in assets if name in gone or name in added]:
        raise WholeBuild(f"{lone[0]}, which is no page, came or went")
    if named := (before.thin ^ now.thin) & now.by_hand:
        raise WholeBuild(f"{min(named)} came into a menu, or left it")
    if not os.path.isdir(config.site_dir):
        raise WholeBuild("the pages that were built are gone")
    _leave(last, gone, waiting)
    _enter(last, {name: new[name] for name in added}, now.by_hand)
    files = last.pages()
    pages = [file.page for file in files if file.src_uri in changed and file.page]
    moved = [_read(last, page, new[page.file.src_uri]) for page in pages]
    if last.menu() != menu:
        raise WholeBuild("the menu changed")
    for page in pages:
        _unwrite(page.file)
        waiting[page.file.dest_uri] = page
    copied = [name for name, data in assets.items() if _copy(last, name, data)]
    for page in pages:
        page.validate_anchor_links(files=last.files, log_level=config.validation.links.anchors)
    if gone or added or any(moved):
        for name in config.theme.static_templates:
            _write_static(last, name)
    for plugin in searches(config):
        plugin.search_index.left_out = now.thin
        plugin.search_index.forget(changed)
    return [*(page.file.src_uri for page in pages), *copied]


def _leave(last: Last, names: Set[str], waiting: dict[str, Page]) -> None:
    for name in names:
        file = last.files.src_uris[name]
        if any(page.file is file for page in last.nav.pages):
            raise WholeBuild(f"{name} left the menu")
        last.files.remove(file)
        waiting.pop(file.dest_uri, None)
        if _unwrite(file):
            with suppress(OSError):
                os.removedirs(os.path.dirname(file.abs_dest_path))


def _unwrite(file: File) -> bool:
    """Take what was printed of a page out of the site; gives whether it was there."""
    try:
        os.unlink(file.abs_dest_path)
    except FileNotFoundError:
        return False
    return True


def _enter(last: Last, made: Mapping[str, Made], by_hand: Set[str]) -> None:
    files = as_files(last.config, made, by_hand)
    for file in files:
        if file.inclusion is not InclusionLevel.NOT_IN_NAV or file.src_uri in str(last.config.nav):
            raise WholeBuild(f"{file.src_uri} may be in the menu")
        last.files.append(file)
        Page(None, file, last.config)
    for file in sorted(last.files, key=file_sort_key) if files else ():
        last.files.remove(file)
        last.files.append(file)


def _read(last: Last, page: Page, made: Made) -> bool:
    """Read a page anew; gives whether the site map says something else of it now."""
    before, page.edit_url = _of_map(page), None
    page.file.content_string = str(content(made))
    adopt(page, made)
    page.read_source(last.config)
    page.render(last.config, last.files)
    html = page.content or ""
    page.content = last.config.plugins.on_page_content(
        html, page=page, config=last.config, files=last.files
    )
    return _of_map(page) != before


def _of_map(page: Page) -> tuple[str, str]:
    """What the site map says of a page."""
    return page.meta.get("moved", ""), page.meta.get("modified", "")


def write(last: Last, page: Page, files: list[File]) -> None:
    """Print a page as the engine does."""
    config, page.active = last.config, True
    context = get_context(last.nav, files, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=last.nav)
    html = last.env.get_template(page.meta.get("template", "main.html")).render(context)
    page.active = False  # and whole at once, for others may ask for it
    write_whole(Path(page.file.abs_dest_path), html.encode("utf-8", errors="xmlcharrefreplace"))


def _copy(last: Last, name: str, data: bytes) -> bool:
    """Put what is no page into the site as the engine does; gives whether it belongs there."""
    file = last.files.src_uris[name]
    file.content_bytes = data
    if not file.inclusion.is_in_serve():
        return False
    file.copy_file()
    return True


def _write_static(last: Last, name: str) -> None:
    """Print what the theme has besides pages, as the engine does."""
    config, path = last.config, os.path.join(last.config.site_dir, name)
    lost = utils.is_error_template(name)
    base = urlsplit(config.site_url or "/").path if lost else utils.get_relative_url(".", name)
    context = get_context(last.nav, last.files, config, base_url=base)
    data = last.env.get_template(name).render(context).encode("utf-8")
    utils.write_file(data, path)
    if name in GZIP:
        time = utils.get_build_timestamp(pages=[file.page for file in last.pages() if file.page])
        with open(f"{path}.gz", "wb") as out:
            with gzip.GzipFile(f"{path}.gz", "wb", fileobj=out, mtime=time) as packed:
                packed.write(data)


def reasons(memory: Memory, written: Sequence[str]) -> Iterator[str]:
    """Why each page was made anew: what has changed of all that was read for it."""
    same = sorted(memory.renewed.difference(written))
    said = [f"{name} came out as it was" for name in same]
    said += [f"{name} is renewed" for name in written]
    for name, words in zip((*same, *written), said):
        kept = memory.made.get(name)
        found = sorted(k for k in memory.touched if kept.read.meet({number(k)})) if kept else []
        alone = "data/site.yml" if BASE in memory.touched else "its own content"
        yield f"{words}: {', '.join(found) or alone}"


def settle() -> None:
    """After a whole build: let Python not look again and again through all that is remembered."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
