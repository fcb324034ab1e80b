"""Words for readers.

In: values, keys, counts. Out: sentences, dates and numbers in the language of the site.
"""

from factsheet.language.catalogue import listed, number, say, tell
from factsheet.language.words import LANGUAGES, RTL, amount_words, change_words, checked_words
from factsheet.language.words import counted, lasting, locator_words, plain_value, plural
from factsheet.language.words import point_words, quoted, unmarked

__all__ = [
    "LANGUAGES", "RTL", "amount_words", "change_words", "checked_words", "counted", "lasting",
    "listed", "locator_words", "number", "plain_value", "plural", "point_words", "quoted", "say",
    "tell", "unmarked",
]  # fmt: skip
