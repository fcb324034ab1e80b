"""Texts become typed values.

In: the bytes of a YAML file. Out: nodes that remember their places; dates, numbers, links and
statements read from them."""

from factsheet.values import repertoire, web
from factsheet.values.acceptance import UNUSED, Acceptance, Accepted, Doubt
from factsheet.values.characters import MAX_FILE, Put, decode, fold, scan
from factsheet.values.dates import Instant, When, parse
from factsheet.values.links import ID, RESERVED, Address, Id, Link, Party, Url, id_problem
from factsheet.values.mappings import items, looks_like_fact, misspelt, object_schema, read_fields
from factsheet.values.nodes import Map, Node, Seq, Text
from factsheet.values.numbers import Amount, Number, Point
from factsheet.values.repertoire import ZWJ, ZWNJ, described
from factsheet.values.slips import CURLY_AROUND, on_one_line, uncurled
from factsheet.values.statements import STATUSES, Change, Reference, Statement, Wording
from factsheet.values.statements import read_statement, statement_keys
from factsheet.values.types import ByLanguage, Choice, Date, Flag, Language, Many, Type, Words
from factsheet.values.types import problem
from factsheet.values.yaml_reader import read_yaml

__all__ = [
    "Acceptance", "Accepted", "Address", "Amount", "ByLanguage", "CURLY_AROUND", "Change", "Choice",
    "Date", "Doubt", "Flag", "ID", "Id", "Instant", "Language", "Link", "MAX_FILE", "Many", "Map",
    "Node", "Number", "Party", "Point", "Put", "RESERVED", "Reference", "STATUSES", "Seq",
    "Statement", "Text", "Type", "UNUSED", "Url", "When", "Wording", "Words", "ZWJ", "ZWNJ",
    "decode", "described", "fold", "id_problem", "items", "looks_like_fact", "misspelt",
    "object_schema", "on_one_line", "parse", "problem", "read_fields", "read_statement",
    "read_yaml", "repertoire", "scan", "statement_keys", "uncurled", "web",
]  # fmt: skip
