"""The bench in a browser's place: its application, asked as the preview asks it."""

import html
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from desk import FILES, ON
from flask.testing import FlaskClient
from factsheet.command import main
from projects import PAPER, stand, write_tree
from werkzeug.test import TestResponse

from factsheet.bench.forms.app import application
from factsheet.bench.forms.bench import Bench
from factsheet.build import load

HOST = "localhost:8000"
LOCAL = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": HOST}


class Visitor:
    """Somebody at the bench of a project: asks for pages, sends forms as its pages send them."""

    def __init__(
        self, root: Path, files: dict[str, str] | None = None, there: bool = False
    ) -> None:
        self.root = root
        if not there:
            write_tree(root, {"data/sources/paper.yml": PAPER, **FILES, **(files or {})})
        self.bench = Bench(root, self._good, on=lambda: ON)
        self.client: FlaskClient = application(self.bench).test_client()

    def _good(self) -> tuple[Any, dict[str, bytes]]:
        built, tree, _ = load(self.root, cached=False)
        return built, tree

    def get(self, path: str, **environ: str) -> TestResponse:
        """A page below `/_bench/`."""
        return self.client.get(f"/_bench/{path}", environ_overrides={**LOCAL, **environ})

    def post(self, path: str, data: dict[str, Any], **environ: str) -> TestResponse:
        """A form that is sent, with the token that its page has."""
        sent = {"token": self.bench.token, **data}
        here = {**LOCAL, "HTTP_ORIGIN": f"http://{HOST}", **environ}
        return self.client.post(f"/_bench/{path}", data=sent, environ_overrides=here)


def sealed(visitor: Visitor, path: str, form: dict[str, Any]) -> dict[str, Any]:
    """A form that reaches many files, with the seal of the change that is shown for it."""
    shown = visitor.post(path, form)
    assert shown.status_code == 200, shown.text
    [seal] = re.findall(r'name="seal" value="(\w+)"', shown.text)
    return {**form, "seal": seal}


def as_commanded(
    folder: Path, files: dict[str, str], call: list[str], path: str, form: dict[str, Any]
) -> str:
    """The page of a save whose form is shown, sent, compared with a command, and taken back."""
    visitor, twin = Visitor(folder / "form", files), folder / "command"
    before = stand(visitor.root)
    write_tree(twin, {name: content.decode() for name, content in before.items()})
    whole = sealed(visitor, path, form)
    assert stand(visitor.root) == before, "it was shown, and nothing more"
    answer = visitor.post(path, whole)
    assert answer.status_code == 303, answer.text
    page = visitor.get(answer.headers["Location"].removeprefix("/_bench/")).text
    assert main(["--root", str(twin), *call, "--on", ON.isoformat()]) == 0
    assert stand(visitor.root) == stand(twin) != before
    visitor.post("undo/1", {})
    assert stand(visitor.root) == before
    return page


def opened(page: str) -> str:
    """What a form says of how its answers stood when it was opened."""
    return html.unescape(re.findall('name="opened" value="([^"]*)"', page)[0])


@contextmanager
def watched(browser: Any, console: bool = False) -> Iterator[Any]:
    """A page of a browser on which no script may fail; with `console` nothing there is an error."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    if console:
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    yield page
    context.close()
    assert not wrong, wrong


class Server(ThreadingMixIn, WSGIServer):
    """A server that answers several at once, as the preview does."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None: ...


class Quiet(WSGIRequestHandler):
    """It prints nothing of what it is asked."""

    def log_message(self, *_: object) -> None: ...


PAGE = b"<!DOCTYPE html><html lang=en><title>A page</title><main><h1 id=left>The page</h1></main>"


@contextmanager
def serving(visitor: Visitor, port: int = 0) -> Iterator[str]:
    """The bench on a port of this machine while the block runs; other pages are one page."""
    app = application(visitor.bench)

    def front(request: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if request["PATH_INFO"].startswith("/_bench/"):
            return app(request, start)
        start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [PAGE]

    with make_server("127.0.0.1", port, front, Server, Quiet) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/_bench/"
        server.shutdown()


def new_source(page: Any) -> Any:
    """The dialog for a source within an open form, as somebody fills it in who saw its page."""
    page.get_by_role("link", name="New source").click()
    dialog = page.locator("#source-dialog")
    dialog.locator("[name=URL]").fill("https://new.example/rain")
    dialog.get_by_role("button", name="Look at it").click()
    dialog.locator("[name=publisher]").fill("The New")
    dialog.locator("[name=issued]").fill("2024-12-09")
    return dialog
