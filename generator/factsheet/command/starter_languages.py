"""A new site in another language: files of `starter/languages/CODE` go over the English ones.

Each of these folders has `common`, `empty` and `example`, as the starter has. Facts that are there
in English alone are marked as English, so that pages can say in which language they are.
"""

import re

from factsheet.command.starter_files import STARTER, below
from factsheet.issues import Issue, Spot
from factsheet.language import ENGLISH, catalogues, translated
from factsheet.values import Language, Text

_NAMED = {"dates": "name|text|note", "quotes": "name"}  # elsewhere names are proper ones
_TEXTS = "text|type|note|scope|question"
_NO_FACTS = ("kinds", "site", "sources")


def wrong(code: str) -> str:
    """Why no site can be made in a language; empty when one can."""
    found: list[Issue] = []
    Language().read(Text(code, Spot("")), "language", found.append)
    if not found and translated(code):
        return ""
    there = ", ".join(catalogues())
    return f'there are no words in the language "{code}"; there are: {there}'


def starter(part: str, code: str) -> dict[str, str]:
    """The files of `common`, `empty` or `example` in a language, by the path in a project."""
    language = code.partition("-")[0]
    files, own = below(STARTER / part), below(STARTER / "languages" / language / part)
    if language != ENGLISH:
        files = {path: _marked(path, text) for path, text in files.items()}
    return files | own


def _marked(path: str, text: str) -> str:
    """A file of English facts in which each text says so: `text:`, and `en: …` on the next line."""
    folder, _, name = path.partition("/")
    kind = re.split("[/.]", name)[0]
    if folder != "data" or kind in _NO_FACTS:
        return text
    text = re.sub(r"^article: .*\n", "", text, flags=re.M)  # the English one
    keys = _NAMED.get(kind, _TEXTS)
    # a text, a value in words, somebody without a record; its further lines stand further in
    start = rf"(?:{keys}):|- value:(?= [a-z]+ [a-z])|-(?= the )"
    return re.sub(rf"^( *)({start}) (>-\n(?:\1 +.+\n)+|.+\n)", _in_english, text, flags=re.M)


def _in_english(found: re.Match[str]) -> str:
    margin, key, text = found.groups()
    if key == "-":
        return f"{margin}- en: {text}"
    further = margin + " " * (4 if key.startswith("-") else 2)
    first, *more = text.splitlines()
    return "\n".join([f"{margin}{key}", f"{further}en: {first}", *(f"  {m}" for m in more), ""])
