"""A search whose index is in pieces, in a build: what is written, what is not, and what is refused."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from factsheet.build import build, load
from factsheet.cache import saved
from factsheet.issues import errors
from factsheet.site import offline, pieces
from factsheet.site.search import WrittenIndex
from mkdocs.exceptions import Abort
from previews import eventually, serving
from projects import PAPER, ROOT, run
from test_serve import small

pytestmark = pytest.mark.slow  # whole sites


CONFIG = """site_name: Lakes
docs_dir: content
theme: {name: material}
plugins: [search, factsheet]
"""


def site(root: Path, settings: str = "search: pagefind\n") -> Path:
    """A small project with these settings."""
    small(root)
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (root / "data/site.yml").write_text(settings, encoding="utf-8")
    return root


def built(root: Path, *more: str) -> dict[str, bytes]:
    done = run("mkdocs", "build", "--strict", *more, cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    files = (path for path in sorted((root / "site").rglob("*")) if path.is_file())
    return {path.relative_to(root / "site").as_posix(): path.read_bytes() for path in files}


def test_the_same_facts_give_the_same_pieces_and_no_whole_index(tmp_path: Path) -> None:
    one = built(site(tmp_path / "one"))
    assert json.loads(one["search/search_index.json"])["docs"] == []
    names = [name for name in one if name.startswith("search/pagefind/")]
    assert "search/pagefind/pagefind.js" in names and not [n for n in names if "-ui" in n]
    assert one == built(site(tmp_path / "two"))
    assert one == built(tmp_path / "two"), "from what was kept, too"


def test_a_site_without_the_setting_has_no_trace_of_it(tmp_path: Path) -> None:
    files = built(site(tmp_path, "search: small\n"))
    assert not [name for name in files if "pagefind" in name or "pieces" in name]
    assert json.loads(files["search/search_index.json"])["docs"]
    assert b"pieces" not in files["index.html"]


def test_the_setting_has_two_values() -> None:
    files = {"data/sources/paper.yml": PAPER, "data/site.yml": "search: lunr\n"}
    (issue,) = errors(build({path: text.encode() for path, text in files.items()}).issues)
    assert issue.spot.line == 1 and issue.hint == "one of: small, pagefind"


def refused(root: Path, *said: str) -> None:
    """The build fails with a line that says these, and leaves the last site."""
    (root / "site").mkdir()
    (root / "site/index.html").write_text("the last site", encoding="utf-8")
    env = {"PYTHONPATH": os.pathsep.join([str(root / "first"), str(ROOT / "generator")])}
    done = run("mkdocs", "build", cwd=root, env=env)
    told = done.stdout + done.stderr
    assert done.returncode == 1 and "Traceback" not in told, told
    assert all(one in told for one in said), told
    assert (root / "site/index.html").read_text(encoding="utf-8") == "the last site"


@pytest.mark.parametrize(
    "engine",
    [
        CONFIG.replace("factsheet]", "{factsheet: {templates: false}}]"),
        CONFIG.replace("search, ", ""),
        CONFIG.replace("material", "mkdocs"),
    ],
)
def test_a_theme_or_a_search_of_another_sort_is_refused(tmp_path: Path, engine: str) -> None:
    root = site(tmp_path)
    (root / "mkdocs.yml").write_text(engine, encoding="utf-8")
    refused(root, "search: pagefind in data/site.yml needs the theme material")


def broken(root: Path) -> Path:
    """A Pagefind that always fails; gives where to find it."""
    fake = root / "first/pagefind_bin/__init__.py"
    fake.parent.mkdir(parents=True)
    script = root / "first/broken"
    script.write_text("#!/bin/sh\necho 'no room left' >&2\nexit 3\n", encoding="utf-8")
    script.chmod(0o755)
    fake.write_text(f"def get_executable():\n    return {str(script)!r}\n", encoding="utf-8")
    return root / "first"


def test_pagefind_that_fails_leaves_the_last_site(tmp_path: Path) -> None:
    root = site(tmp_path)
    broken(root)
    refused(root, "Pagefind failed: no room left; the site is as it was")


def test_a_search_of_which_nothing_changed_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = site(tmp_path)
    (root / "content/find.md").write_text("# Find\n\nThe first words.\n", encoding="utf-8")
    files = built(root)
    ours = os.pathsep.join([str(broken(root)), str(ROOT / "generator")])
    monkeypatch.setenv("PYTHONPATH", ours)
    assert built(root) == files
    (root / "content/find.md").write_text("# Find\n\nOther words.\n", encoding="utf-8")
    done = run("mkdocs", "build", cwd=root)
    assert done.returncode == 1 and "Pagefind failed" in done.stdout + done.stderr
    monkeypatch.undo()
    page = built(root)["find/index.html"]
    assert b"Other words" in page and b"first words" not in page


def test_a_search_keeps_nothing_of_what_was_taken_down(tmp_path: Path) -> None:
    root = site(tmp_path)
    record = root / "data/groups/xylograph.yml"
    record.write_text("name: Xylograph\nchecked: 2024-12-31\n", encoding="utf-8")
    built(root)
    kept = root / saved.SEARCH
    assert kept.exists()
    record.write_text("taken_down: {on: 2024-12-20, ground: A court.}\n", encoding="utf-8")
    assert load(root)[0].ok  # as by any command that builds
    assert not kept.exists()
    for _ in range(2):
        record.write_text(record.read_text() + "# a remark\n", encoding="utf-8")
        built(root)
        with closing(sqlite3.connect(kept)) as db:
            assert db.execute("SELECT count(*) FROM kept").fetchone() == (1,), "the last one alone"


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "find_spec", lambda _: None)
    found: Any = SimpleNamespace(plugins={}, theme=SimpleNamespace(name="material"))
    with pytest.raises(Abort, match=r"pip install 'mkdocs-factsheet\[search\]'"):
        pieces.ready(pieces.Pieces({}, {}), found, True)
    assert pieces.ready(None, found, True) is False, "who does not want it needs nothing"


def test_a_large_site_is_told_of_the_setting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    index = WrittenIndex(SimpleNamespace(entries=[]))
    index._rows = {f"{n}.md": '{"location":"x/","title":"","text":""}' for n in range(2_001)}
    plugins = {"search": SimpleNamespace(search_index=index)}
    config: Any = SimpleNamespace(plugins=plugins, site_dir=str(tmp_path))
    with caplog.at_level("INFO"):
        pieces.finish(None, config, advise=True)
    assert "2,001 pages make the search slow to begin; search: pagefind" in caplog.text
    assert [record.levelname for record in caplog.records] == ["INFO"], "no warning: --strict"
    caplog.clear()
    pieces.finish(None, config, advise=False)
    assert not caplog.records


def test_the_preview_keeps_the_whole_index(tmp_path: Path) -> None:
    with serving(site(tmp_path)) as url:
        eventually(url + "search/search_index.json", '"location":"groups/army/"')
        assert "pieces" not in eventually(url + "groups/army/", "The army moved")


def test_a_copy_for_a_disk_keeps_the_whole_index(tmp_path: Path) -> None:
    root = site(tmp_path)
    there = offline.printed(root, load(root)[0], "", date(2025, 1, 1))
    assert not [name for name in there.files if "pagefind" in name or "pieces" in name]
    assert b'"location":"groups/army/index.html' in there.files["search/search_index.js"]
