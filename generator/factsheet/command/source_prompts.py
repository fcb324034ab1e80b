"""What `factsheet add source` asks at a terminal: what is missing, and what was guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factsheet.command import prompts

if TYPE_CHECKING:
    from factsheet.bench import Found

    Given = dict[str, str | list[str]]

NEEDED = "publisher"
ASKED = ("title", NEEDED, "issued", "language", "read")


def ask(found: Found, given: Given) -> None:
    """Ask about a source, and put the answers with what is given.

    A guess that somebody confirms is none any more; a day keeps the basis on which it rests.
    """
    from factsheet.build import say

    printed = found.text(NEEDED)
    if found.agency and NEEDED not in given:
        say(f"It carries the credit “{found.credit}”: is the report that of {found.agency}?")
    for key in ASKED:
        said = found.fields.get(key)
        doubted = said is None or said.guess or (key == NEEDED and found.agency)
        if key in given or not doubted:
            continue
        answer = _answer(key, found)
        if answer and not (key == "issued" and answer == found.text(key)):
            given[key] = answer
    carried = printed and given.get(NEEDED) == found.agency != printed
    if carried and "container-title" not in {*given, *found.fields}:
        given["container-title"] = printed


def _answer(key: str, found: Found) -> str:
    """What somebody says of a field; empty to leave it out. A date is read back in words."""
    said, default = found.fields.get(key), found.text(key)
    aside = "" if default or key == NEEDED else " (Enter: leave out)"
    if said and said.guess:
        aside = f" (guessed from {said.where})"
    ask_for = prompts.needed if key == NEEDED else prompts.text
    while True:
        answer = ask_for(f"{key}{aside}", default)
        if key != "issued" or not answer or _read_back(answer):
            return answer


def _read_back(text: str) -> bool:
    """Say a date in words, or what is wrong with it; whether it is one."""
    from factsheet.build import say
    from factsheet.language import date_words
    from factsheet.values import parse

    try:
        say(f"  {text}: {date_words(parse(text))}")
        return True
    except ValueError as error:
        say(f"  {error}; {getattr(error, 'hint', '')}")
        return False
