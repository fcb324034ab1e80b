"""The rooms and the one-way flow between them, kept by reading the code: imports, forbidden acts, sizes, templates."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import PAPER, ROOT

PACKAGE = ROOT / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
# each room imports only rooms above it
ROOMS = """issues hints printers memory repertoire characters slips records datehints dates values acceptance web links filenames numbers words statements kinds strangers
typed library lineage unread succession reading evidence reach rivals doubles unlikely scopes alike notices review
views days history sections shelves pages render times atlas labels maps drawing citations writer lines bars sheets functions frames mapping blocks
expressions typedquotes allowed parser safety prose preview seeds making schema explain guard"""
ENGINE = ["holes", "skeleton", "inline", "engine", "searching", "surroundings", "serving", "front", "faults", "live"]
FILES = ["disk", "revisions", "staging", "cache", "keeping", "progress", "project", "watching", "cli"]
ORDER = [*ROOMS.split(), "", *FILES, *ENGINE, "mkdocs_plugin", "__main__"]
RIM = {*FILES, *ENGINE, "mkdocs_plugin", "__main__"}


def room(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "" if parts == ("__init__",) else parts[0]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            found |= {f"{module}.{alias.name}" if module == "generator" else module for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_above_it(path: Path) -> None:
    mine = ORDER.index(room(path))
    for name in imports(path):
        if name.split(".")[0] != "generator":
            continue
        second = (name.split(".") + [""])[1]
        other = second if second in ORDER else ""  # `from generator import Built` is the package itself
        assert ORDER.index(other) <= mine, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) not in RIM], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_the_core_reads_no_file_no_clock_and_knows_no_engine(path: Path) -> None:
    forbidden = {"os", "io", "pathlib", "time", "random", "mkdocs", "properdocs", "click", "subprocess", "socket", "locale"}
    found = {name.split(".")[0] for name in imports(path)} & forbidden
    if path.name == "preview.py":
        found -= {"io"}  # a picture is written into memory
    assert not found
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\bopen\(|\.today\(|\.now\(|\bos\.environ", text)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_rooms_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{path.name}: {node.name} is too long"


def test_every_module_says_what_it_is_for() -> None:
    assert not [p.name for p in MODULES if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]


def test_templates_never_weaken_the_encoder() -> None:
    for path in sorted((PACKAGE / "templates").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for expression in re.findall(r"\{\{(.*?)\}\}|\{%(.*?)%\}", text, re.S):
            code = " ".join(expression)
            assert not re.search(r"\|\s*(safe|e|escape|join|format|striptags)\b|~|autoescape|\bMarkup\b", code), f"{path.name}: {code}"


def test_a_new_kind_is_one_file_and_one_template(tmp_path: Path) -> None:
    """Ships: a copy of the generator with one more module and one more template does everything the old kinds can."""
    shutil.copytree(PACKAGE, tmp_path / "generator", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "generator/kinds/ships.py").write_text(
        '"""Ships."""\n\nfrom generator.kinds import Kind, link\n\n'
        'KIND = Kind(name="ship", plural="ships", title="Ships", order=35,\n'
        '            properties={"captain": link("people", label="Captain", reverse="Captain of")})\n'
    )
    (tmp_path / "generator/templates/ships.md").write_text('{% extends "sheet.md" %}\n')
    for name, text in {
        "data/sources/paper.yml": PAPER,
        "data/people/ann.yml": "name: Ann\nchecked: 2024-12-31\n",
        "data/ships/mary.yml": "name: Mary\nchecked: 2024-12-31\ncaptain:\n  - value: people/ann\n    references: [paper]\n",
        "content/index.md": '# Home\n\n{{ ship("ships/mary") }} {{ value("ships/mary#captain") }}\n',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)

    def factsheet(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "generator", *command], cwd=tmp_path, capture_output=True, text=True)

    done = factsheet("build", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# Mary" in (tmp_path / "out/ships/mary.md").read_text()
    assert "[Mary](mary.md)" in (tmp_path / "out/ships/index.md").read_text()
    assert "**Captain of**" in (tmp_path / "out/people/ann.md").read_text()
    assert ">[Ann](people/ann.md)[^paper]</span>" in (tmp_path / "out/index.md").read_text()
    assert factsheet("schema", "schemas").returncode == 0
    assert '"captain"' in (tmp_path / "schemas/ships.json").read_text()
    (tmp_path / "data/ships/mary.yml").write_text("name: Mary\nchecked: 2024-12-31\ncaptian: []\n")
    wrong = factsheet("check")
    assert wrong.returncode == 1 and 'did you mean "captain"?' in wrong.stdout


def test_the_linter_and_the_formatter_have_nothing_to_say() -> None:
    ruff = str(Path(sys.executable).with_name("ruff"))
    for command in (["check", "."], ["format", "--check", "."]):
        done = subprocess.run([ruff, *command, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
