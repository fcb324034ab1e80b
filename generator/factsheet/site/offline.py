"""The whole site as files that a browser opens from a disk: printed once, by the engine as it is.

In: a project that has no errors. Out: files by path. Nothing beside the project is read, and the
site itself is not touched.
"""

import json
import tempfile
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as print_site
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from factsheet.build import Built
from factsheet.disk import CannotWrite
from factsheet.language import Speech, day_words, say, speaking
from factsheet.outputs import Place
from factsheet.site.offline_pages import Offline, located
from factsheet.site.settings import place

WORKER = Path(__file__).parent / "scripts" / "worker.js"
SCRIPT = "assets/javascripts/offline.js"
INDEX = "search/search_index.json"
# what serves machines and servers alone, and no reader of a disk
LEFT_OUT = ("404.html", "sitemap.xml", "sitemap.xml.gz")
PREVIEWS = ("assets/preview.png", "assets/previews/")


@dataclass(frozen=True)
class Printed:
    """Files by path, and to which files (with `#anchor`) each page of them leads."""

    files: dict[str, bytes]
    leads: dict[str, set[str]]
    place: Place


def printed(root: Path, built: Built, name: str, on: date) -> Printed:
    """The site of a project as such files; each page says of which edition it is, and of which day.

    Without a `name` it is a copy. Raises CannotWrite when the engine cannot print it.
    """
    settings = root / "mkdocs.yml"
    if not settings.is_file():
        raise CannotWrite(f"{settings} is not there: it says how the site is printed")
    with tempfile.TemporaryDirectory(prefix="factsheet-edition-") as beside:
        site = Path(beside).resolve() / "site"
        config = load_config(str(settings), site_dir=str(site))
        _refuse_view(config)
        plugin: Any = config.plugins["factsheet"]
        plugin.in_pieces = False  # a browser loads none from a disk
        config.plugins.on_startup(command="build", dirty=False)
        try:
            print_site(config)
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            raise CannotWrite(f"the engine could not print the site: {error}") from error
        finally:
            config.plugins.on_shutdown()
        files = {p.relative_to(site).as_posix(): p.read_bytes() for p in _below(site)}
    kept = {path: data for path, data in files.items() if _wanted(path)}
    return _offline(kept, built, name, on, place(config))


def _refuse_view(config: MkDocsConfig) -> None:
    """Refuse settings that would print another state than the manifest names."""
    plugin: Any = config.plugins.get("factsheet")
    if plugin is None:
        raise CannotWrite("mkdocs.yml has no plug-in factsheet: no facts would be printed")
    found = [f"{key}: {day}" for key in ("as_of", "known_by") if (day := plugin.config[key])]
    if found:
        said = f"mkdocs.yml says {', '.join(found)}, so an earlier state would be printed"
        raise CannotWrite(f"{said}; take it out: an edition is the site as it is")


def _below(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _wanted(path: str) -> bool:
    hidden = any(part.startswith(".") for part in path.split("/"))
    left_out = path in LEFT_OUT or path.endswith(".map") or path.startswith(PREVIEWS)
    frozen = path.startswith("editions/") and path not in ("editions/index.html", "editions.html")
    return not (hidden or left_out or frozen)  # no edition holds another


def _offline(files: dict[str, bytes], built: Built, name: str, on: date, there: Place) -> Printed:
    """The same with links to files, search from scripts, and a mark on each page."""
    out, pages = dict[str, bytes](), Offline(files.keys(), there.address)
    marks = {one.code: _mark(one, name, on, bool(there.address)) for one in built.speeches}
    for path, data in files.items():
        if path.endswith(".html"):
            code = path.partition("/")[0]
            said = marks[code if code in marks else built.speech.code]
            out[path] = pages.page(path, data.decode("utf-8"), said, SCRIPT).encode()
        elif path.endswith(INDEX):
            folder = path.removesuffix(INDEX)
            inside = {f.removeprefix(folder) for f in files if f.startswith(folder)}
            out[f"{path.removesuffix('.json')}.js"] = _index(json.loads(data), inside)
        else:
            out[path] = data
    out[SCRIPT] = WORKER.read_bytes()
    return Printed(dict(sorted(out.items())), pages.found, there)


def _mark(speech: Speech, name: str, on: date, known: bool) -> str:
    """What stands at the top of each page of a language."""
    with speaking(speech):
        said = say("edition.copy", day=day_words(on))
        if name:
            said = say("edition.frozen", name=name, day=day_words(on))
        link = f' <a href="{{present}}">{escape(say("edition.present"), quote=False)}</a>'
    return f'<aside class="fs-edition">{escape(said, quote=False)}{link if known else ""}</aside>'


def _index(found: Any, inside: set[str]) -> bytes:
    """The index of the search as a script that the theme loads from a disk."""
    for one in found["docs"]:
        one["location"] = located(one["location"], inside)
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return f"var __index={text.replace('<', chr(92) + 'u003c')}\n".encode()
