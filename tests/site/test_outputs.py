"""The facts as data beside the pages: written with a build, made when asked for while serving."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from factsheet.build import Built, load
from factsheet.cache import Memory, Packed, pack
from factsheet.site.apart import Apart
from factsheet.site.banner import Front, kept
from factsheet.site.files_door import place
from markup import files
from mkdocs.structure.files import Files
from projects import git, published, run, write_tree

FACT = "facts:\n  one: {text: It moved., recorded: 2024-12-08, references: [paper]}\n"
SETTINGS = """site_name: Lakes
site_url: !ENV [LAKES, "https://lakes.example/levels"]
docs_dir: content
theme: {name: material}
plugins: [search, factsheet]
"""
FILES = {
    "mkdocs.yml": SETTINGS,
    "content/index.md": "# Home\n\nA page.\n",
    "data/groups/board.yml": f"name: The Board\nchecked: 2024-12-31\n{FACT}",
}


@pytest.mark.slow
def test_a_build_writes_them_and_an_unchanged_one_the_same(tmp_path: Path) -> None:
    root = write_tree(tmp_path, FILES)
    written = []
    for _ in range(2):
        assert run("mkdocs", "build", "--strict", cwd=root).returncode == 0
        files = sorted((root / "site/api").rglob("*.json"))
        written.append({path.name: path.read_bytes() for path in files})
    assert written[0] == written[1] and len(written[0]) > 10
    page = (root / "site/groups/board/index.html").read_text(encoding="utf-8")
    [linked] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert json.loads(linked)["@context"][1] == {"@base": "https://lakes.example/levels/"}
    assert [node["@type"] for node in json.loads(linked)["@graph"]] == [
        "WebPage",
        "Organization",
        "Claim",
    ]
    there = (root / "site/sitemap.xml").read_text(encoding="utf-8")
    assert "levels/groups/board/</loc><lastmod>2024-12-31</lastmod>" in there
    robots = (root / "site/robots.txt").read_text(encoding="utf-8")
    assert robots.endswith("Sitemap: https://lakes.example/levels/sitemap.xml\n")
    board = json.loads((root / "site/api/v1/groups/board.json").read_bytes())
    assert board["url"] == "https://lakes.example/levels/groups/board/"


def test_the_files_door_writes_them_beside_the_pages(tmp_path: Path) -> None:
    root = write_tree(tmp_path, FILES)
    assert run("factsheet", "build", "pages", cwd=root).returncode == 0
    assert (root / "pages/api/v1/groups/board.json").is_file()
    assert place(root).address == "https://lakes.example/levels/"


def test_only_the_index_tells_the_commit_and_only_while_nothing_else_stands(tmp_path: Path) -> None:
    root = write_tree(tmp_path, FILES)
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    first = published(root).beside
    assert len(json.loads(first["api/v1/index.json"])["generated_from"]["revision"]) == 40
    board = root / "data/groups/board.yml"
    board.write_text(board.read_text(encoding="utf-8") + "note: x\n", encoding="utf-8")
    assert load(root, published=True)[0].beside == {}  # an error publishes nothing
    git(root, "checkout", "-q", ".")
    git(root, "commit", "-q", "--allow-empty", "-m", "two")
    second = published(root).beside
    assert [p for p in first if first[p] != second[p]] == ["api/v1/index.json"]
    (root / "content/index.md").write_text("# Home\n\nA page more.\n", encoding="utf-8")
    third = published(root).beside
    assert json.loads(third["api/v1/index.json"])["generated_from"]["revision"] is None


def test_data_stay_as_the_facts_are_when_nothing_changed_after_an_edit(tmp_path: Path) -> None:
    root, memory = write_tree(tmp_path, FILES), Memory()
    published(root, memory)
    board = root / "data/groups/board.yml"
    board.write_text(board.read_text(encoding="utf-8").replace("moved", "stayed"), encoding="utf-8")
    for _ in range(2):
        told = [*published(root, memory).beside.values()]
        assert any(b"It stayed." in data for data in told)
        assert not any(b"It moved." in data for data in told)


def test_who_only_checks_keeps_what_a_build_has_made(tmp_path: Path) -> None:
    root = write_tree(tmp_path, FILES)
    first = dict(published(root).beside)
    load(root)
    again = published(root)
    assert dict(again.beside) == first
    assert again.library.records == {}  # nothing was read: the cache had it all


def test_a_calendar_is_sent_as_one() -> None:
    assert ("Content-Type", "text/calendar; charset=utf-8") in kept("dates.ics")


def test_the_preview_makes_a_file_when_it_is_asked_for() -> None:
    asked = []

    def data(path: str) -> bytes | None:
        asked.append(path)
        return b"{}" if "/v1/" in path else None

    def engine(request: dict[str, object], start: Callable[..., object]) -> list[bytes]:
        start("200 OK", [])
        return [b"engine"]

    said: list[object] = []
    front = Front(engine, {"desk"}, lambda: ("", ""), top="/lakes/", data=data)

    def ask(path: str, method: str = "GET") -> list[bytes]:
        request = {"HTTP_HOST": "localhost:8000", "PATH_INFO": path, "REQUEST_METHOD": method}
        return list(front(request, lambda *head: said.extend(head)))

    assert ask("/lakes/api/v1/index.json") == [b"{}"]
    assert ("Content-Type", "application/json; charset=utf-8") in said[1]  # type: ignore[operator]
    said.clear()
    assert ask("/lakes/data/v1/facts.sqlite") == [b"{}"]
    assert ("Content-Type", "application/octet-stream") in said[1]  # type: ignore[operator]
    assert ask("/lakes/groups/") == [b"engine"] and ask("/elsewhere/") == [b"engine"]
    assert asked == ["api/v1/index.json", "data/v1/facts.sqlite", "groups/"]


def test_what_the_second_process_cannot_make_is_made_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_tree(tmp_path, FILES)
    assert run("mkdocs", "build", "-d", "right", cwd=root).returncode == 0
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "broken"))
    write_tree(
        tmp_path,
        {
            "broken/sitecustomize.py": """
import os
from factsheet import disk
from factsheet.site import apart
began, write = os.getpid(), apart.write_new
def half(folder, files):
    if os.getpid() != began:
        write(folder, dict(sorted(files.items())[:3]))
        open("met", "w").close()
        raise OSError("no room")
    write(folder, files)
apart.write_new = half
"""
        },
    )
    shutil.rmtree(root / ".cache")
    done = run("mkdocs", "build", "-d", "again", cwd=root)
    assert done.returncode == 0 and (root / "met").exists(), done.stderr
    assert files(root / "right") == files(root / "again")


def test_another_plug_ins_file_in_the_place_of_data_ends_the_build(tmp_path: Path) -> None:
    root = write_tree(tmp_path, FILES)
    hook = "import os\ndef on_post_build(config):\n    path = os.path.join(config.site_dir, 'api/v1/index.json')\n"
    hook += "    os.makedirs(os.path.dirname(path), exist_ok=True)\n    open(path, 'w').write('theirs')\n"
    (root / "theirs.py").write_text(hook)
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text() + "hooks: [theirs.py]\n")
    done = run("mkdocs", "build", cwd=root)
    assert done.returncode == 1 and "api/v1/index.json" in done.stdout + done.stderr
    assert not (root / "site").exists()


def test_no_page_has_the_place_of_a_file_of_data(tmp_path: Path) -> None:
    theme: Any = SimpleNamespace(static_templates=["404.html"])
    config: Any = SimpleNamespace(site_dir=str(tmp_path), theme=theme, extra_templates=[])
    (tmp_path / "404.html").touch()
    built = Built(outputs=Packed({"404.html": pack(b"{}")}))
    with Apart(config, built, Files([])) as apart, pytest.raises(FileExistsError, match="404.html"):
        apart.finish()
