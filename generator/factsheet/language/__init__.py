"""Words for readers.

In: values, keys, counts. Out: sentences, dates and numbers in the language of the site."""

from factsheet.language.catalogue import listed, number, say, tell
from factsheet.language.words import (
    LANGUAGES,
    RENDITION_WORDS,
    amount_words,
    change_words,
    lasting,
    locator_words,
    plain_value,
    plural,
    point_words,
    quoted,
    unmarked,
)

__all__ = [
    "LANGUAGES",
    "RENDITION_WORDS",
    "amount_words",
    "change_words",
    "lasting",
    "listed",
    "locator_words",
    "number",
    "plain_value",
    "plural",
    "point_words",
    "quoted",
    "say",
    "tell",
    "unmarked",
]
