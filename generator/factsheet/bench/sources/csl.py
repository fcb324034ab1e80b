"""Items of CSL-JSON, as Zotero writes them and a DOI's register answers, as fields of sources."""

import json
import re
from collections.abc import Iterator
from typing import Any

from factsheet.bench.edits.refused import Refused
from factsheet.bench.sources.found import MAX_AUTHORS, Found, Said, address, language, words
from factsheet.bench.sources.found_dates import Dated, choose, read, sound
from factsheet.values import fold

Item = dict[str, Any]

MAX_ITEMS = 500  # of one file
SEASONS = ("spring", "summer", "autumn", "winter")
_TYPES = {"article-journal": "journal article", "article-newspaper": "news report",
          "article-magazine": "magazine article", "paper-conference": "conference paper",
          "post-weblog": "blog post", "webpage": "web page", "chapter": "book chapter",
          "personal_communication": "personal communication", "motion_picture": "film",
          "legal_case": "court ruling", "entry-encyclopedia": "encyclopaedia article",
          "journal-article": "journal article", "posted-content": "preprint",
          "proceedings-article": "conference paper", "monograph": "book", "document": "",
          "article": "", "other": ""}  # fmt: skip
# Whose carrier is who publishes: nobody else is named for them
_NEWS = ("article-newspaper", "article-magazine", "webpage", "post-weblog", "post", "broadcast")


def items(text: str, path: str) -> list[Item]:
    """The items of a file. Raises Refused for one that holds none, or is no JSON."""
    try:
        data = json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        raise Refused(f"{place}: this is no JSON: {error.msg.lower()}") from None
    except RecursionError:
        raise Refused(f"{path}: its lists and mappings are nested too deeply") from None
    if isinstance(data, dict):
        data = data.get("items", data.get("message", data))
    found = data if isinstance(data, list) else [data]
    if not found or not all(isinstance(one, dict) for one in found):
        raise Refused(f"{path}: CSL-JSON is expected: a list of items, or one item")
    return found


def source(item: Item, form: str, name: str) -> Found:
    """The fields of a source that an item tells; `form` says what it was written in."""
    found = Found(name=name)
    kind = _text(item.get("type"))
    found.put("title", [_said(item, "title", form)])
    _publisher(item, kind, form, found)
    _authors(item, form, found)
    _dates(item, form, found)
    _address(item, form, found)
    found.put("type", [Said(_type(item, kind), f"{form} type")])
    found.put("language", [Said(language(_text(item.get("language"))), f"{form} language")])
    return found


def _text(value: Any) -> str:
    """A text; the first of a list, as registers of DOIs give titles."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def _said(item: Item, key: str, form: str, guess: bool = False) -> Said:
    return Said(words(_text(item.get(key))), f"{form} {key}", guess)


def _publisher(item: Item, kind: str, form: str, found: Found) -> None:
    """Who publishes, and in what it is printed."""
    carriers = [_said(item, key, form) for key in ("container-title", "event-title", "event")]
    carrier = next((one for one in carriers if one.value), None)
    publisher = _said(item, "publisher", form)
    if publisher.value:
        found.put("publisher", [publisher])
        if carrier and carrier.value != publisher.value:
            found.put("container-title", [carrier])
    elif carrier:
        guess = kind not in _NEWS
        found.put("publisher", [Said(carrier.value, carrier.where, guess)])
    else:
        found.put("publisher", [_said(item, key, form, True) for key in ("authority", "archive")])


def _authors(item: Item, form: str, found: Found) -> None:
    for key in ("author", "editor"):
        listed = item.get(key)
        names = [_name(one) for one in listed] if isinstance(listed, list) else []
        names = list(dict.fromkeys(filter(None, names)))
        if len(names) > MAX_AUTHORS:
            found.hints.append(f"{len(names)} authors; the first {MAX_AUTHORS} are kept")
        if names:
            found.fields["author"] = Said(
                tuple(names[:MAX_AUTHORS]), f"{form} {key}", guess=key == "editor"
            )
            return


def _name(one: Any) -> str:
    """A person's name as it is spoken, or that of a body."""
    if isinstance(one, str):
        return words(one)
    if not isinstance(one, dict):
        return ""
    if whole := words(_text(one.get("literal")) or _text(one.get("name"))):
        return whole
    order = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return words(" ".join(_text(one.get(key)) for key in order))


def _dates(item: Item, form: str, found: Found) -> None:
    keys = ("issued", "published", "published-print", "published-online")
    dated = [one for key in keys for one in _date(item.get(key), f"{form} {key}", found)]
    if said := choose(dated[:1]):
        found.fields["issued"] = said
    for one in _date(item.get("accessed"), f"{form} accessed", Found()):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", one.edtf):
            found.fields["accessed"] = Said(one.edtf, one.where)


def _date(value: Any, where: str, found: Found) -> Iterator[Dated]:
    """The date that CSL gives in parts or as a text."""
    if not isinstance(value, dict):
        dated, why = read(_text(value), where)
        found.hints += [why] if why else []
        yield from [dated] if dated else []
        return
    parts = value.get("date-parts")
    ends = [_edtf(part) for part in parts[:2]] if isinstance(parts, list) else []
    text = "/".join(ends) if all(ends) else ""
    circa = "~" if value.get("circa") not in (None, False, "", "0") and text else ""
    if text := sound(f"{text}{circa}"):
        guess = "season" in value and len(text) == 4
        if guess:
            where = f"the year of {_season(value['season'])} {text}"
        yield Dated(text, where, guess)
        return
    raw = next((t for key in ("raw", "literal") if (t := _text(value.get(key)))), "")
    if raw or text:
        yield from _raw(raw, where, found)


def _raw(text: str, where: str, found: Found) -> Iterator[Dated]:
    """A date written as words; of a season the year is kept, for nobody says which months."""
    season = "|".join((*SEASONS, "fall"))
    if named := re.fullmatch(
        rf"({season}),? ([0-9]{{4}})|([0-9]{{4}}) ({season})", fold(text), re.I
    ):
        year = named[2] or named[3]
        yield Dated(year, f"the year of {(named[1] or named[4]).lower()} {year}", True)
        return
    dated, why = read(text, where)
    if dated:
        yield dated
    elif text:
        found.hints.append(why or f'{where} says "{words(text, 60) or "…"}", which is no date here')


def _season(value: Any) -> str:
    text = _text(value).lower()
    return (
        SEASONS[int(text) % 20 - 1]
        if text in ("1", "2", "3", "4", "21", "22", "23", "24")
        else (words(text, 40) or "a season")
    )


def _edtf(parts: Any) -> str:
    """The date of `[2024, 12, 7]`, whose parts may be texts; a month above 12 is a season."""
    if not isinstance(parts, list) or not 1 <= len(parts) <= 3:
        return ""
    numbers = [str(part) for part in parts]
    if not all(re.fullmatch("[0-9]{1,4}", number) for number in numbers):
        return ""
    if len(numbers) == 2 and int(numbers[1]) > 12:
        numbers = numbers[:1]
    return "-".join(number.zfill(2 if at else 4) for at, number in enumerate(numbers))


def _address(item: Item, form: str, found: Found) -> None:
    """The address of the item, or that of its DOI."""
    doi = re.search(r"10\.[0-9]{4,9}/\S+", _text(item.get("DOI")))
    resolved = address(f"https://doi.org/{doi[0]}") if doi and len(doi[0]) < 500 else ""
    url = address(_text(item.get("URL")))
    others = (f"{resolved} ({form} DOI)",) if resolved and url and resolved != url else ()
    found.put("URL", [Said(url, f"{form} URL", False, others), Said(resolved, f"{form} DOI")])
    if _text(item.get("URL")) and not url:
        found.hints.append(f"{form} URL is no address of a web page: passed over")


def _type(item: Item, kind: str) -> str:
    if kind in ("report", "thesis") and (genre := words(_text(item.get("genre")), 100)):
        return genre
    return words(_TYPES.get(kind, kind.replace("-", " ").replace("_", " ")), 100)
