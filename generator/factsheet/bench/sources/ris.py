"""RIS, as Zotero and libraries write it, as items of CSL-JSON.

Read line by line here: the format is a tag of two letters, a hyphen and a text, and libraries for
it leave a last item without its end tag away.
"""

import re

from factsheet.bench.sources.csl import MAX_ITEMS, Item

MAX_TEXT = 5_000  # characters of a text to which lines are added
_LINE = re.compile(r"([A-Z][A-Z0-9]) {0,2}- ?(.*)")
_TYPES = {"JOUR": "article-journal", "EJOUR": "article-journal", "NEWS": "article-newspaper",
          "MGZN": "article-magazine", "BOOK": "book", "EBOOK": "book", "CHAP": "chapter",
          "ECHAP": "chapter", "RPRT": "report", "THES": "thesis", "CONF": "paper-conference",
          "CPAPER": "paper-conference", "ELEC": "webpage", "BLOG": "post-weblog",
          "ENCYC": "entry-encyclopedia", "DATA": "dataset", "CASE": "legal_case",
          "STAT": "legislation", "BILL": "bill", "HEAR": "hearing", "MAP": "map",
          "PAMP": "pamphlet", "VIDEO": "motion_picture", "PCOMM": "personal_communication",
          "GEN": "document"}  # fmt: skip
# A field of CSL and the tags that give it, the most usual first
_FIELDS = {
    "title": ("TI", "T1", "CT"), "container-title": ("T2", "JO", "JF", "BT", "JA", "J2"),
    "publisher": ("PB",), "URL": ("UR", "LK"), "DOI": ("DO",), "language": ("LA",),
    "genre": ("M3",),
}  # fmt: skip
_DATES = {"issued": ("DA", "PY", "Y1"), "accessed": ("Y2", "RD")}
_AUTHORS = {"author": ("AU", "A1"), "editor": ("A2", "ED", "A3")}


def items(text: str) -> list[tuple[int, Item]]:
    """(the line on which it begins, item) of every item, as far as so many are allowed."""
    found: list[tuple[int, dict[str, list[str]]]] = []
    tags: dict[str, list[str]] | None = None
    last = ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.fullmatch(line.rstrip())
        if match and match[1] == "TY":
            tags = {}
            found.append((number, tags))
        if match and match[1] == "ER":
            tags = None
        elif match and tags is not None:
            last = match[1]
            tags.setdefault(last, []).append(match[2].strip())
        elif tags and last and line.strip() and len(tags[last][-1]) < MAX_TEXT:
            tags[last][-1] += f" {line.strip()}"  # a text that goes on
    return [(number, _item(tags)) for number, tags in found[: MAX_ITEMS + 1]]


def _item(tags: dict[str, list[str]]) -> Item:
    item: Item = {"type": _TYPES.get(tags["TY"][0], "document")}
    for key, names in _FIELDS.items():
        if value := next((tags[name][0] for name in names if tags.get(name, [""])[0]), ""):
            item[key] = value
    for key, names in _AUTHORS.items():
        if listed := [_person(name) for tag in names for name in tags.get(tag, ())]:
            item[key] = listed
    for key, names in _DATES.items():
        texts = [text for name in names for text in tags.get(name, ())[:1] if text.strip("/ ")]
        if texts:
            item[key] = _date(texts[0])
    return item


def _person(name: str) -> dict[str, str]:
    """`Family, Given, Suffix`; a name without a comma is that of a body."""
    family, comma, rest = name.partition(",")
    given, _, suffix = rest.partition(",")
    if not comma:
        return {"literal": name}
    return {"family": family.strip(), "given": given.strip(), "suffix": suffix.strip()}


def _date(text: str) -> dict[str, object]:
    """`2024/12/07/other words`, of which all but the year may be missing."""
    parts = [part.strip() for part in text.split("/", 3)]
    numbers = [part for part in parts[:3] if part]
    if not all(re.fullmatch("[0-9]{1,4}", number) for number in numbers) or not numbers:
        return {"raw": text}
    if len(parts) == 4 and parts[3] and len(numbers) == 1:
        return {"raw": f"{parts[3]} {numbers[0]}"}
    return {"date-parts": [numbers]}
