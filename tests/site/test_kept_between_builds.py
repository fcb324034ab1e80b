"""The cache may be damaged, deleted, shared and killed: the site is the same."""

import io
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from factsheet.build.progress import Progress
from factsheet.cache.memory import digest
from factsheet.cache.store import BUILDS, Cache
from projects import ROOT, run

sys.path.insert(0, str(ROOT / "benchmarks"))
import sites  # noqa: E402


def site(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in sorted((root / "site").rglob("*"))
        if p.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    sites.write(root, 30)
    assert run("mkdocs", "build", cwd=root).returncode == 0
    return root


def test_a_damaged_cache_gives_the_same_site(made: Path) -> None:
    before, path, dice = site(made), made / ".cache/factsheet/facts.sqlite", random.Random(3)
    for spoil in (1, 400, 0):
        if not path.is_file():  # the damage was found, and the file deleted
            assert run("mkdocs", "build", cwd=made).returncode == 0
        data = bytearray(path.read_bytes())
        for _ in range(spoil):
            data[dice.randrange(100, len(data))] ^= 0xFF
        path.write_bytes(bytes(data) if spoil else b"no database")
        assert run("mkdocs", "build", cwd=made).returncode == 0
        assert site(made) == before


def test_a_killed_build_and_two_builds_at_once_leave_a_sound_cache(made: Path) -> None:
    before = site(made)
    (made / ".cache/factsheet/facts.sqlite").unlink(missing_ok=True)
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    killed = subprocess.Popen(command, cwd=made)
    time.sleep(1.2)
    killed.kill()
    killed.wait()
    both = [subprocess.Popen([*command, "-d", f"other-{n}"], cwd=made) for n in (1, 2)]
    assert [p.wait() for p in both] == [0, 0]
    assert run("mkdocs", "build", cwd=made).returncode == 0
    assert site(made) == before


@pytest.mark.full
def test_builds_killed_at_any_moment_leave_a_sound_cache(made: Path) -> None:
    before, dice = site(made), random.Random(4)
    for number in range(200):
        if number % 10 == 0:
            (made / ".cache/factsheet/facts.sqlite").unlink(missing_ok=True)
        killed = subprocess.Popen([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=made)
        time.sleep(dice.uniform(0.2, 3))
        killed.kill()
        killed.wait()
        if number % 10 == 9:
            assert run("mkdocs", "build", cwd=made).returncode == 0
            assert site(made) == before, number


def test_the_cache_forgets_what_the_last_builds_did_not_use(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    for number in range(BUILDS + 4):
        cache = Cache(path)
        cache.open()
        if number == 0:
            cache.put(digest("old"), b"1")
        cache.put(digest(str(number)), b"2")
        cache.close()
    rows = sqlite3.connect(path).execute("SELECT count(*) FROM kept").fetchone()
    assert rows == (BUILDS + 1,)


def test_a_hook_sees_every_page(made: Path) -> None:
    (made / "hook.py").write_text(
        "def on_page_content(html, **_):\n    return html + '<p>hooked</p>'\n"
    )
    settings = made / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\nhooks: [hook.py]\n", encoding="utf-8")
    assert run("mkdocs", "build", "-d", "hooked", cwd=made).returncode == 0
    settings.write_text(text, encoding="utf-8")
    assert "<p>hooked</p>" in (made / "hooked/groups/g1/index.html").read_text(encoding="utf-8")


def test_progress_is_a_bar_on_a_terminal_and_lines_elsewhere() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for stream in (Terminal(), io.StringIO()):
        lines: list[str] = []
        seconds = iter(range(1000))
        progress = Progress(lines.append, stream, lambda seconds=seconds: float(next(seconds)))
        progress.begin(20)
        for _ in range(20):
            progress.step()
        progress.end()
        if stream.isatty():
            assert "[##" in stream.getvalue() and not lines and stream.getvalue().endswith("\r")
        else:
            assert lines and "%" in lines[0] and not stream.getvalue()


def test_a_build_ends_with_one_line_that_sums_it_up(made: Path) -> None:
    assert run("mkdocs", "build", cwd=made).returncode == 0
    done = run("mkdocs", "build", cwd=made)
    assert " facts, " in done.stderr and " pages, 0 of them new or changed, " in done.stderr


@pytest.mark.parametrize("link", [".cache", ".cache/factsheet", ".cache/factsheet/facts.sqlite"])
def test_nothing_is_kept_behind_a_link(tmp_path: Path, link: str) -> None:
    (tmp_path / "outside").mkdir()
    place = tmp_path / "project" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "outside" / ("new" if "sqlite" in link else ""))
    cache = Cache(tmp_path / "project/.cache/factsheet/facts.sqlite")
    cache.open()
    cache.put(b"key", b"value")
    cache.close()
    assert place.is_symlink() and not list((tmp_path / "outside").iterdir())
