"""What stands before the preview's server: the guard, and a banner while something is wrong.

The banner is put in when a page is asked for. So an error needs no build to be shown, and none to go
away.
"""

import logging
import socket
from collections.abc import Callable, Collection, Iterable
from html import escape
from typing import Any
from wsgiref.simple_server import WSGIServer

from factsheet.issues import plain
from factsheet.site import request_guard

log = logging.getLogger("mkdocs.plugins.factsheet")
App = Callable[..., Any]
Problem = tuple[str, str]  # what has errors, and the errors as printed; both empty when all is well
STYLE = ";".join(
    (
        "position:sticky;top:0;z-index:99;max-height:60vh;overflow:auto",
        "padding:1em;background:#b00020;color:#fff;font:14px/1.4 monospace",
    )
)


def banner(problem: Problem) -> str:
    """HTML for the top of a page."""
    what, text = map(escape, problem)
    return (
        f'<div role="alert" style="{STYLE}">'
        f"<b>{what}. These are the last good pages; nothing is published.</b>"
        f'<pre style="white-space:pre-wrap;margin:.5em 0 0">{text}</pre></div>'
    )


def with_banner(page: bytes, problem: Problem) -> bytes:
    """A page that says first what is wrong."""
    head, body, rest = page.partition(b"<body")
    tag, close, after = rest.partition(b">")
    return b"".join((head, body, tag, close, banner(problem).encode("utf-8"), after))


class Front:
    """A WSGI application before another one. `problem` gives what is wrong at the moment."""

    def __init__(self, app: App, names: Collection[str], problem: Callable[[], Problem]) -> None:
        self.app, self.names, self.problem = app, names, problem

    def __call__(self, request: dict[str, Any], start: App) -> Iterable[bytes]:
        status, why = request_guard.refusal(request, self.names)
        if status:
            start(status, [("Content-Type", "text/plain"), ("Content-Length", str(len(why)))])
            return [why.encode()]
        problem = self.problem()
        return self._marked(request, start, problem) if any(problem) else self.app(request, start)

    def _marked(self, request: dict[str, Any], start: App, problem: Problem) -> Iterable[bytes]:
        """The application's answer, with the banner if it is a page."""
        said: list[Any] = []

        def wait(status: str, headers: list[tuple[str, str]], *more: Any) -> None:
            said[:] = status, headers

        body = self.app(request, wait)
        status, headers = said
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


def stand_before(server: type[WSGIServer], problem: Callable[[], Problem]) -> None:
    """Put the guard and the banner before whatever application a server of this class is given.

    The engine tells a plugin of its server too late, and not at all when it is not to reload pages.
    """

    def set_app(self: WSGIServer, app: App) -> None:
        before = Front(app, names(str(self.server_address[0])), problem)
        WSGIServer.set_app(self, before)  # type: ignore[arg-type]

    def handle_error(self: WSGIServer, request: Any, address: Any) -> None:
        log.debug(f"{address} went away", exc_info=True)

    logging.getLogger(server.__module__).addFilter(_harmless)
    server.set_app = set_app  # type: ignore[assignment]
    server.handle_error = handle_error  # type: ignore[assignment]
