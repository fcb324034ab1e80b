"""What `factsheet add source` asks at a terminal: what is missing, and what was guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factsheet.command import prompts

if TYPE_CHECKING:
    from factsheet.bench import Found

    Given = dict[str, str | list[str]]

NEEDED = "publisher"
ASKED = {
    "title": "what it is called",
    NEEDED: "whose words they are: the agency, not the paper that prints it",
    "issued": "when it was issued: 2024-12-07, 2024-12, 2024",
    "language": "the code of its language: en, ar",
    "read": "how much of it somebody here has read: the whole text, the summary",
}


def ask(found: Found, given: Given) -> None:
    """Ask about a source, and put the answers with what is given.

    A guess that somebody confirms is none any more; a day keeps the basis on which it rests.
    """

    printed = found.text(NEEDED)
    if found.agency and printed and NEEDED not in given:
        given[NEEDED] = found.agency if _theirs(found, printed) else printed
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


def _theirs(found: Found, printed: str) -> bool:
    """Whether a report is that of the agency which it credits."""
    help_ = (
        f"y: {found.agency} is the publisher, carried by {printed}, and counts once however many "
        f"print it; n: {printed} reported it itself"
    )
    asked = f"It carries the credit “{found.credit}”: is the report that of {found.agency}?"
    return prompts.sure(asked, None, help_)


def _answer(key: str, found: Found) -> str:
    """What somebody says of a field; empty to leave it out. A date is read back in words."""
    said, help_ = found.fields.get(key), ASKED[key]
    default = found.text(key)
    if key == NEEDED and not default:
        return prompts.needed(key, help_)
    aside = "" if default else " (Enter: leave out)"
    if said and said.guess:
        aside = f" (guessed from {said.where})"
    while True:
        answer = prompts.text(f"{key}{aside}", default, help_)
        if not answer or _sound(key, answer):
            return answer


def _sound(key: str, text: str) -> bool:
    """Whether an answer can stand there; a date is read back, what is wrong is told."""
    from factsheet.bench import answers, asking
    from factsheet.build import say
    from factsheet.language import date_words
    from factsheet.values import Language, parse

    try:
        if key == "issued":
            say(f"  {text}: {date_words(parse(text))}")
        if key == "language":
            answers.read(asking.Question(key, key, Language()), [text])
    except ValueError as error:
        say(f"  {'; '.join(filter(None, (str(error), getattr(error, 'hint', ''))))}")
        return False
    return True
