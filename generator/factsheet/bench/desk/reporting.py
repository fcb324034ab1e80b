"""`factsheet report`: what a request changes, compared with the state that it starts from."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import starmap
from operator import attrgetter
from typing import Any, TypeVar

from factsheet.bench.desk import changed_files, checklist, facts, making, passages, problems
from factsheet.bench.desk import records, sides, translations
from factsheet.bench.desk.report import MAX_CHANGES, MAX_LISTED, MAX_REPORT, SCHEMA_VERSION
from factsheet.bench.desk.report import LINK, MAX_PATHS, Behind, Change, Left, Notice, Page, Passage
from factsheet.bench.desk.report import Report, SecondReader
from factsheet.bench.desk.shapes import as_json, cut, fits
from factsheet.bench.desk.sides import Side
from factsheet.build import Built, handwritten
from factsheet.cache import Memory
from factsheet.disk import compared
from factsheet.document import published
from factsheet.evidence import history, second_reader
from factsheet.issues import Issue, errors, in_order
from factsheet.language import plural, speaking

T = TypeVar("T")
_NAMED = re.compile(r'["“]([^"”]*)["”]')
_ORDER = {sort: at for at, sort in enumerate(second_reader.SORTS)}


def of(
    built: Built, tree: Mapping[str, bytes], base: compared.Compared, memory: Memory, site: str = ""
) -> Report:  # fmt: skip
    """The report on a project as it was built, with its files, against a state of it.

    `memory` is that of the build. `site` is where the pages can be seen, with a slash at its end.
    Nothing is raised for what is wrong in either state.
    """
    new, old = sides.new(built, tree), sides.old(base.files, memory)
    with speaking(built.speech):
        found = facts.by_address(old, new)
        silent = history.issues(records.silent(found))
        behind, changes = _changes(old, new, found)
        changed = {one.address for one in changes if one.thing in ("fact", "quote")}
        read = list(passages.of(old, new, changed))
        wrong = in_order([*new.issues, *silent])
        told = list(problems.of(_first(wrong), tree, new.library, memory))
        notices = _notices(old, new, changes, read)
    files = changed_files.of(base.differences)
    pages = _pages(new, changes)
    todo = list(checklist.of(changes, read, behind, files))
    report = Report(
        schema_version=SCHEMA_VERSION, base=base.base, head=base.head,
        site=site if fits(site, LINK) else "",
        ok=not errors(wrong), notes=tuple(_notes(old, new)),
        second_reader=_second_reader(sides.asking(old), changes),
        problems=tuple(told), changes=tuple(changes), passages=tuple(read), pages=tuple(pages),
        behind=tuple(behind), notices=tuple(notices), files=tuple(files), checklist=tuple(todo),
        left=_more("problems", len([one for one in wrong if one.severity != "notice"]) - len(told)),
    )  # fmt: skip
    return bounded(discreet(report))


def _changes(old: Side, new: Side, found: facts.Found) -> tuple[list[Behind], list[Change]]:
    """The changes, the weightiest first; and which translations are behind."""
    translated, behind = translations.of(old, new)
    made = [*facts.of(old, new, found), *records.of(old, new, found), *passages.pages(old, new)]
    asked = sides.asking(old)
    done = [making.finished(one, asked) for one in (*made, *translated)]
    return behind, sorted(done, key=lambda one: (not one.asked, _ORDER[one.sort], one.address))


def _first(issues: list[Issue]) -> list[Issue]:
    return [one for one in issues if one.severity != "notice"][:MAX_LISTED]


def _notes(old: Side, new: Side) -> Iterable[str]:
    """What could not be compared."""
    if not new.sound:
        yield (
            "Something is wrong with the facts or pages of this request. What could be read is "
            "compared; pages and notices are listed once it is mended."
        )
    if not old.sound:
        yield (
            "The state that this request starts from has errors by today's rules. What could "
            "be read of it is compared."
        )


def _notices(old: Side, new: Side, changes: list[Change], read: list[Passage]) -> list[Notice]:
    """What is perhaps wrong now, and was not so before; of no other page can anything be new."""
    if not (old.sound and new.sound):
        return []
    pages = {one.address for one in changes if one.thing == "page"} | {one.at.path for one in read}
    known = {_alike(one) for one in old.notices(pages)}
    return [
        Notice(one.code, cut(one.message, making.WORDS), cut(one.hint, making.WORDS),
               making.place(one.spot))
        for one in new.notices(pages) if _alike(one) not in known
    ]  # fmt: skip


def _alike(one: Issue) -> tuple[str, str, tuple[str, ...]]:
    """What a notice is about, without counts and lines, which change with every other fact."""
    return one.code, one.spot.path, tuple(_NAMED.findall(one.message)) or (one.message,)


def _pages(new: Side, changes: list[Change]) -> list[Page]:
    """The pages on which changed things stand, those written by hand first, then by how many.

    Those in further languages stand beside them, and are not told.
    """
    touched = {one.address for one in changes if one.sort != "checked"}
    edited = {one.address for one in changes if one.thing == "page"}
    built, out = new.built, list[Page]()
    further = tuple(f"{speech.code}/" for speech in built.speeches[1:])
    written = built.by_hand
    for path, shown in sorted(built.shows.items()):
        mine, by_hand = touched.intersection(shown), path in written
        edited_here = built.sources.get(path) in edited
        if path in built.pages and not path.startswith(further) and (mine or edited_here):
            address = making.on_site(published(path, built.place.folders))
            out.append(Page(address, cut(_title(new, path), making.NAMES), by_hand, len(mine)))
    return sorted(out, key=lambda one: (not one.by_hand, -one.changes, one.page))


def _title(new: Side, path: str) -> str:
    """What a page is called: a sheet as its record."""
    name = new.library.names.get(path.removesuffix(".md"))
    return str(name.name) if name else handwritten.called(path, str(new.built.pages[path]))


def _second_reader(asked: tuple[str, ...], changes: list[Change]) -> SecondReader:
    """Whether somebody else has to read it, and what of it."""
    counted = Counter(word for one in changes for word in one.asked)
    why = [f"{word}: {plural(counted[word], 'change')}" for word in asked if counted[word]]
    return SecondReader(bool(counted), tuple(dict.fromkeys(asked)), tuple(why))


def discreet(report: Report) -> Report:
    """The report; where something is taken down, nothing in it repeats what was there before."""
    if not any(one.sort == "taken-down" for one in report.changes):
        return report
    return replace(
        report,
        changes=tuple(_silent(one) for one in report.changes),
        passages=tuple(replace(one, was="") for one in report.passages),
        behind=tuple(replace(one, translation="") for one in report.behind),
    )


def _silent(change: Change) -> Change:
    parts = tuple(replace(one, was="") for one in change.differences)
    entries = tuple(replace(one, was="") for one in change.entries)
    return replace(change, said="", differences=parts, entries=entries)


def _more(what: str, count: int) -> tuple[Left, ...]:
    return (Left(what, count),) if count > 0 else ()


LIMITS = {
    "changes": MAX_CHANGES, "checklist": MAX_CHANGES, "problems": MAX_LISTED,
    "passages": MAX_LISTED, "pages": MAX_LISTED, "behind": MAX_LISTED, "notices": MAX_LISTED,
    "files": MAX_PATHS,
}  # fmt: skip


def _counted(key: str) -> Callable[[Any], str]:
    """As what something of a list is counted that is left out: a change as one of its sort."""
    return attrgetter("sort") if key == "changes" else lambda _: key


def bounded(report: Report) -> Report:
    """The report with no more than may be in one, and how much of each list was left out."""
    limits, whole = dict(LIMITS), report
    while True:
        cut_to: dict[str, Any] = {key: getattr(whole, key)[:most] for key, most in limits.items()}
        left = whole.left
        for key, kept in cut_to.items():
            gone = getattr(whole, key)[len(kept) :]
            left += tuple(starmap(Left, Counter(map(_counted(key), gone)).items()))
        report = replace(whole, left=left, **cut_to)
        if len(as_json(report)) <= MAX_REPORT or not any(limits.values()):
            return report
        limits = {key: most // 2 for key, most in limits.items()}
