"""What is to do stands on a page of the preview alone, for a browser on this machine."""

import re
from collections.abc import Iterable
from pathlib import Path

import html5lib
import pytest
from desk import FILES, survey
from projects import PAPER, run, write_tree

from factsheet.site import banner, preview, request_guard, todo_page
from factsheet.site.plugin import FactsheetPlugin
from mkdocs.livereload import LiveReloadServer

LOCAL = {"HTTP_HOST": "localhost", "REQUEST_METHOD": "GET", "REMOTE_ADDR": "127.0.0.1"}


def ask(path: str, top: str = "/", **request: str) -> tuple[str, str]:
    """(status, body) of what stands before a site that has nothing."""
    said: list[str] = []

    def nothing(request: object, start: object) -> Iterable[bytes]:
        start("404 Not Found", [("Content-Type", "text/html")])  # type: ignore[operator]
        return [b"nothing"]

    def own(path: str) -> bytes | None:
        return b"the list" if path == preview.TODO else None

    front = banner.Front(nothing, {"desk"}, lambda: ("", ""), own, top)
    body = front({**LOCAL, "PATH_INFO": path, **request}, lambda status, head: said.append(status))
    return said[0], b"".join(body).decode()


def test_the_list_is_there_for_this_machine_alone() -> None:
    assert ask("/_bench/todo") == ("200 OK", "the list")
    assert ask("/sub/_bench/todo", top="/sub/") == ("200 OK", "the list")
    assert ask("/_bench/todo", REMOTE_ADDR="::1")[0] == "200 OK"
    for away in ("192.168.1.7", "8.8.8.8", "", "fe80::1%eth0"):
        assert ask("/_bench/todo", REMOTE_ADDR=away) == ("404 Not Found", "nothing")
    assert ask("/_bench/todo", HTTP_HOST="evil.example")[0] == "403 Forbidden"
    assert ask("/_bench/todo", REQUEST_METHOD="POST")[0] == "405 Method Not Allowed"
    assert ask("/_bench/")[0] == "404 Not Found"
    assert not request_guard.at_home("localhost")


def test_it_is_framed_and_read_by_no_other_site_and_loads_nothing() -> None:
    said: list[dict[str, str]] = []
    front = banner.Front(lambda *_: [], {"desk"}, lambda: ("", ""), lambda path: b"the list")
    for method, body in (("GET", [b"the list"]), ("HEAD", [])):
        request = {**LOCAL, "PATH_INFO": "/_bench/todo", "REQUEST_METHOD": method}
        assert front(request, lambda status, head: said.append(dict(head))) == body
        assert said[-1]["X-Frame-Options"] == "DENY" and said[-1]["Content-Length"] == "8"
        assert said[-1]["Cross-Origin-Resource-Policy"] == "same-origin"
        policy = said[-1]["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("folders", [True, False])
def test_each_line_leads_to_a_page_of_the_site(folders: bool) -> None:
    seen = survey()
    page = todo_page.page(seen, folders).decode()
    html5lib.HTMLParser(strict=True).parse(page)
    links = set(re.findall(r'href="\.\./([^"]+)"', page))
    ending = "/" if folders else ".html"
    assert f"groups/army{ending}#left" in links
    for link in links:
        path = link.partition("#")[0]
        assert f"{path.removesuffix(ending)}.md" in seen.built.pages or path in ("", "index.html")
    assert "<b>groups/band</b>: a group that is not published" in page  # a draft has no sheet


def test_text_from_facts_is_no_markup_on_it() -> None:
    army = FILES["data/quotes/gone.yml"].replace(
        "They are gone.", "<script>alert(1)</script> & gone"
    )
    page = todo_page.page(survey({"data/quotes/gone.yml": army}), True).decode()
    assert "<script" not in page and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; gone" in page


def test_the_engines_server_is_given_it_below_its_own_top(tmp_path: Path) -> None:
    class Server(LiveReloadServer):
        """As the engine's, for this test alone."""

    plugin = FactsheetPlugin()
    banner.stand_before(Server, lambda: ("", ""), plugin.own_page)
    server = Server(lambda: None, "127.0.0.1", 0, str(tmp_path), mount_path="/sub/")
    said: list[str] = []
    request = {**LOCAL, "PATH_INFO": "/sub/_bench/todo"}
    (page,) = server.get_app()(request, lambda status, head: said.append(status))
    assert said == ["200 OK"] and b"The facts have errors" in page  # nothing was built yet
    seen = survey()
    plugin.good, plugin.tree, plugin.root = seen.built, {**seen.tree}, tmp_path
    (page,) = server.get_app()(request, lambda status, head: None)
    assert b'<a href="../groups/army.html#left">' in page
    server.server_close()


@pytest.mark.slow
def test_no_built_site_has_it(tmp_path: Path) -> None:
    write_tree(tmp_path, {"data/sources/paper.yml": PAPER, **FILES})
    settings = (
        "site_name: T\ndocs_dir: content\ntheme: {name: material}\nplugins: [search, factsheet]\n"
    )
    (tmp_path / "mkdocs.yml").write_text(settings)
    assert run("mkdocs", "build", cwd=tmp_path).returncode == 0
    assert run("factsheet", "build", "out", cwd=tmp_path).returncode == 0
    for folder in ("site", "out"):
        files = [path for path in (tmp_path / folder).rglob("*") if path.is_file()]
        assert files and not [path for path in files if "_bench" in str(path)]
        texts = (path.read_bytes() for path in files if path.suffix in (".html", ".md", ".json"))
        assert not any(b"_bench" in text or b"She heard shots" in text for text in texts)
