"""Running a command and measuring it; waiting for a served page to change."""

import argparse
import json
import os
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
ENV = {
    **os.environ,
    "PYTHONPATH": str(ROOT),
    "SOURCE_DATE_EPOCH": "0",
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
}
UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds of CPU (user and system, with children), seconds by the clock, peak memory in MB."""

    cpu: float
    wall: float
    peak: float


def run(command: list[str], cwd: Path) -> Cost:
    """Run a command to its end and measure it. Raises RuntimeError with its output when it fails."""
    log = cwd / "benchmark.log"
    with open(log, "wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, env=ENV, stdout=out, stderr=out)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(
            f"{' '.join(command)} failed:\n{log.read_text(errors='replace')[-2000:]}"
        )
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * UNIT / 1e6)


_ONE_PROCESS = """
import json, sys, time
from pathlib import Path
from factsheet import disk
from factsheet.build.whole import build
from factsheet.cache import Memory
memory, fact = Memory(), Path(sys.argv[1])
for number in range(4):
    if number > 1:
        text = fact.read_text(encoding="utf-8")
        fact.write_text(text.replace("text: ", "text: A", 1), encoding="utf-8")
    wall, cpu = time.perf_counter(), time.process_time()
    assert build(disk.read(Path("."))[0], memory=memory).ok
    print(json.dumps([time.process_time() - cpu, time.perf_counter() - wall]), flush=True)
"""


def in_one_process(cwd: Path, fact: Path) -> dict[str, Cost]:
    """The generator, files read included, several times in one process, as `serve` and `build --watch` run it."""
    done = subprocess.run(
        [sys.executable, "-c", _ONE_PROCESS, str(fact)],
        cwd=cwd,
        env=ENV,
        capture_output=True,
        text=True,
        check=True,
    )
    times = [json.loads(line) for line in done.stdout.splitlines()]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * UNIT / 1e6
    names = (
        "first time, without starting Python",
        "nothing changed, same process",
        "one fact changed, same process",
    )
    return {name: Cost(cpu, wall, peak) for name, (cpu, wall) in zip(names, (*times[:2], times[3]))}


def asked(doc: str | None) -> argparse.Namespace:
    """How many records, and how often each of two sites is built in turn, as the command line says."""
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def median(costs: list[Cost]) -> Cost:
    """The median of each figure."""
    return Cost(
        *(statistics.median(getattr(c, name) for c in costs) for name in ("cpu", "wall", "peak"))
    )


def builds(root: Path, number: int) -> dict[str, float]:
    """CPU seconds of a first build of a site, of one where nothing changed, and after an edit."""
    for made in ("site", ".cache"):
        shutil.rmtree(root / made, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    out = {"first build": run(command, root).cpu, "nothing changed": run(command, root).cpu}
    edit(root / "data/groups/g3.yml", number)
    return {**out, "one fact changed": run(command, root).cpu}


def compared(costs: dict[bool, list[dict[str, float]]], head: str, base: float = 0) -> str:
    """Medians of two states as a table: what the second adds, of `base` or else of the first.

    `head` names the columns between bars.
    """
    lines = [f"| build | {head} |", f"| --- |{' ---: |' * (head.count('|') + 1)}"]
    for name in costs[False][0]:
        one, two = (statistics.median(c[name] for c in costs[state]) for state in (False, True))
        lines.append(f"| {name} | {one:.2f} | {two:.2f} | {(two - one) / (base or one):.3f} |")
    return "\n".join(lines)


@contextmanager
def serving(command: list[str], cwd: Path) -> Iterator[str]:
    """`mkdocs serve` on a free port; gives the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with open(cwd / "serve.log", "wb") as log:
        process = subprocess.Popen(
            [*command, "-a", f"127.0.0.1:{port}"], cwd=cwd, env=ENV, stdout=log, stderr=log
        )
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(20)


def page(url: str) -> str:
    """The page at an address; empty when there is none, or no server yet."""
    try:
        text: str = urlopen(url, timeout=600).read().decode("utf-8")
        return text
    except HTTPError as error:
        if error.code == 404:
            return ""
        raise
    except OSError:
        return ""


def wait(url: str, wanted: str, seconds: float = 900) -> float:
    """Seconds until the page at `url` shows `wanted` (empty: until the page is gone)."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        text = page(url)
        if (wanted in text and text) if wanted else not text:
            return time.perf_counter() - start
        time.sleep(0.01)
    raise RuntimeError(f"{url} never showed {wanted!r}")


def settled(cwd: Path, seconds: float = 900) -> float:
    """Seconds until the server in `cwd` has finished every build that it has begun."""
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        told = (cwd / "serve.log").read_text(encoding="utf-8")
        if told.count("Detected file changes") == told.count("Reloading browsers"):
            return time.perf_counter() - start
        time.sleep(0.01)
    raise RuntimeError("the server never came to rest")


def edit(path: Path, number: int) -> str:
    """Change the first sentence of a record or page; gives the new words."""
    new = f"Edit {number} moved"
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yml":
        text, count = re.subn(r"(?m)^( *text: ).*$", rf"\g<1>{new} the front line.", text, count=1)
    else:
        text, count = re.subn(r"(?m)^\w.*?(?= \{\{)", f"{new} the front line.", text, count=1)
    assert count, path
    path.write_text(text, encoding="utf-8", newline="\n")
    return new
