"""What a fact-sheet site needs of its engine, wherever the site's own settings are silent.

The plug-in puts it into the settings that the engine has read; `files_door` writes it beside the
pages, for engines without the plug-in. What a site says stands; no engine is imported.
"""

from typing import Any

import yaml

from factsheet.language import ENGLISH, now, say, translated
from factsheet.site.settings_file import entries, get, theme_name, with_templates

LISTS = ("markdown_extensions", "extra_css", "extra_javascript")  # ours are added to the site's
SCRIPT = "assets/factsheet.js"


def defaults() -> dict[str, Any]:
    """All of it, in the words of `mkdocs.yml`."""
    return {
        "theme": {
            "font": False,  # none is fetched from another host
            "language": now().code if translated(now().code) else ENGLISH,
            "favicon": "assets/icon.svg",
            "icon": {"logo": "material/file-document-check-outline"},
            "features": [
                "content.action.edit", "navigation.footer", "navigation.indexes",
                "navigation.prune", "navigation.tabs", "search.highlight",
                "search.suggest", "toc.follow",
            ],
            "palette": [
                _palette("light", "default", "material/weather-night", say("theme.to-dark")),
                _palette("dark", "slate", "material/weather-sunny", say("theme.to-light")),
            ],
        },
        "extra": {"generator": False},
        "extra_css": ["assets/factsheet.css"],
        "markdown_extensions": [
            "admonition", "attr_list", "def_list", "tables",
            {"footnotes": {"BACKLINK_TITLE": say("page.back")}},  # a short one: it stands often
            {"toc": {"permalink": True}},
        ],
        "validation": {
            "omitted_files": "warn", "absolute_links": "warn", "unrecognized_links": "warn",
            "anchors": "warn",
        },
    }  # fmt: skip


def _palette(which: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    media = f"(prefers-color-scheme: {which})"
    colours = {"scheme": scheme, "primary": "teal", "accent": "teal"}
    return {"media": media, **colours, "toggle": {"icon": icon, "name": name}}


def missing(settings: yaml.Node | None) -> dict[str, Any]:
    """Those on which a site's settings are silent; of lists, the entries that theirs lacks."""
    found, material = defaults(), theme_name(settings) == "material"
    found["theme"] = _theme(found["theme"], get(settings, "theme")) if material else {}
    if material and not with_templates(settings):  # which ask for the script otherwise
        found["extra_javascript"] = [{"path": SCRIPT, "defer": True}]
    if not material:
        del found["extra_css"]
    if get(settings, "extra", "generator"):
        del found["extra"]
    said = get(settings, "validation")
    places = [said, get(said, "nav"), get(said, "links")]
    checks = found["validation"].items()
    found["validation"] = {k: v for k, v in checks if not any(get(p, k) for p in places)}
    for key in found.keys() & {"markdown_extensions", "extra_css"}:
        there = {*map(short, entries(get(settings, key)))}
        found[key] = [one for one in found[key] if name(one) not in there]
    return {key: value for key, value in found.items() if value}


def _theme(ours: dict[str, Any], theirs: yaml.Node | None) -> dict[str, Any]:
    found = {key: value for key, value in ours.items() if key == "icon" or not get(theirs, key)}
    if get(theirs, "logo") or get(theirs, "icon", "logo"):
        del found["icon"]
    return found


def short(extension: str) -> str:
    """The name of a Markdown extension without the folder that all of Markdown's own lie in."""
    return extension.removeprefix("markdown.extensions.")


def name(entry: str | dict[str, Any]) -> str:
    """What an extension or a file in a list is called, with options or without."""
    return entry if isinstance(entry, str) else next(iter(entry))
