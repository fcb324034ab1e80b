"""What a host sends by the `_headers` of a site: for each path the headers of all rules that meet it."""

import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path


def write(site: Path) -> str:
    """Call the command on a built site; the text of its `_headers`."""
    command = [sys.executable, "-m", "factsheet", "headers", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0 and not done.stderr, done.stderr
    return (site / "_headers").read_text(encoding="utf-8")


def sent(text: str, path: str) -> dict[str, list[str]]:
    """The values of each header for a path of a site: more than one where rules meet."""
    found, meets = defaultdict(list), False
    for line in text.splitlines():
        if line.startswith("/"):
            pattern = ".*".join(map(re.escape, line.split("*")))
            meets = bool(re.fullmatch(pattern, path))
        elif meets and line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            found[name].append(value)
    return found


def policy(site: Path, path: str = "/") -> str:
    """The policy that a host sends for a path of a built site."""
    (found,) = sent(write(site), path)["Content-Security-Policy"]
    return found
