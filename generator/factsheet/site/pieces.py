"""The search in pieces: a reader's browser loads what a word needs, not an index of the whole site.

Pagefind makes the pieces. It is given a small page for each of ours, made of the entries that the
other search has; so both find the same. What it writes is beside the site until all is there.
"""

import json
import re
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files

from factsheet.build import PAGEFIND, SETTINGS_PATH, Built
from factsheet.disk import put
from factsheet.kinds import kinds_of
from factsheet.language import Speech, say, speaking
from factsheet.outputs import spellings
from factsheet.site.pieces_made import PLACE, Making
from factsheet.site.search import WrittenIndex, is_known, write_apart, written_index
from factsheet.values import STATUSES

log = get_plugin_logger("factsheet")
SETTING = f"search: {PAGEFIND} in {SETTINGS_PATH}"
INSTALL = "pip install 'mkdocs-factsheet[search]'"
MANY = 2_000  # pages, from which on the index of the whole is long to wait for
SCRIPTS = Path(__file__).parent / "scripts"
OURS = ("pieces.js", "pieces.css")
THEIRS = re.compile(r"pagefind(-worker)?\.js|pagefind-entry\.json|wasm\.\w.*|.*\.pf_meta")
HIDDEN = "\u241e"  # before what is found and not shown; the script knows it, too
LISTS = re.compile(r"([\w-]+/)?$|[\w-]+/index/")  # of everything: they come last
SOURCES = re.compile(r"sources/|([\w-]+/){3}")  # between
WORDS = ("narrow", "kind", "status", "year", "all", "more", "failed")


Held = dict[str, dict[str, set[str]]]  # language -> page -> what it is narrowed down by


class Tongue(NamedTuple):
    """What the search says in a language: its words, the titles of kinds, names of statuses."""

    words: dict[str, str]
    titles: dict[str, str]  # by what pages are narrowed down by: `kind:groups`, `status:disputed`


@dataclass(frozen=True)
class Pieces:
    """How the search of a site speaks, by language, the first one first; and its sheets."""

    tongues: dict[str, Tongue]
    kinds: dict[str, str]  # the kind of each page that is made from facts

    @property
    def further(self) -> list[str]:
        """The languages that have a folder of their own."""
        return [*self.tongues][1:]


def wanted(built: Built, tree: dict[str, bytes]) -> Pieces | None:
    """How the search of a site is in pieces; None where it is whole."""
    if built.settings.get("search") != PAGEFIND:
        return None
    further = [f"{one.code}/" for one in built.speeches[1:]]
    kinds: dict[str, str] = {}
    for path in built.pages.keys() - built.by_hand:
        at = next((code for code in further if path.startswith(code)), "")
        plural = path.removeprefix(at).partition("/")[0]
        kinds |= {path: f"kind:{plural}"} if plural in built.kinds else {}
    return Pieces({one.code: _tongue(one, tree) for one in built.speeches}, kinds)


def _tongue(speech: Speech, tree: dict[str, bytes]) -> Tongue:
    with speaking(speech):
        titles = {f"kind:{one.plural}": one.title for one in kinds_of(tree)[0].values()}
        titles |= {f"status:{one}": say(f"status.{one}") for one in STATUSES}
        return Tongue({key: say(f"search.{key}") for key in WORDS}, titles)


def ready(pieces: Pieces | None, config: MkDocsConfig, templates: bool) -> bool:
    """Whether the pages are to ask for pieces. Raises Abort where they cannot be made."""
    if pieces and not find_spec("pagefind_bin"):
        raise Abort(f"factsheet: {SETTING} needs Pagefind; install it with: {INSTALL}")
    search = any(map(is_known, config.plugins.values()))
    if pieces and not (templates and search and config.theme.name == "material"):
        need = "the theme material, its plug-in search, and our templates"
        raise Abort(f"factsheet: {SETTING} needs {need}; leave the setting out, or bring them back")
    return bool(pieces)


class Search:
    """The search in pieces of one build."""

    def __init__(
        self, pieces: Pieces, index: WrittenIndex, site: Path, root: Path | None
    ) -> None:  # fmt: skip
        self.pieces, self.index, self.site = pieces, index, site
        self.held: Held = {code: {} for code in pieces.tongues}
        told = repr((pieces.tongues, sorted(pieces.kinds.items()), sorted(index.facets.items())))
        rows = (part for pair in index.rows() for part in pair)
        self.making = Making(site, root, (told, *rows), pieces.tongues, self._small)

    def _small(self, language: str) -> Iterator[tuple[str, str]]:
        """The pages of a language, from which Pagefind learns."""
        kinds, further = self.pieces.kinds, self.pieces.further
        first = next(iter(self.pieces.tongues))
        for name, row in self.index.rows():
            code = name.partition("/")[0]
            if language != (code if code in further else first):
                continue
            url, text = _page(json.loads(f"[{row}]"), language, code in further)
            self.held[language][url] = {*self.index.facets[name], *filter(None, [kinds.get(name)])}
            yield url, text

    def finish(self) -> None:
        """Write all of it. Raises Abort."""
        if self.making.restored():
            return
        self.making.wait()
        _tidy(self.site / PLACE)
        beside = {f"search/{name}": (SCRIPTS / name).read_bytes() for name in OURS}
        for code, tongue in self.pieces.tongues.items():
            told = _told(tongue, set().union(*self.held[code].values()))
            told["facets"] = _facets(self.site / PLACE, code, self.held[code])
            at = f"{code}/" if code in self.pieces.further else ""
            beside[f"{at}search/search_index.json"] = self.index.emptied(pieces=told).encode()
        for name, data in beside.items():
            put(self.site / name, data)
        self.making.keep(beside)


def begin(
    pieces: Pieces | None, config: MkDocsConfig, files: Files, root: Path | None, ends: ExitStack
) -> Search | None:
    """Begin with the search of a site whose pages the engine has read; None where it is whole.

    With the `root` of the project it is taken from the cache if nothing that it is made of has
    changed. Whatever becomes of it `ends` with the build.
    """
    index = written_index(config)
    if not pieces:
        return None
    if not index:
        raise Abort(f"factsheet: {SETTING} needs all pages: build without --dirty")
    index.complete_with(file.page for file in files.documentation_pages())
    index.complete = True
    search = Search(pieces, index, Path(config.site_dir), root)
    ends.enter_context(search.making)
    return search


def finish(search: Search | None, config: MkDocsConfig, advise: bool) -> None:
    """Write what the search of the further languages needs, or of all where it is in pieces."""
    if search:
        search.finish()
        return
    write_apart(config)
    index = written_index(config)
    count = sum(1 for _ in index.pages()) if advise and index else 0
    if count > MANY:
        log.info(f"{count:,} pages make the search slow to begin; {SETTING} loads it in pieces")


def _facets(pieces: Path, code: str, held: dict[str, set[str]]) -> str:
    """Write which pages have what, by Pagefind's ids of pages; gives the name of the file.

    Pagefind's own filters would have other bytes in each build of the same site.
    """
    ids: list[str] = []
    found: dict[str, list[int]] = {}
    for path in sorted((pieces / "fragment").glob(f"{code.lower()}_*")):
        head = zlib.decompressobj(wbits=31).decompress(path.read_bytes(), 4_000)
        url = json.loads(re.findall(rb'"url":("(?:[^"\\]|\\.)*")', head)[0])
        for one in held.get(url.removeprefix("/"), ()):
            found.setdefault(one, []).append(len(ids))
        ids.append(path.stem.rpartition("_")[2])
    steps = {k: [b - a for a, b in pairwise([0, *found[k]])] for k in sorted(found)}
    text = json.dumps({"ids": ids, "steps": steps}, separators=(",", ":")).encode()
    name = f"facets.{code}.{sha256(text).hexdigest()[:10]}.json"
    (pieces / name).write_bytes(text)
    return name


def _told(tongue: Tongue, held: set[str]) -> dict[str, Any]:
    """The words of the controls, and what there is to choose: the newest year first."""
    named = [one for one in tongue.titles if one in held]
    years = sorted((one for one in held if one.startswith("year:")), reverse=True)
    choices: dict[str, list[tuple[str, str]]] = {}
    for one in (*named, *years):
        group, _, name = one.partition(":")
        choices.setdefault(group, []).append((one, tongue.titles.get(one, name)))
    return {"words": tongue.words, "choices": choices}


def _page(entries: list[dict[str, str]], language: str, below: bool) -> tuple[str, str]:
    """Address and HTML of the page from which Pagefind learns of one of ours."""
    url = entries[0]["location"].partition("#")[0].removeprefix("./")
    at = re.sub(r"(^|/)index\.html$", r"\1", url.partition("/")[2] if below else url)
    weight = 0.2 if LISTS.match(at) else 0.6 if SOURCES.match(at) else 1
    words = spellings(at.replace("-", " ").replace("/", " "))
    out = [f'<!doctype html><html lang="{escape(language)}"><body>']
    for number, entry in enumerate(entries):
        tag, size = ("h2", 4) if number else ("h1", 7) if weight == 1 else ("p", 7)
        anchor = entry["location"].partition("#")[2]
        heavy = f'data-pagefind-weight="{size * weight:.2g}"'
        found = " ".join([*spellings(f"{entry['title']} {entry['text']}"), *words])
        name = "" if number else f'data-pagefind-meta="{"title" if weight == 1 else "name"}" '
        out.append(f'<{tag} id="{escape(anchor)}" {name}{heavy}>{entry["title"]}</{tag}>')
        out.append(f'<div data-pagefind-weight="{weight}">{entry["text"]}')
        out.append(f"<p>{HIDDEN} {escape(found)}</p></div>")
        words = []
    return url, "\n".join(out)


def _tidy(pieces: Path) -> None:
    """Keep of what Pagefind writes what our script asks for."""
    for path in pieces.iterdir():
        if path.is_file() and not THEIRS.fullmatch(path.name):
            path.unlink()
