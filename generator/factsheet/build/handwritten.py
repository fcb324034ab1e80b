"""The pages that are written by hand in `content/`: expanded, judged, with a picture for links.

Other files are passed on as they are.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from html import unescape
from typing import Any

from factsheet.build.built import Asset, Built
from factsheet.build.generated import MARKUP, banner, titled
from factsheet.build.site_settings import Author
from factsheet.cache import Kept, Memory, Reads, Watched, noting
from factsheet.document import Paragraph, Writer, head, span
from factsheet.evidence import Library, View
from factsheet.issues import Issue, Spot
from factsheet.language import language as spoken
from factsheet.outputs import Linked, feed_of, has
from factsheet.pages import OWN_WORDS, STOP, Stale, parser, prose, safety
from factsheet.pictures import share
from factsheet.reading import filenames
from factsheet.values import Acceptance, Accepted, Choice, Language, Many, Map, Put, Tongue, Type
from factsheet.values import Words, decode, read_fields, read_yaml, scan

__all__ = ["HEAD", "MARKUP", "accepted", "add", "called", "parts", "picture_of", "title"]

HEAD: dict[str, Type] = {  # beside `authors`, which are those of the site
    "description": Words(300), "hide": Many(Choice(("navigation", "toc", "footer"))),
    "language": Language(), "accepted": Accepted(),
}  # fmt: skip


def add(
    built: Built, whole: Library, content: dict[str, bytes], made: set[str], view: View,
    memory: Memory, sound: bool, stale: Stale, at: str = "",
    names: Mapping[str, str] | None = None, others: Collection[str] = (),
) -> None:  # fmt: skip
    """Expand the pages of `content/` and pass its other files on.

    `made` are the paths of pages made from facts. Of facts that are not `sound` nothing is printed;
    what is wrong with the pages is told all the same. `stale` says what becomes of stale passages.
    Those of a further language stand below a folder, `at`, by their `names`, beside `others`.
    """
    put = built.issues.append
    names = names or {path: path.removeprefix("content/") for path in content}
    known: Watched[None] = Watched(whole.notes, "page ")
    known.update(dict.fromkeys((*made, *names.values(), *others)))
    author = Author(built.settings.get("authors", {}))
    owners = {address: name for name in made for address in filenames.published(name)}
    for path, data in sorted(content.items()):
        name = names[path]
        if clash := next((owners[a] for a in filenames.published(name) if a in owners), ""):
            put(_clash(path, clash, made))
        elif above := _continued(name, made):
            message = f'"{above}" is generated from the data, and what is below it continues it'
            put(Issue(Spot(path), "page-clash", message, "put the page into another folder"))
        elif problem := filenames.problem(name):
            put(Issue(Spot(path), *problem))
        elif not name.endswith(".md"):
            built.assets[name] = Asset(data, "copy")
        elif (text := _text(data, path, put)) is not None:
            if not (kept := memory.unchanged(f"{at}{name}", text)):
                where = path, name, at
                kept = _page(built, whole, where, text, author, known, view, sound, stale)
            built.issues += kept.issues
            built.recall(f"{at}{name}", kept)
            memory.made[f"{at}{name}"] = kept
            if sound:
                _share(built, f"{at}{name}", text, content)
        owners.update(dict.fromkeys(filenames.published(name), name))
    if sound:  # every other page is told of with the first page's picture
        built.assets.setdefault(picture_of("index.md"), Asset(share.draw(""), "picture"))


def _text(data: bytes, path: str, put: Put) -> str | None:
    """The text of a page, unless it holds what no page may."""
    text = decode(data, path, put)
    return text if text is not None and scan(text, path, put, prose=True) else None


def _continued(name: str, made: set[str]) -> str:
    """The page made from facts below whose address a page would stand."""
    folders = name.split("/")[:-1] if name.endswith(".md") else []
    above = (f"{'/'.join(folders[:depth])}.md" for depth in range(2, len(folders) + 1))
    return next((path for path in above if path in made), "")


def _clash(path: str, other: str, made: set[str]) -> Issue:
    """A page or picture that would be published where another one is."""
    if other in made:
        message = f'"{other}" is generated from the data, and published at this address'
        return Issue(Spot(path), "page-clash", message, "rename or delete the hand-written page")
    message = f"content/{other} is published at this address"
    return Issue(Spot(path), "page-clash", message, "rename one of the two")


def _page(
    built: Built, whole: Library, where: tuple[str, str, str], text: str, author: Author,
    known: Watched[None], view: View, sound: bool, stale: Stale,
) -> Kept:  # fmt: skip
    """A hand-written page, expanded, with all that is wrong with it.

    `where` it stands: its file, its path as links have it, the folder of its language.
    """
    issues: list[Issue] = []
    path, name, at = where
    head_of_page = {**HEAD, "authors": Many(author)}
    meta, body, skipped = _split(text, path, issues.append, head_of_page)
    # judged is the very text that is printed, on the lines that it has in the file
    lines = [line.rstrip() for line in body.split("\n")]
    padded = "\n" * skipped + "\n".join(lines)
    with noting(whole.notes, built.library.notes) as read:
        put, seen = issues.append, built.library
        safety.check(padded, path, name, known, put, whole.postponed)
        stale = _in_language(stale, meta.get("language"))
        expanded, shows = prose.expand(padded, path, name, whole, put, seen, sound, known, stale)
        known_as = [author.authors[one] for one in meta.get("authors", ())]
        linked = Linked(built.library, f"{at}{name}", built.place.folders)
        meta |= {"linked": linked.article(title(text), shows, known_as), **built.modified(shows)}
    meta.pop("accepted", None)  # nothing for readers
    authors = meta.pop("authors", ())
    if by := author.byline(authors):
        meta |= {"writers": author.names(authors)}
        expanded = _below_title(expanded, Writer(name).blocks([Paragraph(span("fs-meta", by))]))
    meta |= {"preview": picture_of(f"{at}{name}"), **built.edited(path), **built.checked(shows)}
    meta |= built.facets(shows)
    meta |= {"spoken": at.rstrip("/")} if at else {}
    if shows and has(built.settings, "feeds"):
        meta["feed"] = feed_of(f"{at}{name}", at)
    said = ""
    if view:  # an engine takes the title from a heading only where nothing stands above it
        said = f"{Writer(name).blocks([banner(view)])}\n\n"
        meta |= titled(title(text))
    printed = f"{head(meta)}\n{said}{expanded}"
    return Kept(Reads.of(read, at), printed, frozenset(shows), path, text, tuple(issues))


def _in_language(stale: Stale, language: Tongue | None) -> Stale:
    """What becomes of stale passages in a language: a correction waits for no reader of another."""
    other = language and language.partition("-")[0] != spoken().partition("-")[0]
    return replace(stale, how=OWN_WORDS) if other and stale.how == STOP else stale


def accepted(tree: dict[str, bytes]) -> dict[str, tuple[Acceptance, ...]]:
    """What hand-written pages accept, by path; what is wrong with them is told elsewhere."""
    out = {}
    for path, content in tree.items():
        if path.startswith("content/") and path.endswith(".md"):
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
            out[path] = _split(text, path, lambda issue: None, HEAD)[0].get("accepted", ())
    return out


def readable(content: bytes) -> str | None:
    """The text of a hand-written page; None for one that is too large, or no text."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    return None if parser.too_much(text) else text


def bodies(tree: Mapping[str, bytes]) -> dict[str, str]:
    """The text of each hand-written page by path, on the lines that it has in its file.

    Pages that a check refuses to read are left out.
    """
    out = {}
    for path, content in sorted(tree.items()):
        if path.startswith("content/") and path.endswith(".md"):
            if (text := readable(content)) is None:
                continue
            head, body = parts(text)
            out[path] = "\n" * (text.count("\n") - body.count("\n")) + body if head else text
    return out


def picture_of(name: str) -> str:
    """The path of the picture for links to a hand-written page."""
    stem = name.removesuffix(".md")
    return "assets/preview.png" if stem == "index" else f"assets/previews/{stem}.png"


def _share(built: Built, name: str, text: str, content: dict[str, bytes]) -> None:
    """Draw a page's picture; one of that name in `content/` is taken in its place."""
    if f"content/{picture_of(name)}" in content:
        return
    said = title(text)
    picture = share.draw("" if "{{" in said else said)
    built.assets[picture_of(name)] = Asset(picture, "picture")


def title(text: str) -> str:
    """The top heading of a page without its marks."""
    tops = (heading for level, heading, _, _ in prose.headings(text) if level == 1)
    return next(tops, "").replace("*", "").replace("`", "")


def called(path: str, text: str) -> str:
    """What a page is called in plain words: its title, or else its name as words."""
    said = title(text)
    if said and not set(said) & (MARKUP - {"&"}):
        return unescape(said)
    stem = path.removesuffix(".md").removesuffix("/index").rpartition("/")[2]
    return stem.replace("-", " ").capitalize()


def _below_title(text: str, paragraph: str) -> str:
    """A page with a paragraph below its top heading."""
    at = next((at for level, _, _, at in prose.headings(text) if level == 1), 0)
    title, feed, rest = text[at:].partition("\n")
    below = rest.lstrip("\n")  # it begins a block of its own, whether or not a blank line says so
    return f"{text[:at]}{title}{feed}\n{paragraph}\n\n{below}"


def _split(
    text: str, path: str, put: Put, keys: dict[str, Type]
) -> tuple[dict[str, Any], str, int]:
    """(head, body, lines before the body) of a page; the head is read as strictly as facts are."""
    top, body = parts(text)
    if not top:
        return {}, text, 0
    node = read_yaml(f"{top}\n".encode(), path, put)
    found = read_fields(node, keys, "", put) if isinstance(node, Map) else {}
    return found, body, top.count("\n") + 2


def parts(text: str) -> tuple[str, str]:
    """(head, body) of a page; the head begins with its first line break, so lines keep numbers."""
    if not text.startswith("---\n") or "\n---\n" not in text[3:]:
        return "", text
    top, _, body = text[3:].partition("\n---\n")
    return top, body
