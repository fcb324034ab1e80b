"""What shapes every page besides the facts: the engine's settings, the theme, this package."""

import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.config_options import ExtraScript
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from factsheet import disk
from factsheet.build import SETTINGS_PATH, language_settings
from factsheet.language import Speech, speech
from factsheet.outputs import Place
from factsheet.pages import OWN_WORDS, STOP
from factsheet.site import settings_file
from factsheet.site.defaults import missing, name, short
from factsheet.site.files_door import TEMPLATES, THEME

STALE = "FACTSHEET_STALE"  # of the environment: what becomes of stale passages in this build
DOCS_DIR = 'it must be "content", beside this file; or build the files door: factsheet build DIR'
SITE_URL = (
    "this is no address that every page could name; write it as https://facts.example/syria/, "
    "without a name and a password, without ? and #"
)
PACKAGE = Path(__file__).parent.parent
Stamp = tuple[str, int, int]  # name, time in nanoseconds, size in bytes


def said(path: str | None) -> yaml.Node:
    """The settings as their file says them; none where it cannot be read: the engine tells why."""
    try:
        return settings_file.read(Path(path or os.devnull))
    except settings_file.UNREADABLE:
        return settings_file.mapping({})


def day(options: Any, key: str, wrong: Callable[[str, str], Exception]) -> date | None:
    """The day under a key of the plug-in's options; raises what is `wrong` with another text."""
    text = str(options[key] or "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise wrong(key, f'"{text}" is not a day; write 2024-12-07') from None


def stale() -> str:
    """What becomes of stale passages, by the environment; empty where it says nothing."""
    said = os.environ.get(STALE, "")
    if said not in ("", STOP, OWN_WORDS):
        raise Abort(f"factsheet: {STALE} is {STOP} or {OWN_WORDS}, not {said!r}")
    return said


def place(config: MkDocsConfig) -> Place:
    """Where the site is published, as the engine will have it."""
    address = settings_file.slashed(config.site_url or "")
    return Place(address, config.use_directory_urls, config.site_name)


def unfit(config: MkDocsConfig, root: Path) -> Iterator[tuple[str, str]]:
    """What no site can be made with: (option, what is wrong with it), never with its value."""
    if config.site_url and not place(config).address:
        yield "site_url", SITE_URL
    if Path(config.docs_dir).resolve() != root / "content":
        yield "docs_dir", DOCS_DIR


def spoken(root: Path) -> Speech:
    """How a site speaks, by its settings as they are now."""
    with suppress(OSError):
        return language_settings.spoken({SETTINGS_PATH: (root / SETTINGS_PATH).read_bytes()})
    return speech()


def add_theme(config: MkDocsConfig, templates: bool) -> None:
    """Put our parts of pages before those of Material, and behind the site's own."""
    if config.theme.name == "material":
        own = 1 if config.theme.custom_dir else 0
        ours = [TEMPLATES, THEME] if templates else [THEME]
        config.theme.dirs[own:own] = [str(f) for f in ours if str(f) not in config.theme.dirs]


def fill_in(config: MkDocsConfig, settings: yaml.Node) -> None:
    """Put what a fact-sheet site needs into settings that are silent on it."""
    found = missing(settings)
    for key, value in found.get("theme", {}).items():
        there = config.theme.get(key)
        config.theme[key] = {**(there or {}), **value} if isinstance(value, dict) else value
    for key, value in found.get("extra", {}).items():
        config.extra.setdefault(key, value)
    for key in found.get("validation", ()):
        for part in (config.validation.nav, config.validation.links):
            if key in part:
                part[key] = logging.WARNING
    for extension in found.get("markdown_extensions", ()):
        if name(extension) not in map(short, config.markdown_extensions):
            config.markdown_extensions.append(name(extension))
        if isinstance(extension, dict):
            config.mdx_configs.update(extension)
    styles, scripts = config.extra_css, config.extra_javascript
    config.extra_css = [*(one for one in found.get("extra_css", ()) if one not in styles), *styles]
    for script in found.get("extra_javascript", ()):
        if script["path"] not in map(str, scripts):
            config.extra_javascript = [*scripts, ExtraScript().run_validation(dict(script))]


def settings_files(config: MkDocsConfig) -> list[Path]:
    """The file of the engine's settings, and those that it inherits from."""
    found: list[Path] = []
    path = Path(config.config_file_path).absolute() if config.config_file_path else None
    while path and path not in found:
        found.append(path)
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        above = re.search(r"^INHERIT:\s*[\"']?([^\"'#\n]+)", text, re.M)
        path = Path(os.path.normpath(path.parent / above[1].strip())) if above else None
    return found


def watched(config: MkDocsConfig, root: Path) -> list[Path]:
    """What a preview follows: facts and pages, settings, the project's theme, and this package."""
    theme = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    return [root / name for name in disk.FOLDERS] + settings_files(config) + theme + [PACKAGE]


def _stamps(paths: Iterable[Path]) -> list[Stamp]:
    """Name, time and size of each file; an editor's hidden ones are passed over."""
    plain = (p for p in paths if p.is_file() and not p.name.startswith("."))
    return [(str(p), s.st_mtime_ns, s.st_size) for p in plain if (s := p.stat())]


def outside(config: MkDocsConfig) -> list[Stamp]:
    """The settings and every file of the project's own theme folder, as they are now."""
    found = settings_files(config)
    own = [config.theme.custom_dir] if config.theme.custom_dir else []
    for folder in (Path(str(path)) for path in (*own, TEMPLATES, THEME, *config.watch)):
        found += sorted(folder.rglob("*")) if folder.is_dir() else [folder]
    return _stamps(found)


def fixed(config: MkDocsConfig) -> dict[str, Any]:
    """What a running preview cannot take up, by the name of it."""
    ours = (p for p in sorted(PACKAGE.rglob("*")) if p.suffix != ".pyc")
    code = (p for p in ours if not {TEMPLATES, THEME} & {*p.parents})
    own, address = _stamps(code), str(config.dev_addr)
    return {"dev_addr": address, "watch": list(config.watch), "the generator itself": own}
