"""What stands before the preview's server: the guard, a banner while something is wrong, the bench.

The banner is put in when a page is asked for. So an error needs no build to be shown, and none to
go away.
"""

import logging
import mimetypes
import socket
from collections.abc import Callable, Collection, Iterable
from html import escape
from typing import Any
from wsgiref.simple_server import WSGIServer

from mkdocs.plugins import get_plugin_logger

from factsheet.issues import plain
from factsheet.site import request_guard

log = get_plugin_logger("factsheet")
App = Callable[..., Any]
Own = Callable[[str], bytes | None]  # the bench's page at an address, if there is one
Problem = tuple[str, str]  # what has errors, and the errors as printed; both empty when all is well
OWN = [  # of the bench's pages: nobody keeps them, frames them, reads them or loads into them
    ("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store"),
    ("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; "
     "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
]  # fmt: skip
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


class Front:
    """A WSGI application before another one. `problem` gives what is wrong at the moment.

    `own` has pages that no build has, at addresses below `top`; who sits elsewhere gets none.
    `data` has what a build writes beside the pages, and the preview makes when it is asked for.
    """

    def __init__(
        self, app: App, names: Collection[str], problem: Callable[[], Problem],
        own: Own = lambda path: None, top: str = "/", data: Own = lambda path: None,
    ) -> None:  # fmt: skip
        self.app, self.names, self.problem = app, names, problem
        self.own, self.top, self.data = own, top, data

    def __call__(self, request: dict[str, Any], start: App) -> Iterable[bytes]:
        status, why = request_guard.refusal(request, self.names)
        if status:
            start(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(why)))])
            return [why.encode()]
        path = request.get("PATH_INFO", "")
        if path.startswith(self.top) and request_guard.at_home(request.get("REMOTE_ADDR", "")):
            if page := self.own(path.removeprefix(self.top)):
                start("200 OK", [*OWN, ("Content-Length", str(len(page)))])
                return [page] if request["REQUEST_METHOD"] == "GET" else []
        if path.startswith(self.top):
            found = self.data(path.removeprefix(self.top))
            if found is not None:
                start("200 OK", [*kept(path), ("Content-Length", str(len(found)))])
                return [found] if request["REQUEST_METHOD"] == "GET" else []
        problem, said = self.problem(), list[Any]()
        answer = (lambda *head: said.extend(head)) if any(problem) else start
        body: Iterable[bytes] = self.app(request, answer)
        if not any(problem):
            return body
        status, headers = said[:2]
        if dict(headers).get("Content-Type") != "text/html":
            start(status, headers)
            return body
        page = with_banner(b"".join(body), problem)
        getattr(body, "close", lambda: None)()
        others = [(name, value) for name, value in headers if name != "Content-Length"]
        start(status, [*others, ("Content-Length", str(len(page)))])
        return [page]


def names(served_on: str) -> set[str]:
    """What the preview is called: by the one who started it, and by this machine."""
    own = socket.gethostname().removesuffix(".local")
    return {served_on, own, f"{own}.local"}


def _harmless(record: logging.LogRecord) -> bool:
    """A line of the server's log quotes what was asked for; a terminal must not act on it."""
    record.msg, record.args = plain(record.getMessage()), ()
    return True


def stand_before(
    server: type[WSGIServer], problem: Callable[[], Problem], own: Own = lambda path: None,
    data: Own = lambda path: None,
) -> None:  # fmt: skip
    """Put guard, banner, the bench's own pages and data before what such a server is given.

    The engine tells a plugin of its server too late, and not at all when it is not to reload pages.
    """

    def set_app(self: WSGIServer, app: App) -> None:
        called = names(str(self.server_address[0]))
        top = getattr(self, "mount_path", "/")
        WSGIServer.set_app(self, Front(app, called, problem, own, top, data))

    def handle_error(self: WSGIServer, request: Any, address: Any) -> None:
        log.debug(f"{address} went away", exc_info=True)

    logging.getLogger(server.__module__).addFilter(_harmless)
    server.set_app = set_app  # type: ignore[assignment]
    server.handle_error = handle_error  # type: ignore[assignment]
