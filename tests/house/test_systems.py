"""The same on Linux, macOS and Windows: encodings, line ends, names of files."""

import ast
import subprocess
from pathlib import Path

import pytest
from factsheet.build.whole import build
from projects import ROOT, built, real

TEXT = {"read_text", "write_text", "open", "run", "Popen"}
CODE = sorted([ROOT / "dev.py", *(ROOT / "docs").glob("*.py"), *(ROOT / "generator").rglob("*.py")])


def without_encoding(source: str) -> list[int]:
    """The lines in which a text file or the text of a process is read or written as the system likes it."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        told = {word.arg: word.value for word in node.keywords}
        if name not in TEXT or "encoding" in told or ast.unparse(node.func) == "os.open":
            continue
        modes = [told.get("mode"), *node.args[:2]]
        if name == "open":
            binary = any(isinstance(m, ast.Constant) and "b" in str(m.value) for m in modes)
            as_text = not binary and bool(node.args)
        else:
            as_text = name.endswith("_text") or "text" in told
        found += [node.lineno] if as_text else []
    return found


def test_reading_as_the_system_likes_is_noticed() -> None:
    source = """
open("a")
open("a", "rb")
open("a", encoding="utf-8")
path.read_text()
path.write_text("a", encoding="utf-8")
path.open("w")
cache.open()
os.open("a", 0)
subprocess.run(["git"], text=True)
subprocess.run(["git"])
"""
    assert without_encoding(source) == [2, 5, 7, 10]


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_text_is_read_and_written_in_a_named_encoding(path: Path) -> None:
    assert without_encoding(path.read_text(encoding="utf-8")) == []


def test_a_project_with_the_line_ends_of_windows_gives_the_same_pages() -> None:
    texts = (".yml", ".md")
    files = {n: c.replace(b"\n", b"\r\n") if n.endswith(texts) else c for n, c in real().items()}
    there = build(files)
    assert there.issues == [] and there.files == built().files


def test_the_project_can_be_checked_out_on_any_system() -> None:
    call = ["git", "ls-files", "-z"]
    names = (
        subprocess.run(call, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    )
    assert len(names) > 200 and len({name.casefold() for name in names}) == len(names)
    assert not [name for name in names if set(name) & set('<>:"|?*\\') or name.endswith((" ", "."))]
