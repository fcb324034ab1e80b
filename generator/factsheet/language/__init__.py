"""Words for readers.

In: values, keys, counts. Out: sentences, dates and numbers in the language of the site.
"""

from factsheet.language.amounts import amount_words
from factsheet.language.catalogue import LANGUAGE, listed, messages, say, tell
from factsheet.language.dates import date_words, dated, day_words, instant_words, month_words
from factsheet.language.dates import span_words
from factsheet.language.words import RTL, change_words, checked_words, counted
from factsheet.language.words import language_name, lasting, locator_words, plain_value, plural
from factsheet.language.words import quoted, several, unmarked

__all__ = [
    "LANGUAGE", "RTL", "amount_words", "change_words", "checked_words", "counted",
    "date_words", "dated", "day_words", "instant_words", "language_name", "lasting", "listed",
    "locator_words", "messages", "month_words", "plain_value", "plural",
    "quoted", "say", "several", "span_words", "tell", "unmarked",
]  # fmt: skip
