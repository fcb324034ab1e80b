"""Texts become typed values.

In: the bytes of a YAML file. Out: nodes that remember their places; dates, numbers, links, statements read from them."""

from factsheet.values import nodes, repertoire, web
from factsheet.values.acceptance import UNUSED, Acceptance, Accepted, Doubt
from factsheet.values.dates import MONTHS, Instant, When, at_words, day_words, parse, words
from factsheet.values.links import ID, RESERVED, Address, Id, Link, Party, Url, id_problem
from factsheet.values.nodes import MAX_FILE, Map, Node, Put, Seq, Text, fold
from factsheet.values.numbers import Amount, Number, Point
from factsheet.values.repertoire import ZWJ, ZWNJ, described
from factsheet.values.slips import CURLY_AROUND, shown, uncurled
from factsheet.values.statements import (
    KEYS,
    Change,
    Reference,
    Statement,
    Wording,
    items,
    looks_like_fact,
    misspelt,
    object_schema,
    read_fields,
    read_statement,
)
from factsheet.values.types import (
    ByLanguage,
    Choice,
    Date,
    Flag,
    Language,
    Many,
    Type,
    Words,
    problem,
)

__all__ = [
    "Acceptance",
    "Accepted",
    "Address",
    "Amount",
    "ByLanguage",
    "CURLY_AROUND",
    "Change",
    "Choice",
    "Date",
    "Doubt",
    "Flag",
    "ID",
    "Id",
    "Instant",
    "KEYS",
    "Language",
    "Link",
    "MAX_FILE",
    "MONTHS",
    "Many",
    "Map",
    "Node",
    "Number",
    "Party",
    "Point",
    "Put",
    "RESERVED",
    "Reference",
    "Seq",
    "Statement",
    "Text",
    "Type",
    "UNUSED",
    "Url",
    "When",
    "Wording",
    "Words",
    "ZWJ",
    "ZWNJ",
    "at_words",
    "day_words",
    "described",
    "fold",
    "id_problem",
    "items",
    "looks_like_fact",
    "misspelt",
    "nodes",
    "object_schema",
    "parse",
    "problem",
    "read_fields",
    "read_statement",
    "repertoire",
    "shown",
    "uncurled",
    "web",
    "words",
]
