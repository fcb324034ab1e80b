"""A project's folder: read, built, and what is wrong with it told to a person or a log."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from factsheet import disk
from factsheet.build.whole import Built, build
from factsheet.cache import Memory, saved
from factsheet.evidence import NOW, View
from factsheet.issues import Issue, errors, few, harmless, in_order, plain, to_github, to_text
from factsheet.language import plural


def load(root: Path, view: View = NOW, memory: Memory | None = None,
         tell: Callable[[int, int], None] = lambda done, total: None, cached: bool = True) -> tuple[Built, dict[str, bytes], float]:  # fmt: skip
    """Read and build the project: what was built, the files it was built from, and the seconds it took.

    `memory` spares what an earlier build of this process has done; `tell` hears how many pages of how many are made. What an
    earlier process made is taken from the project's cache if `cached`.
    """
    start = time.perf_counter()
    tree, found = disk.read(root)
    memory = memory or Memory()
    kept = saved.recall(memory, root) if cached and tree and not view and not memory.state else None
    built = build(tree, view, memory, tell, [i.spot.path for i in errors(found)])
    if kept:
        saved.keep(memory, kept)
    built.issues = in_order([*built.issues, *found])
    if not built.ok:
        built.publish_nothing()
    return built, tree, time.perf_counter() - start


def report(issues: list[Issue], tree: dict[str, bytes], stream: object = None) -> str:
    """The issues as text, each with the line it points at, of very many only some; GitHub annotations after them in Actions."""
    issues, more = few(issues)
    colour = bool(getattr(stream, "isatty", lambda: False)()) and "NO_COLOR" not in os.environ
    lines = {
        path: content.decode("utf-8-sig", "replace").splitlines()
        for path, content in tree.items()
        if path in {i.spot.path for i in issues}
    }
    blocks = []
    for issue in issues:
        source = lines.get(issue.spot.path, [])
        blocks.append(
            to_text(
                issue,
                source[issue.spot.line - 1] if issue.spot.line <= len(source) else None,
                colour,
            )
        )
    blocks += [one.text() for one in more]
    if os.environ.get("GITHUB_ACTIONS"):
        blocks += [to_github(issue) for issue in issues]
    return "\n".join(blocks)


def told(built: Built, tree: dict[str, bytes], stream: object = None) -> str:
    """All issues as text, and a last line that counts them and what is left unjudged."""
    return f"{report(built.issues, tree, stream)}\n{tally(built)}"


def tally(built: Built) -> str:
    """How many issues there are, and how many links wait for a file to be mended before anything can be said of them."""
    count, waiting = Counter(issue.severity for issue in built.issues), built.library.waiting
    severities = ["error", "warning", *(["notice"] if count["notice"] else [])]
    counted = ", ".join(plural(count[severity], severity) for severity in severities)
    if not waiting:
        return counted
    files = [plain(path) for path in sorted(waiting)]
    named = " and ".join(
        [", ".join(files[:3]), *([plural(len(files) - 3, "more file")] if len(files) > 3 else [])]
    )
    links = sum(waiting.values())
    return f"{counted}; {plural(links, 'link')} {'waits' if links == 1 else 'wait'} until {named} can be read"


def say(text: str) -> None:
    """Print a text that may hold what others wrote; what `report` and `to_json` give is harmless."""
    print(harmless(text))


def complain(text: str) -> None:
    """The same for what goes wrong."""
    print(harmless(text), file=sys.stderr)
