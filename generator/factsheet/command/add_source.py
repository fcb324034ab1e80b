"""`factsheet add source`: the record of a source from what an editor has of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factsheet.command import prompts
from factsheet.command.bench_line import editing, finish
from factsheet.command.parameters import Day, Source
from factsheet.command.source_prompts import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from factsheet.bench import Edit, Found, adding_sources

    Given = dict[str, str | list[str]]

FILES = {
    "page": "a saved page (HTML)",
    "csl": "CSL-JSON, or the record of a DOI",
    "bibtex": "a BibTeX file",
    "ris": "a RIS file",
}
# Option: (key of a source, what it is)
FIELDS = {
    "title": ("title", "what it is called"),
    "publisher": ("publisher", "whose words they are: the agency, not the paper that prints it"),
    "container-title": ("container-title", "in what it is printed, when that is somebody else's"),
    "issued": ("issued", "when it was issued: 2024-12-07, 2024-12, 2024-12~"),
    "issued-basis": ("issued_basis", "from where that date is taken"),
    "archive": ("archive", "the address of an archived copy"),
    "accessed": ("accessed", "the day on which it was looked at (default: that of the edit)"),
    "type": ("type", "what it is: news report"),
    "language": ("language", "the code of its language: en, ar"),
    "origin": ("origin", "one word for all that goes back to the same report"),
    "read": ("read", "what of it was read"),
    "note": ("note", "what readers should know of it"),
}
LISTS = {
    "author": ("author", "who wrote it; again for each"),
    "derived-from": ("derived_from", "the source that it is taken from; again for each"),
}
_TYPES: dict[str, click.ParamType[Any]] = {"accessed": Day(), "derived_from": Source(places=False)}


def _options(command: Callable[..., int]) -> Callable[..., int]:
    """An option for each file that can be given, and for each field."""
    path = click.Path(path_type=Path, dir_okay=False, exists=True)
    for option, (key, text) in reversed({**FIELDS, **LISTS}.items()):
        name, of, many = key.replace("-", "_"), _TYPES.get(key, click.STRING), option in LISTS
        add = click.option(
            f"--{option}", name, type=of, multiple=many, metavar=of.name.upper(), help=text
        )
        command = add(command)
    for form, text in reversed(FILES.items()):
        command = click.option(f"--{form}", type=path, metavar="FILE", help=text)(command)
    return command


@click.command()
@click.argument("url", required=False, metavar="[URL]", help="its web address")
@_options
@click.option("--id", "id_", metavar="ID", help="its id (default: made of publisher and date)")
@click.option("--anyway", is_flag=True, help="add it even if it is perhaps there already")
@click.option("--new-only", is_flag=True, help="of several, leave out what is there already")
@editing
def source(edit: Edit, dry_run: bool, **call: Any) -> int:
    """Add a source: from a saved page, from references, or from what the options say.

    Nothing is loaded from the web: save the page in a browser, as HTML only. What was guessed is
    marked by a comment in the file.
    """
    from factsheet.bench import adding_sources

    given = _given(call)
    found = _found(call)
    alone = len(found) == 1
    if call["id_"] and not alone:
        raise click.UsageError(f"--id is that of one source; the file has {len(found)}")
    if alone and prompts.at_terminal():
        ask(found[0], given)
    if call["new_only"]:
        found = _new(edit, found, given)
    plan = adding_sources.plan(edit.library, found, given, edit.on, _id(edit, call["id_"]))
    _refuse(plan, call["anyway"], alone)
    for added in plan.added:
        edit.put(*adding_sources.file_of(edit.library, added))
    _show(edit, plan, brief=dry_run or not alone)  # a dry run shows the difference
    return finish(edit, dry_run)


def _given(call: dict[str, Any]) -> Given:
    """The fields that the call gives, by their keys; a date that cannot be is a wrong call."""
    from factsheet.values import id_problem, parse

    keys = [key for key, _ in (*FIELDS.values(), *LISTS.values())]
    said = {key: call[key.replace("-", "_")] for key in keys}
    given: Given = {k: list(v) if isinstance(v, tuple) else str(v) for k, v in said.items() if v}
    if "issued" in given:
        try:
            parse(str(given["issued"]))
        except ValueError as error:
            hint = getattr(error, "hint", "")
            raise click.UsageError(f"--issued: {error}" + (f"; {hint}" if hint else "")) from None
    if call["id_"] and (why := id_problem(call["id_"])):
        raise click.UsageError(f'--id: "{call["id_"]}": {why}')
    return given


def _found(call: dict[str, Any]) -> list[Found]:
    """What the file of the call says of sources; without one, what its address says."""
    from factsheet.bench import adding_sources
    from factsheet.values import web

    files = [name for name in adding_sources.FORMS if call[name]]
    if len(files) > 1:
        raise click.UsageError(f"give one of --{', --'.join(files)}")
    url = call["url"] or ""
    if url and (wrong := web.read(url)).why:
        raise click.UsageError(f"{wrong.why}; {wrong.hint}")
    if not files:
        return adding_sources.found_in(b"", "", "", url)
    path: Path = call[files[0]]
    with path.open("rb") as file:
        content = file.read(adding_sources.READ_AT_MOST)
    return adding_sources.found_in(content, files[0], str(path), url)


def _new(edit: Edit, found: list[Found], given: Given) -> list[Found]:
    """Those of several that are not there already; says how many are."""
    from factsheet.bench import adding_sources
    from factsheet.build import say

    kept = adding_sources.without_twins(edit.library, found, given, edit.on)
    if len(kept) < len(found):
        say(f"there already, and left out: {len(found) - len(kept)}")
    return kept


def _id(edit: Edit, id_: str | None) -> str:
    """The id that the call gives, if it is free."""
    from factsheet.bench import adding_sources

    if id_:
        adding_sources.refuse_taken(edit.library, id_)
    return id_ or ""


def _refuse(plan: adding_sources.Plan, anyway: bool, alone: bool) -> None:
    """Refuse sources without a publisher, and those that are perhaps there already."""
    from factsheet.bench import Refused

    nobody = [one for one in plan.added if not one.source.text("publisher")]
    if nobody:
        which = "" if alone else f" of {', '.join(one.name for one in nobody[:5])}"
        raise click.UsageError(f"nobody is named as publisher{which}; give --publisher")
    if not plan.twins or anyway:
        return
    if alone:
        same = plan.twins[0][1]
        raise Refused(f"perhaps it is {same.address}: {same.why}", "cite that, or give --anyway")
    lines = [f"{name}: perhaps {same.address}: {same.why}" for name, same in plan.twins[:20]]
    lines += [f"and {len(plan.twins) - 20} more"] if len(plan.twins) > 20 else []
    raise Refused("\n".join(lines), "give --new-only to leave them out, or --anyway")


def _show(edit: Edit, plan: adding_sources.Plan, brief: bool) -> None:
    """Print records as they will stand (but in brief) and be printed, and what to know of them."""
    from factsheet.bench import adding_sources
    from factsheet.build import say
    from factsheet.pages import citations

    records = edit.check().built.library.records
    for added in plan.added:
        path, content = adding_sources.file_of(edit.library, added)
        if not brief:
            say(f"{path}\n{content.decode().partition(chr(10))[2]}".rstrip())
        if added.address in records:
            lead = "prints as" if len(plan.added) == 1 else added.address
            say(f"{lead}: {citations.in_words(records[added.address])}")
        for hint in added.hints:
            say(f"note: {hint}")
