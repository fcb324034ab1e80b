"""A saved page becomes the fields of a source, each with the place where it was found.

In: the bytes of a page, and the address from which it was saved when an editor gives it.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from factsheet.bench.sources import found_dates
from factsheet.bench.sources.agencies import credited
from factsheet.bench.sources.found import MAX_AUTHORS, Found, Said, address, language, other_letters
from factsheet.bench.sources.found import words
from factsheet.bench.web_pages import json_ld, page_data
from factsheet.bench.web_pages.page_data import PageData
from factsheet.bench.web_pages.web_forms import folded

# Names of metas, the most telling first
_TITLES = ("citation_title", "og:title", "dc.title", "dcterms.title", "twitter:title")
_PUBLISHERS = ("citation_publisher", "dc.publisher", "dcterms.publisher", "article:publisher_name")
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title")
_CARRIERS = ("citation_journal_title", "citation_conference_title", "citation_book_title")
_AUTHORS = ("citation_author", "author", "article:author", "dc.creator", "dcterms.creator",
            "parsely-author", "sailthru.author", "byl")  # fmt: skip
_DATES = ("citation_publication_date", "citation_date", "citation_online_date",
          "article:published_time", "og:article:published_time", "datepublished",
          "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "parsely-pub-date",
          "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "pdate",
          "publication_date", "dcterms.created", "date")  # fmt: skip
_CHANGED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_TYPES = {"newsarticle": "news report", "reportagenewsarticle": "news report",
          "analysisnewsarticle": "analysis", "backgroundnewsarticle": "explainer",
          "opinionnewsarticle": "opinion", "liveblogposting": "live blog",
          "blogposting": "blog post", "scholarlyarticle": "journal article",
          "medicalscholarlyarticle": "journal article", "report": "report", "book": "book",
          "thesis": "thesis", "dataset": "data set"}  # fmt: skip
_CAPTURE = re.compile(r"https?://[^/]+/(?:[^/]+/)?([0-9]{14})(?:[a-z]{2}_)?/(https?:/.+)", re.I)
_IN_ADDRESS = re.compile(r"/(20[0-9]{2})[/-]([01]?[0-9])[/-]([0-3]?[0-9])(?=[/_.-]|$)")
_SUFFIX = re.compile(r"(.+?)\s+[|•·»–—-]\s+([^|•·»–—]{2,60})")


def read(content: bytes, given: str = "") -> Found:
    """The fields of a source that a page tells. Raises Refused for one that is too large."""
    page = page_data.read(content)
    things = page.json_ld.articles()
    found = Found()
    _addresses(page, things, given, found)
    article = _main(things, found.text("URL"))
    found.put("publisher", _publishers(page, article, found))
    found.put("title", _titles(page, article, found))
    found.put("container-title", _meta(page, _CARRIERS))
    authors = _authors(page, article)
    if authors and authors.value != (found.text("publisher"),):
        found.fields["author"] = authors
    _issued(page, article, found)
    found.put("type", _types(article))
    _languages(page, article, found)
    _look_around(page, found)
    return found


def _main(things: list[dict[str, Any]], url: str) -> dict[str, Any]:
    """The thing that the page is: of several that of its address, else the first."""
    for thing in things:
        named = (thing.get(key) for key in ("url", "@id", "mainEntityOfPage"))
        known = (one.get("@id", "") if isinstance(one, dict) else one for one in named)
        if url and any(isinstance(k, str) and address(k.partition("#")[0]) == url for k in known):
            return thing
    return things[0] if things else {}


def _meta(page: PageData, names: tuple[str, ...], guess: bool = False) -> Iterator[Said]:
    """What metas of these names say, the first of each."""
    for name in names:
        for text in page.metas.get(name, ())[:1]:
            yield Said(words(text), name, guess)


def _thing(article: dict[str, Any], *keys: str) -> Iterator[Said]:
    """What a thing says under these keys."""
    for key in keys:
        yield Said(words(json_ld.text(article.get(key))), f"JSON-LD {key}")


def _addresses(page: PageData, things: list[dict[str, Any]], given: str, found: Found) -> None:
    """The page's address; that of a capture is the archived copy of another."""
    base = given or page.saved_from.partition("#")[0]
    named = [(base, "the address given" if given else "what the browser noted when it saved")]
    named += [(urljoin(base, one), "<link rel=canonical>") for one in _joinable(page.canonical)]
    named += [(one, "og:url") for one in page.metas.get("og:url", ())]
    named += [(json_ld.text(thing.get("url")), "JSON-LD url") for thing in things[:1]]
    said = list[Said]()
    for text, where in named:
        if capture := _CAPTURE.fullmatch(text):
            inner = re.sub(r"^(https?:)/+", r"\1//", capture[2], flags=re.I)
            found.put("archive", [Said(address(text), where)])
            text = inner
        if whole := address(text):
            said.append(Said(whole, where))
    if not said:
        return
    first = folded(str(said[0].value))
    others = dict.fromkeys(
        f"{one.value} ({one.where})" for one in said if folded(str(one.value)) != first
    )
    found.fields["URL"] = Said(said[0].value, said[0].where, False, tuple(others)[:3])


def _joinable(references: list[str]) -> Iterator[str]:
    """The references that can be read as addresses at all."""
    for text in references[:5]:
        try:
            urlsplit(text)
        except ValueError:
            continue
        yield text


def _publishers(page: PageData, article: dict[str, Any], found: Found) -> Iterator[Said]:
    things = page.json_ld
    publisher = things.whole(article.get("publisher"))
    yield Said(words(json_ld.text(publisher)), "JSON-LD publisher")
    yield from _meta(page, _PUBLISHERS)
    yield from _meta(page, _SITES[:1], guess=True)
    for site in things.of_type("website", "newsmediaorganization"):
        yield Said(words(json_ld.text(site.get("name"))), "JSON-LD WebSite", True)
    yield from _meta(page, _SITES[1:], guess=True)
    if suffix := next((m[2] for t in page.titles[:1] if (m := _SUFFIX.fullmatch(words(t)))), ""):
        yield Said(words(suffix), "the end of <title>", True)
    host = urlsplit(found.text("URL")).hostname or ""
    yield Said(host.removeprefix("www."), "the name of its site", True)


def _titles(page: PageData, article: dict[str, Any], found: Found) -> Iterator[Said]:
    for one in (*_thing(article, "headline", "name"), *_meta(page, _TITLES)):
        yield Said(_without_site(str(one.value), page, found), one.where, one.guess)
    if len(page.headings) == 1:
        yield Said(words(page.headings[0]), "<h1>", True)
    for text in page.titles[:1]:
        yield Said(_without_site(words(text), page, found), "<title>", True)


def _without_site(title: str, page: PageData, found: Found) -> str:
    """A title without the name of the site that many put behind it."""
    suffix = _SUFFIX.fullmatch(title)
    sites = {found.text("publisher"), *(words(t) for n in _SITES for t in page.metas.get(n, ()))}
    return suffix[1] if suffix and suffix[2] in sites else title


def _authors(page: PageData, article: dict[str, Any]) -> Said | None:
    listed = article.get("author")
    several = listed if isinstance(listed, list) else [listed]
    names = [_name(json_ld.text(page.json_ld.whole(one))) for one in several[:MAX_AUTHORS]]
    if kept := tuple(dict.fromkeys(filter(None, names))):
        return Said(kept, "JSON-LD author")
    for meta in _AUTHORS:
        names = [_name(text) for text in page.metas.get(meta, ())[:MAX_AUTHORS]]
        if kept := tuple(dict.fromkeys(filter(None, names))):
            parts = tuple(re.split(r", (?:and )?| and ", kept[0])) if len(kept) == 1 else ()
            if len(parts) > 1 and meta != "citation_author":
                return Said(parts, f"{meta}, taken apart at its commas", True)
            return Said(kept, meta)
    return None


def _name(text: str) -> str:
    """The name of an author; `Doe, Jane` is turned around; an address is none."""
    name = re.sub(r"^by[: ]\s*", "", words(text), flags=re.I)
    if re.match(r"(https?:)?//|@|.*\.(com|org|net)/", name, re.I):
        return ""
    last, comma, first = name.partition(", ")
    turned = comma and "," not in first and " " not in last and len(first.split()) <= 2
    return f"{first} {last}" if turned and " and " not in first else name


def _issued(page: PageData, article: dict[str, Any], found: Found) -> None:
    """The day of publication; that of a change, of any <time> or of the address is a guess."""
    told = [(json_ld.text(article.get("datePublished")), "JSON-LD datePublished", False)]
    told += [(text, name, False) for name in _DATES for text in page.metas.get(name, ())[:1]]
    for marks, text in page.times[:20]:
        if re.search(r"publi|pubdate|posted|issued|entry-date", marks):
            told.append((text, "<time>", True))
    if path := _IN_ADDRESS.search(urlsplit(found.text("URL")).path):
        told.append(("-".join(path.groups()), "date in the address", True))
    read = [found_dates.read(*one) for one in told]
    if not any(dated for dated, _ in read):
        last = [(text, "<time>", True) for _, text in page.times[:1]]
        last.append((json_ld.text(article.get("dateModified")), "JSON-LD dateModified", True))
        last += [(text, name, True) for name in _CHANGED for text in page.metas.get(name, ())[:1]]
        read += [found_dates.read(*one) for one in last]
    found.hints += dict.fromkeys(why for _, why in read if why)
    if said := found_dates.choose(dated for dated, _ in read if dated):
        found.fields["issued"] = said


def _types(article: dict[str, Any]) -> Iterator[Said]:
    for name in json_ld.types(article):
        yield Said(_TYPES.get(name.lower(), ""), "JSON-LD @type")


def _languages(page: PageData, article: dict[str, Any], found: Found) -> None:
    """The language; a guess where the title is in letters that are not those of the language."""
    said = [Said(language(json_ld.text(article.get("inLanguage"))), "JSON-LD inLanguage")]
    said.append(Said(language(page.language), "<html lang>"))
    for name in ("citation_language", "dc.language", "og:locale", "content-language"):
        for text in page.metas.get(name, ())[:1]:
            said.append(Said(language(text), name, name == "og:locale"))
    title = found.text("title")
    doubted = (
        Said(one.value, f"{one.where}, though the title is in other letters", True)
        if other_letters(str(one.value), title)
        else one
        for one in said
    )
    found.put("language", doubted)


def _look_around(page: PageData, found: Found) -> None:
    """What an editor should know beside the fields."""
    if page.encoding_guessed:
        found.hints.append(
            "the page does not say how its letters are encoded; Windows-1252 is tried"
        )
    if page.json_ld.malformed:
        found.hints.append("a block of its JSON-LD cannot be read, and is passed over")
    beside = (
        [str(name) for name in found.fields["author"].value] if "author" in found.fields else []
    )
    beside += [t for n in ("dc.rights", "copyright", "creditText") for t in page.metas.get(n, ())]
    agency, credit = credited(page.body, beside)
    if agency != found.text("publisher"):
        found.agency, found.credit = agency, words(credit)
