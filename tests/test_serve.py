"""While `mkdocs serve` runs, a half-saved file never takes the last good pages away, and mending it needs no restart."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from conftest import PAPER, ROOT
from mkdocs.livereload import LiveReloadServer

from generator.serving import Server

pytestmark = pytest.mark.slow  # whole sites, and the preview

GROUP = "name: The Army\nchecked: 2024-12-31\nfacts:\n  moved:\n    text: {text}\n    references: [paper]\n"
CONFIG = "site_name: T\ndocs_dir: content\ntheme: {name: mkdocs}\nplugins: [factsheet]\nmarkdown_extensions: [attr_list, footnotes]\n"


def small(root: Path) -> Path:
    for name, text in {
        "mkdocs.yml": CONFIG,
        "data/sources/paper.yml": PAPER,
        "data/groups/army.yml": GROUP.format(text="The army moved."),
        "content/index.md": '# Home\n\n{{ fact("groups/army#moved") }}\n',
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@contextmanager
def serving(root: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    with open(root / "log.txt", "w") as log:
        process = subprocess.Popen(command, cwd=root, env=env, stdout=log, stderr=log)
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(10)


def eventually(url: str, *wanted: str, absent: str = "\0", seconds: float = 30) -> str:
    """The page at `url` as soon as it shows what is wanted."""
    page, end = "", time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            page = urlopen(url, timeout=5).read().decode("utf-8")
        except OSError:
            page = ""
        if page and all(w in page for w in wanted) and absent not in page:
            return page
        time.sleep(0.1)
    raise AssertionError(f"{url} never showed {wanted} without {absent!r}:\n{page}")


def test_a_broken_fact_shows_a_banner_on_the_last_good_pages(tmp_path: Path) -> None:
    root = small(tmp_path)
    fact = root / "data/groups/army.yml"
    with serving(root) as url:
        eventually(url, "The army moved")
        fact.write_text("name: The Army\nchecked: 2024-12-31\nfacts:\n  mo", encoding="utf-8")  # half saved
        page = eventually(url + "groups/army/", "data/groups/army.yml:4:", 'role="alert"')
        assert "The army moved" in page
        fact.write_text(GROUP.format(text="The army stayed.").replace("[paper]", "[papr]"), encoding="utf-8")
        eventually(url, "did you mean &quot;paper&quot;?", "The army moved")
        fact.write_text(GROUP.format(text="The army stayed."), encoding="utf-8")
        eventually(url, "The army stayed", absent='role="alert"')
        (root / "content/index.md").write_text('# Home\n\n{{ fact("groups/army#gone") }}\n', encoding="utf-8")
        eventually(url, "content/index.md:3:1", "The army stayed")
        (root / "content/index.md").write_text("# Home again\n", encoding="utf-8")
        eventually(url, "Home again", absent='role="alert"')
    assert "Traceback" not in (root / "log.txt").read_text()


def test_serving_starts_with_broken_facts_and_recovers(tmp_path: Path) -> None:
    root = small(tmp_path)
    fact = root / "data/groups/army.yml"
    fact.write_text(GROUP.format(text="The army moved.").replace("references", "refrences"), encoding="utf-8")
    with serving(root) as url:
        eventually(url, "The facts have errors", "did you mean &quot;references&quot;?")
        fact.write_text(GROUP.format(text="The army moved."), encoding="utf-8")
        eventually(url, "The army moved", absent='role="alert"')


def test_a_server_that_shows_what_is_done_answers_before_the_build_ends(tmp_path: Path) -> None:
    page, data = tmp_path / "site/index.html", tmp_path / "data"
    page.parent.mkdir()
    data.mkdir()
    page.write_text("old</body>", encoding="utf-8")
    shown, done = threading.Event(), threading.Event()

    def builder() -> None:
        page.write_text("first</body>", encoding="utf-8")
        server.show()
        shown.set()
        assert done.wait(20)
        page.write_text("whole</body>", encoding="utf-8")
        server.hold()

    def get(path: str) -> str:
        text: str = urlopen(f"http://127.0.0.1:{port}/{path}", timeout=20).read().decode()
        return text

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    real = LiveReloadServer(builder, "127.0.0.1", port, str(page.parent), shutdown_delay=0.05)
    server = Server(real, [data])
    going = threading.Thread(target=real.serve)
    going.start()
    try:
        deadline = time.monotonic() + 20
        while not real.serve_thread.is_alive() and time.monotonic() < deadline:
            time.sleep(0.01)
        old = int(re.findall(r"livereload\(([0-9]+)", get(""))[0])
        (data / "one.yml").write_text("name: One\n", encoding="utf-8")
        assert shown.wait(20)
        first = get("")
        epoch = int(re.findall(r"livereload\(([0-9]+)", first)[0])
        assert first.startswith("first") and epoch > old, "the build still goes on"
        done.set()
        assert int(get(f"livereload/{epoch}/1")) > epoch, "whoever saw it loads it again when all is done"
        assert get("").startswith("whole")
    finally:
        done.set()
        server.stop()
        real.shutdown()
        going.join(20)


def test_a_watching_build_writes_what_changed_and_keeps_the_last_good_pages_through_an_error(tmp_path: Path) -> None:
    for name, text in {
        "data/sources/paper.yml": PAPER,
        "data/groups/army.yml": "name: The Army\nchecked: 2024-12-31\n",
        "content/index.md": "# Home\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-u", "-m", "generator", "build", "out", "--watch"]
    at = {
        "cwd": tmp_path,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
        "text": True,
        "env": {**os.environ, "PYTHONPATH": str(ROOT)},
        "preexec_fn": lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # tests that run in the background ignore Ctrl+C
    }
    with subprocess.Popen(command, **at) as going, ExitStack() as always:  # type: ignore[call-overload]
        always.callback(going.kill)
        assert going.stdout
        page, army = tmp_path / "out/groups/army.md", tmp_path / "data/groups/army.yml"

        def until(what: str) -> str:
            told = ""
            for line in going.stdout:
                told += line
                if what in line:
                    return told
            raise AssertionError(told)

        until("watching")
        assert "# The Army" in page.read_text(encoding="utf-8")
        army.write_text("name: The Navy\nchecked: 2024-12-31\n", encoding="utf-8")
        assert "changed, 0 removed" in until("pages,") and "# The Navy" in page.read_text(encoding="utf-8")
        army.write_text("name: [\n", encoding="utf-8")
        assert "data/groups/army.yml:2:1: error" in until("nothing was written") and "# The Navy" in page.read_text(encoding="utf-8")
        army.write_text("name: The Army\nchecked: 2024-12-31\n", encoding="utf-8")
        until("pages,")
        assert "# The Army" in page.read_text(encoding="utf-8")
        going.send_signal(signal.SIGINT)
        assert going.wait(timeout=20) == 0
