"""A project in git with a place to send to, for tests of proposals: real repositories, nothing faked but `gh`."""

import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from benches import Visitor
from projects import git
from werkzeug.test import TestResponse

ME = "[user]\nname = Ann Lake\nemail = ann@paper.example\n[init]\ndefaultBranch = main\n[commit]\ngpgsign = false\n[advice]\ndetachedHead = false\n"


def said(root: Path, *command: str) -> str:
    """What git answers in a folder."""
    done = subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)
    return done.stdout.decode().strip()


def alone(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Let git see no settings but those of a test's own."""
    home.mkdir(exist_ok=True)
    (home / ".gitconfig").write_text(ME)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


class Desk(Visitor):
    """Somebody at the bench of a project that git keeps, with a remote and a colleague's clone."""

    def __init__(self, folder: Path, files: dict[str, str] | None = None, below: str = "") -> None:
        super().__init__(folder / "mine" / below, files)
        self.far, self.colleague = folder / "far.git", folder / "colleague" / below
        (self.root / ".gitignore").write_text(".cache/\n")
        git(folder / "mine", "init", "--quiet", "-b", "main")
        git(self.root, "add", ".")
        git(self.root, "commit", "--quiet", "-m", "The site begins")
        git(folder, "clone", "--quiet", "--bare", str(folder / "mine"), str(self.far))
        git(self.root, "remote", "add", "origin", str(self.far))
        git(self.root, "fetch", "--quiet", "origin")
        git(folder, "clone", "--quiet", str(self.far), str(folder / "colleague"))

    def edit(self, path: str, was: str, now: str, root: Path | None = None) -> None:
        """Change a text in a file by hand."""
        place = (root or self.root) / path
        text = place.read_bytes().decode()
        assert was in text
        place.write_bytes(text.replace(was, now).encode())

    def publish(self, path: str, was: str, now: str) -> None:
        """Let the colleague change a text and publish that."""
        self.edit(path, was, now, self.colleague)
        git(self.colleague, "commit", "--quiet", "-am", f"A colleague's change of {path}")
        git(self.colleague, "push", "--quiet", "origin", "HEAD:main")

    def send(self, path: str, /, **fields: Any) -> TestResponse:
        """Send a form."""
        return self.post(path, fields)


def fake_gh(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """Put a `gh` on PATH that writes down its arguments, a line each, and then does as told."""
    folder.mkdir()
    told = folder / "told"
    program = folder / "gh"
    program.write_text(
        f'#!/bin/sh\nfor one in "$@"; do printf "%s\\n" "$one"; done >> "{told}"\n{script}\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return told
