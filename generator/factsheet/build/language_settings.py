"""Settings of `data/site.yml` on language: which one, its digits, words of the site's own."""

from typing import Any

from factsheet.issues import Hints, Issue
from factsheet.language import ENGLISH, Speech, english, places, speech
from factsheet.values import Choice, Language, Many, Map, Node, Put, Type, Words, problem
from factsheet.values import read_yaml

PATH = "data/site.yml"
DIGITS = ("latin", "native")


class OwnWords:
    """Words of the site in the place of the tool's: a mapping from a key to a text, or its forms.

    Each has the places of the message that it stands for.
    """

    def read(self, node: Node, field: str, put: Put) -> dict[str, tuple[str, ...]] | None:
        """The forms by key."""
        if not isinstance(node, Map):
            message = "a mapping from keys of words to texts is expected"
            put(problem(node, "wrong-shape", field, message, "write {status.claimed: Alleged}"))
            return None
        out, hints = {}, Hints()
        for key, child in node.items.items():
            name = f"{field}.{key}"
            if key not in english():
                hint = hints.nearest(key, english()) or "factsheet words show lists all"
                message = f'no word has the key "{key}"'
                put(problem(node.keys[key], "bad-choice", field, message, hint))
            elif forms := Many(Words(2_000), single=True).read(child, name, put):
                wanted, given = set[str](), set[str]()
                for one in english()[key]:
                    wanted |= places(one)
                for one in forms:
                    given |= places(one)
                if given - wanted or (wanted - given - {"count"}):
                    hint = f"write it with {{{'}, {'.join(sorted(wanted))}}}"
                    hint = hint if wanted else "write it without { and }"
                    message = "its places are not those of the message that it stands for"
                    put(problem(child, "bad-choice", name, message, hint))
                else:
                    out[key] = tuple(forms)
        return out

    def schema(self) -> dict[str, Any]:
        """A mapping of texts and lists."""
        entry = Many(Words(2_000), single=True).schema()
        return {"type": "object", "propertyNames": {"enum": [*english()]},
                "additionalProperties": entry}  # fmt: skip


def keys() -> dict[str, Type]:
    """What a site may say of its language."""
    return {"language": Language(), "digits": Choice(DIGITS), "words": OwnWords()}


def spoken(tree: dict[str, bytes]) -> Speech:
    """How a site speaks, by its files; in English where they do not say it, or say it wrong."""
    content = tree.get(PATH, b"")
    if not any(key.encode() in content for key in keys()):
        return speech()
    found: list[Issue] = []
    node = read_yaml(content, PATH, found.append)
    items, said = node.items if isinstance(node, Map) else {}, dict[str, Any]()
    for key, type_ in keys().items():
        if child := items.get(key):
            said[key] = type_.read(child, key, found.append)
    code = said.get("language") or ENGLISH
    return speech(str(code), said.get("digits") == "native", said.get("words"))
