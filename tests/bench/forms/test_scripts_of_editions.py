"""A page of an edition, which somebody else may have made, uses the bench for nothing."""

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

import pytest
from benches import Quiet, Server, Visitor
from projects import stand

from factsheet.bench.forms.app import application
from factsheet.site.banner import Front, Opened

pytestmark = pytest.mark.slow
SCRIPT = b"""<!DOCTYPE html><html lang=en><head><title>x</title></head><body><p id=said></p><script>
(async function () {
  var said = [];
  async function attempt(name, act) {
    try { said.push(name + ": " + await act()); } catch (error) { said.push(name + ": no"); }
  }
  await attempt("read", async () => (await fetch("/_bench/edit/groups/army")).text());
  await attempt("draft", async () => (await fetch("/groups/army/")).text());
  await attempt("send", async () => (await fetch("/_bench/propose", {method: "POST"})).status);
  await attempt("kept", async () => localStorage.getItem("x") || "kept");
  await attempt("worker", async () => (await navigator.serviceWorker.register("/worker.js")).scope);
  await attempt("frame", () => new Promise((done, fail) => {
    var frame = document.createElement("iframe");
    frame.src = "/groups/army/";
    frame.onload = () => { try { done(frame.contentWindow.document.body.innerText); } catch (e) { fail(e); } };
    document.body.append(frame);
  }));
  document.getElementById("said").textContent = said.join("\\n") + "\\nend";
})();
</script></body></html>"""


def site(request: dict[str, Any], start: Any) -> Iterable[bytes]:
    sort = "text/javascript" if request["PATH_INFO"].endswith(".js") else "text/html"
    start("200 OK", [("Content-Type", sort)])
    return [b"" if sort == "text/javascript" else SCRIPT]


@pytest.mark.parametrize(
    "path", ["editions/2026/", "EDITIONS/2026/index.html", "editions/frozen/index.html"]
)
def test_its_scripts_read_nothing_and_write_nothing(
    tmp_path: Path, browser: Any, path: str
) -> None:
    visitor = Visitor(tmp_path)
    opened, frozen = (
        Opened(application(visitor.bench), "/_bench"),
        {"editions/frozen/index.html": SCRIPT},
    )
    front = Front(site, set(), lambda: ("", ""), opened, data=frozen.get)
    before = stand(visitor.root)
    with make_server("127.0.0.1", 0, front, Server, Quiet) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        page = browser.new_page()
        top = f"http://127.0.0.1:{server.server_port}/"
        page.goto(f"{top}{path}")
        page.wait_for_function("document.getElementById('said').textContent.endsWith('end')")
        said = page.text_content("#said").split("\n")
        page.goto(top)  # what the same script can do from a page of the site
        page.wait_for_function("document.getElementById('said').textContent.endsWith('end')")
        trusted = page.text_content("#said")
        page.close()
        server.shutdown()
    names = ("read", "draft", "send", "kept", "worker", "frame")
    assert said == [*(f"{name}: no" for name in names), "end"]
    assert visitor.bench.token in trusted  # so the attack is one
    assert "worker: no" in trusted
    assert stand(visitor.root) == before
