"""What a visit says of a source: there, moved, changed, missing, gone, or that nobody could look.

Whatever may be a wall, a fault of the network or a refusal is never taken for "gone".
"""

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlsplit

from factsheet.bench.quoting.folding import letters, plain
from factsheet.bench.web.manners import Visit
from factsheet.bench.web.sightings import GONE, MISSING, MOVED, REDATED, RETITLED, THERE, UNSEEN
from factsheet.bench.web.sightings import Look
from factsheet.bench.web.web_reader import Reply
from factsheet.bench.web_pages.page_text import Page, read

MAX_WALL = 1_000  # characters of text: whoever has more shows a page, not a wall before it
MAX_BARE = 300  # characters of text of a wall that says nothing of itself
# What stands in the pages by which walls ask whether a person is there, in small letters
_WALLS = (
    b"/cdn-cgi/challenge-platform/", b"cf-chl-", b"cf_chl_", b"captcha-delivery.com",
    b"_incapsula_", b"px-captcha", b"perimeterx", b"awswaf", b"g-recaptcha", b"h-captcha",
    b"hcaptcha.com", b"ak_bmsc", b"sec-if-cpt-container", b"/_sec/cp_challenge/",
    b"ddos-guard", b"kpsdk",
)  # fmt: skip
_WALL_WORDS = re.compile(
    r"just a moment|attention required|are you (a )?(human|robot)|not a robot|checking your browser"
    r"|access (to this page has been )?denied|verify you are human|unusual (traffic|activity)"
    r"|enable javascript and cookies to continue|security check",
    re.I,
)
_HTML = re.compile(r"\s*(text/html|application/xhtml\+xml|text/plain)\b", re.I)


@dataclass(frozen=True, slots=True)
class Source:
    """What we know of a source; days are ISO dates, what is not known is empty.

    `earliest` and `latest` bound the day of issue, `accessed` is when we read it, `checked` when
    an editor last compared it.
    """

    id: str
    url: str
    title: str = ""
    issued: str = ""
    earliest: str = ""
    latest: str = ""
    accessed: str = ""
    checked: str = ""
    archive: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What could be seen on a visit: `there` with its page if that is HTML; `missing`; or neither.

    `why` says more about it.
    """

    page: Page | None = None
    why: str = ""
    there: bool = False
    missing: bool = False
    cut: bool = False  # only the beginning of the page was read


def sight(visit: Visit) -> Sight:
    """What could be seen on a visit."""
    reply = visit.reply
    if reply.nameless:
        return Sight(why=reply.trouble, missing=True)
    if reply.trouble:
        return Sight(why=reply.trouble)
    kind = reply.headers.get("content-type", "")
    page = read(reply.body, kind) if _HTML.match(kind) or not kind else None
    if _wall(reply, page):
        return Sight(why="it asks whether a person is there")
    if reply.status in (404, 410):
        return Sight(why=f"it answers {reply.status}", missing=True)
    if reply.status not in (200, 203):
        return Sight(why=f"it answers {reply.status}")
    why = "" if page else f"it is no web page but {printable(kind)[:60]}"
    return Sight(page, why, there=True, cut=reply.cut)


def _wall(reply: Reply, page: Page | None) -> bool:
    """Whether a wall has answered in the place of the page.

    Its words are believed in a short page. Its marks alone stand in many a sound page too, so they
    count only where there is next to nothing to read, and never against "not found".
    """
    if reply.headers.get("cf-mitigated"):
        return True
    if page is None or len(page.text) > MAX_WALL:
        return False
    if _WALL_WORDS.search(f"{page.title}\n{page.text}"):
        return True
    bare = len(page.text) < MAX_BARE and reply.status not in (404, 410)
    return bare and any(mark in reply.body[:200_000].lower() for mark in _WALLS)


def judge(source: Source, former: Look | None, visit: Visit, seen: Sight, today: str) -> Look:
    """What is known of a source after a visit, from what was known before it."""
    if former is None or former.address != source.url:
        former = Look(address=source.url)
    look = replace(former, tried=today, why=printable(seen.why))
    if seen.missing:
        look = replace(look, missing=former.missing or today)
        look = replace(look, verdict=GONE if look.missing < today else MISSING)
    elif seen.there:
        look = _seen(source, former, look, visit, seen.page)
    else:
        look = replace(look, verdict=UNSEEN)
    same = look.verdict == former.verdict and former.since
    return replace(look, since=former.since if same else today)


def _seen(source: Source, former: Look, look: Look, visit: Visit, page: Page | None) -> Look:
    """The page is there: whether it is where it was, and what it was."""
    checked = bool(former.since) and source.checked >= former.since  # what was told was looked at
    title, title_now = former.title or source.title, ""
    day, day_now = former.day or source.issued, ""
    now = printable(page.title) if page else ""
    if now:
        known = not title or alike(title, now) or (checked and alike(former.title_now, now))
        title, title_now = (now, "") if known else (title, now)
    if page and page.day:
        known = page.day == former.day if former.day else _fits(source, page.day)
        known = known or (checked and page.day == former.day_now)
        day, day_now = (page.day, "") if known else (day, page.day)
    moved = _moved(source.url, visit)
    verdict = MOVED if moved else RETITLED if title_now else REDATED if day_now else THERE
    return replace(
        look, verdict=verdict, seen=look.tried, missing="", moved_to=visit.url if moved else "",
        why=look.why or moved, title=title, title_now=title_now, day=day, day_now=day_now,
    )  # fmt: skip


def _fits(source: Source, day: str) -> bool:
    """Whether a page's own day is that of the source; where it was evening it may be a day off."""
    if not source.earliest:
        return True
    return _near(source.earliest, -1) <= day <= _near(source.latest or source.earliest, 1)


def _near(day: str, days: int) -> str:
    """A day near another; the first and the last of all have none beyond them."""
    with suppress(OverflowError):
        return (date.fromisoformat(day) + timedelta(days)).isoformat()
    return day


def _moved(url: str, visit: Visit) -> str:
    """How an address leads elsewhere for good, in words; empty when it does not."""
    if not visit.hops or visit.url == url.partition("#")[0]:
        return ""
    if urlsplit(visit.url).path in ("", "/") and urlsplit(url).path not in ("", "/"):
        return "it leads to the front page"
    return "it leads elsewhere for good" if visit.permanent else ""


def alike(one: str, other: str) -> bool:
    """Whether two titles are the same but for what a site adds before or behind."""
    first, second = (letters(text) for text in (one, other))
    return bool(first and second) and (first in second or second in first)


def printable(text: str) -> str:
    """A text of a stranger as it is kept in a file: of its characters those that are seen."""
    return "".join(char for char in plain(text) if char.isprintable())
