"""A run over the sources that have no archived copy: found, asked for, entered into their files."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from factsheet.bench.edits.edit import Edit, Outcome
from factsheet.bench.edits.refused import Refused
from factsheet.bench.web.archives import Archived, Archiving
from factsheet.bench.web.manners import Visitor
from factsheet.bench.web.seen_file import SeenFile
from factsheet.bench.web.sightings import Look
from factsheet.bench.web.source_checks import sources
from factsheet.bench.web.source_run import named
from factsheet.bench.web.verdicts import Source
from factsheet.build import SETTINGS_PATH

Tell = Callable[[int, int], None]  # hears how many sources of how many are done


@dataclass(frozen=True, slots=True)
class Wanted:
    """Sources by their ids, else those without a copy, a number of them at most.

    `save`: the archive is asked to take what it has not.
    """

    ids: tuple[str, ...] = ()
    limit: int = 0
    save: bool = False


def look(edit: Edit, visitor: Visitor, wanted: Wanted, tell: Tell) -> list[Archived]:
    """Look for captures; whoever interrupts it keeps what was found. Raises `Refused`."""
    settings = edit.built.settings.get("archives", {})
    timemap, save = settings.get("timemap", ""), settings.get("save", "")
    if not timemap and not wanted.save:
        hint = 'add archives: {timemap: "https://…/{url}"}'
        raise Refused(f"{SETTINGS_PATH} names no archive to look in", hint)
    if wanted.save and not save:
        hint = 'add archives: {save: "https://…/{url}"}'
        raise Refused(f"{SETTINGS_PATH} names no archive to ask for copies", hint)
    seen = SeenFile(edit.root)
    chosen = _chosen(edit, seen, wanted)
    run = Archiving(visitor, timemap, save if wanted.save else "", edit.on).run(chosen)
    found: list[Archived] = []
    try:
        for one in run:
            found.append(one)
            tell(len(found), len(chosen))
    except KeyboardInterrupt:
        tell(len(chosen), len(chosen))
    return found


def _chosen(edit: Edit, seen: SeenFile, wanted: Wanted) -> list[Source]:
    """The sources to look for: those for which no archive was asked before come first."""
    found = sources(edit.library)
    if wanted.ids:
        chosen = named(found, wanted.ids)
        if has := next((one.id for one in chosen if one.archive), ""):
            raise Refused(f"{has} has an archived copy", "delete archive: first to have another")
        return chosen
    asked = {name: look.asked for name, look in seen.looks.items()}
    today = edit.on.isoformat()
    left = [one for one in found if not one.archive and asked.get(one.id, "") < today]
    left.sort(key=lambda one: (asked.get(one.id, ""), one.id))
    return left[: wanted.limit] if wanted.limit else left


def enter(edit: Edit, found: list[Archived]) -> None:
    """Put captures into the files of their sources, each with its day."""
    kind = edit.library.kinds.sources
    for one in found:
        if one.capture:
            doc, steps = edit.statement(f"{kind}/{one.source.id}")
            doc.set((*steps, "archive"), one.capture.url)
            doc.set((*steps, "archived"), one.capture.day.isoformat())


def remember(root: Path, found: list[Archived], today: str) -> None:
    """Note for which sources an archive was asked and had nothing, so that others come first."""
    seen = SeenFile(root)
    for one in (one for one in found if one.lacking):
        former = seen.looks.get(one.source.id, Look(address=one.source.url))
        seen.looks[one.source.id] = replace(former, asked=today)
    if seen.looks:
        seen.write()


def lines(found: list[Archived], kind: str) -> list[str]:
    """A line for each source: its capture, or why there is none; and how many there are."""
    told = []
    for one in found:
        came = f"{one.capture.day} {one.capture.url}" if one.capture else one.why
        told.append(f"{kind}/{one.source.id}: {came}")
    count = sum(one.capture is not None for one in found)
    return [*told, f"{len(found)} sources looked for, {count} captures found"]


def to_json(found: list[Archived], kind: str, outcome: Outcome) -> str:
    """What was found, whether it was written, and which errors forbade it, as JSON in ASCII."""
    sources = [
        {
            "source": f"{kind}/{one.source.id}",
            "archive": one.capture.url if one.capture else None,
            "archived": one.capture.day.isoformat() if one.capture else None,
            "why": one.why,
        }
        for one in found
    ]
    refused = [issue.message for issue in outcome.refused]
    said = {"sources": sources, "written": outcome.written, "refused": refused}
    return json.dumps(said, indent=1)
