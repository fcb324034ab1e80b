"""The rooms and the one-way flow between them: doors, the contract, forbidden acts; a kind is one file."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from projects import PAPER, ROOT

PACKAGE = ROOT / "generator" / "factsheet"
MODULES = sorted(PACKAGE.rglob("*.py"))
# the rooms that may touch files, the clock, processes
RIM = {"cache", "disk", "build", "bench", "site", "command", "__main__"}


def name(path: Path) -> str:
    """A module for a test's name: `values/dates.py`."""
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    """The room of a module; empty for the package itself."""
    first = path.relative_to(PACKAGE).with_suffix("").parts[0]
    return "" if first == "__init__" else first


def imports(path: Path) -> set[tuple[str, str]]:
    """(module, name taken from it) of every import."""
    found: set[tuple[str, str]] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {(alias.name, "") for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {(node.module or "", alias.name) for alias in node.names}
    return found


def doors() -> dict[str, set[str]]:
    """What the door of each room lets out."""
    out = {}
    for path in PACKAGE.glob("*/__init__.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        out[path.parent.name] = {
            element.value
            for node in tree.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
            for element in getattr(node.value, "elts", [])
        }
    return out


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_room_is_entered_through_its_door(path: Path) -> None:
    open_to = doors()
    for module, what in imports(path):
        first, _, rest = module.partition(".")
        other, _, inner = rest.partition(".")
        if first != "factsheet" or other not in open_to or other == room(path):
            continue
        assert not inner, f"{name(path)} goes past the door of {other}: {module}"
        assert what in open_to[other], f"{name(path)} takes {what}, which {other} does not give"


def test_a_door_lets_out_what_somebody_uses() -> None:
    used = {(m.partition(".")[2], n) for path in MODULES for m, n in imports(path) if "." in m}
    attributes = {
        (node.value.id, node.attr)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    for other, names in doors().items():
        assert not {n for n in names if {(other, n)}.isdisjoint(used | attributes)}, other


def test_the_rooms_stand_in_one_street() -> None:
    """The contract in `pyproject.toml`, held by import-linter; every room is named in it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    street, _ = settings["tool"]["importlinter"]["contracts"]
    assert {*street["layers"]} == {
        p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists()
    } | {"command"}
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) not in RIM], ids=name)
def test_the_core_reads_no_file_no_clock_and_knows_no_engine(path: Path) -> None:
    forbidden = {"os", "io", "pathlib", "time", "random", "mkdocs", "properdocs", "click"}
    forbidden |= {"subprocess", "socket", "locale"}
    found = {module.split(".")[0] for module, _ in imports(path)} & forbidden
    if path.name == "share.py":
        found -= {"io"}  # a picture is written into memory
    assert not found
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bopen\(|\.today\(|\.now\(|\bos\.environ", text)


def test_engines_are_known_in_one_room() -> None:
    for path in MODULES:
        if room(path) != "site":
            assert not {
                m for m, _ in imports(path) if m.split(".")[0] in ("mkdocs", "properdocs")
            }, path


def test_connections_are_opened_in_one_place() -> None:
    """What asks the network is bounded and judged in `bench/web/web_reader.py`; nobody goes past it."""
    opens = {"socket", "ssl", "http", "urllib.request", "ftplib", "urllib3", "requests", "asyncio"}
    for path in MODULES:
        found = {m for m, _ in imports(path) if m in opens or m.split(".")[0] in opens}
        if room(path) == "site":
            found -= {"socket"}  # the preview asks under which names this machine is known
        allowed = ("bench/web/web_reader.py", "bench/web/hosts.py")
        assert not found or name(path) in allowed, f"{name(path)}: {found}"


SHIPS = """\
name: ship
title: Ships
order: 35
fields:
  captain: {type: link, to: [people], label: Captain, reverse: Captain of}
"""


def test_a_new_kind_is_one_file(tmp_path: Path) -> None:
    """Ships: a site with one more file does everything with them that the old kinds can."""
    captain = "captain:\n  - value: people/ann\n    references: [paper]\n"
    for path, text in {
        "data/kinds/ships.yml": SHIPS,
        "data/sources/paper.yml": PAPER,
        "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
        "data/ships/mary.yml": f"name: Mary\nchecked: 2024-12-31\n{captain}",
        "content/index.md": '# Home\n\n{{ link("ships/mary") }} {{ value("ships/mary#captain") }}\n',
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)

    def factsheet(*command: str) -> subprocess.CompletedProcess[str]:
        call = [sys.executable, "-m", "factsheet", *command]
        return subprocess.run(call, cwd=tmp_path, capture_output=True, text=True)

    done = factsheet("build", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# Mary" in (tmp_path / "out/ships/mary.md").read_text()
    assert "[Mary](mary.md)" in (tmp_path / "out/ships/index.md").read_text()
    assert "**Captain of**" in (tmp_path / "out/people/ann.md").read_text()
    assert ">[Ann](people/ann.md)[^mary-captain]</span>" in (tmp_path / "out/index.md").read_text()
    assert factsheet("schema", "schemas").returncode == 0
    assert '"captain"' in (tmp_path / "schemas/ships.json").read_text()
    (tmp_path / "data/ships/mary.yml").write_text("name: Mary\nchecked: 2024-12-31\ncaptian: []\n")
    wrong = factsheet("check")
    assert wrong.returncode == 1 and 'did you mean "captain"?' in wrong.stdout
