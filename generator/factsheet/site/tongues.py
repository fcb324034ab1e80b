"""One site in several languages, as an engine prints it: a menu, a search and words for each.

A page of a further language says which it is in its head, `spoken`, and lies in that one's folder.
"""

import copy
from html import escape
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from factsheet.build import Built
from factsheet.language import ENGLISH, Speech, language_name, now, say, speaking
from factsheet.site.around import Frames
from factsheet.site.template_slots import ELSEWHERE
from factsheet.site.theme_words import filled

SCRIPT = "assets/factsheet.js"


def codes(built: Built | None) -> list[str]:
    """The codes of a site's further languages."""
    return [one.code for one in built.speeches[1:]] if built else []


def keep_out(files: Iterable[File], further: list[str]) -> None:
    """No menu of the first language needs to name pages of the others."""
    for file in files:
        if file.src_uri.partition("/")[0] in further and file.inclusion.is_in_nav():
            file.inclusion = InclusionLevel.NOT_IN_NAV


def scripts(
    files: list[File], speeches: list[Speech], config: MkDocsConfig, embed: Frames | None
) -> list[File]:  # fmt: skip
    """The script once more for each further language, with its words."""
    ours = next((file for file in files if file.src_uri == SCRIPT), None)
    out = []
    for speech in speeches[1:] if ours else ():
        with speaking(speech):
            words = filled(SCRIPT, script_as_written(ours), (), embed)
        name = SCRIPT.replace(".js", f".{speech.code}.js")
        out.append(File.generated(config, name, content=words))
    return out


def script_as_written(file: File | None) -> bytes:
    """Our script, as the theme's folder has it."""
    path = file.abs_src_path if file else None
    return Path(path).read_bytes() if path else b""


class Tongues:
    """The menus of a site by language, and what is put into the context of each page."""

    def __init__(self, built: Built | None) -> None:
        self.built = built
        self.codes = codes(built)
        self.menus: dict[str, Navigation] = {}
        self.files = Files([])
        self.homes: dict[str, File | None] = {}
        self.told: dict[str, MkDocsConfig] = {}

    def read_menus(self, files: Files, config: MkDocsConfig) -> None:
        """Make a menu for each further language, like that of the first."""
        self.files = files
        self.homes = {"": files.get_file_from_path("index.md")}
        for code in self.codes:
            inside = [file for file in files if file.src_uri.startswith(f"{code}/")]
            before, levels = config.nav, dict(config.validation.nav)
            config.nav = self._translated(config.nav, code, files)
            try:
                menu = get_navigation(Files(inside), config)
            finally:
                config.nav = before
                config.validation.nav.update(levels)
            home = self.homes[code] = files.get_file_from_path(f"{code}/index.md")
            menu.homepage = home.page if home else None
            self.menus[code] = menu

    def _translated(self, items: Any, code: str, files: Files) -> list[Any]:
        """The entries of a menu that have a page in a language."""
        words = self.built.settings.get("menu", {}) if self.built else {}
        out: list[Any] = []
        for title, below in _entries(items):
            told = words.get(title, {}).get(code) if title else None
            if isinstance(below, list):
                if inside := self._translated(below, code, files):
                    out.append({Markup.escape(told or title): inside})
            elif (file := files.get_file_from_path(f"{code}/{below}")) and self._full(file.src_uri):
                out.append(file.src_uri)
                if told and file.page:  # the engine takes titles for pages that it makes alone
                    file.page.title = Markup.escape(told)  # which themes print raw
        return out

    def _full(self, path: str) -> bool:
        """Whether enough of a page is translated."""
        return bool(self.built and path not in self.built.thin)

    def address(self, page: Page) -> None:
        """Tell a page where it is in each language; the first time that its head is there."""
        if not self.codes or not self.built:
            return
        path = page.file.src_uri
        own = next((code for code in self.codes if path.startswith(f"{code}/")), "")
        path = path.removeprefix(f"{own}/" if own else "")
        for code in ("", *self.codes):
            there = self.files.get_file_from_path(f"{code}/{path}" if code else path)
            found = there or self.homes.get(code) or page.file
            key = f"{ELSEWHERE}{code or self.built.speech.code}"
            page.meta[key] = found.url.removeprefix("./")

    def _theme(self, config: MkDocsConfig, speech: Speech) -> "_Theme":
        """The theme, its buttons for light and dark in a language where the words are ours."""
        assert self.built
        words: dict[str, str] = {}
        for key in ("theme.to-dark", "theme.to-light"):
            with speaking(self.built.speech):
                ours = say(key)
            with speaking(speech):
                words[ours] = say(key)
        palette = config.theme.get("palette")
        palette = (
            [_toggled(one, words) for one in palette] if isinstance(palette, list) else palette
        )
        return _Theme(config.theme, palette)

    def worded(self, html: str, page: Page) -> str:
        """A page's HTML; what the engine says in English is said in the page's language."""
        speech = self._speech(page) or now()
        if speech.language == ENGLISH:
            return html
        with speaking(speech):
            for english, key in (("Permanent link", "theme.permalink"), ("Back", "page.back")):
                said = escape(say(key), quote=True)
                html = html.replace(f'title="{english}"', f'title="{said}"')
        return html

    def _speech(self, page: Page) -> Speech | None:
        """The further language that a page is in."""
        further = self.built.speeches[1:] if self.built else []
        return next((one for one in further if one.code == page.meta.get("spoken")), None)

    def names(self) -> list[dict[str, str]]:
        """Each language with its own name, for the switch; none where there is one."""
        if not self.codes or not self.built:
            return []
        found = (self.built.speech.code, *self.codes)
        return [{"code": code, "name": _own_name(code)} for code in found]

    def context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig
    ) -> TemplateContext:
        """The context of a page in its language: its menu, the site's name."""
        speech = self._speech(page)
        if not self.built or not speech:
            return context
        code = speech.code
        if code not in self.told:
            self.told[code] = self._settings(config, speech)
        context["config"] = self.told[code]
        context["nav"] = self.menus[code]
        more: Any = context
        more["spoken_base"] = get_relative_url(f"{code}/", page.url).rstrip("/") or "."
        return context

    def _settings(self, config: MkDocsConfig, speech: Speech) -> MkDocsConfig:
        """The engine's settings in a language: the theme's words, the site's name."""
        assert self.built
        told = copy.copy(config)
        vars(told)["theme"] = told.data["theme"] = self._theme(config, speech)
        for key, setting in (("name", "site_name"), ("description", "site_description")):
            if said := self.built.settings.get(key, {}).get(speech.code):
                setattr(told, setting, Markup.escape(said))
        return told


class _Theme:
    """The theme with another palette."""

    def __init__(self, theme: Any, palette: Any) -> None:
        self._theme, self.palette = theme, palette

    def __getattr__(self, name: str) -> Any:
        return getattr(self._theme, name)

    def __getitem__(self, key: str) -> Any:
        return self.palette if key == "palette" else self._theme[key]

    def __contains__(self, key: str) -> bool:
        return key in self._theme


def _toggled(one: Any, words: dict[str, str]) -> Any:
    """A palette, with other words on its button where these are ours."""
    toggle = one.get("toggle") if isinstance(one, dict) else None
    if not isinstance(toggle, dict) or toggle.get("name") not in words:
        return one
    return {**one, "toggle": {**toggle, "name": words[toggle["name"]]}}


def _entries(items: Any) -> list[tuple[str | None, Any]]:
    """The entries of a menu as settings have them: (title, path or entries)."""
    out: list[tuple[str | None, Any]] = []
    for item in items if isinstance(items, list) else ():
        pairs = item.items() if isinstance(item, dict) else [(None, item)]
        out += [(title, below) for title, below in pairs if below]
    return out


def _own_name(code: str) -> str:
    """What a language is called in itself: `العربية`."""
    from factsheet.language import speech

    with speaking(speech(code)):
        name = language_name(code)
    return name[:1].upper() + name[1:]
