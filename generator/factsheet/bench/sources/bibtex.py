"""BibTeX and BibLaTeX as items of CSL-JSON: accents of LaTeX as letters, `@string` filled in."""

import logging
import re
from typing import Any

from factsheet.bench.edits.refused import Refused
from factsheet.bench.sources.csl import MAX_ITEMS, Item
from factsheet.bench.sources.found import words

MAX_VALUE = 5_000  # characters of one value of BibTeX
MAX_BRACES = 20  # open at once in one value
MAX_SIGNS = 20_000  # of LaTeX in the values of a file: the library takes 0.1 ms for each
_TYPES = {"article": "article-journal", "book": "book", "inbook": "chapter",
          "incollection": "chapter", "inproceedings": "paper-conference",
          "conference": "paper-conference",
          "techreport": "report", "report": "report", "phdthesis": "thesis", "thesis": "thesis",
          "mastersthesis": "thesis", "online": "webpage", "electronic": "webpage",
          "www": "webpage", "newspaper": "article-newspaper", "dataset": "dataset",
          "inreference": "entry-encyclopedia"}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FIELDS = {
    "title": ("title",), "container-title": ("journaltitle", "journal", "booktitle", "maintitle"),
    "publisher": ("publisher", "institution", "organization", "school", "howpublished"),
    "DOI": ("doi",), "language": ("langid", "language"), "genre": ("type",),
}  # fmt: skip
_READ = {
    *(name for names in _FIELDS.values() for name in names),
    "author", "editor", "url", "date", "year", "month", "day", "urldate",
}  # fmt: skip
_LATEX = re.compile(r"[\\{$~]|--|``|''")
_SEASON = re.compile(r"([0-9]{4})-2([1-4])")


def items(text: str, path: str) -> tuple[list[tuple[int, str, Item]], list[str]]:
    """((line on which it begins, its key, item) of every entry, what cannot be read)."""
    if text.count("@") > 20 * MAX_ITEMS:
        raise Refused(f"{path}: more than {20 * MAX_ITEMS:,} signs @", "take a part of the file")
    library = _library(text)
    strings = {month: month for month in _MONTHS}
    for one in library.strings:
        strings[one.key.lower()] = _value(one.value, strings)
    wrong = [f"{path}:{one.start_line + 1}: {_why(one)}" for one in library.failed_blocks]
    found, signs = [], 0
    for entry in library.entries:
        raw = {field.key.lower(): field.value for field in entry.fields}
        values = {key: _value(value, strings) for key, value in raw.items() if key in _READ}
        signs += sum(len(_LATEX.findall(value)) for value in values.values())
        if signs > MAX_SIGNS:
            raise Refused(f"{path}: more than {MAX_SIGNS:,} signs of LaTeX", "take a part of it")
        found.append((entry.start_line + 1, entry.key, _item(entry.entry_type.lower(), values)))
    return found, wrong


def _why(failed: Any) -> str:
    """What is wrong with a block that cannot be read."""
    if keys := getattr(failed, "duplicate_keys", ()):
        return f"in this entry {', '.join(sorted(keys))} stands twice"
    if key := getattr(failed, "key", ""):
        return f'"{words(key, 100)}" stands twice'
    return "this entry cannot be read; is a brace, a quotation mark or a comma missing?"


def _library(text: str) -> Any:
    """The blocks of a file, their values as they are written."""
    from bibtexparser.entrypoint import parse_string  # here: only few calls need it

    log = logging.getLogger("bibtexparser")
    before, log.disabled = log.level, True
    log.setLevel(logging.CRITICAL + 1)  # what it would print repeats the file
    try:
        return parse_string(text, parse_stack=[])
    finally:
        log.disabled = False
        log.setLevel(before)


def _value(written: str, strings: dict[str, str]) -> str:
    """A value as written, in LaTeX still: parts joined by #, each in braces, quotes, or a name."""
    if len(written) > MAX_VALUE:
        return ""
    texts = []
    for part in _parts(written):
        bare = part.strip()
        if bare[:1] in ("{", '"') and len(bare) > 1:
            texts.append(bare[1:-1])
        else:
            texts.append(strings.get(bare.lower(), bare))
    joined = "".join(texts)
    return joined if len(joined) <= MAX_VALUE else ""


def _parts(written: str) -> list[str]:
    """The parts between signs # that stand in no braces or quotes."""
    parts, depth, quoted = [""], 0, False
    for at, char in enumerate(written):
        if char in "{}" and written[at - 1 : at] != "\\":
            depth += 1 if char == "{" else -1
        elif char == '"' and depth == 0:
            quoted = not quoted
        if char == "#" and depth == 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _plain(latex: str) -> str:
    """LaTeX as text; nothing for what nests too deeply."""
    if not _LATEX.search(latex):
        return latex
    depth = most = 0
    for char in latex:
        depth += (char == "{") - (char == "}")
        most = max(most, depth)
    if most > MAX_BRACES:
        return ""
    from pylatexenc.latex2text import LatexNodes2Text

    try:
        return str(
            LatexNodes2Text(keep_comments=True).latex_to_text(re.sub(r"(?<!\\)%", r"\%", latex))
        )
    except Exception:  # the library has no class of its own for all that it may meet
        return ""


def _item(kind: str, values: dict[str, str]) -> Item:
    item: Item = {"type": _TYPES.get(kind, "document")}
    for key, names in _FIELDS.items():
        if value := next((t for name in names if (t := _plain(values.get(name, "")))), ""):
            item[key] = value
    for key in ("author", "editor"):
        if people := _people(values.get(key, "")):
            item[key] = people
    link = re.search(r"https?://[^\s{}]+", values.get("url", "") or values.get("howpublished", ""))
    if link:
        item["URL"] = re.sub(r"\\([_%&#~])", r"\1", link[0])
        if "://" in str(item.get("publisher", "")):
            del item["publisher"]  # the address stands in the place of how it was published
    if values.get("date") or values.get("year"):
        item["issued"] = _date(values)
    if values.get("urldate"):
        item["accessed"] = values["urldate"]
    return item


def _people(written: str) -> list[dict[str, str]]:
    """Persons: `First von Last`, `von Last, First` or `Last, Jr, First`; in braces, a body."""
    found = []
    for name in _split(written, " and "):
        if name.startswith("{") and name.endswith("}"):
            found.append({"literal": _plain(name[1:-1])})
            continue
        family, *rest = _split(name, ",")
        given = rest[-1] if rest else ""
        suffix = rest[0] if len(rest) == 2 else ""
        texts = {"given": given, "family": family, "suffix": suffix}
        found.append({key: _plain(text.strip()).strip() for key, text in texts.items()})
    return [
        one for one in found if one.get("literal") != "others" and one.get("family") != "others"
    ]


def _split(text: str, sign: str) -> list[str]:
    """The parts between signs that stand in no braces, stripped."""
    parts, depth, start, at = [], 0, 0, 0
    flat = re.sub(r"\s", " ", text)
    while at < len(flat):
        depth += (flat[at] == "{") - (flat[at] == "}")
        if depth == 0 and flat.startswith(sign, at):
            parts.append(flat[start:at].strip())
            at += len(sign)
            start = at
            continue
        at += 1
    return [part for part in [*parts, flat[start:].strip()] if part]


def _date(values: dict[str, str]) -> object:
    """A date of BibLaTeX, or the year, month and day of BibTeX."""
    if date := values.get("date", ""):
        if season := _SEASON.fullmatch(date):
            return {"date-parts": [[season[1]]], "season": season[2]}
        return {"raw": date}
    year, month = values["year"].strip("{} "), values.get("month", "").strip("{}. ").lower()
    number = next((n for n, name in enumerate(_MONTHS, 1) if month.startswith(name)), 0)
    parts = (
        [year, month if month.isdigit() else str(number)] if month.isdigit() or number else [year]
    )
    day = values.get("day", "")
    if day.isdigit() and len(parts) == 2:
        parts.append(day)
    if not re.fullmatch("[0-9]{4}", year) or (month and len(parts) == 1):
        return {"raw": f"{month} {year}".strip()}
    return {"date-parts": [parts]}
