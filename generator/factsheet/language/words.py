"""Values in words a reader understands: numbers with their bounds, points, places in a source, renditions."""

import unicodedata

from factsheet.language.catalogue import say
from factsheet.values import Amount, Change, When, day_words, words

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ru": "Russian",
    "tr": "Turkish",
}
RTL = {"ar", "fa", "he", "ur", "ps", "ckb", "dv", "sd", "ug", "yi", "syr"}


def locator_words(locator: str) -> str:
    """`P5` reads "paragraph 5", `p12` "page 12", anything else as typed."""
    kind, number = locator[:1], locator[1:]
    key = {"P": "place.paragraph", "p": "place.page"}.get(kind)
    return say(key, number=number) if key and number.isascii() and number.isdigit() else locator


def amount_words(amount: Amount) -> str:
    """`about 30,000`, `10,000 to 30,000`, `at least 910`, `cannot be known`."""
    low, high = amount.low, amount.high
    if low is None:
        return "cannot be known" if high is None else f"at most {high:,}"
    if high is None:
        return f"at least {low:,}"
    if low != high:
        return f"{low:,} to {high:,}"
    return f"about {low:,}" if amount.about else f"{low:,}"


def point_words(point: tuple[str, str]) -> str:
    """`33.5138° N, 36.2765° E`, with the digits that were typed."""
    longitude, latitude = point
    north = f"{latitude.lstrip('-')}° {'S' if latitude.startswith('-') else 'N'}"
    return f"{north}, {longitude.lstrip('-')}° {'W' if longitude.startswith('-') else 'E'}"


def lasting(when: When) -> bool:
    """True for a span that reads as a state: open at an end, or longer than a month."""
    if not when.start or not when.end:
        return when.open_end
    return not when.single and (when.end.last - when.start.first).days > 31


def quoted(text: str) -> str:
    """A wording between quotation marks; one that is printed with its own keeps those alone."""
    return text if text[:1] in '"“«„' else say("quoted", text=text)


def unmarked(text: str) -> str:
    """A spelling as a reader types it: Latin letters without their marks, and without the signs for hamza and ayn."""
    if text.isascii():
        return text
    out = ""
    for char in unicodedata.normalize("NFD", text):
        if char in "ʼʾʿʻ" or (unicodedata.combining(char) and out[-1:].isascii()):
            continue
        out += char
    return unicodedata.normalize("NFC", out)


def plural(count: int, noun: str) -> str:
    """`1 statement`, `2 statements`: for messages to editors."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def counted(count: int, key: str) -> str:
    """`1 statement`, `2 statements`: for pages, by a key of the messages."""
    return say(f"count.{key}", count=count)


def change_words(change: Change) -> str:
    """A change after publication in one line: `Corrected on 22 November 2026. It read: “…”. Why.`"""
    was = quoted(change.was)
    if change.was[-1:] not in tuple(".!?…"):
        was = say("sentence", what=was)
    return say(f"change.{change.kind}", day=words(change.on), was=was, why=change.why)


def checked_words(checked: When | None) -> str:
    """When a record was last checked."""
    if not checked or not checked.start:
        return say("not-checked")
    return say("checked", day=day_words(checked.start.first))


def plain_value(value: object) -> str:
    """A property's value as plain text, for reports."""
    if isinstance(value, Amount):
        return amount_words(value)
    if isinstance(value, When):
        return value.edtf
    if isinstance(value, tuple):
        return point_words(value)
    return str(getattr(value, "text", value))
