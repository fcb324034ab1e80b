"""What the commands that add have in common: options that answer questions, and how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from factsheet.command import asker, new_source, prompts
from factsheet.command.parameters import Address, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from factsheet.bench import Edit, asking
    from factsheet.kinds import Kind

    Typed = dict[str, list[str]]

# option: (key of the answer, how often it can be given, what it is)
STATEMENT = {
    "text": ("text", "one sentence in our own words"),
    "when": ("when", "when it held or happened: 2024-12-07, 2017~, 2024-12-07/2024-12-08"),
    "said": ("said", "when it was said or announced"),
    "status": ("status", "claimed, denied, disputed … (default: accepted)"),
    "asserted-by": ("asserted_by", "who says so: an address, or words; again for each"),
    "via": ("via", "the medium between speaker and source; again for each"),
    "about": ("about", "a further record that it concerns; again for each"),
    "scope": ("scope", "what exactly it covers: city, census"),
    "note": ("note", "a public remark"),
    "ref": ("references", "a source and the place in it: ap-2024-12-07#P5; again for each"),
}
WORDING = {
    "text": ("text", "the words"),
    "rendition": ("rendition", "original, translation or as-printed"),
    "language": ("language", "the code of their language: en, ar"),
    "translated-by": ("translated_by", "who translated them: an address, or words"),
    "status": STATEMENT["status"],
    "ref": STATEMENT["ref"],
}
QUOTE = {
    "name": ("name", "what the quote is called on pages"),
    "speaker": ("speaker", "the address of who spoke"),
    "said": ("said", "when it was said"),
    "occasion": ("occasion", "on what occasion"),
    "where": ("where", "the address of where it was said"),
    "about": STATEMENT["about"],
    "note": STATEMENT["note"],
}
NEAREST = 3  # records that are named where a name stands for an address
_MANY = ("asserted-by", "via", "about", "ref")
_WANTED = {
    "ref": "SOURCE", "when": "DATE", "said": "DATE", "about": "ADDRESS", "speaker": "ADDRESS",
    "where": "ADDRESS",     "asserted-by": "WHO", "via": "WHO", "translated-by": "WHO",
}  # fmt: skip
_TYPES: dict[str, click.ParamType[str]] = {
    "about": Address(), "ref": Source(), "speaker": Address(parts=False),
    "where": Address(parts=False),
}  # fmt: skip


SETTING = click.option(
    "--set", "labels", multiple=True, metavar="KEY=VALUE",
    help="any of its labels: short_name=The Army; again for each, and for each of several values",
)  # fmt: skip


def answering(
    options: dict[str, tuple[str, str]],
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """An option for each of these, and those that every addition has."""

    def decorated(command: Callable[..., int]) -> Callable[..., int]:
        proposed = "its id (default: one is proposed)"
        command = click.option("--id", metavar="ID", help=proposed)(with_source(command))
        return telling(options)(command)

    return decorated


def with_source(command: Callable[..., int]) -> Callable[..., int]:
    """The options of a source that is added with what cites it."""
    command = click.option(
        "--new-source", multiple=True, metavar="KEY=VALUE",
        help="a source to add with it: URL=…, publisher=…, page=saved.html; again for each",
    )(command)  # fmt: skip
    again = "add it even if it is perhaps there already"
    return click.option("--anyway", is_flag=True, help=again)(command)


def telling(
    options: dict[str, tuple[str, str]],
) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """An option for each of these answers."""

    def decorated(command: Callable[..., int]) -> Callable[..., int]:
        for option, (key, text) in reversed(options.items()):
            of = _TYPES.get(option, click.STRING)
            command = click.option(
                f"--{option}", key, type=of, multiple=option in _MANY, metavar=_metavar(option),
                help=text,
            )(command)  # fmt: skip
        return command

    return decorated


def _metavar(option: str) -> str:
    return _WANTED.get(option, option.upper())


def typed(call: dict[str, Any], options: dict[str, tuple[str, str]]) -> Typed:
    """The answers that a call gives, by key."""
    out: Typed = {}
    for key, _ in options.values():
        said = call[key]
        if said:
            out[key] = [said] if isinstance(said, str) else list(said)
    return out


def pairs(given: tuple[str, ...], option: str) -> Typed:
    """What `--set KEY=VALUE` says, by key. Raises UsageError."""
    out: Typed = {}
    for text in given:
        key, sign, value = text.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise click.UsageError(f'{option}: "{text}" is not KEY=VALUE')
        out.setdefault(key.strip(), []).append(value)
    return out


def labelled(
    kind: Kind, questions: list[asking.Question], said: Typed, call: dict[str, Any]
) -> None:
    """Put the labels that `--set` gives beside the other answers.

    Raises UsageError for an answer to what no record of the kind is asked.
    """
    from factsheet.issues import nearest

    said |= pairs(call["labels"], "--set")
    known = [question.key for question in questions]
    for key in said:
        if key not in known:
            if key in kind.all_fields:
                hint = f"its values need a source: factsheet add fact RECORD --field {key}"
            else:
                hint = nearest(key, known) or f"labels: {', '.join(known)}"
            raise click.UsageError(f'{kind.plural} have no label "{key}"; {hint}')


def new_sources(edit: Edit, call: dict[str, Any], said: Typed) -> None:
    """Add the source that a call brings along, and cite it."""
    call["cited"] = []
    if call["new_source"]:
        given = pairs(call["new_source"], "--new-source")
        reference = new_source.add(edit, given, call["anyway"])
        said.setdefault("references", []).append(reference)
        call["cited"].append(reference)


def ask_source(edit: Edit, kind: Kind, call: dict[str, Any]) -> list[str]:
    """The source that somebody at the terminal names, or adds with what cites it."""
    from factsheet.bench import asking

    call.setdefault("cited", [])
    questions = asking.of_statement(edit.built.kinds, kind)
    [question] = [one for one in questions if one.source]
    return asker.Asker(edit, _asked_for(edit, call)).ask(question, needed=True)


def _asked_for(edit: Edit, call: dict[str, Any]) -> Callable[[str], str]:
    """Adds a source that somebody types where one is asked for; the call then brings it along."""

    def added(typed: str) -> str:
        reference, given = new_source.ask(edit, typed)
        call["new_source"] += tuple(f"{key}={text}" for key, [text, *_] in given.items())
        call["cited"] += [reference] if given else []
        return reference

    return added


def answers(
    edit: Edit, questions: list[asking.Question], said: Typed, call: dict[str, Any],
    flags: dict[str, str] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The answers to questions, read; at a terminal what is missing is asked for.

    `flags` are the options by which keys are answered. Raises UsageError with all that is missing
    or wrong.
    """
    from factsheet.bench import answers as read
    from factsheet.bench import asking

    draft = bool(call.get("draft"))
    if prompts.at_terminal():
        asker.Asker(edit, _asked_for(edit, call)).fill(questions, said, draft)
    names = {q.key: (flags or {}).get(q.key, q.key.replace("_", "-")) for q in questions}
    lacking = asking.missing(questions, said, draft)
    data, wrong = read.read_all(questions, said)
    missing = [f"--{names[q.key]}{'…' * names[q.key].endswith('=')}" for q in lacking]
    if missing:
        wrong.insert(0, f"missing: {', '.join(missing)}")
    if wrong:
        raise click.UsageError("\n".join([*wrong, *_meant(edit, questions, said)]))
    return data


def _meant(edit: Edit, questions: list[asking.Question], said: Typed) -> Iterator[str]:
    """Which records may be meant where an address is wanted and a name is given."""
    from factsheet.bench import answers
    from factsheet.reading import outlines

    links = [q for q in questions if q.to is not None and not q.words]
    given = [(q, text) for q in links for text in said.get(q.key, ()) if "/" not in text]
    names = outlines(edit.tree, edit.built.kinds) if given else {}
    for question, text in given:
        if found := answers.candidates(question, text, names)[:NEAREST]:
            yield f'{question.key}: "{text}" may be {" or ".join(found)}'
