"""A web played by one server on this machine: whatever name is asked for, it answers from a script.

No test asks any other host. The clock is played too: nobody waits.
"""

import gzip
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from factsheet.bench.web.hosts import Ip, Network, NoSuchName, public
from factsheet.bench.web.manners import Clock, Visit, Visitor
from factsheet.bench.web.web_reader import Asking

Answer = Callable[[BaseHTTPRequestHandler], None]
AGENT = "factsheet/0 (+desk@paper.example; The Desk)"


def page(title: str = "A report", body: str = "", day: str = "", **headers: str) -> Answer:
    """A page of HTML."""
    meta = f'<meta property="article:published_time" content="{day}T10:00:00Z">' if day else ""
    html = f"<html><head><title>{title}</title>{meta}</head><body><p>{body}</p></body></html>"
    return reply(200, html, **headers)


def reply(
    status: int, body: str | bytes = "", content_type: str = "text/html; charset=utf-8", **more: str
) -> Answer:
    """An answer with a status, a body and further headers (`Retry_After="5"`)."""
    data = body.encode() if isinstance(body, str) else body

    def send(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(status)
        asked.send_header("Content-Type", content_type)
        asked.send_header("Content-Length", str(len(data)))
        for name, value in more.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.end_headers()
        asked.wfile.write(data)

    return send


def leads(to: str, status: int = 302) -> Answer:
    """A redirect."""
    return reply(status, Location=to)


def bomb(size: int) -> Answer:
    """A page of so many bytes, packed into a thousandth of it."""
    return reply(200, gzip.compress(b"a " * (size // 2)), Content_Encoding="gzip")


def packed(text: str) -> Answer:
    """A page that is sent packed."""
    return reply(200, gzip.compress(text.encode()), Content_Encoding="gzip")


@dataclass
class Played:
    """The played web: answers by `host/path` (several are given in turn, the last for ever)."""

    port: int
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)  # `host/path` of each question, in order
    times: list[tuple[str, float]] = field(default_factory=list)  # (host, when) of each question
    agents: set[str] = field(default_factory=set)
    headers: list[Any] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)  # hosts that are somewhere else
    unknown: set[str] = field(default_factory=set)  # names that there are not
    looked_up: list[str] = field(default_factory=list)
    now: float = 1_796_000_000.0

    def url(self, address: str) -> str:
        """The address of `host/path` in the played web."""
        host, _, path = address.partition("/")
        return f"http://{host}:{self.port}/{path}"

    def play(self, address: str, *answers: Answer) -> str:
        """Have `host/path` answer so; gives its address."""
        self.answers[address] = list(answers)
        return self.url(address)

    def answer(self, address: str) -> Answer:
        """The next answer of an address."""
        self.asked.append(address)
        self.times.append((address.partition("/")[0], self.now))
        script = self.answers.get(address)
        if not script:
            return reply(404, "nothing here")
        return script.pop(0) if len(script) > 1 else script[0]

    def resolve(self, name: str, port: int) -> list[str]:
        """Where a name is: on this machine, unless the test says otherwise."""
        self.looked_up.append(name)
        if name in self.unknown:
            raise NoSuchName(name)
        return self.names.get(name, ["127.0.0.1"])

    def refused(self, address: Ip, port: int) -> str:
        """Only the server of this test may be asked besides public machines."""
        if address == ip_address("127.0.0.1") and port == self.port:
            return ""
        return public(address, port)

    def sleep(self, seconds: float) -> None:
        """Let time pass, at once."""
        self.now += seconds

    def visitor(self, seconds: float = 20.0) -> Visitor:
        """One who visits the played web, also for addresses with https."""
        play = self

        class Here(Visitor):
            def visit(self, url: str) -> Visit:
                away = url.startswith("https://")
                return super().visit(play.url(url.removeprefix("https://")) if away else url)

        asking = Asking(Network(self.resolve, self.refused), AGENT, seconds)
        return Here(asking, Clock(lambda: self.now, self.sleep))


@contextmanager
def played() -> Iterator[Played]:
    """A played web, until the test is done."""
    server = _server()
    web = server.web = Played(server.server_address[1])
    with _serving(server):
        yield web


@contextmanager
def secured(web: Played, certificate: Path, key: Path) -> Iterator[int]:
    """The same web behind TLS, at a port of its own."""
    server = _server()
    server.web = web
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with _serving(server):
        yield server.server_address[1]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # noqa: N802
        web = self.server.web  # type: ignore[attr-defined]
        web.agents.add(self.headers["User-Agent"])
        web.headers.append(self.headers)
        web.answer(f"{self.headers['Host'].partition(':')[0]}{self.path}")(self)

    def log_message(self, *_: object) -> None: ...


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    web: Played

    def handle_error(self, *_: object) -> None: ...


def _server() -> _Server:
    return _Server(("127.0.0.1", 0), _Handler)


@contextmanager
def _serving(server: _Server) -> Iterator[None]:
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
