"""What lets an engine print the pages on disk without the plug-in: settings and theme beside them.

`DIR.yml` inherits the project's settings and says what the plug-in would have seen to;
`DIR.theme` has our parts of pages, and the site's own in their place. Knows the settings of MkDocs,
which ProperDocs and Zensical read too, and imports no engine.
"""

import os
from pathlib import Path

import yaml

from factsheet import disk
from factsheet.reading import filenames
from factsheet.site.theme_words import filled

SETTINGS = "mkdocs.yml"
THEME = Path(__file__).parent / "theme"
HEAD = "# Written by `factsheet build`, and written again with the pages: do not edit.\n"
PATHS = ("hooks", "watch")  # settings that are lists of paths, told from the settings' folder
TEXT, LIST, MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))
UNREADABLE = (OSError, ValueError, RecursionError, yaml.YAMLError)


def write(root: Path, pages: Path) -> str:
    """Write settings and theme beside the folder `pages`; take them away if `root` has no settings.

    Gives what is wrong with the project's settings, else the empty text. Raises CannotWrite.
    """
    pages = Path(os.path.abspath(pages))
    place, theme = (pages.with_name(f"{pages.name}.{ending}") for ending in ("yml", "theme"))
    try:
        settings = _read(root / SETTINGS) if (root / SETTINGS).is_file() else None
    except UNREADABLE as error:
        return f"{SETTINGS} cannot be read: {' '.join(str(error).split())}"
    files = _theme(settings, root) if settings else {}
    disk.write(theme, files)
    text = _text_of(settings, root, pages, theme.name if files else "") if settings else None
    disk.write_file(place, HEAD, text)
    return ""


def sources(root: Path) -> list[Path]:
    """What `write` reads, for who follows it: the project's settings and its theme's folder."""
    try:
        theme = _words(_get(_read(root / SETTINGS), "theme", "custom_dir"))
    except UNREADABLE:
        theme = ""
    return [root / SETTINGS, *([root / theme] if theme else [])]


def _read(path: Path) -> yaml.Node:
    """The settings in a file and in those that it inherits from.

    They stay nodes: nothing is made of them, and tags such as `!ENV` are kept.
    """
    text = path.read_text(encoding="utf-8-sig")
    own = yaml.compose(text, Loader=yaml.SafeLoader) or yaml.MappingNode(MAPPING, [])
    above = _words(_get(own, "INHERIT"))
    return _joined(_read(path.parent / above), own) if above else own


def _joined(old: yaml.Node, new: yaml.Node) -> yaml.Node:
    """Settings over inherited ones: mappings are joined, all else is replaced."""
    if not (isinstance(old, yaml.MappingNode) and isinstance(new, yaml.MappingNode)):
        return new
    pairs = {str(key.value): (key, value) for key, value in old.value}  # a key may be a list
    for key, value in new.value:
        there = pairs.get(str(key.value))
        pairs[str(key.value)] = key, _joined(there[1], value) if there else value
    return yaml.MappingNode(MAPPING, list(pairs.values()))


def _get(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    for wanted in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for key, value in reversed(pairs) if key.value == wanted), None)
    return node


def _words(node: yaml.Node | None) -> str:
    """The text of a node; empty for anything else."""
    return str(node.value) if node and node.tag == TEXT else ""


def _theme_name(settings: yaml.Node) -> str:
    return _words(_get(settings, "theme")) or _words(_get(settings, "theme", "name"))


def _theme(settings: yaml.Node, root: Path) -> dict[str, str | bytes]:
    """Every file of the theme's folder: ours, which are parts of Material, then the site's own."""
    own = _words(_get(settings, "theme", "custom_dir"))
    folders = [THEME] if _theme_name(settings) == "material" else []
    files: dict[str, str | bytes] = {}
    for folder in [*folders, root / own] if own else folders:
        for path in (folder, *sorted(folder.rglob("*"))):
            if filenames.from_a_system(path.name) or "__pycache__" in path.parts:
                continue
            if path.is_symlink():
                raise disk.CannotWrite(f"{path} is a symbolic link; put the file itself there")
            if path.is_file() and path is not folder:
                name = path.relative_to(folder).as_posix()
                files[name] = filled(name, path.read_bytes())
    return files


def _text_of(settings: yaml.Node, root: Path, pages: Path, theme: str) -> str:
    """The settings beside the pages; `theme` names the theme's folder, if there is one."""

    def from_here(path: str) -> str:
        return Path(os.path.relpath(root / path, pages.parent)).as_posix()

    told = {"INHERIT": from_here(SETTINGS), "docs_dir": pages.name}
    told["site_dir"] = f"{pages.name}.site"
    new: dict[str, yaml.Node] = {key: _scalar(words) for key, words in told.items()}
    if theme:
        name = _theme_name(settings)
        parts = {"name": _scalar(name)} if name else {}
        new["theme"] = _mapping({**parts, "custom_dir": _scalar(theme)})
    plugins = _plugins(_get(settings, "plugins"))
    if "factsheet" in plugins:
        others = [node for plugin, node in plugins.items() if plugin != "factsheet"]
        new["plugins"] = yaml.SequenceNode(LIST, others)
    for key in PATHS:
        if isinstance(paths := _get(settings, key), yaml.SequenceNode):
            moved = [_scalar(from_here(one)) if (one := _words(n)) else n for n in paths.value]
            new[key] = yaml.SequenceNode(LIST, moved)
    return str(yaml.serialize(_mapping(new), Dumper=yaml.SafeDumper, allow_unicode=True))


def _plugins(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """Each plug-in's entry in a list by its name, however the settings list them."""
    if isinstance(node, yaml.MappingNode):
        return {str(pair[0].value): yaml.MappingNode(MAPPING, [pair]) for pair in node.value}
    entries = node.value if isinstance(node, yaml.SequenceNode) else []
    return {_plugin_name(entry): entry for entry in entries}


def _plugin_name(entry: yaml.Node) -> str:
    """What a plug-in in a list is called: the entry itself, or what stands before its options."""
    if isinstance(entry, yaml.MappingNode) and entry.value:
        entry = entry.value[0][0]
    return str(entry.value)


def _scalar(text: str) -> yaml.Node:
    return yaml.ScalarNode(TEXT, text)


def _mapping(items: dict[str, yaml.Node]) -> yaml.Node:
    return yaml.MappingNode(MAPPING, [(_scalar(key), value) for key, value in items.items()])
