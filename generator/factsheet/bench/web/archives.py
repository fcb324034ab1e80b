"""Public captures of pages: found in a time map (Memento, RFC 7089), or asked for.

Which archive is asked stands in the settings of the site; the package names none.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urljoin

from factsheet.bench.web.manners import Visit, Visitor
from factsheet.bench.web.verdicts import Source, sight
from factsheet.bench.web_pages.page_letters import decoded
from factsheet.values import web

PLACE = "{url}"  # what stands for the source's address in an address of the settings
MAX_CAPTURES = 100_000  # of a time map that are read
SAVE_SECONDS = 150.0  # an archive that takes a page first reads it itself
NONE, OLDER = "the archive has no capture", "every capture is older than the source"
_ACCEPT = "application/link-format,application/json,*/*;q=0.5"
_LINK = re.compile(r'<([^<>\s]{1,4000})>((?:\s*+;\s*+[\w-]++\s*+=\s*+(?:"[^"]*+"|[^\s;,"]++))*+)')
_PARAMETER = re.compile(r';\s*+([\w-]++)\s*+=\s*+(?:"([^"]*+)"|([^\s;,"]++))')


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as an archive has taken it, and on which day."""

    url: str
    day: date


@dataclass(frozen=True, slots=True)
class Archived:
    """What came of looking for a capture of a source; without one, `why`.

    `lacking`: the archive has none that fits, so that it may be asked to make one.
    """

    source: Source
    capture: Capture | None = None
    why: str = ""
    lacking: bool = False


@dataclass
class Archiving:
    """A run over sources. `timemap` and `save` are addresses with `{url}` in them, or empty."""

    visitor: Visitor
    timemap: str
    save: str
    today: date

    def run(self, wanted: list[Source]) -> Iterator[Archived]:
        """Find a capture of each source; ask for one where none was found, if that is wanted."""
        for source in wanted:
            found = self._find(source) if self.timemap else Archived(source, lacking=True)
            yield self._ask_for(source) if found.lacking and self.save else found

    def _find(self, source: Source) -> Archived:
        """The capture of a source that fits best, of those that the archive has."""
        visitor = replace(self.visitor, asking=replace(self.visitor.asking, accept=_ACCEPT))
        visit = visitor.visit(filled(self.timemap, source.url))
        reply = visit.reply
        if not reply.trouble and reply.status in (404, 410):
            return Archived(source, why=NONE, lacking=True)
        if reply.trouble or reply.status != 200:
            return Archived(source, why=sight(visit).why or "the archive gave no answer")
        text, _ = decoded(reply.body, reply.headers.get("content-type", ""))
        found = captures(text)
        if capture := fitting(found, source):
            return Archived(source, capture)
        return Archived(source, why=OLDER if found else NONE, lacking=True)

    def _ask_for(self, source: Source) -> Archived:
        """Have the archive take the page now."""
        visitor = replace(self.visitor, asking=replace(self.visitor.asking, seconds=SAVE_SECONDS))
        visit = visitor.visit(filled(self.save, source.url))
        if visit.reply.trouble or visit.reply.status not in (200, 201, 202):
            return Archived(source, why=sight(visit).why or "the archive gave no answer")
        url = _taken(visit)
        if not url:
            why = "the archive was asked, and did not say where the capture is; look again later"
            return Archived(source, why=why)
        day = _http_day(visit.reply.headers.get("memento-datetime", "")) or self.today
        return Archived(source, Capture(url, day))


def filled(address: str, url: str) -> str:
    """An address of an archive with that of a page in its place, in a query in percent escapes."""
    url = url.partition("#")[0]
    before, _, behind = address.partition(PLACE)
    return f"{before}{quote(url, safe='') if '?' in before else url}{behind}"


def captures(text: str) -> list[Capture]:
    """The captures in a time map (link format or JSON) or in an answer on the closest one."""
    pairs = _in_json(text) if text.lstrip()[:1] in ("{", "[") else _in_links(text)
    found: list[Capture] = []
    for url, day in pairs:
        if day and (address := web.read(url).text):
            found.append(Capture(address, day))
        if len(found) >= MAX_CAPTURES:
            break
    return found


def _in_links(text: str) -> Iterator[tuple[str, date | None]]:
    """(address, day) of each link that is a capture, in link format."""
    for link in _LINK.finditer(text):
        said = {
            m[1].lower(): m[2] if m[2] is not None else m[3] for m in _PARAMETER.finditer(link[2])
        }
        if "memento" in said.get("rel", "").lower().split():
            yield link[1], _http_day(said.get("datetime", ""))


def _in_json(text: str) -> Iterator[tuple[str, date | None]]:
    """(address, day) of each capture in JSON: of `archived_snapshots`, or of `mementos`."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return
    said = said if isinstance(said, dict) else {}
    closest = _below(said, "archived_snapshots", "closest")
    if closest and closest.get("available", True) and str(closest.get("status", "200")) == "200":
        yield str(closest.get("url", "")), _stamp_day(str(closest.get("timestamp", "")))
    listed = _below(said, "mementos").get("list", [])
    for one in listed if isinstance(listed, list) else []:
        if isinstance(one, dict):
            when = str(one.get("datetime", ""))
            uri = one.get("uri", "")
            uri = uri[0] if isinstance(uri, list) and uri else uri
            yield str(uri), _iso_day(when) or _http_day(when)


def _below(said: dict[str, Any], *keys: str) -> dict[str, Any]:
    """The mapping under a key, under a key of that, and so on; an empty one when there is none."""
    for key in keys:
        found = said.get(key)
        said = found if isinstance(found, dict) else {}
    return said


def _http_day(text: str) -> date | None:
    """The day of a time as HTTP writes it, in UTC."""
    try:
        when = parsedate_to_datetime(text)
        return (when.astimezone(UTC) if when.tzinfo else when).date()
    except (ValueError, OverflowError, IndexError, TypeError):
        return None


def _stamp_day(text: str) -> date | None:
    """The day of a time of fourteen digits."""
    return (
        _iso_day(f"{text[:4]}-{text[4:6]}-{text[6:8]}") if re.fullmatch(r"\d{14}", text) else None
    )


def _iso_day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text[:10]).date()
    except ValueError:
        return None


def fitting(found: list[Capture], source: Source) -> Capture | None:
    """The capture next after we read the source, or after it was issued; else the last before.

    None is older than the source itself: that would be another page at the same address.
    """
    wanted = source.accessed or source.latest or source.earliest
    sound = [one for one in found if one.day.isoformat() >= source.earliest]
    after = [one for one in sound if one.day.isoformat() >= wanted]
    if after:
        return min(after, key=lambda one: (one.day, one.url))
    return max(sound, key=lambda one: (one.day, one.url), default=None)


def _taken(visit: Visit) -> str:
    """Where the capture is that an archive has just made; empty when it does not say."""
    headers = visit.reply.headers
    if "memento-datetime" in headers:
        return web.read(visit.url).text
    if where := headers.get("content-location"):
        return web.read(urljoin(visit.url, where[:4_000])).text
    named = [(day, url) for url, day in _in_links(headers.get("link", "")) if day]
    return web.read(urljoin(visit.url, max(named)[1])).text if named else ""
