"""The words of our theme and its script, from the catalogue; no engine is imported.

A template or script says `WORDS = {}`; in what an engine gets, the messages that it needs stand
there by their keys. One with a place for something comes to a template as the texts around it,
since not every engine's templates can take a text apart.
"""

import json
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from factsheet.language import RTL, Speech, by_category, english, now, places, speaking
from factsheet.outputs import LETTERS

EMPTY = b"WORDS = {}"
NO_RTL = b"RTL = []"  # of a template that asks which languages are written from right to left
NO_LETTERS = b"LETTERS = {}"  # of the script, which folds what is looked for
NEEDED = {  # what the keys begin with
    ".html": ("theme.", "list.comma."),
    ".js": (
        "labelled", "list.comma.between", "list.dot.between", "list.semicolon.between", "script.",
        "status.", "theme.cite.", "versions-differ",
    ),
}  # fmt: skip


SPOKEN = "(page and page.meta and page.meta.spoken) or ''"  # the language of a page
OURS = re.compile(  # what of the script is for us: lines and ends of lines that comment, indents
    rb"^[ \t]*//.*\n|(?<=[;{},()])[ \t]+// .*$|^[ \t]+", re.M
)


def filled(
    name: str, data: bytes, speeches: Sequence[Speech] = (), embed: dict[str, Any] | None = None
) -> bytes:  # fmt: skip
    """A file of the theme with its words; the script without its comments.

    A template of a site in several languages, its `speeches`, goes by that of the page. `embed`
    tells the script of the frames that the site has: where it is published, and in which folders.
    """
    data = data.replace(NO_RTL, f"RTL = {_json(sorted(RTL))}".encode())
    data = data.replace(NO_LETTERS, f"LETTERS = {_json(LETTERS)}".encode())
    if EMPTY not in data:
        return data
    if PurePosixPath(name).suffix == ".js":
        words = _json({**_script(), **({"embed": embed} if embed else {})})
        return OURS.sub(b"", data).replace(EMPTY, f"WORDS = {words}".encode())
    words = _json(_template())
    if len(speeches) > 1:
        each = [f'"{one.code}": {_json(_in(one))}' for one in speeches[1:]]
        words = f'{{"": {words}, {", ".join(each)}}}[{SPOKEN}]'
    return data.replace(EMPTY, f"WORDS = {words}".encode())


def _in(one: Speech) -> dict[str, Any]:
    with speaking(one):
        return _template()


def _said(begins: tuple[str, ...]) -> dict[str, Any]:
    return {key: by_category(key) for key in english() if key.startswith(begins)}


def _script() -> dict[str, Any]:
    return {**_said(NEEDED[".js"]), "intl": f"{now().code}-u-nu-{now().numbering}"}


def _template() -> dict[str, Any]:
    found = _said(NEEDED[".html"])
    words = {
        k: re.split(r"\{\w+\}", s) if isinstance(s, str) and places(s) else s
        for k, s in found.items()
    }
    return {"language": now().code, **words}  # a theme may have been told to speak another


def _json(words: Any) -> str:
    return json.dumps(words, ensure_ascii=False)
