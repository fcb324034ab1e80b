"""Words for readers.

In: values, keys, counts. Out: sentences, dates and numbers in the language of the site.
"""

from factsheet.language.amounts import amount_words, sizes
from factsheet.language.catalogue import by_category, catalogues, comments, english, listed
from factsheet.language.catalogue import messages, places, say, tell, texts, translated, word
from factsheet.language.dates import date_words, dated, day_words, instant_words, month_name
from factsheet.language.dates import month_words, span_words
from factsheet.language.indexes import index_form, index_letters, order, unmarked
from factsheet.language.letters import fits
from factsheet.language.speech import ENGLISH, RTL, Speech, direction, language, now, remembered
from factsheet.language.speech import speak, speaking, speech
from factsheet.language.words import change_told, change_words, checked_words, counted
from factsheet.language.words import language_name, lasting, locator_words, plain_value, plural
from factsheet.language.words import quoted, several, within

__all__ = [
    "ENGLISH", "RTL", "Speech", "amount_words", "by_category", "catalogues", "change_told",
    "change_words", "checked_words", "comments", "counted", "date_words", "dated", "day_words",
    "direction", "english", "fits", "index_form", "index_letters", "instant_words", "language",
    "language_name", "lasting", "listed", "locator_words", "messages", "month_name",
    "month_words", "now", "order", "places", "plain_value", "plural", "quoted", "remembered",
    "say", "several", "sizes", "span_words", "speak", "speaking", "speech", "tell", "texts",
    "translated", "unmarked", "within", "word",
]  # fmt: skip
