"""A source that is added together with what rests on it, in the same edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from factsheet.bench import Edit, Found, adding_sources

    Typed = dict[str, list[str]]

OWN = ("page", "place", "id")  # what is said of a new source beside its labels


def add(edit: Edit, given: Typed, anyway: bool) -> str:
    """Add a source of which this is said, by the keys of its labels; gives how it is cited.

    `page` is a saved page, `place` where in the source it stands, `id` the source's id.
    """
    from factsheet.bench import Refused

    plan = _plan(edit, given)
    if plan.twins and not anyway:
        twin = plan.twins[0][1]
        raise Refused(f"perhaps it is {twin.address}: {twin.why}", "cite that, or give --anyway")
    if not plan.added[0].source.text("publisher"):
        raise click.UsageError("nobody published it; give --new-source publisher=…")
    return _put(edit, plan.added[0], given)


def ask(edit: Edit, typed: str) -> tuple[str, Typed]:
    """Ask for what is missing of a source that is not there.

    Gives how it is cited, or nothing, and what it is added with, if it is.
    """
    from factsheet.bench import Refused
    from factsheet.build import say
    from factsheet.command import prompts

    key = "title"
    if "://" in typed:
        key = "URL"
    elif Path(typed).suffix.lower() in (".html", ".htm"):
        key = "page"
    help_ = "y: some more is asked of it, and it is added; n: another source is asked for"
    if not prompts.sure(f"  not there; add it now, with this as its {key}?", help_=help_):
        return "", {}
    try:
        return _asked(edit, {key: [typed]})
    except (click.UsageError, Refused) as why:
        say(f"  {why.format_message() if isinstance(why, click.UsageError) else why}")
        return "", {}


def _asked(edit: Edit, given: Typed) -> tuple[str, Typed]:
    """The same, with what is told of it by now. Raises UsageError and Refused."""
    from factsheet.command import prompts, source_prompts

    if twin := next((one for _, one in _plan(edit, given).twins), None):
        if prompts.sure(f"  perhaps it is {twin.address}: {twin.why}; cite that?"):
            return twin.address.partition("/")[2], {}
    found, labels = _found(edit, given)
    known = {key: value for key, value in labels.items() if key != "URL"}
    source_prompts.ask(found, known)
    given |= {key: [one] if isinstance(one, str) else one for key, one in known.items()}
    help_ = "P5: paragraph 5; p12: page 12"
    if place := prompts.text("place in it, as P5 (Enter: leave out)", help_=help_):
        given["place"] = [place]
    return _put(edit, _plan(edit, given).added[0], given), given


def _plan(edit: Edit, given: Typed) -> adding_sources.Plan:
    """What there is to add. Raises UsageError for what cannot be read."""
    from factsheet.bench import adding_sources

    found, labels = _found(edit, given)
    id_ = "".join(given.get("id", [])[:1])
    if id_:
        adding_sources.refuse_taken(edit.library, id_)
    return adding_sources.plan(edit.library, [found], labels, edit.on, id_)


def _found(edit: Edit, given: Typed) -> tuple[Found, dict[str, str | list[str]]]:
    """What the saved page tells, if there is one, and the labels that are given."""
    from factsheet.bench import adding_sources, answers, asking

    kinds = edit.built.kinds
    questions = asking.of_record(kinds, kinds[kinds.sources])
    known = [question.key for question in questions]
    if strange := [key for key in given if key not in (*known, *OWN)]:
        raise click.UsageError(f'a source has no "{strange[0]}"; it has {", ".join(known)}')
    labels, wrong = answers.read_all(questions, given)
    if wrong:
        raise click.UsageError("\n".join(wrong))
    page, url = "".join(given.get("page", [])[:1]), str(labels.get("URL", ""))
    content = _read(Path(page)) if page else b""
    form = adding_sources.PAGE if page else ""
    return adding_sources.found_in(content, form, page, url)[0], labels


def _read(path: Path) -> bytes:
    """A saved page, or as much of it as is wanted."""
    from factsheet.bench import adding_sources

    try:
        with path.open("rb") as file:
            return file.read(adding_sources.READ_AT_MOST)
    except OSError as error:
        raise click.UsageError(f"{path}: {error.strerror}") from None


def _put(edit: Edit, added: adding_sources.Added, given: Typed) -> str:
    """Put a source among the files of the edit; gives its id with the place in it."""
    from factsheet.bench import Refused, adding_sources
    from factsheet.build import say

    path, content = adding_sources.file_of(edit.library, added)
    if edit.content(path) is not None:
        raise Refused(f"{path} is there already", "give it another id")
    edit.put(path, content)
    for hint in added.hints:
        say(f"note: {hint}")
    place = "".join(given.get("place", [])[:1])
    return f"{added.address.partition('/')[2]}{'#' if place else ''}{place}"
