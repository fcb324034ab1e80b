"""A run over the sources of a project: looked at one by one, and what was seen is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from factsheet.bench.edits.refused import Refused
from factsheet.bench.web.manners import Visitor
from factsheet.bench.web.seen_file import SeenFile, saved_page
from factsheet.bench.web.source_checks import Checking, Result, due, sources
from factsheet.bench.web.verdicts import Source
from factsheet.evidence import Library
from factsheet.issues import nearest

EVERY = 10  # looks after which the file is written: a run that is killed loses no more
Tell = Callable[[int, int], None]  # hears how many sources of how many are looked at


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked at: sources by their ids, else those that are due, a number of them at most.

    `today` is an ISO date. `saved` is a folder of saved pages.
    """

    today: str
    ids: tuple[str, ...] = ()
    limit: int = 0
    saved: Path | None = None


@dataclass
class Run:
    """What a run has seen so far; `of` how many sources with addresses there are."""

    results: list[Result]
    seen: SeenFile
    of: int


def look(
    root: Path, library: Library, visitor: Visitor, wanted: Wanted, keep: bool, tell: Tell
) -> Run:
    """Look at sources, and `keep` in the project's file what was seen. Raises `Refused`.

    Whoever interrupts it loses nothing: the next run of the day goes on.
    """
    seen = SeenFile(root)
    if wanted.saved and not wanted.saved.is_dir():
        raise Refused(f"there is no folder {wanted.saved}")
    all_of_them = sources(library)
    chosen = (
        named(all_of_them, wanted.ids)
        if wanted.ids
        else due(all_of_them, seen.looks, wanted.today, wanted.limit)
    )
    seen.keep_only({source.id for source in all_of_them})
    checking = Checking(library, visitor, dict(seen.looks), wanted.today)
    if wanted.saved:
        checking.saved = partial(saved_page, wanted.saved)
    run = Run([], seen, len(all_of_them))
    try:
        for result in checking.run(chosen):
            run.results.append(result)
            seen.looks[result.source.id] = result.look
            tell(len(run.results), len(chosen))
            if keep and len(run.results) % EVERY == 0:
                seen.write()
    finally:
        if keep and run.results:
            seen.write()
    return run


def named(found: list[Source], ids: tuple[str, ...]) -> list[Source]:
    """The sources with these ids, in their order. Raises `Refused` for one that has no address."""
    by_id = {source.id: source for source in found}
    for one in ids:
        if one not in by_id:
            why = f'there is no source "{one}" with a web address'
            raise Refused(why, nearest(one, by_id))
    return [by_id[one] for one in dict.fromkeys(ids)]
