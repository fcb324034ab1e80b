"""The bench stands before the pages of the preview, for a browser on this machine alone."""

import re
from pathlib import Path

import html5lib
import pytest
from benches import HOST, Visitor
from desk import FILES, survey
from projects import PAPER, run, write_tree

from factsheet.site import banner
from factsheet.site.plugin import FactsheetPlugin
from mkdocs.livereload import LiveReloadServer

LOCAL = {"HTTP_HOST": HOST, "REQUEST_METHOD": "GET", "REMOTE_ADDR": "127.0.0.1"}
PAGE = b"<html><body><h1>The Army</h1></body></html>"


def ask(path: str, top: str = "/", **request: str) -> tuple[str, bytes]:
    """(status, body) of what stands before a site of one page."""
    said: list[str] = []

    def site(request: object, start: object) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html")])  # type: ignore[operator]
        return [PAGE]

    def bench(request: dict[str, str], start: object) -> list[bytes]:
        start(f"200 {request['SCRIPT_NAME']}", [])  # type: ignore[operator]
        return [b"the bench"]

    opened = banner.Opened(bench, "/_bench", lambda path: f"<!-- {path} -->".encode())
    front = banner.Front(site, {"desk"}, lambda: ("", ""), opened, top)
    body = front({**LOCAL, "PATH_INFO": path, **request}, lambda status, head: said.append(status))
    return said[0], b"".join(body)


def test_it_is_there_for_this_machine_alone() -> None:
    assert ask("/_bench/todo") == ("200 ", b"the bench")
    assert ask("/sub/_bench/todo", top="/sub/") == ("200 /sub", b"the bench")
    for away in ("192.168.1.7", "8.8.8.8", "", "fe80::1%eth0"):
        assert ask("/_bench/todo", REMOTE_ADDR=away) == ("200 OK", PAGE)


def test_pages_lead_to_their_forms_for_this_machine_alone() -> None:
    marked = PAGE.replace(b"</body>", b"<!-- groups/army/ --></body>")
    assert ask("/groups/army/") == ("200 OK", marked)
    assert ask("/sub/groups/army/", top="/sub/") == ("200 OK", marked)
    assert ask("/groups/army/", REMOTE_ADDR="192.168.1.7") == ("200 OK", PAGE)


def test_no_other_site_frames_it_reads_it_or_loads_into_it(tmp_path: Path) -> None:
    answer = Visitor(tmp_path).get("todo")
    assert answer.status_code == 200
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in answer.headers
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy


def test_each_task_leads_to_a_page_of_the_site(tmp_path: Path) -> None:
    page, seen = Visitor(tmp_path).get("todo").text, survey()
    html5lib.HTMLParser(strict=True).parse(page)
    links = set(re.findall(r'href="\.\./([^"]+)"', page))
    assert "groups/army/#left" in links
    for link in links:
        path = link.partition("#")[0]
        assert f"{path.removesuffix('/')}.md" in seen.built.pages or not path
    assert "<b>groups/band</b>: a group that is not published" in page  # a draft has no sheet


def test_text_from_facts_is_no_markup_on_it(tmp_path: Path) -> None:
    gone = FILES["data/quotes/gone.yml"].replace(
        "They are gone.", "<script>alert(1)</script> & gone"
    )
    visitor = Visitor(tmp_path, {"data/quotes/gone.yml": gone})
    for page in (visitor.get("todo").text, visitor.get("find?q=gone").text):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; gone" in page


def test_anything_is_found_by_any_spelling(tmp_path: Path) -> None:
    visitor = Visitor(tmp_path)
    for words in ("anna", "Анна", "ann-al-lak", "al-lak"):
        assert "people/ann" in visitor.get(f"find?q={words}").text, words
    assert "Nothing was found for “<bdi>nobody</bdi>”" in visitor.get("find?q=nobody").text


def test_the_engines_server_is_given_it_below_its_own_top(tmp_path: Path) -> None:
    class Server(LiveReloadServer):
        """As the engine's, for this test alone."""

    plugin, seen = FactsheetPlugin(), survey()
    banner.stand_before(Server, lambda: ("", ""), plugin.open)
    server = Server(lambda: None, "127.0.0.1", 0, str(tmp_path), mount_path="/sub/")
    plugin.good, plugin.tree, plugin.root = seen.built, {**seen.tree}, tmp_path
    app, said = server.get_app(), list[str]()
    environ = {"SERVER_NAME": "localhost", "SERVER_PORT": "8000", "wsgi.url_scheme": "http"}
    request = {**LOCAL, **environ, "PATH_INFO": "/sub/_bench/todo"}
    page = b"".join(app(request, lambda status, head, *_: said.append(status)))
    assert said == ["200 OK"] and b'href="../groups/army.html#left"' in page
    assert b'href="/sub/_bench/todo"' in page
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
