"""Feeds as files: Atom (RFC 4287) and JSON Feed 1.1, for any reader.

Both say the same. Where the site does not know its address, links in Atom lead on from the feed's
own, which readers know; JSON Feed has no such links, and goes without.
"""

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import uuid5
from xml.etree import ElementTree as ET

from factsheet.outputs.changes import SPACE
from factsheet.outputs.entries import Entry
from factsheet.outputs.site import Place

ATOM = "http://www.w3.org/2005/Atom"
NEVER = "1970-01-01"  # when a feed without entries was renewed: it must say a day
# what XML 1.0 has no way to write
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Html = Callable[[Entry, Callable[[str], str] | None], str]


class Feed(NamedTuple):
    """A feed: its path, what it is called, the page or the site that it tells of.

    `html` makes the content of an entry; what it is given besides makes links of paths.
    """

    path: str
    language: str
    title: str
    about: str
    author: str
    rights: str
    entries: list[Entry]
    html: Html

    @property
    def updated(self) -> str:
        """The day of the newest entry."""
        return max((one.day.isoformat() for one in self.entries), default=NEVER)


def atom(feed: Feed, place: Place, folder: str) -> bytes:
    """A feed as Atom; pages of its language stand below a folder."""
    way, own = _ways(feed, place, folder), place.url(feed.path)
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.language})
    _add(root, "id", own if place.address else uuid5(SPACE, feed.path).urn)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(feed.updated))
    _add(_add(root, "author"), "name", feed.author)
    if place.address:
        _add(root, "link", rel="self", type="application/atom+xml", href=own)
    _add(root, "link", rel="alternate", type="text/html", href=way(feed.about))
    if feed.rights:
        _add(root, "rights", feed.rights)
    for one in feed.entries:
        entry = _add(root, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title)
        _add(entry, "published", _moment(one.day.isoformat()))
        _add(entry, "updated", _moment(one.day.isoformat()))
        _add(entry, "link", rel="alternate", type="text/html", href=way(one.target))
        _add(entry, "category", term=one.kind)
        _add(entry, "content", feed.html(one, way), type="html")
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _add(above: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """An element on a line of its own."""
    found = ET.SubElement(above, tag, {key: _xml(said) for key, said in attributes.items()})
    found.text, found.tail = _xml(text) or None, "\n"
    return found


def _xml(text: str) -> str:
    return NOT_XML.sub("\ufffd", text)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _ways(feed: Feed, place: Place, folder: str) -> Callable[[str], str]:
    """What makes an address of a link's target."""
    top = "" if place.address else "../" * feed.path.count("/")

    def way(target: str) -> str:
        path, hash_, anchor = target.partition("#")
        return f"{top}{place.url(f'{folder}{path}')}{hash_}{anchor}"

    return way


def json_feed(feed: Feed, place: Place, folder: str) -> bytes:
    """A feed as JSON Feed."""
    way = _ways(feed, place, folder) if place.address else None
    items = []
    for one in feed.entries:
        items.append(
            {
                "id": one.id,
                **({"url": way(one.target)} if way else {}),
                "title": one.title,
                "content_html": feed.html(one, way),
                "date_published": _moment(one.day.isoformat()),
                "tags": [one.kind],
            }
        )
    there = {"home_page_url": way(feed.about), "feed_url": place.url(feed.path)} if way else {}
    whole: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        **there,
        "language": feed.language,
        "authors": [{"name": feed.author}],
        "items": items,
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass") + b"\n"
