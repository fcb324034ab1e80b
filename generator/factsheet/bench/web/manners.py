"""How sites are visited: one question a host at a time, with pauses, only where robots may go.

A redirect is followed by hand, so that each address on the way is judged, waits its turn and asks
`robots.txt` like the first.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urljoin, urlsplit

from protego import Protego

from factsheet.bench.web.web_reader import Asking, Reply, ask
from factsheet.values import web

NAME = "factsheet"  # by which a robots.txt may speak of us
PAUSE = 2.0  # seconds between two questions to a host
MAX_WAIT = 60  # seconds: who asks for more is left in peace for this run
MAX_LATE = 2  # time-outs in a row after which a host is left in peace
MAX_HOPS = 8  # redirects
MAX_ROBOTS = 500_000  # bytes, as the standard has it
PERMANENT = (301, 308)
REDIRECTS = (301, 302, 303, 307, 308)
_BUSY = (429, 503)


@dataclass(frozen=True)
class Clock:
    """What time it is, in seconds, and how it passes."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a visit: the last answer, the address that gave it, how it was reached.

    `reply.trouble` says why nothing was seen. `permanent`: every redirect on the way says that it
    is for good.
    """

    reply: Reply
    url: str
    hops: tuple[str, ...] = ()
    permanent: bool = False


@dataclass
class _Host:
    """What is known of a host in this run."""

    ready: float = 0.0  # when it may be asked again
    pause: float = PAUSE
    late: int = 0  # time-outs in a row
    closed: str = ""  # why it is left in peace


@dataclass
class Visitor:
    """One who visits many pages in a run, and remembers how each host wants to be treated."""

    asking: Asking
    clock: Clock = field(default_factory=Clock)
    hosts: dict[str, _Host] = field(default_factory=dict)
    robots: dict[str, Protego | Reply] = field(default_factory=dict)  # or why it cannot be read

    def ready(self, url: str) -> float:
        """When the host of an address may be asked again, in seconds; 0 for one never asked."""
        host = self.hosts.get(urlsplit(url).hostname or "")
        return host.ready if host and not host.closed else 0.0

    def visit(self, url: str) -> Visit:
        """Visit an address and go where it leads."""
        url, hops, permanent = url.partition("#")[0], list[str](), True
        while True:
            reply = self._question(url)
            if reply.trouble or reply.status not in REDIRECTS:
                return Visit(reply, url, tuple(hops), bool(hops) and permanent)
            permanent = permanent and reply.status in PERMANENT
            following, why = _following(url, reply)
            hops.append(url)
            if not why and following in hops:
                why = "the redirects lead in a circle"
            if not why and len(hops) > MAX_HOPS:
                why = f"it leads on more than {MAX_HOPS} times"
            if why:
                return Visit(replace(reply, trouble=why), url, tuple(hops))
            url = following

    def _question(self, url: str) -> Reply:
        """Ask for one address, if its host allows it; once more when it asks for a short wait."""
        host = self._host(url)
        if host.closed:
            return Reply(trouble=host.closed)
        if refusal := self._forbidden(url):
            return refusal
        reply = self._ask(url, self.asking)
        if reply.status in _BUSY and 0 < (wait := self._wait(reply)) <= MAX_WAIT:
            host.ready = self.clock.now() + wait
            reply = self._ask(url, self.asking)
        if reply.status == 429 or (reply.status in _BUSY and self._wait(reply)):
            host.closed = f"{urlsplit(url).hostname} asks for patience ({reply.status})"
        return reply

    def _ask(self, url: str, asking: Asking) -> Reply:
        """One question, when it is its turn."""
        host = self._host(url)
        if (left := host.ready - self.clock.now()) > 0:
            self.clock.sleep(left)
        reply = ask(url, asking)
        host.ready = self.clock.now() + host.pause
        host.late = host.late + 1 if reply.late else 0
        if host.late >= MAX_LATE:
            host.closed = f"{urlsplit(url).hostname} does not answer"
        return reply

    def _wait(self, reply: Reply) -> float:
        """How many seconds a server asks to wait; 0 when it does not say."""
        said = reply.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit() and len(said) < 10:
            return float(said)
        try:
            when = parsedate_to_datetime(said)
            when = when if when.tzinfo else when.replace(tzinfo=UTC)
            return max(0.0, when.timestamp() - self.clock.now())
        except (ValueError, OverflowError, OSError):
            return 0.0

    def _host(self, url: str) -> _Host:
        return self.hosts.setdefault(urlsplit(url).hostname or "", _Host())

    def _forbidden(self, url: str) -> Reply | None:
        """What to answer instead where robots may not go; None when they may."""
        place = urlsplit(url)
        origin = f"{place.scheme}://{place.netloc}"
        if origin not in self.robots:
            self.robots[origin] = self._rules(origin)
        rules = self.robots[origin]
        if isinstance(rules, Reply):
            return rules
        if rules.can_fetch(url, NAME):
            return None
        return Reply(trouble="its robots.txt asks robots to stay away")

    def _rules(self, origin: str) -> Protego | Reply:
        """What a site's robots.txt says: everything is allowed where it has none (RFC 9309)."""
        url, why = f"{origin}/robots.txt", ""
        for _ in range(5):
            reply = self._ask(url, self.asking)
            if reply.trouble or reply.status not in REDIRECTS:
                break
            url, why = _following(url, reply)
            if why:
                break
        if reply.trouble:
            away = urlsplit(url).hostname != urlsplit(origin).hostname
            return replace(reply, nameless=False) if away else reply
        if reply.status >= 500 or reply.status == 429:
            return Reply(trouble=f"its robots.txt cannot be read now ({reply.status})")
        body = reply.body[:MAX_ROBOTS] if reply.status == 200 else b""
        rules = Protego.parse(body.decode("utf-8-sig", "replace"))
        if delay := rules.crawl_delay(NAME):
            self._host(origin).pause = min(max(PAUSE, float(delay)), MAX_WAIT)
        return rules


def _following(url: str, reply: Reply) -> tuple[str, str]:
    """(where an answer leads on, why nobody goes there)."""
    said = reply.headers.get("location", "").strip()
    with_bytes = said.encode("latin-1", "replace").decode("utf-8", "replace")
    try:
        where = urljoin(url, quote(with_bytes, safe="%/:=&?~#+!$,;'@()*[]")).partition("#")[0]
    except ValueError:
        where = ""
    if not said or not where:
        return "", "it leads on, and does not say where"
    found = web.read(where)
    if found.why:
        return "", f"it leads to {where[:200]}, where nobody goes: {found.why}"
    return found.text, ""
