"""Lighthouse with its default phone: 100 of 100 in every category that does not depend on the machine's speed.

The fourth category, performance, is a time: `benchmarks/pages.py` measures it. What it rests on is asserted here: nothing
jumps, little is sent, and only style sheets and our small script stand between the reader and the first words.
"""

import json
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from served import QUIET, Site, chromium, node, tool

STEADY = ("accessibility", "best-practices", "seo")
LEAST = 100
SENT = 110_000  # bytes for a page with all that it needs


@contextmanager
def steered() -> Iterator[int]:
    """A Chromium that reaches this machine only, for tools that steer it through a port, while the block runs; gives the port.

    Left to itself, Lighthouse looks for a browser with commands that a bare machine lacks.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    flags = [
        *QUIET,
        "--headless=new",
        f"--remote-debugging-port={port}",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [chromium(), *flags, f"--user-data-dir={profile}", "about:blank"]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as browser:
            try:
                answers(port)
                yield port
            finally:
                browser.terminate()


def answers(port: int) -> None:
    """Wait until the browser behind a port answers."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(OSError), urlopen(f"http://127.0.0.1:{port}/json/version", timeout=5):
            return
        time.sleep(0.1)
    raise AssertionError("the browser does not answer")


def lighthouse(port: int, url: str, folder: Path, slowdown: float = 4.0) -> dict[str, Any]:
    """Run Lighthouse on a page in the browser behind a port; `slowdown` divides the processor's speed."""
    options = ["--output=json", "--output-path=stdout", "--quiet", "--no-enable-error-reporting"]
    options += [f"--only-categories={','.join(('performance', *STEADY))}"]
    options += [
        f"--throttling.cpuSlowdownMultiplier={slowdown:.1f}",
        f"--port={port}",
        "--hostname=127.0.0.1",
    ]
    done = node(str(tool("lighthouse", "cli/index.js")), url, *options, cwd=folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def low(report: dict[str, Any]) -> list[str]:
    """What keeps a report below the least score, category by category, with the audits that cost points."""
    lines = []
    for name in STEADY:
        category = report["categories"][name]
        if round(category["score"] * 100) < LEAST:
            audits = [report["audits"][ref["id"]] for ref in category["auditRefs"] if ref["weight"]]
            lost = [
                f"{a['id']} {a['score']}"
                for a in audits
                if a["score"] is not None and a["score"] < 0.9
            ]
            lines.append(f"{name} {category['score'] * 100:.0f}: {'; '.join(lost)}")
    return lines


@pytest.mark.parametrize(
    "name", ["", "explainers/who-are-the-syrian-rebels/", "groups/hts/", "map/", "dates/"]
)
def test_lighthouse_gives_100_and_nothing_moves(site: Site, tmp_path: Path, name: str) -> None:
    with steered() as port:
        report = lighthouse(port, site.url + name, tmp_path)
    assert not report.get("runtimeError")
    problems = low(report)
    assert not problems, "\n".join(problems)
    assert report["audits"]["cumulative-layout-shift"]["numericValue"] < 0.01
    requests = [
        r
        for r in report["audits"]["network-requests"]["details"]["items"]
        if r["url"].startswith(site.url)
    ]
    assert sum(r["transferSize"] for r in requests) < SENT
