"""Facts in YAML become the pages of a fact-sheet site: the whole generator as one pure function.

It reads nothing and writes nothing: files come in by path as bytes, pages go out by path, together
with every issue that was found.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from factsheet import outputs
from factsheet.build import (
    editions,
    editions_page,
    generated,
    handwritten,
    language_settings,
    other_languages,
)
from factsheet.build import site_settings
from factsheet.build.built import MARKDOWN, Built, Form
from factsheet.build.language_settings import NO_RECORDS, SETTINGS_PATH
from factsheet.cache import Memory, Packed, digest
from factsheet.evidence import (
    NOW,
    Library,
    View,
    addresses,
    files,
    fingerprints,
    linking,
    lookalikes,
    rivals,
)
from factsheet.evidence import pinned, seeds, translating, views
from factsheet.issues import Issue, in_order
from factsheet.kinds import FOLDER
from factsheet.language import ENGLISH, Speech, now, speaking
from factsheet.outputs import PLACE, Place
from factsheet.pages import STALE, STOP, Stale, plans
from factsheet.values import Put


def build(
    tree: dict[str, bytes], view: View = NOW, memory: Memory | None = None,
    tell: Callable[[int, int], None] = lambda done, total: None, missing: Sequence[str] = (),
    form: Form | None = MARKDOWN, stale: Stale = Stale(), place: Place = Place(),
) -> Built:  # fmt: skip
    """The site from the project's files: `data/`, `content/`, `seeds/`, with forward slashes.

    With a `view` it is the site as things stood on a day, or as they could be known on one. A
    `memory` handed to one build after another spares work and changes nothing that comes out.
    `tell` hears how many generated pages of how many are made; `missing` could not be opened.
    `stale` says what becomes of passages whose facts read otherwise now; else the settings do.
    `place` is where the site will be published. With no `form` no page is made from facts, and no
    data: facts and hand-written pages are judged, in a part of the time.
    """
    speeches = language_settings.speeches(tree)
    with speaking(speeches[0]):
        return _build(tree, view, memory, tell, missing, form, stale, speeches, place)


def facts(tree: dict[str, bytes], memory: Memory | None = None) -> Built:
    """What the files say, judged as a whole, and no pages: a fraction of the time of `build`.

    Hand-written pages are not looked at. A `memory` of its own spares reading files again.
    """
    speeches = language_settings.speeches(tree)
    memory = Memory() if memory is None else memory
    with speaking(speeches[0]):
        built = Built(speech=now(), speeches=speeches)
        whole = _read(built, tree, memory, ())
        put = built.issues.append
        built.kinds, built.settings = whole.kinds, site_settings.read(tree, whole.kinds, put)
        built.library = _seen(whole, NOW, speeches)
        built.issues = in_order(built.issues)
        if built.ok:
            memory.good = whole
    return built


def _below(tree: dict[str, bytes], folder: str) -> dict[str, bytes]:
    return {p: b for p, b in tree.items() if p.startswith(f"{folder}/") and p not in NO_RECORDS}


def _read(
    built: Built, tree: dict[str, bytes], memory: Memory, missing: Sequence[str]
) -> Library:  # fmt: skip
    """The facts, with everything that is wrong in them and between them.

    Where no file of them changed since the last build, they are those of that.
    """
    data, ledgers = _below(tree, "data"), _below(tree, "seeds")
    read_of = data, ledgers, tree.get(SETTINGS_PATH)
    if not memory.facts or missing or memory.facts[0] != read_of:
        issues = list[Issue]()
        whole, found = linking.read(data, memory=memory, missing=missing)
        issues += found
        rivals.check(whole, issues.append, memory)
        lookalikes.check(whole, issues.append, memory)
        read, found = seeds.read(ledgers, whole, memory)
        issues += found
        clear = not missing and not whole.unread
        memory.facts = (read_of, whole, read, issues) if clear else None
    else:
        _, whole, read, issues = memory.facts
    built.issues += issues
    built.ledgers = read
    files.check(whole, tree, built.issues.append)
    return whole


def _build(
    tree: dict[str, bytes], view: View, memory: Memory | None, tell: Callable[[int, int], None],
    missing: Sequence[str], form: Form | None, stale: Stale, speeches: list[Speech], place: Place,
) -> Built:  # fmt: skip
    built = Built(speech=now(), speeches=speeches, place=place)
    memory = memory if memory is not None and not view else Memory()
    put, content = built.issues.append, _below(tree, "content")
    whole = _read(built, tree, memory, missing)
    built.kinds, built.settings = whole.kinds, site_settings.read(tree, whole.kinds, put)
    built.editions = editions.read(tree, put)
    other_languages.check(speeches, whole.kinds, content, put)
    sound = built.ok and not whole.unread  # pages are made from sound facts only
    built.library = _seen(whole, view, speeches) if sound else whole
    built.libraries[now().code] = built.library
    made = plans.paths(whole, outputs.data_page(built.settings))
    made |= {editions_page.PAGE} if built.editions else set()
    stale = _stale(stale, built.settings, whole, put)
    memory.start({})
    if sound:
        base = _base(built, form, place, tree)
        translated = built.library.original is not None  # the first language's pages, too
        paths = other_languages.paths(made, content, [one.code for one in speeches[1:]])
        state = _state(whole, memory, base, paths, speeches[1:], translated)
        memory.start({**state, STALE: stale.how, PLACE: repr(tuple(place))})
        if form:
            generated.add(built, whole, view, memory, form, tell)
    own = other_languages.originals(content, [one.code for one in speeches[1:]])
    handwritten.add(built, whole, own, made, view, memory, sound, stale)
    other_languages.add(
        built, whole, speeches, tree, content, made, view, memory, sound, stale, form, tell
    )
    editions_page.add(built, tree, form or MARKDOWN, memory, put, sound)
    _end(built, whole, memory, [] if missing else sorted(whole.unread), sound)
    if form and built.ok and sound:
        built.outputs = _outputs(built, view, memory, place)
    return built


def _base(built: Built, form: Form | None, place: Place, tree: dict[str, bytes]) -> bytes:
    """A digest of what every page is taken to have read, besides the facts."""
    said = form.name if form else "", str(place.folders), repr(built.settings.get("map"))
    return digest(*said, str(bool(built.editions)), *_read_by_all(tree))


def _outputs(built: Built, view: View, memory: Memory, place: Place) -> Packed:
    """The facts as data; what the last build made of the same ones is good."""
    if memory.outputs and not (memory.touched or memory.renewed):
        return memory.outputs
    about = built.libraries, built.speeches, built.shows
    titles = {path: handwritten.called(path, str(built.pages[path])) for path in built.by_hand}
    site = outputs.Site(*about, built.settings, place, view, titles)
    return outputs.plan(site, built.assets)


def _seen(whole: Library, view: View, speeches: list[Speech]) -> Library:
    """The facts as the pages of the first language show them."""
    seen, own = views.take(whole, view), speeches[0].code
    apart = len(speeches) > 1 or own != ENGLISH  # else every text is in the site's language
    if not apart or not pinned.mixed(whole, own):
        return seen
    return translating.translated(seen, own, own, whole.kinds, whole)


def _state(
    whole: Library, memory: Memory, base: bytes, paths: list[set[str]], further: list[Speech],
    translated: bool,
) -> dict[str, str]:  # fmt: skip
    """What the pages of each language may read, with a digest; `paths` are what they may link to.

    Those of the first read no translation, unless a text is in another language than the site.
    """
    originals = bool(further) and not translated
    state = fingerprints.state(whole, memory, base, paths[0], originals=originals)
    for one, there in zip(further, paths[1:]):
        full = fingerprints.state(whole, memory, base, there)
        state |= {f"{one.code}/{key}": mark for key, mark in full.items()}
    return state


def _stale(stale: Stale, settings: dict[str, Any], library: Library, put: Put) -> Stale:
    """What becomes of stale passages: what was asked for, or what the site says."""
    called = settings.get("called", {})
    addresses.check_named(library, called, put)
    names = {address.text: names for address, names in called.items()}
    return replace(stale, how=stale.how or settings.get("stale", STOP), called=names)


def _end(
    built: Built, whole: Library, memory: Memory, unread: list[str], sound: bool
) -> None:  # fmt: skip
    """Count what is built and remember it, or publish nothing.

    It is a fault of ours if nobody is told of what was `unread`.
    """
    built.issues = in_order(built.issues)
    built.counts = len(built.library.statements), len(built.library.records)
    for library in (whole, *built.libraries.values()):  # which the next build may take over
        library.forget()
    if built.ok and sound:
        memory.keep(whole)
        return
    if built.ok and unread:
        raise RuntimeError(f"left out in silence: {', '.join(unread[:5])}")
    built.publish_nothing()


def _read_by_all(tree: dict[str, bytes]) -> list[str | bytes]:
    """The settings and the files of kinds, which every page is taken to have read."""
    found = sorted(one for one in tree.items() if one[0].startswith(FOLDER))
    return [tree.get(SETTINGS_PATH, b""), *(part for pair in found for part in pair)]
