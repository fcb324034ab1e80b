"""Facts in YAML become the Markdown pages of a fact-sheet site. `build` is the whole generator as one pure function.

It reads nothing and writes nothing: files come in as a dict from path to bytes, pages go out as a dict from path to
text, together with every issue that was found. `disk` feeds it, `cli` and `mkdocs_plugin` are its two doors.
"""

from collections.abc import Callable, Iterable
from typing import Any

from factsheet.build import printing
from factsheet.build.printing import Built as Built
from factsheet.cache import Memory
from factsheet.evidence import (
    NOW,
    Periods,
    View,
    fingerprints,
    linking,
    lookalikes,
    rivals,
    seeds,
    views,
)
from factsheet.issues import in_order
from factsheet.pages import plans
from factsheet.values import Put, Type, Url, read_fields, read_yaml

SETTINGS_PATH = "data/site.yml"
SETTINGS: dict[str, Type] = {"edit_url": Url(), "review": Periods()}


def build(tree: dict[str, bytes], view: View = NOW, memory: Memory | None = None,
          tell: Callable[[int, int], None] = lambda done, total: None, missing: Iterable[str] = ()) -> Built:  # fmt: skip
    """The site's Markdown from the project's files: `data/`, `content/` and `seeds/`, paths with forward slashes.

    With a `view` it is the site as things stood on a day, or as they could be known on one. A `memory` that is handed to
    one build after another spares the work whose outcome cannot have changed; what comes out is the same.
    `tell` hears how many generated pages of how many are made; `missing` are files that are there and could not be opened.
    """

    def below(folder: str) -> dict[str, bytes]:
        return {p: b for p, b in tree.items() if p.startswith(folder + "/") and p != SETTINGS_PATH}

    built, memory = Built(), memory if memory is not None and not view else Memory()
    put = built.issues.append
    whole, found = linking.read(below("data"), memory=memory, missing=missing)
    built.issues += found
    rivals.check(whole, put, memory)
    lookalikes.check(whole, put, memory)
    built.ledgers, found = seeds.read(below("seeds"), whole, memory)
    built.issues += found
    built.settings = _settings(tree, put)
    sound = built.ok and not whole.unread  # pages are made from sound facts only
    built.library = views.take(whole, view) if sound else whole
    made, content = plans.paths(whole), below("content")
    memory.start(
        fingerprints.state(whole, memory, tree.get(SETTINGS_PATH, b""), made | content.keys())
        if sound
        else {}
    )
    if sound:
        printing.generated(built, whole, memory, tell)
    printing.written(built, whole, content, made, sound, memory)
    if view:
        built.files = {
            name: printing.banner(text, view) if isinstance(text, str) else text
            for name, text in built.files.items()
        }
    built.issues = in_order(built.issues)
    if built.ok and sound:
        memory.keep(whole)
    else:
        built.files = {}
    return built


def _settings(tree: dict[str, bytes], put: Put) -> dict[str, Any]:
    if SETTINGS_PATH not in tree:
        return {}
    node, issues = read_yaml(tree[SETTINGS_PATH], SETTINGS_PATH)
    for issue in issues:
        put(issue)
    return read_fields(node, SETTINGS, "", put) if node else {}
