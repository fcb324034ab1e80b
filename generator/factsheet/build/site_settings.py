"""`data/site.yml`: who publishes the site, who writes in it, how long a check counts."""

import re
from typing import Any

from factsheet.build import editions, language_settings
from factsheet.build.built import PAGEFIND
from factsheet.build.language_settings import SETTINGS_PATH
from factsheet.build.naming_settings import CalledSo, OurMap
from factsheet.document import Content, Element, Web, inline_html
from factsheet.evidence import Days, Periods, second_reader
from factsheet.issues import Hints
from factsheet.kinds import Kinds
from factsheet.kinds import schema as of_kinds
from factsheet.language import listed, tell
from factsheet.outputs import OUTPUTS
from factsheet.pages import OWN_WORDS, STOP
from factsheet.values import (
    Choice,
    Flag,
    Node,
    Put,
    Type,
    Url,
    Words,
    items,
    object_schema,
    problem,
)
from factsheet.values import read_fields, read_yaml, web, words_of

_MAILBOX = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@([^@]+)")
LICENCE: dict[str, Type] = {"name": Words(200), "address": Url()}
AUTHOR: dict[str, Type] = {"name": Words(200), "link": Url()}
TODO: dict[str, Type] = {"claims": Days()}
SEARCH = ("small", PAGEFIND)


class Contact:
    """Where readers write to: a mail address, or a page."""

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The mailbox, or the address of the page."""
        text = words_of(node, field, put, web.MAX_ADDRESS)
        if text is None:
            return None
        if mailbox := _MAILBOX.fullmatch(text):
            if web.read(f"https://{mailbox[1]}").host == mailbox[1].lower():
                return text
        elif (found := web.read(text).text).startswith("https://"):
            return found
        message = "a mail address or the https address of a page is expected"
        put(problem(node, "bad-url", field, message, "write desk@example.org, or https://…"))
        return None

    def schema(self) -> dict[str, Any]:
        """A text with one or the other."""
        return {"type": "string", "pattern": "^(https://|[^@]+@)"}


class Licence:
    """What the contents may be used for: the name of a licence, and where it can be read."""

    def read(self, node: Node, field: str, put: Put) -> dict[str, str]:
        """Name and address."""
        return read_fields(node, LICENCE, field, put, ("name",))

    def schema(self) -> dict[str, Any]:
        """A mapping with both."""
        return object_schema(LICENCE, ("name",))


class ArchiveAddress:
    """Where an archive is asked about a page: an https address with `{url}` in the page's place."""

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The address as typed."""
        text = words_of(node, field, put, web.MAX_ADDRESS)
        if text is None:
            return None
        before, _, behind = text.partition("{url}")
        host, _, path = before.removeprefix("https://").partition("/")
        there = web.read(f"https://{host}/{path}page{behind}")
        if text.count("{url}") == 1 and text.startswith(f"https://{host}/") and there.text:
            return text
        message = "an https address with {url} in the place of the page's address is expected"
        put(problem(node, "bad-url", field, message, 'write "https://archive.example/map/{url}"'))
        return None

    def schema(self) -> dict[str, Any]:
        """A text with the place in it."""
        return {"type": "string", "pattern": r"^https://[^{}]+/[^{}]*\{url\}[^{}]*$"}


class Archives:
    """Which archive is asked for copies of sources: for those that it has, and for new ones."""

    def read(self, node: Node, field: str, put: Put) -> dict[str, str]:
        """The addresses by what is asked there."""
        return read_fields(node, ARCHIVES, field, put)

    def schema(self) -> dict[str, Any]:
        """A mapping with either."""
        return object_schema(ARCHIVES)


class Authors:
    """Who writes hand-written pages: a mapping from an id to a name and a link."""

    def read(self, node: Node, field: str, put: Put) -> dict[str, dict[str, str]]:
        """Name and link by id."""
        found = items(node, field, put)
        return {i: read_fields(n, AUTHOR, f"{field}.{i}", put, ("name",)) for i, n, _ in found}

    def schema(self) -> dict[str, Any]:
        """A mapping of mappings."""
        return {"type": "object", "additionalProperties": object_schema(AUTHOR, ("name",))}


class Switches:
    """Which outputs a site has: a mapping from their names to `true` or `false`."""

    def read(self, node: Node, field: str, put: Put) -> dict[str, bool]:
        """Those that are said."""
        return read_fields(node, SWITCHES, field, put)

    def schema(self) -> dict[str, Any]:
        """A mapping of yes and no."""
        return object_schema(SWITCHES)


SWITCHES: dict[str, Type] = {name: Flag() for name in OUTPUTS}
ARCHIVES: dict[str, Type] = {"timemap": ArchiveAddress(), "save": ArchiveAddress()}


class Todo:
    """After how many days `factsheet todo` lists what: a mapping from a rule to their number."""

    def read(self, node: Node, field: str, put: Put) -> dict[str, int]:
        """The numbers that are given."""
        return read_fields(node, TODO, field, put)

    def schema(self) -> dict[str, Any]:
        """A mapping with these."""
        return object_schema(TODO)


def keys(kinds: Kinds, tree: dict[str, bytes] | None = None) -> dict[str, Type]:
    """What a site may say; `tree` are its files."""
    return {
        "publisher": Words(200), "contact": Contact(), "licence": Licence(), "authors": Authors(),
        "edit_url": Url(), "review": Periods(kinds), "archives": Archives(), "todo": Todo(),
        "stale": Choice((STOP, OWN_WORDS)), "called": CalledSo(), "map": OurMap(tree or {}),
        "outputs": Switches(), "search": Choice(SEARCH),
        **language_settings.keys(),
    }  # fmt: skip


def read(tree: dict[str, bytes], kinds: Kinds, put: Put) -> dict[str, Any]:
    """The settings in a project's files."""
    if SETTINGS_PATH not in tree:
        return {}
    node = read_yaml(tree[SETTINGS_PATH], SETTINGS_PATH, put)
    found = read_fields(node, keys(kinds, tree), "", put) if node else {}
    for key in second_reader.OWN:  # beside the periods, which pages read
        if key in (periods := found.get("review", {})) and key not in kinds:
            found[key] = periods.pop(key)
    return found


def schema(kinds: Kinds) -> str:
    """JSON Schema of the settings, for editors, as JSON text."""
    return of_kinds.written(object_schema(keys(kinds)))


def schemas(kinds: Kinds) -> dict[str, str]:
    """Every JSON Schema of a site, by file name: of its kinds, records, seeds and settings."""
    known = of_kinds.schemas(kinds)
    return {**known, "site.json": schema(kinds), "editions.json": editions.schema()}


def footer(settings: dict[str, Any]) -> str:
    """What stands at the foot of every page, as HTML; empty when the settings say nothing."""
    parts: list[Content] = []
    if publisher := settings.get("publisher"):
        parts.append(tell("footer.publisher", who=publisher))
    if contact := settings.get("contact"):
        parts.append(tell("footer.contact", where=_link(contact)))
    if name := settings.get("licence", {}).get("name"):
        what = Web(name, settings["licence"].get("address", ""))
        parts.append(tell("footer.licence", what=what))
    return inline_html(listed(parts, "list.dot"))


def _link(contact: str) -> Content:
    """The contact as a link; no other `mailto:` is printed anywhere."""
    if contact.startswith("https://"):
        return Web(contact.removeprefix("https://").rstrip("/"), contact)
    return Element("a", (("href", f"mailto:{contact}"),), contact)


class Author:
    """The id of one who is named among `authors`."""

    def __init__(self, authors: dict[str, dict[str, str]]) -> None:
        self.authors, self.hints = authors, Hints()

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The id."""
        text = words_of(node, field, put, 80)
        if text is None or text in self.authors:
            return text
        near = self.hints.nearest(text, self.authors)
        hint = near or f"name them under authors in {SETTINGS_PATH}"
        put(problem(node, "bad-choice", field, f'"{text}" is no author of this site', hint))
        return None

    def schema(self) -> dict[str, Any]:
        """One of the ids."""
        return {"enum": list(self.authors)}

    def byline(self, ids: tuple[str, ...]) -> Content:
        """Who wrote a page."""
        found = [self.authors[one] for one in ids]
        names = [Web(a["name"], a.get("link", "")) for a in found if "name" in a]
        return tell("byline", who=listed(names)) if names else ()

    def names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """What they are called."""
        return tuple(self.authors[one]["name"] for one in ids if "name" in self.authors[one])
