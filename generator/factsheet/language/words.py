"""Values in words a reader understands: points, answers, changes, places in a source."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from factsheet.language.amounts import amount_words
from factsheet.language.catalogue import number, say, tell
from factsheet.language.dates import date_words, day_words
from factsheet.language.speech import ENGLISH, now, remembered
from factsheet.values import Absent, Amount, Change, File, Foreign, Option, Tongue, When
from factsheet.values import capital


def locator_words(locator: str) -> str:
    """`P5` reads "paragraph 5", `p12` "page 12", anything else as typed."""
    kind, digits = locator[:1], locator[1:]
    key = {"P": "place.paragraph", "p": "place.page"}.get(kind)
    return (
        say(key, number=now().in_digits(digits))
        if key and digits.isascii() and digits.isdigit()
        else locator
    )


@remembered(1_000)  # each sheet of a source says one
def language_name(language: str) -> str:
    """What a language is called, by its code (BCP 47); the code where nobody has a name for it."""
    names = now().locale.languages
    known = (names.get(code) for code in (language.replace("-", "_"), language.partition("-")[0]))
    return next(filter(None, known), language)


def point_words(point: tuple[str, str]) -> str:
    """`33.5138° N, 36.2765° E`, with the digits that were typed."""
    longitude, latitude = point
    north = "south" if latitude.startswith("-") else "north"
    east = "west" if longitude.startswith("-") else "east"
    values = (number(Decimal(text.lstrip("-"))) for text in (latitude, longitude))
    return say(f"point.{north}-{east}", **dict(zip(("latitude", "longitude"), values)))


def lasting(when: When) -> bool:
    """True for a span that reads as a state: open at an end, or longer than a month."""
    if not when.start or not when.end:
        return when.open_end
    return not when.single and (when.end.last - when.start.first).days > 31


def quoted(text: str) -> str:
    """A wording between quotation marks; one that is printed with its own keeps those alone."""
    return text if text[:1] in '"“«„' else say("quoted", text=text)


def within(label: str, name: bool = False) -> str:
    """A label as it stands within a sentence: `home page`, but `DOI`, and in German `Sprecher`."""
    kept = name or label[1:2].isupper() or say("labels-within") == "keep"
    return label if kept else label[:1].lower() + label[1:]


def plural(count: int, noun: str) -> str:
    """`1 statement`, `2 statements`: for messages to editors."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def several(noun: str) -> str:
    """A noun as the heading of a group: `news agency` reads `News agencies`; English alone."""
    if now().language != ENGLISH or isinstance(noun, Foreign):
        return capital(noun)
    head, of, rest = noun.partition(" of ")
    if head.endswith("y") and head[-2:-1] not in tuple("aeiou"):
        head = f"{head[:-1]}ies"
    elif head and not head.endswith("s"):
        head += "es" if head.endswith(("ch", "sh", "x", "z")) else "s"
    return head[:1].upper() + head[1:] + of + rest


def counted(count: int, key: str) -> str:
    """`1 statement`, `2 statements`: for pages, by a key of the messages."""
    return say(f"count.{key}", count=count)


def change_words(change: Change) -> str:
    """A change after publication in one line: `Corrected on 7 May 2026. It read: “…”. Why.`"""
    return say(f"change.{change.kind}", was=_was(change), why=change.why, day=date_words(change.on))


def change_told(change: Change, mark: Callable[[str], Any] = str) -> tuple[Any, ...]:
    """The same as a row of texts; `mark` makes what stands for those that the site has typed."""
    was, why = mark(_was(change)), mark(change.why)
    return tell(f"change.{change.kind}", was=was, why=why, day=date_words(change.on))


def _was(change: Change) -> str:
    """What a change replaced, in quotation marks, as a sentence."""
    was = quoted(change.was)
    return was if change.was[-1:] in tuple(".!?…") else say("sentence", what=was)


def checked_words(checked: When | None) -> str:
    """When a record was last checked."""
    if not checked or not checked.start:
        return say("not-checked")
    return say("checked", day=day_words(checked.start.first))


def answer_words(answer: bool | Absent) -> str:
    """`yes`, `no`, `not known`, `none`."""
    if isinstance(answer, Absent):
        return say(f"answer.{answer.value}")
    return say("answer.yes" if answer else "answer.no")


def plain_value(value: object) -> str:
    """A field's value as plain text."""
    if isinstance(value, Amount):
        return amount_words(value)
    if isinstance(value, When):
        return value.edtf
    if isinstance(value, tuple):
        return point_words(value)
    if isinstance(value, (bool, Absent)):
        return answer_words(value)
    if isinstance(value, Tongue):
        return language_name(value)
    if isinstance(value, File):
        return value.alt
    said = value.label if isinstance(value, Option) else getattr(value, "text", value)
    return said if isinstance(said, str) else str(said)
