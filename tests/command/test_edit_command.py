"""`factsheet edit`: the preview comes up and the bench is shown in a browser, or it is said why not."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from desk import FILES
from projects import PAPER, run, write_tree

ENGINE = "site_name: T\ndocs_dir: content\ntheme: {name: material}\nplugins: [search, factsheet]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {"data/sources/paper.yml": PAPER, "mkdocs.yml": ENGINE, **FILES}
    return write_tree(tmp_path / "project", files)


def a_free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (None, "there is no mkdocs.yml here; run this in the project's folder, or give --root"),
        ("site_name: T\n", "mkdocs.yml does not name the plug-in that makes the pages"),
        ("plugins: [search, {offline: {}}]\n", "write under it: plugins: [search, factsheet]"),
        ("plugins: [search, factsheet\n", "mkdocs.yml cannot be read"),
    ],
)
def test_a_project_that_cannot_be_served_is_told_so(
    tmp_path: Path, settings: str | None, said: str
) -> None:
    if settings is not None:
        (tmp_path / "mkdocs.yml").write_text(settings)
    done = run("factsheet", "edit", cwd=tmp_path)
    assert done.returncode == 1 and said in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_port_that_is_taken_is_told_with_a_way_out(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("factsheet", "edit", "--port", str(port), cwd=project)
        (project / "mkdocs.yml").write_text(f"{ENGINE}dev_addr: 127.0.0.1:{port}\n")
        by_settings = run("factsheet", "edit", cwd=project)
    for one in (done, by_settings):
        assert one.returncode == 1
        assert f"port {port} is taken" in one.stderr and "--port 8001" in one.stderr


def test_a_wrong_address_or_port_is_a_wrong_call(project: Path) -> None:
    for wrong in (["Groups/army"], ["--port", "0"], ["--port", "99999"], ["groups/army", "x"]):
        assert run("factsheet", "edit", *wrong, cwd=project).returncode == 2


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="ends a process by Ctrl+C")
@pytest.mark.parametrize("no_browser", [False, True])
def test_the_browser_is_shown_the_form_of_the_fact_once_it_answers(
    project: Path, tmp_path: Path, no_browser: bool
) -> None:
    (project / "mkdocs.yml").write_text(f"{ENGINE}site_url: https://desk.example/lake/\n")
    shown, browser, port = tmp_path / "shown", tmp_path / "browser", a_free_port()
    browser.write_text(f'#!/bin/sh\necho "$1" > {shown}\n')
    browser.chmod(0o755)
    call = [sys.executable, "-m", "factsheet", "edit", "groups/army#left", "--port", str(port)]
    call += ["--no-browser"] if no_browser else []
    env = {"BROWSER": f"{browser} %s", "PATH": "/usr/bin:/bin", "PYTHONUNBUFFERED": "1"}
    form = f"http://127.0.0.1:{port}/lake/_bench/edit/groups/army?part=left"
    listen = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731
    with subprocess.Popen(
        call, cwd=project, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        preexec_fn=listen,
    ) as going:  # fmt: skip
        assert going.stdout
        assert going.stdout.readline() == f"the bench: {form}\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/lake/_bench/todo") as page:
            assert page.status == 200
        for _ in range(0 if no_browser else 100):
            if shown.exists() and shown.read_text():
                break
            time.sleep(0.1)
        assert shown.exists() != no_browser
        assert no_browser or shown.read_text() == f"{form}\n"
        going.send_signal(signal.SIGINT)
        assert going.wait(20) == 0
    with socket.socket() as gone:
        assert gone.connect_ex(("127.0.0.1", port)) != 0
