"""Settings of `data/site.yml` on language: which one, its digits, words of the site's own."""

import re
from typing import Any

from factsheet.issues import Hints, Issue
from factsheet.language import ENGLISH, Speech, english, places, speech
from factsheet.values import ByLanguage, Choice, Language, Many, Map, Node, Put, Type
from factsheet.values import Words, problem, read_yaml, words_of

SETTINGS_PATH = "data/site.yml"
EDITIONS_PATH = "data/editions.yml"
NO_RECORDS = (SETTINGS_PATH, EDITIONS_PATH)  # what stands among the facts and is none
DIGITS = ("latin", "native")
MAX_SITE = 20  # languages of a site


Forms = tuple[str, ...]
FORMS = Many(Words(2_000), single=True)


class OwnWords:
    """Words of the site in the place of the tool's: a mapping from a key to a text, or its forms.

    Or to these by language. Each has the places of the message that it stands for.
    """

    def read(self, node: Node, field: str, put: Put) -> dict[str, dict[str, Forms]] | None:
        """The forms by key and language; those of the first language under none."""
        if not isinstance(node, Map):
            message = "a mapping from keys of words to texts is expected"
            put(problem(node, "wrong-shape", field, message, "write {status.claimed: Alleged}"))
            return None
        out, hints = dict[str, dict[str, Forms]](), Hints()
        for key, child in node.items.items():
            if key not in english():
                hint = hints.nearest(key, english()) or "factsheet words list has them all"
                message = f'no word has the key "{key}"'
                put(problem(node.keys[key], "bad-choice", field, message, hint))
                continue
            each = child.items if isinstance(child, Map) else {"": child}
            for code, said in each.items():
                if forms := self._forms(said, key, f"{field}.{key}", put):
                    out.setdefault(key, {})[code] = forms
        return out

    def _forms(self, node: Node, key: str, field: str, put: Put) -> Forms | None:
        """The forms of one message, if they have its places."""
        forms: Forms | None = FORMS.read(node, field, put)
        if not forms:
            return None
        wanted = {name for one in english()[key] for name in places(one)}
        given = {name for one in forms for name in places(one)}
        if not (given - wanted or wanted - given - {"count"}):
            return forms
        named = ", ".join(f"{{{name}}}" for name in sorted(wanted))
        message = "its places are not those of the message that it stands for"
        hint = f"write it with {named}" if wanted else "write it without { and }"
        put(problem(node, "bad-choice", field, message, hint))
        return None

    def schema(self) -> dict[str, Any]:
        """A mapping of texts and lists, or of these by language."""
        entry = {
            "anyOf": [FORMS.schema(), {"type": "object", "additionalProperties": FORMS.schema()}]
        }
        return {"type": "object", "propertyNames": {"enum": [*english()]},
                "additionalProperties": entry}  # fmt: skip


class Languages:
    """The languages of a site, that of the original first."""

    def read(self, node: Node, field: str, put: Put) -> tuple[str, ...] | None:
        """Their codes."""
        found: tuple[str, ...] | None = Many(Language()).read(node, field, put)
        if not found:
            return None
        if len(found) > MAX_SITE:
            message = f"{len(found)} languages; {MAX_SITE} are allowed"
            put(problem(node, "limit", field, message, "make two sites"))
            return None
        if len({code.casefold() for code in found}) < len({*found}):
            message = "two of them differ in the case of their letters only"
            put(problem(node, "bad-choice", field, message, "keep one"))
            return None
        return found

    def schema(self) -> dict[str, Any]:
        """A list of codes."""
        return Many(Language()).schema()


class Share:
    """A number from 0 to 100."""

    def read(self, node: Node, field: str, put: Put) -> int | None:
        """The number."""
        text = words_of(node, field, put, 10)
        if text is None or re.fullmatch("[0-9]{1,2}|100", text):
            return None if text is None else int(text)
        put(problem(node, "bad-number", field, f'"{text}" is no share in per cent', "write 50"))
        return None

    def schema(self) -> dict[str, Any]:
        """A number in these bounds."""
        return {"type": ["integer", "string"], "minimum": 0, "maximum": 100}


class MenuWords:
    """Titles of the menu by language: a mapping from a title in `mkdocs.yml` to its words."""

    def read(self, node: Node, field: str, put: Put) -> dict[str, dict[str, str]] | None:
        """The words by title and language."""
        if not isinstance(node, Map):
            message = "a mapping from titles of the menu to their words is expected"
            put(problem(node, "wrong-shape", field, message, "write {Timeline: {ar: …}}"))
            return None
        each = {k: ByLanguage().read(v, f"{field}.{k}", put) for k, v in node.items.items()}
        return {title: words for title, words in each.items() if words}

    def schema(self) -> dict[str, Any]:
        """A mapping of mappings."""
        return {"type": "object", "additionalProperties": ByLanguage().schema()}


def keys() -> dict[str, Type]:
    """What a site may say of its language."""
    return {
        "language": Language(), "languages": Languages(), "digits": Choice(DIGITS),
        "words": OwnWords(), "name": ByLanguage(), "description": ByLanguage(),
        "menu": MenuWords(), "least_translated": Share(),
    }  # fmt: skip


def spoken(tree: dict[str, bytes]) -> Speech:
    """How a site speaks, by its files: the first of its languages."""
    return speeches(tree)[0]


def speeches(tree: dict[str, bytes]) -> list[Speech]:
    """Each language of a site, that of the original first; English where its files say nothing."""
    content = tree.get(SETTINGS_PATH, b"")
    if not any(key.encode() in content for key in keys()):
        return [speech()]
    found: list[Issue] = []
    node = read_yaml(content, SETTINGS_PATH, found.append)
    items, said = node.items if isinstance(node, Map) else {}, dict[str, Any]()
    for key, type_ in keys().items():
        if child := items.get(key):
            said[key] = type_.read(child, key, found.append)
    codes = said.get("languages") or (said.get("language") or ENGLISH,)
    native, words = said.get("digits") == "native", said.get("words") or {}
    first, *others = dict.fromkeys(map(str, codes))
    own = {key: each for key, by in words.items() if (each := by.get(first) or by.get(""))}
    return [
        speech(first, native, own),
        *(speech(c, native, {k: by[c] for k, by in words.items() if c in by}) for c in others),
    ]
