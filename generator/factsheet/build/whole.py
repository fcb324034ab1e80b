"""Facts in YAML become the pages of a fact-sheet site: the whole generator as one pure function.

It reads nothing and writes nothing: files come in by path as bytes, pages go out by path, together
with every issue that was found.
"""

from collections.abc import Callable, Sequence

from factsheet.build import generated, handwritten, site_settings
from factsheet.build.built import MARKDOWN, Built, Form
from factsheet.build.site_settings import SETTINGS_PATH
from factsheet.cache import Memory, digest
from factsheet.evidence import NOW, View, files, fingerprints, linking, lookalikes, rivals
from factsheet.evidence import seeds, views
from factsheet.issues import in_order
from factsheet.kinds import FOLDER
from factsheet.pages import plans


def build(
    tree: dict[str, bytes], view: View = NOW, memory: Memory | None = None,
    tell: Callable[[int, int], None] = lambda done, total: None, missing: Sequence[str] = (),
    form: Form = MARKDOWN,
) -> Built:  # fmt: skip
    """The site from the project's files: `data/`, `content/`, `seeds/`, with forward slashes.

    With a `view` it is the site as things stood on a day, or as they could be known on one. A
    `memory` handed to one build after another spares work and changes nothing that comes out.
    `tell` hears how many generated pages of how many are made; `missing` could not be opened.
    """

    def below(folder: str) -> dict[str, bytes]:
        return {p: b for p, b in tree.items() if p.startswith(folder + "/") and p != SETTINGS_PATH}

    built, memory = Built(), memory if memory is not None and not view else Memory()
    put = built.issues.append
    whole, found = linking.read(below("data"), memory=memory, missing=missing)
    built.issues += found
    rivals.check(whole, put, memory)
    lookalikes.check(whole, put, memory)
    files.check(whole, tree, put)
    built.ledgers, found = seeds.read(below("seeds"), whole, memory)
    built.issues += found
    built.kinds, built.settings = whole.kinds, site_settings.read(tree, whole.kinds, put)
    sound = built.ok and not whole.unread  # pages are made from sound facts only
    built.library = views.take(whole, view) if sound else whole
    made, content = plans.paths(whole), below("content")
    base = digest(form.name, tree.get(SETTINGS_PATH, b""), *_kind_files(tree))
    memory.start(fingerprints.state(whole, memory, base, made | content.keys()) if sound else {})
    if sound:
        generated.add(built, whole, view, memory, form, tell)
    handwritten.add(built, whole, content, made, view, memory, sound)
    built.issues = in_order(built.issues)
    built.counts = len(built.library.statements), len(built.library.records)
    if built.ok and sound:
        memory.keep(whole)
    else:
        _give_up(built, [] if missing else sorted(whole.unread))
    return built


def _give_up(built: Built, unread: list[str]) -> None:
    """Publish nothing; it is a fault of ours if nobody is told of what was `unread`."""
    if built.ok and unread:
        raise RuntimeError(f"left out in silence: {', '.join(unread[:5])}")
    built.publish_nothing()


def _kind_files(tree: dict[str, bytes]) -> list[str | bytes]:
    """The files of kinds, which every page is taken to have read."""
    found = sorted(one for one in tree.items() if one[0].startswith(FOLDER))
    return [part for pair in found for part in pair]
