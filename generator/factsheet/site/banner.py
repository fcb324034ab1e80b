"""What stands before the preview's server: the guard, a banner while something is wrong, the bench.

The banner is put in when a page is asked for. So an error needs no build to be shown, and none to
go away.
"""

import logging
import mimetypes
import socket
from collections.abc import Callable, Collection, Iterable
from html import escape
from typing import Any, NamedTuple
from wsgiref.simple_server import WSGIServer

from mkdocs.plugins import get_plugin_logger

from factsheet.issues import plain
from factsheet.site import request_guard

log = get_plugin_logger("factsheet")
App = Callable[..., Any]
Data = Callable[[str], bytes | None]  # a file at an address, if there is one
Missing = Callable[[str], bool]  # whether something is there now where nothing was
Marks = Callable[[str], bytes]  # what a page at an address gets that somebody can edit
Answer = tuple[str, list[tuple[str, str]], Iterable[bytes]]  # status, headers, what is sent
Problem = tuple[str, str]  # what has errors, and the errors as printed; both empty when all is well
NO_SNIFFING = ("X-Content-Type-Options", "nosniff")
SORTS = mimetypes.MimeTypes()  # Python's own, whatever the machine has
SORTS.add_type("text/calendar", ".ics")  # which it does not know
TEXTS = ("application/json", "application/xml", "application/atom+xml", "text/calendar")
BANNER = (
    '<div role="alert" style="position:sticky;top:0;z-index:99;max-height:60vh;overflow:auto;'
    'padding:1em;background:#b00020;color:#fff;font:14px/1.4 monospace">'
    "<b>{}. These are the last good pages; nothing is published.</b>"
    '<pre style="white-space:pre-wrap;margin:.5em 0 0">{}</pre></div>'
)


def with_banner(page: bytes, problem: Problem) -> bytes:
    """A page that says first what is wrong."""
    head, body, rest = page.partition(b"<body")
    tag, close, after = rest.partition(b">")
    return b"".join((head, body, tag, close, BANNER.format(*map(escape, problem)).encode(), after))


def kept(path: str) -> list[tuple[str, str]]:
    """How a file is sent that changes with each edit, by its name."""
    unknown = "text/html" if path.endswith("/") else "application/octet-stream"
    sort = SORTS.guess_type(path)[0] or unknown
    text = sort.startswith("text/") or sort in TEXTS
    sort += "; charset=utf-8" if text else ""
    return [("Content-Type", sort), ("Cache-Control", "no-store"), NO_SNIFFING]


def with_marks(page: bytes, marks: bytes) -> bytes:
    """A page that leads to the forms of what stands on it."""
    before, body, after = page.rpartition(b"</body>")
    return b"".join((before, marks, body, after))


class Opened(NamedTuple):
    """The bench as the preview has it open: its application, its address, its marks on pages."""

    app: App
    at: str  # its folder below the top: `/_bench`
    marks: Marks = lambda path: b""


Open = Callable[[str], Opened | None]  # by the top of the preview


class Front:
    """A WSGI application before another one. `problem` gives what is wrong at the moment.

    `bench` is open to a browser on this machine alone, below `top`. `data` has what a build writes
    beside the pages, and the preview makes when it is asked for. Where nothing is, `missing` may
    put something there.
    """

    def __init__(
        self, app: App, names: Collection[str], problem: Callable[[], Problem],
        bench: Opened | None = None, top: str = "/", data: Data = lambda path: None,
        missing: Missing = lambda path: False,
    ) -> None:  # fmt: skip
        self.app, self.names, self.problem = app, names, problem
        self.bench, self.top, self.data, self.missing = bench, top, data, missing

    def __call__(self, request: dict[str, Any], start: App) -> Iterable[bytes]:
        path, bench = request.get("PATH_INFO", ""), self.bench
        home = path.startswith(self.top) and request_guard.at_home(request.get("REMOTE_ADDR", ""))
        below = f"/{path.removeprefix(self.top)}"
        if bench and home and below.startswith(f"{bench.at}/"):
            mounted = {**request, "SCRIPT_NAME": self.top.rstrip("/"), "PATH_INFO": below}
            found: Iterable[bytes] = bench.app(mounted, start)  # which has a guard of its own
            return found
        status, why = request_guard.refusal(request, self.names)
        if status:
            start(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(why)))])
            return [why.encode()]
        apart = request_guard.apart(below[1:])
        start = _apart(start) if apart else start
        marks = bench.marks(below[1:]) if bench and home and not apart else b""
        return self._page(self._found(request, path), start, marks)

    def _found(self, request: dict[str, Any], path: str) -> Answer:
        """What is at an address; looked for again where something has come to be there."""
        found = self._there(request, path)
        lost = found[0].startswith("404") and path.startswith(self.top)
        if lost and self.missing(path.removeprefix(self.top)):
            return self._there(request, path)
        return found

    def _there(self, request: dict[str, Any], path: str) -> Answer:
        here = path.startswith(self.top)
        file = self.data(path.removeprefix(self.top)) if here else None
        if file is not None:
            head = [*kept(path), ("Content-Length", str(len(file)))]
            return "200 OK", head, [file] if request["REQUEST_METHOD"] == "GET" else []
        said = list[Any]()
        body = self.app(request, lambda *head: said.extend(head))
        return said[0], said[1], body

    def _page(self, found: Answer, start: App, marks: bytes) -> Iterable[bytes]:
        """A page of the site, with what the preview alone shows on it."""
        (status, headers, body), problem = found, self.problem()
        bare = not any(problem) and not marks
        if bare or dict(headers).get("Content-Type") != "text/html":
            start(status, headers)
            return body
        page = with_marks(b"".join(body), marks)
        page = with_banner(page, problem) if any(problem) else page
        getattr(body, "close", lambda: None)()
        others = [(name, value) for name, value in headers if name != "Content-Length"]
        start(status, [*others, ("Content-Length", str(len(page)))])
        return [page]


def _apart(start: App) -> App:
    """What begins an answer that a browser takes for one of another site."""

    def begin(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start(status, [*headers, request_guard.APART], *more)

    return begin


def names(served_on: str) -> set[str]:
    """What the preview is called: by the one who started it, and by this machine."""
    own = socket.gethostname().removesuffix(".local")
    return {served_on, own, f"{own}.local"}


def _harmless(record: logging.LogRecord) -> bool:
    """A line of the server's log quotes what was asked for; a terminal must not act on it."""
    record.msg, record.args = plain(record.getMessage()), ()
    return True


def stand_before(
    server: type[WSGIServer], problem: Callable[[], Problem], opened: Open = lambda top: None,
    data: Data = lambda path: None, missing: Missing = lambda path: False,
) -> None:  # fmt: skip
    """Put guard, banner, the bench and data before what such a server is given.

    The engine tells a plugin of its server too late, and not at all when it is not to reload pages.
    """

    def set_app(self: WSGIServer, app: App) -> None:
        called = names(str(self.server_address[0]))
        top = getattr(self, "mount_path", "/")
        WSGIServer.set_app(self, Front(app, called, problem, opened(top), top, data, missing))

    def handle_error(self: WSGIServer, request: Any, address: Any) -> None:
        log.debug(f"{address} went away", exc_info=True)

    logging.getLogger(server.__module__).addFilter(_harmless)
    server.set_app = set_app  # type: ignore[assignment]
    server.handle_error = handle_error  # type: ignore[assignment]
