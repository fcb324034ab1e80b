"""A project's folder: read, built, and what is wrong with it told to a person or a log."""

import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from factsheet import disk
from factsheet.build import language_settings, other_languages, past, site_settings
from factsheet.build.built import MARKDOWN, Asset, Built, Form
from factsheet.build.whole import build
from factsheet.cache import Cache, Memory, Packed, saved
from factsheet.evidence import NOW, View
from factsheet.issues import Issue, errors, few, harmless, in_order, plain, to_github, to_text
from factsheet.kinds import kinds_of
from factsheet.language import plural, speaking
from factsheet.outputs import Place, Stamp
from factsheet.pages import Stale

HISTORY = "unread-telling"  # an issue that tells what stands in git
Tell = Callable[[int, int], None]  # hears how many pages of how many are made


def load(
    root: Path, view: View = NOW, memory: Memory | None = None, tell: Tell = lambda *_: None,
    cached: bool = True, form: Form = MARKDOWN, published: bool = False, again: bool = False,
    stale: str = "", place: Place = Place(),
) -> tuple[Built, dict[str, bytes], float]:  # fmt: skip
    """Read and build the project: what was built, the files it was built from, seconds taken.

    `memory` spares what an earlier build of this process has done; what an earlier process made is
    taken from the project's cache if `cached`. Where no file changed, what is `published`, or what
    a preview showed, is given `again` without a library. `stale` says what becomes of stale
    passages, else the settings do. What is `published`, at a `place`, is kept by its `remember`.
    """
    start = time.perf_counter()
    tree, found = disk.read(root)
    archives, more = disk.editions(root)
    found += more
    files, missing = tree | archives, [issue.spot.path for issue in errors(found)]
    memory = memory or Memory()
    fresh = cached and tree and not view and not memory.state
    names = saved.names(form.name, published)
    kept = saved.recall(memory, root, names) if fresh else None
    inputs = saved.inputs(files, *map(str, place), stale) if kept else ""
    history = any(issue.code == HISTORY for issue in memory.issues)
    same = memory.inputs == inputs and not (missing or archives or history)
    if kept and same and (published or again):
        kept.close()
        return _again(memory, tree, root, found), tree, time.perf_counter() - start
    built = build(files, view, memory, tell, missing, form, Stale(stale, past.of(root)), place)
    if built.ok and not missing:
        memory.issues = built.issues
    built.issues = in_order([*built.issues, *found])
    saved.forget(memory, root)
    built.remember = partial(_keep, memory, built, inputs, published, kept, names)
    if not built.ok or not published:
        built.remember()
    if not built.ok:
        built.publish_nothing()
    if published:
        built.stamp = Stamp(built.outputs, disk.holding(root, tree))
    return built, tree, time.perf_counter() - start


def _keep(
    memory: Memory, built: Built, inputs: str, published: bool, cache: Cache | None,
    names: saved.Names,
) -> None:  # fmt: skip
    """Keep what was built for the next build, and in an open cache for the next process."""
    _remember(memory, built, inputs, published)
    if cache:
        saved.keep(memory, cache, names)
    built.remember = lambda: None  # it would hold all of this for ever


def _remember(memory: Memory, built: Built, inputs: str, published: bool) -> None:
    """Of what was built, what the next process needs; of what has errors, the last good stays."""
    if not built.pages:
        return
    files = built.outputs
    whole = not published or files.made
    if files is not memory.outputs:  # what made them is given up now
        kept = files if published and whole else ()
        memory.outputs = Packed({path: files.kept(path) for path in kept})
    memory.inputs = inputs if whole else ""
    memory.counts, memory.assets, memory.thin = built.counts, built.kept(), built.thin


def keep(
    root: Path, built: Built, tree: dict[str, bytes], memory: Memory, form: Form, stale: str,
    place: Place,
) -> None:  # fmt: skip
    """Keep what a preview built last for the next one, which begins with it."""
    inputs = saved.inputs(tree, *map(str, place), stale)
    if inputs == memory.inputs:
        return
    cache = saved.opened(root)
    _keep(memory, built, inputs, False, cache, saved.names(form.name, published=False))


def _again(
    memory: Memory, tree: dict[str, bytes], root: Path, found: list[Issue]
) -> Built:  # fmt: skip
    """The pages and assets of the last build, and what was to be told of it."""
    speeches = language_settings.speeches(tree)
    with speaking(speeches[0]):
        kinds = kinds_of(tree)[0]
        built = Built(counts=memory.counts, kinds=kinds, speeches=speeches)
        built.settings = site_settings.read(tree, kinds, lambda _: None)
    built.issues, built.thin = in_order([*memory.issues, *found]), {*memory.thin}
    built.assets = {path: Asset(data, sort) for path, (sort, data) in memory.assets.items()}
    for path, kept in memory.pages.items():
        built.recall(path, kept)
    built.outputs = memory.outputs
    built.stamp = Stamp(built.outputs, disk.holding(root, tree))
    other_languages.fill(built)
    return built


def report(issues: list[Issue], tree: dict[str, bytes], stream: object = None) -> str:
    """The issues as text, each with the line it points at, of very many only some.

    In Actions, annotations for GitHub follow.
    """
    issues, more = few(issues)
    colour = bool(getattr(stream, "isatty", lambda: False)()) and "NO_COLOR" not in os.environ
    paths = tree.keys() & {issue.spot.path for issue in issues}
    lines = {path: tree[path].decode("utf-8-sig", "replace").splitlines() for path in paths}
    blocks = []
    for issue in issues:
        line = lines.get(issue.spot.path, [])[issue.spot.line - 1 :][:1]
        blocks.append(to_text(issue, line[0] if line else None, colour))
    blocks += [one.text() for one in more]
    if os.environ.get("GITHUB_ACTIONS"):
        blocks += [to_github(issue) for issue in issues]
    return "\n".join(blocks)


def told(built: Built, tree: dict[str, bytes], stream: object = None) -> str:
    """All issues as text, and a last line that counts them and what is left unjudged."""
    return f"{report(built.issues, tree, stream)}\n{tally(built)}"


def tally(built: Built) -> str:
    """How many issues there are, and how many links wait for a file to be mended."""
    count, waiting = Counter(issue.severity for issue in built.issues), built.library.waiting
    severities = ["error", "warning", *(["notice"] if count["notice"] else [])]
    counted = ", ".join(plural(count[severity], severity) for severity in severities)
    if not waiting:
        return counted
    files = [plain(path) for path in sorted(waiting)]
    more = [plural(len(files) - 3, "more file")] if len(files) > 3 else []
    named = " and ".join([", ".join(files[:3]), *more])
    links = sum(waiting.values())
    wait = "waits" if links == 1 else "wait"
    return f"{counted}; {plural(links, 'link')} {wait} until {named} can be read"


def say(text: str) -> None:
    """Print a text that may hold what others wrote; `report` and `to_json` give harmless ones."""
    print(harmless(text))


def complain(text: str) -> None:
    """The same for what goes wrong."""
    print(harmless(text), file=sys.stderr)
