"""The words of the kinds that come with the package, in the language that is spoken.

Their files are in English. A word's context in a catalogue says what it is: `kind.label`.
"""

from collections.abc import Callable, Iterable, Mapping

from factsheet.language import language
from factsheet.values import Map, Node, Seq, Text

# key in the file of a kind -> context of its text
OF_KIND = {"name": "kind.name", "several": "kind.several", "title": "kind.title"}
OF_FIELD = {"label": "kind.label", "reverse": "kind.reverse"}
SECTION = "kind.section"
BACK = "kind.reverse"  # the ways back that a section gathers are called as the fields call them
OPTION = "kind.option"
Say = Callable[[str, str], str]  # (context, English) -> a word


def in_words(kind: Map, say: Say) -> Map:
    """The node of a kind, each of its words as `say` has it."""
    items = dict(kind.items)
    for key, context in OF_KIND.items():
        _replace(items, key, context, say)
    for key in ("fields", "labels"):
        items = _each(items, key, lambda one: _field(one, say))
    items = _each(items, "sections", lambda one: _section(one, say))
    return Map(items, kind.keys, kind.spot, kind.width)


def _each(items: dict[str, Node], key: str, make: Callable[[Map], Map]) -> dict[str, Node]:
    """A mapping in which each mapping under a key is made anew."""
    found = items.get(key)
    if not isinstance(found, Map):
        return items
    made = {k: make(one) if isinstance(one, Map) else one for k, one in found.items.items()}
    return {**items, key: Map(made, found.keys, found.spot, found.width)}


def _field(one: Map, say: Say) -> Map:
    items = dict(one.items)
    for key, context in OF_FIELD.items():
        _replace(items, key, context, say)
    if isinstance(options := items.get("options"), Map):
        words: dict[str, Node] = dict(options.items)
        for key in words:
            _replace(words, key, OPTION, say)
        items["options"] = Map(words, options.keys, options.spot, options.width)
    return Map(items, one.keys, one.spot, one.width)


def _section(one: Map, say: Say) -> Map:
    items = dict(one.items)
    _replace(items, "title", SECTION, say)
    if isinstance(back := items.get("back"), Seq):
        words = [_worded(item, BACK, say) for item in back.items]
        items["back"] = Seq(words, back.spot, back.width)
    return Map(items, one.keys, one.spot, one.width)


def _replace(items: dict[str, Node], key: str, context: str, say: Say) -> None:
    if key in items:
        items[key] = _worded(items[key], context, say)


def _worded(node: Node, context: str, say: Say) -> Node:
    if isinstance(node, Map) and node.items:  # a site's own word, by language
        return node.items.get(language()) or next(iter(node.items.values()))
    if not isinstance(node, Text):
        return node
    return Text(say(context, node.text), node.spot, node.width)


def words(kind: Map) -> list[tuple[str, str]]:
    """(context, English) of every word in the node of a kind."""
    found: list[tuple[str, str]] = []

    def note(context: str, text: str) -> str:
        found.append((context, text))
        return text

    in_words(kind, note)
    return found


def ways_back(kinds: Iterable[Map]) -> dict[str, str]:
    """How a way back is called in the language that is spoken, by what the original calls it."""
    found: dict[str, str] = {}
    for kind in kinds:
        fields = kind.items.get("fields")
        for one in fields.items.values() if isinstance(fields, Map) else ():
            reverse = one.items.get("reverse") if isinstance(one, Map) else None
            if isinstance(reverse, Map) and reverse.items:
                first = next(iter(reverse.items.values()))
                said = reverse.items.get(language(), first)
                found[getattr(first, "text", "")] = getattr(said, "text", "")
    return found


def own_words(kind: Map, back: Mapping[str, str]) -> Map:
    """The node of a site's own kind, each of its words in the language that is spoken."""

    def say(context: str, text: str) -> str:
        return back.get(text, text) if context == BACK else text

    return in_words(kind, say)
