"""Beside the files below `data/v1/`, whichever these are: `README.txt`, `SHA256SUMS`."""

from collections.abc import Mapping
from hashlib import sha256
from textwrap import fill, indent

from factsheet.language import say
from factsheet.outputs import tables
from factsheet.outputs.facts import Facts
from factsheet.outputs.offers import SUMS, TABLES, offers

WIDTH = 100  # characters of a line


def readme(facts: Facts) -> bytes:
    """What the files are for, under which licence, how to cite them, what the columns mean."""
    site, title = facts.site, facts.site.place.name or say("data.title")
    out = [title, "=" * len(title), "", *([site.place.address, ""] if site.place.address else [])]
    out += [_wrapped(say("data.lead")), ""]
    licence = site.settings.get("licence", {})
    named = " – ".join(filter(None, (licence.get("name"), licence.get("address"))))
    used = say("data.licence.is", what=named) if named else say("data.licence.none")
    out += [*_part("data.licence", used), *_part("data.cite", say("data.cite.how"))]
    found = {
        path: about for path, about in offers(site.settings).items() if path.startswith(TABLES)
    }
    out += [*_heading(say("data.files")), *_terms({_name(p): say(key) for p, key in found.items()})]
    if site.settings.get("outputs", {}).get("tables", True):
        out += _columns(facts)
    return "\n".join(out).encode()


def _columns(facts: Facts) -> list[str]:
    """The columns of each table with what they mean."""
    out = ["", _wrapped(say("data.lists")), "", _wrapped(say("data.sheet.armed"))]
    for name, meant in tables.columns(facts).items():
        out += ["", *_heading(say("data.columns", file=f"{name}.csv")), *_terms(meant)]
    return [*out, ""]


def _name(path: str) -> str:
    return path.removeprefix(TABLES)


def _part(key: str, text: str) -> list[str]:
    return [*_heading(say(key)), _wrapped(text), ""]


def _heading(words: str) -> list[str]:
    return [words, "-" * len(words), ""]


def _terms(found: Mapping[str, str]) -> list[str]:
    """Names, and below each what it means."""
    return [line for name, said in found.items() for line in (name, indent(_wrapped(said), "    "))]


def _wrapped(text: str) -> str:
    return fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def sums(files: Mapping[str, bytes]) -> bytes:
    """The digest of each file below `data/v1/`, as `sha256sum -c` reads it in that folder."""
    found = sorted(path for path in files if path.startswith(TABLES) and path != SUMS)
    lines = [f"{sha256(files[path]).hexdigest()}  {_name(path)}\n" for path in found]
    return "".join(lines).encode()
