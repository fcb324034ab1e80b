"""What holds in every room: small modules and functions, narrow lines, docstrings; linter, formatter and types are content."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from projects import ROOT
from test_architecture import MODULES, name


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    assert not [n for n, line in enumerate(text.splitlines(), 1) if len(line) > 100]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, (
                f"{path.name}: {node.name} is too long"
            )


def test_every_module_and_public_function_says_what_it_is_for() -> None:
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        silent += [] if ast.get_docstring(tree) else [name(path)]
        scopes = [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef))]
        for scope in scopes:
            public = isinstance(scope, ast.Module) or not scope.name.startswith("_")
            for node in scope.body if public else []:
                if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith(
                    "_"
                ):
                    silent += [] if ast.get_docstring(node) else [f"{name(path)}: {node.name}"]
    assert not silent, "\n".join(silent)


@pytest.mark.parametrize(
    "command", [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]], ids=" ".join
)
def test_the_tools_have_nothing_to_say(command: list[str]) -> None:
    tool = Path(sys.executable).with_name(command[0])
    quiet = {"ruff": ["--no-cache"], "mypy": ["--no-incremental"]}[command[0]]
    done = subprocess.run([tool, *command[1:], *quiet], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
