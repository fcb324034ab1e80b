"""The engine's settings as their file says them: nodes of YAML, from which nothing is made.

So tags such as `!ENV` are kept, and it can be seen what a site is silent on. Knows the settings of
MkDocs, which ProperDocs and Zensical read too, and imports no engine.
"""

import os
import re
from pathlib import Path
from typing import Any

import yaml

SETTINGS = "mkdocs.yml"
TEXT, LIST, MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
UNREADABLE = (OSError, ValueError, RecursionError, yaml.YAMLError)
NO = ("false", "no", "off")
ADDRESS = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+(/[^\s\"'<>\\?#]*)?")


def read(path: Path) -> yaml.Node:
    """The settings in a file and in those that it inherits from. Raises one of UNREADABLE."""
    text = path.read_text(encoding="utf-8-sig")
    own = yaml.compose(text, Loader=yaml.SafeLoader) or mapping({})
    above = words(get(own, "INHERIT"))
    return _joined(read(path.parent / above), own) if above else own


def _joined(old: yaml.Node, new: yaml.Node) -> yaml.Node:
    """Settings over inherited ones: mappings are joined, all else is replaced."""
    if not (isinstance(old, yaml.MappingNode) and isinstance(new, yaml.MappingNode)):
        return new
    pairs = {str(key.value): (key, value) for key, value in old.value}  # a key may be a list
    for key, value in new.value:
        there = pairs.get(str(key.value))
        pairs[str(key.value)] = key, _joined(there[1], value) if there else value
    return yaml.MappingNode(MAPPING, list(pairs.values()))


def get(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    """What stands under a key, under a key of that, and so on; None where nothing does."""
    for wanted in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for key, value in reversed(pairs) if key.value == wanted), None)
    return node


def words(node: yaml.Node | None) -> str:
    """The text of a node; empty for anything else."""
    return str(node.value) if node and node.tag == TEXT else ""


def said_there(node: yaml.Node | None) -> str:
    """The text of a node that may be taken from the environment: `!ENV [SITE_URL, ""]`."""
    if node is None or node.tag != "!ENV":
        return words(node)
    said = [node.value] if isinstance(node.value, str) else [str(one.value) for one in node.value]
    names, default = (said[:-1], said[-1]) if len(said) > 1 else (said, "")
    return next((os.environ[name] for name in names if name in os.environ), default)


def slashed(address: str) -> str:
    """The address of a site with a slash at its end; empty for what is no web address.

    A preview has one that no public site has: http://127.0.0.1:8000/. One with a name and a
    password is none: it would stand on every page.
    """
    sound = ADDRESS.fullmatch(address) and address.isprintable()
    return f"{address.rstrip('/')}/" if sound else ""


def theme_name(settings: yaml.Node | None) -> str:
    """What the theme is called, however the settings name it."""
    return words(get(settings, "theme")) or words(get(settings, "theme", "name"))


def entries(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """Each plug-in's or extension's entry in a list by its name, however the settings list them."""
    if isinstance(node, yaml.MappingNode):
        return {str(pair[0].value): yaml.MappingNode(MAPPING, [pair]) for pair in node.value}
    found = node.value if isinstance(node, yaml.SequenceNode) else []
    return {_name(entry): entry for entry in found}


def _name(entry: yaml.Node) -> str:
    """What an entry of a list is called: the entry itself, or what stands before its options."""
    if isinstance(entry, yaml.MappingNode) and entry.value:
        entry = entry.value[0][0]
    return str(entry.value)


def with_templates(settings: yaml.Node | None) -> bool:
    """Whether our templates print the pages: the theme is Material, and nobody says otherwise."""
    ours = entries(get(settings, "plugins")).get("factsheet")
    option = get(ours, "factsheet", "templates")
    left_out = option is not None and str(option.value).lower() in NO
    return theme_name(settings) == "material" and not left_out


def scalar(text: str) -> yaml.Node:
    """A text as a node."""
    return yaml.ScalarNode(TEXT, text)


def mapping(items: dict[str, yaml.Node]) -> yaml.Node:
    """Nodes by their keys as a node."""
    return yaml.MappingNode(MAPPING, [(scalar(key), value) for key, value in items.items()])


def node_of(value: Any) -> yaml.Node:
    """Plain data as a node."""
    node = yaml.compose(yaml.safe_dump(value, sort_keys=False, allow_unicode=True))
    assert node is not None
    return node
