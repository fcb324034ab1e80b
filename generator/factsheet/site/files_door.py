"""What lets an engine print the pages on disk without the plug-in: settings and theme beside them.

`DIR.yml` inherits the project's settings and says what the plug-in would have seen to;
`DIR.theme` has our parts of pages, and the site's own in their place. Knows the settings of MkDocs,
which ProperDocs and Zensical read too, and imports no engine.
"""

import os
from pathlib import Path

import yaml

from factsheet import disk
from factsheet.build import Built
from factsheet.outputs import Place
from factsheet.reading import filenames
from factsheet.site.around import Frames, around, embed, extra, not_in_menu
from factsheet.language import speaking
from factsheet.site.defaults import LISTS, missing
from factsheet.site.settings_file import (
    LIST,
    NO,
    SETTINGS,
    UNREADABLE,
    entries,
    get,
    mapping,
    node_of,
)
from factsheet.site.settings_file import read, said_there, scalar, slashed, theme_name
from factsheet.site.settings_file import with_templates, words
from factsheet.site.theme_words import filled

THEME = Path(__file__).parent / "theme"  # what every page needs
TEMPLATES = Path(__file__).parent / "templates"  # what a site may leave out
HEAD = "# Written by `factsheet build`, and written again with the pages: do not edit.\n"
PATHS = ("hooks", "watch")  # settings that are lists of paths, told from the settings' folder


def write(root: Path, pages: Path, built: Built) -> str:
    """Write settings and theme beside the folder `pages`; take them away if `root` has no settings.

    `built` is what stands in the folder. Gives what is wrong with the project's settings, else the
    empty text. Raises CannotWrite.
    """
    with speaking(built.speech):
        return _write(root, Path(os.path.abspath(pages)), built)


def _write(root: Path, pages: Path, built: Built) -> str:
    file, theme = (pages.with_name(f"{pages.name}.{ending}") for ending in ("yml", "theme"))
    try:
        settings = read(root / SETTINGS) if (root / SETTINGS).is_file() else None
    except UNREADABLE as error:
        return f"{SETTINGS} cannot be read: {' '.join(str(error).split())}"
    files = _theme(settings, root, embed(built, place(root).address)) if settings else {}
    disk.write(theme, files)
    if settings is None:
        disk.write_file(file, HEAD, None)
        return ""
    told = _told(settings, root, pages, theme.name if files else "") | _needed(settings, built)
    text = yaml.serialize(mapping(told), Dumper=yaml.SafeDumper, allow_unicode=True)
    disk.write_file(file, HEAD, str(text))
    return ""


def place(root: Path) -> Place:
    """Where the settings of a project say that its site will be published."""
    try:
        settings = read(root / SETTINGS)
    except UNREADABLE:
        return Place()
    folders = get(settings, "use_directory_urls")
    flat = folders is not None and str(folders.value).lower() in NO
    address = said_there(get(settings, "site_url"))
    return Place(slashed(address), not flat, said_there(get(settings, "site_name")))


def sources(root: Path) -> list[Path]:
    """What `write` reads, for who follows it: the project's settings and its theme's folder."""
    try:
        theme = words(get(read(root / SETTINGS), "theme", "custom_dir"))
    except UNREADABLE:
        theme = ""
    return [root / SETTINGS, *([root / theme] if theme else [])]


def _theme(
    settings: yaml.Node, root: Path, frames: Frames | None
) -> dict[str, str | bytes]:  # fmt: skip
    """Every file of the theme's folder: ours, which are parts of Material, then the site's own."""
    own = words(get(settings, "theme", "custom_dir"))
    folders = [THEME] if theme_name(settings) == "material" else []
    folders += [TEMPLATES] if with_templates(settings) else []
    files: dict[str, str | bytes] = {}
    for folder in [*folders, root / own] if own else folders:
        for path in (folder, *sorted(folder.rglob("*"))):
            if filenames.from_a_system(path.name) or "__pycache__" in path.parts:
                continue
            if path.is_symlink():
                raise disk.CannotWrite(f"{path} is a symbolic link; put the file itself there")
            if path.is_file() and path is not folder:
                name = path.relative_to(folder).as_posix()
                files[name] = filled(name, path.read_bytes(), (), frames)
    return files


def _told(settings: yaml.Node, root: Path, pages: Path, theme: str) -> dict[str, yaml.Node]:
    """What differs beside the pages; `theme` names the theme's folder, if there is one."""

    def from_here(path: str) -> str:
        try:
            return Path(os.path.relpath(root / path, pages.parent)).as_posix()
        except ValueError:  # on another drive of Windows
            return (root / path).absolute().as_posix()

    told = {"INHERIT": from_here(SETTINGS), "docs_dir": pages.name}
    told["site_dir"] = f"{pages.name}.site"
    new: dict[str, yaml.Node] = {key: scalar(words) for key, words in told.items()}
    parts = {key: node_of(value) for key, value in missing(settings).get("theme", {}).items()}
    if theme:
        name = theme_name(settings)
        named = {"name": scalar(name)} if name else {}
        new["theme"] = mapping({**named, "custom_dir": scalar(theme), **parts})
    plugins = entries(get(settings, "plugins"))
    if "factsheet" in plugins:
        others = [node for plugin, node in plugins.items() if plugin != "factsheet"]
        new["plugins"] = yaml.SequenceNode(LIST, others)
    for key in PATHS:
        if isinstance(paths := get(settings, key), yaml.SequenceNode):
            moved = [scalar(from_here(one)) if (one := words(n)) else n for n in paths.value]
            new[key] = yaml.SequenceNode(LIST, moved)
    return new


def _needed(settings: yaml.Node, built: Built) -> dict[str, yaml.Node]:
    """What the settings are silent on, but for the theme."""
    found = missing(settings)
    found.pop("theme", None)
    found |= {k: v for k, v in around(built).items() if v and get(settings, k) is None}
    if told := {key: value for key, value in extra(built).items() if value}:
        found["extra"] = {**found.get("extra", {}), **told}
    own = words(get(settings, "not_in_nav"))
    found["not_in_nav"] = f"{own}\n{not_in_menu(built)}" if own else not_in_menu(built)
    new = {key: node_of(value) for key, value in found.items()}
    for key in new.keys() & {*LISTS}:
        there = get(settings, key)
        theirs = [*entries(there).values()]
        if isinstance(there, yaml.SequenceNode):
            theirs = there.value
        first, last = (new[key].value, theirs) if key == "extra_css" else (theirs, new[key].value)
        new[key] = yaml.SequenceNode(LIST, [*first, *last])
    return new
