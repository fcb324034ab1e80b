"""A proposal is sent, when somebody says so: by `git push`, and `gh` where that is set up."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

from factsheet.disk.branches import remote
from factsheet.disk.folder import CannotWrite
from factsheet.disk.running import NETWORK, run

MAX_REQUESTS = 100  # open requests that are asked for


@dataclass(frozen=True, slots=True)
class Request:
    """An open request as the host tells of it."""

    title: str
    branch: str
    url: str
    who: str


def program(root: Path) -> str:
    """Where `gh` is; nothing when it is not there, or lies in the project itself."""
    found = shutil.which("gh") or ""
    ours = bool(found) and root.resolve() in Path(found).resolve().parents
    return "" if ours else found


def push(root: Path, branch: str) -> str:
    """Send a branch to where proposals are sent; gives what was said. Raises CannotWrite."""
    there = remote(root)
    if not there:
        why = "git knows no place to send to"
        raise CannotWrite(f"{why}; type: git remote add origin ADDRESS")
    whole = f"refs/heads/{branch}:refs/heads/{branch}"
    return _said(root, "not sent", ["git", "push", "--set-upstream", "--", there, whole])


def open_request(root: Path, branch: str, base: str, title: str, why: str) -> str:
    """Open a pull request for a branch that was sent; gives what was said. Raises CannotWrite."""
    told = [f"--head={branch}", f"--base={base}", f"--title={title}", f"--body={why}"]
    return _said(root, "no request was opened", [program(root), "pr", "create", *told])


def open_requests(root: Path) -> list[Request]:
    """The requests that are open, as far as the host tells; none where it cannot be asked."""
    if not (found := program(root)):
        return []
    asked = "--json=title,headRefName,url,author"
    try:
        done = run(root, [found, "pr", "list", f"--limit={MAX_REQUESTS}", asked], {}, b"", NETWORK)
        rows = json.loads(done.stdout) if done.returncode == 0 else []
        return [_request(row) for row in rows[:MAX_REQUESTS]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []


def _request(row: dict[str, Any]) -> Request:
    who = (row.get("author") or {}).get("login", "")
    return Request(*(str(one) for one in (row["title"], row["headRefName"], row["url"], who)))


def _said(root: Path, what: str, call: list[str]) -> str:
    """All that a program says. Raises CannotWrite with it when it fails."""
    try:
        done = run(root, call, {}, b"", NETWORK)
    except OSError as error:
        raise CannotWrite(f"{what}: {error}") from error
    if done.returncode:
        raise CannotWrite(f"{what}: {_words(done) or f'{call[0]} failed'}")
    return _words(done)


def _words(done: CompletedProcess[bytes]) -> str:
    return (done.stdout + done.stderr).decode("utf-8", "replace").strip()
