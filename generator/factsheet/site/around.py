"""What stands around the pages: menu and footer where the settings are silent, who publishes."""

from typing import Any

from factsheet.build import Built, handwritten, site_settings
from factsheet.language import say
from factsheet.outputs import has

LAST = ("data/index.md", "editions/index.md")
Menu = list[Any]  # as under `nav`: paths, and lists of them by their titles
Frames = dict[str, Any]  # where the site is published, the folders of its further languages


def around(built: Built | None) -> dict[str, Any]:
    """Menu and footer in the words of `mkdocs.yml`; both None of a site that could not be built."""
    if built is None:
        return {"nav": None, "copyright": None}
    return {"nav": menu(built), "copyright": site_settings.footer(built.settings) or None}


def extra(built: Built | None) -> dict[str, Any]:
    """For the theme's `extra`: where readers write to, who publishes; whether there are feeds."""
    settings = built.settings if built else {}
    said = {key: str(settings.get(key, "")) for key in ("contact", "publisher")}
    return {**said, "feeds": bool(built and has(settings, "feeds"))}


def embed(built: Built | None, address: str) -> Frames | None:
    """What the theme's script has to know of frames; None of a site that has none."""
    if built is None or not has(built.settings, "embeds"):
        return None
    return {"site": address, "further": [f"{one.code}/" for one in built.speeches[1:]]}


def menu(built: Built) -> Menu:
    """The first page, those by hand by folder, the timeline, all lists, the sources, what is last.

    Pages come without titles: the engine takes them from the pages. The sheets are in no menu.
    """
    further = tuple(f"{one.code}/" for one in built.speeches[1:])
    by_hand = {name for name in built.by_hand if not name.startswith(further)}
    home = [{say("menu.home"): "index.md"}] if "index.md" in by_hand else []
    full = {name.partition("/")[0] for name in built.pages.keys() - by_hand if _is_sheet(name)}
    lists: dict[str, list[str]] = {"event": [], "record": [], "source": []}
    for plural, kind in built.kinds.items():
        if plural in full:
            role = kind.role if kind.role in lists else "record"
            lists[role].append(f"{plural}/index.md")
    records: Menu = lists["record"]
    together = [{say("menu.lists"): records}] if len(records) > 1 else records
    pages = _below("", by_hand - {"index.md"}, built)
    last = [path for path in LAST if path in built.pages]
    return [*home, *pages, *lists["event"], *together, *lists["source"], *last]


def _is_sheet(name: str) -> bool:
    return not name.endswith("/index.md")


def _below(folder: str, names: set[str], built: Built) -> Menu:
    """The pages of a folder, its index first, and then the folders in it."""
    inside = {name.removeprefix(folder) for name in names if name.startswith(folder)}
    pages = sorted((n for n in inside if "/" not in n), key=lambda n: (n != "index.md", n))
    folders = sorted({n.partition("/")[0] for n in inside if "/" in n})
    below = [{_title(f, built): _below(f, names, built)} for n in folders if (f := f"{folder}{n}/")]
    return [*(f"{folder}{name}" for name in pages), *below]


def _title(folder: str, built: Built) -> str:
    """What a folder is called: the title of its index, or else its name as words."""
    page = built.pages.get(f"{folder}index.md")
    title = handwritten.title(page) if isinstance(page, str) else ""
    if title and not set(title) & handwritten.MARKUP:
        return title
    return folder.rstrip("/").rpartition("/")[2].replace("-", " ").capitalize()


def not_in_menu(built: Built) -> str:
    """Patterns, as under `not_in_nav`, of pages that no menu needs to name: those from facts."""
    folders = {name.partition("/")[0] for name in built.pages.keys() - built.by_hand}
    return "".join(f"/{folder}/*\n" for folder in sorted(folders))
