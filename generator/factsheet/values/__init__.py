"""Texts become typed values.

In: the bytes of a YAML file. Out: nodes that remember their places; dates, numbers, links and
statements read from them."""

from factsheet.values import repertoire, web
from factsheet.values.acceptance import UNUSED, Acceptance, Accepted, Doubt
from factsheet.values.answers import Absent, Option, Options, OrAbsent, YesNo
from factsheet.values.characters import MAX_FILE, Put, decode, fold, scan
from factsheet.values.datehints import readings
from factsheet.values.dates import Instant, When, parse
from factsheet.values.files import PUBLISHED, File, FileRef
from factsheet.values.identifiers import Identifier, address_problem, pattern_problem
from factsheet.values.links import ADDRESS, ID, RESERVED, Address, FactLink, Former, Link, Outward
from factsheet.values.links import Party, Url, WebPage, former_ids, id_problem
from factsheet.values.mappings import items, looks_like_fact, misspelt, object_schema, read_fields
from factsheet.values.names import Name, NameText
from factsheet.values.nodes import Map, Node, Seq, Text
from factsheet.values.numbers import Amount, Number, Point
from factsheet.values.quantities import Money, Quantity
from factsheet.values.removals import Removal, Removed, without_rest
from factsheet.values.repertoire import ZWJ, ZWNJ, described
from factsheet.values.slips import CURLY_AROUND, on_one_line, uncurled
from factsheet.values.statements import LEAD, SENTENCES, STATUSES, Change, Reference, ReferenceType
from factsheet.values.statements import Statement, Wording, read_statement, statement_keys
from factsheet.values.tongues import Foreign, Marked, Mixed, Outdated, capital, cut, joined
from factsheet.values.translations import InWords, LongWords, Translated, Translation, Worded
from factsheet.values.types import ByLanguage, Choice, Date, Flag, Language, Many
from factsheet.values.types import Passage, Tongue, Type, Words, problem, words_of
from factsheet.values.units import Measure, measure, unit_problem
from factsheet.values.yaml_reader import read_yaml

__all__ = [
    "ADDRESS", "Absent", "Acceptance", "Accepted", "Address", "Amount", "ByLanguage",
    "CURLY_AROUND", "Change", "Choice", "Date", "Doubt", "FactLink", "File", "FileRef", "Flag",
    "Foreign", "Former", "ID", "Identifier", "InWords", "Instant", "LEAD", "Language", "Link",
    "LongWords", "MAX_FILE", "Many", "Map", "Marked", "Measure", "Mixed", "Money", "Name",
    "NameText", "Node", "Number", "Option", "Options", "OrAbsent", "Outdated", "Outward",
    "PUBLISHED", "Party", "Passage", "Point", "Put", "Quantity", "RESERVED", "Reference",
    "ReferenceType", "Removal", "Removed", "SENTENCES", "STATUSES", "Seq", "Statement", "Text",
    "Tongue", "Translated", "Translation", "Type", "UNUSED", "Url", "WebPage", "When", "Worded",
    "Wording", "Words", "YesNo", "ZWJ", "ZWNJ", "address_problem", "capital", "cut", "decode",
    "described", "fold", "former_ids", "id_problem", "items", "joined", "looks_like_fact",
    "measure", "misspelt", "object_schema", "on_one_line", "parse", "pattern_problem", "problem",
    "read_fields", "read_statement", "read_yaml", "readings", "repertoire", "scan",
    "statement_keys", "uncurled", "unit_problem", "web", "without_rest", "words_of",
]  # fmt: skip
