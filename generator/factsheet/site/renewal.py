"""After an edit in the preview: only the pages that it touches are written, into the last site.

The last whole build is remembered with its files, pages, menu and templates. An edit that leaves
the menu, the settings and the theme alone is built into it; anything else needs a whole build.
"""

import gc
import gzip
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs import utils
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, file_sort_key, set_exclusions
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from factsheet.build import Built
from factsheet.site.pages import adopt, content
from factsheet.site.print_mode import strangers, unknown_extensions
from factsheet.site.search import WrittenIndex
from factsheet.site.template_slots import META


class WholeBuild(Exception):
    """An edit that cannot be built into the last build; the message says why."""


@dataclass(slots=True)
class Last:
    """The last whole build, as the engine left it."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    indexes: list[WrittenIndex]
    outside: list[tuple[str, int, int]]  # the settings and the theme's files

    @property
    def pages(self) -> list[File]:
        """The files of all pages, in their order."""
        return list(self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve))

    def shown(self) -> list[Any]:
        """What other pages show of those in the menu."""
        return [
            (p.title, p.url, {k: p.meta[k] for k in p.meta.keys() - META}) for p in self.nav.pages
        ]


def why_whole(config: MkDocsConfig) -> str:
    """Why every edit needs a whole build on this site; empty when none does."""
    if others := strangers(config):
        return f"other plug-ins or hooks may change pages: {', '.join(others)}"
    if others := unknown_extensions(config):
        return f"other Markdown extensions may read files: {', '.join(others)}"
    if config.extra_templates:
        return "extra_templates may show any page"
    settings = Path(config.config_file_path or os.devnull)
    if re.search(r"^INHERIT:", settings.read_text(encoding="utf-8", errors="replace"), re.M):
        return "the settings inherit from another file"
    for path in Path(config.theme.custom_dir or os.devnull).rglob("*.html"):
        if re.search(r"\bpages\b", path.read_text(encoding="utf-8", errors="replace")):
            return f"{path.name} may show any page"
    return ""


def renew(last: Last, old: Built, new: Built) -> list[str]:
    """Bring the site of the last build up to what is built now; gives the pages written.

    Raises WholeBuild when that is not enough.
    """
    was, now = old.files, new.files
    pictures = [{n: c for n, c in of.items() if isinstance(c, bytes)} for of in (was, now)]
    if pictures[0] != pictures[1]:
        raise WholeBuild("a picture changed")
    if not os.path.isdir(last.config.site_dir):
        raise WholeBuild("the pages that were built are gone")
    menu, gone, added = last.shown(), was.keys() - now.keys(), now.keys() - was.keys()
    _leave(last, gone)
    _enter(last, added, now)
    wanted = {n for n, made in now.items() if made is not was.get(n) and made != was.get(n)}
    pages = [file.page for file in last.pages if file.src_uri in wanted and file.page]
    moved = [_read(last, page, now[page.file.src_uri]) for page in pages]
    if last.shown() != menu:
        raise WholeBuild("the menu changed")
    for page in pages:
        _write(last, page)
    for page in pages:
        page.validate_anchor_links(files=last.files, log_level=last.config.validation.links.anchors)
    if gone or added or any(moved):
        for name in last.config.theme.static_templates:
            _write_static(last, name)
    for index in last.indexes:
        index.arrange(file.src_uri for file in last.pages)
    for name in ("search", "material/search"):
        if name in last.config.plugins:
            last.config.plugins[name].on_post_build(config=last.config)
    return [page.file.src_uri for page in pages]


def _leave(last: Last, names: Any) -> None:
    for name in names:
        file = last.files.src_uris[name]
        if any(page.file is file for page in last.nav.pages) or _may_be_in_menu(last, file):
            raise WholeBuild(f"{name} left the menu")
        last.files.remove(file)
        with suppress(OSError):
            os.unlink(file.abs_dest_path)
            os.removedirs(os.path.dirname(file.abs_dest_path))


def _enter(last: Last, names: Any, made: Any) -> None:
    for name in names:
        file = File.generated(last.config, name, content=content(made[name]))
        set_exclusions([file], last.config)
        if _may_be_in_menu(last, file):
            raise WholeBuild(f"{name} may be in the menu")
        last.files.append(file)
        Page(None, file, last.config)
    if names:
        for file in sorted(last.files, key=file_sort_key):
            last.files.remove(file)
            last.files.append(file)


def _may_be_in_menu(last: Last, file: File) -> bool:
    return file.inclusion is not InclusionLevel.NOT_IN_NAV or file.src_uri in str(last.config.nav)


def _read(last: Last, page: Page, made: Any) -> bool:
    """Read a page anew; gives whether it leads elsewhere now. No other plug-in is there to be asked."""
    before = page.meta.get("moved")
    page.file.content_string = str(content(made))
    adopt(page, made)
    page.edit_url = None
    page.read_source(last.config)
    page.render(last.config, last.files)
    return bool(page.meta.get("moved") != before)


def _write(last: Last, page: Page) -> None:
    """Print a page as the engine does."""
    config, page.active = last.config, True
    context = get_context(last.nav, last.pages, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=last.nav)
    html = last.env.get_template(page.meta.get("template", "main.html")).render(context)
    utils.write_file(html.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
    page.active = False


def _write_static(last: Last, name: str) -> None:
    """Print a page of the theme's own, and what lists all pages, as the engine does."""
    config, path = last.config, os.path.join(last.config.site_dir, name)
    lost = utils.is_error_template(name)
    base = urlsplit(config.site_url or "/").path if lost else utils.get_relative_url(".", name)
    context = get_context(last.nav, last.files, config, base_url=base)
    data = last.env.get_template(name).render(context).encode("utf-8")
    utils.write_file(data, path)
    if name == "sitemap.xml":
        time = utils.get_build_timestamp(pages=[file.page for file in last.pages if file.page])
        with open(f"{path}.gz", "wb") as out:
            with gzip.GzipFile(filename=f"{path}.gz", mode="wb", fileobj=out, mtime=time) as packed:
                packed.write(data)


def settle() -> None:
    """After a whole build: let Python not look again and again through all that is remembered."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
