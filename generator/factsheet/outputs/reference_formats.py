"""An entry of a bibliography in BibTeX (as biblatex reads it) and in RIS."""

import re
from dataclasses import dataclass

from factsheet.values import Instant, When

# signs that LaTeX takes for its own, and how they are written
_SIGNS = {sign: f"\\{sign}" for sign in "%&$#_"} | {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_ESCAPED = str.maketrans(_SIGNS)
_LIGATURE = re.compile(r"(?<=([-'`,<>]))(?=\1)|(?<=[?!])(?=`)")  # LaTeX makes one sign of two
_RIS_TYPES = {"webpage": "ELEC", "document": "GEN"}


@dataclass(frozen=True)
class Entry:
    """A source: its id, its texts by the names of CSL, who wrote it, its days, what is noted."""

    id: str
    texts: dict[str, str]
    authors: tuple[str, ...] = ()
    issued: When | None = None
    accessed: When | None = None
    note: str = ""

    @property
    def type(self) -> str:
        """What it is for CSL, as far as its parts tell."""
        return "webpage" if "URL" in self.texts else "document"


def escaped(text: str) -> str:
    """A text as LaTeX prints it sign by sign, on one line."""
    return _LIGATURE.sub("{}", " ".join(text.split()).translate(_ESCAPED))


def bibtex(one: Entry) -> str:
    """An entry of biblatex. Braces around texts keep their capitals and names as they are."""
    kind = "online" if one.type == "webpage" else "misc"
    kind = "article" if "container-title" in one.texts else kind
    texts = {key: f"{{{escaped(text)}}}" for key, text in one.texts.items()}
    fields = {
        "author": " and ".join(f"{{{escaped(name)}}}" for name in one.authors),
        "title": texts.get("title"),
        "journaltitle": texts.get("container-title"),
        "publisher" if kind == "article" else "organization": texts.get("publisher"),
        "date": _edtf(one.issued),
        "url": one.texts.get("URL"),  # verbatim: an address has no braces
        "urldate": _edtf(one.accessed),
        "type": texts.get("type"),
        "language": one.texts.get("language"),
        "addendum": texts.get("archive"),
        "note": one.note and f"{{{escaped(one.note)}}}",
    }
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    return f"@{kind}{{{one.id},\n{''.join(lines)}}}\n\n"


def _edtf(when: When | None) -> str:
    """A date as biblatex reads it: EDTF without the time; an open or unknown end is empty."""
    if not when:
        return ""
    if when.single:
        return _day(when.start)
    return f"{_day(when.start)}/{_day(when.end)}"


def _day(day: Instant | None) -> str:
    if not day:
        return ""
    if day.precision == "decade":
        return f"{day.first.year // 10}X{day.mark}"
    length = {"year": 4, "month": 7, "day": 10}[day.precision]
    return day.first.isoformat()[:length] + day.mark


def ris(one: Entry) -> str:
    """An entry of RIS: a tag a line."""
    texts, issued = one.texts, _slashed(one.issued)
    lines = [
        ("TY", _RIS_TYPES[one.type]),
        ("ID", one.id),
        ("TI", texts.get("title", "")),
        *(("AU", name) for name in one.authors),
        ("T2", texts.get("container-title", "")),
        ("PB", texts.get("publisher", "")),
        ("PY", issued[:4]),
        ("DA", issued),
        ("UR", texts.get("URL", "")),
        ("AV", texts.get("archive", "")),
        ("Y2", _slashed(one.accessed)),
        ("M3", texts.get("type", "")),
        ("LA", texts.get("language", "")),
        ("N1", one.note),
    ]
    said = [(tag, " ".join(text.split())) for tag, text in lines]
    return "".join(f"{tag}  - {text}\r\n" for tag, text in said if text) + "ER  - \r\n\r\n"


def _slashed(when: When | None) -> str:
    """A date of RIS: `2024/12//`; parts that are not known are empty, `circa` where it is unsure.

    RIS has no intervals: the first day stands, of a source that goes on to be written.
    """
    end = (when.start or when.end) if when else None
    if not when or not end:
        return ""
    length = {"decade": 1, "year": 1, "month": 2, "day": 3}[end.precision]
    parts = end.first.isoformat().split("-")[:length]
    unsure = when.one_of or end.mark or end.precision == "decade"
    return "/".join([*parts, *[""] * (3 - length), "circa" if unsure else ""])
