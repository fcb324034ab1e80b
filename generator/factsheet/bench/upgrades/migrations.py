"""What an upgrade does to a site's data: one small function for each change of the format.

Each finds what is still written in the old way and leaves all else alone, so that all of them run
in every upgrade, in the order of `MIGRATIONS`, whatever version a site comes from, and a second
upgrade finds nothing. A migration does what takes no judgement; the check tells of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from factsheet.bench.changes import confirming
from factsheet.bench.edits.edit import Edit
from factsheet.bench.edits.plain_data import Steps
from factsheet.bench.edits.refused import Refused
from factsheet.bench.upgrades import entered, former_pins
from factsheet.build import site_settings
from factsheet.issues import Issue
from factsheet.kinds import FOLDER

SCHEMAS = "data/schema/"
OLD_CALLS = ("city", "date", "group", "person", "place", "source")  # now link
_OLD_CALL = re.compile(rf"(\{{\{{[\s-]*)({'|'.join(OLD_CALLS)})(?=\s*\()")
_SCHEMA_LINE = re.compile(
    rb"^(# *yaml-language-server: *\$schema=)"
    rb"((?:\.\./)*(?:data/)?schema/[\w-]+\.json)(?=[ \t\r]*$)",
    re.M,
)


@dataclass(slots=True)
class EntryDays:
    """The days on which statements were entered, as far as a migration may ask for them.

    `first_days` gives since when statements are on record, by their addresses; it is asked once,
    and only when that matters. `otherwise` is the day of those that it does not know; without it
    they are left as they are and noted in `undated`. `unread` are the passages, as
    `content/page.md:12`, whose pins are no former ones of ours and not today's.
    """

    first_days: Callable[[], Mapping[str, date]]
    otherwise: date | None = None
    undated: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


class Migration(NamedTuple):
    """A change of the format: since which version, what it does in a few words, and how."""

    since: str
    what: str
    run: Callable[[Edit, EntryDays], None]


def migrate(edit: Edit, asked: EntryDays) -> None:
    """Bring a site's data up to this version; what it takes is left in the edit."""
    for migration in MIGRATIONS:
        migration.run(edit, asked)


def _schemas(edit: Edit, asked: EntryDays) -> None:
    """The schemas that editors complete from, where a site has them."""
    if not any(path.startswith(SCHEMAS) for path in edit.tree):
        return
    for name, text in site_settings.schemas(edit.library.kinds).items():
        if edit.tree.get(SCHEMAS + name) != text.encode():
            edit.put(SCHEMAS + name, text.encode())


def _schema_lines(edit: Edit, asked: EntryDays) -> None:
    """The first line of a file that names a schema of ours names the right one."""
    names = site_settings.schemas(edit.library.kinds)
    for path, content in edit.tree.items():
        found = _SCHEMA_LINE.search(content) if path.endswith(".yml") else None
        name = _schema_of(path)
        if found and name in names:
            up = "../" * (path.count("/") - 1) if path.startswith("data/") else "../data/"
            start, end = found.span(2)
            if found[2] != (line := f"{up}schema/{name}".encode()):
                edit.put(path, content[:start] + line + content[end:])


def _schema_of(path: str) -> str:
    """The name of the schema that a file fits; empty when it fits none."""
    folder, *below = path.removesuffix(".yml").split("/")
    if folder == "seeds":
        return "seeds.json"
    if folder != "data" or not 1 <= len(below) <= 2:
        return ""
    if path.startswith(FOLDER):
        return "kind.json"
    if len(below) == 2:
        return f"{below[0]}.json"
    return "site.json" if below[0] == "site" else f"{below[0]}-list.json"


def _links(edit: Edit, asked: EntryDays) -> None:
    """`{{ city("cities/homs") }}` is `{{ link("cities/homs") }}`, wherever a check says so."""
    refused = {f'there is no function "{name}"' for name in OLD_CALLS}
    pages: dict[str, list[Issue]] = {}
    for issue in edit.built.issues:
        if issue.code == "prose-expression" and issue.message in refused:
            pages.setdefault(issue.spot.path, []).append(issue)
    for path, issues in pages.items():
        lines = edit.tree[path].decode("utf-8", "surrogateescape").split("\n")
        for issue in sorted(issues, reverse=True):
            line, at = lines[issue.spot.line - 1], issue.spot.column - 1
            lines[issue.spot.line - 1] = line[:at] + _OLD_CALL.sub(r"\1link", line[at:], count=1)
        edit.put(path, "\n".join(lines).encode("utf-8", "surrogateescape"))


def _recorded(edit: Edit, asked: EntryDays) -> None:
    """Each statement says on which day it was entered."""
    lacking = {path: _lacking(edit, path) for path in edit.tree if path.startswith("data/")}
    if not any(lacking.values()):
        return
    first = asked.first_days()
    for path, found in lacking.items():
        days: dict[Steps, Any] = {}
        for one in found:
            if day := entered.day_of(one, first) or asked.otherwise:
                days[(*one.steps, "recorded")] = day.isoformat()
            else:
                asked.undated.append(one.address)
        if days:
            with suppress(Refused):  # a file with errors: the check tells of them
                edit.doc(path).add(days)


def _lacking(edit: Edit, path: str) -> list[entered.Entered]:
    """The statements of a file that do not say when they were entered."""
    kinds, out = edit.library.kinds, []
    for one in entered.statements(path, edit.tree[path]):
        kind = kinds.get(one.address.partition("/")[0])
        if kind and not one.said and ("#" in one.address or kind.is_statement):
            out.append(one)
    return out


def _pins(edit: Edit, asked: EntryDays) -> None:
    """A pin that has the label of a field in it has the key of the field."""
    for path in edit.tree:
        with suppress(Refused):  # a page or facts with errors: the check tells of them
            found, others = former_pins.of(edit, path)
            confirming.confirm(edit, path, found)
            asked.unread += [f"{path}:{one.line}" for one in others]


MIGRATIONS = (
    Migration("0.2.0", "the schemas that editors complete from", _schemas),
    Migration("0.2.0", "the line of a file that names its schema", _schema_lines),
    Migration("0.2.0", "city(…), group(…), person(…) … in pages are link(…)", _links),
    Migration("0.2.0", "recorded: the day on which a fact was entered, from git", _recorded),
    Migration("0.2.0", "pins of passages have keys of fields, no longer labels", _pins),
)
