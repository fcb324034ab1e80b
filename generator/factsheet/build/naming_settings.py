"""Settings of `data/site.yml` that name pages and records: the map, further forms of names."""

from typing import Any

from factsheet.pages import map_page, tellings
from factsheet.values import Address, Link, Many, Map, Node, Put, Words, problem, words_of


class OurMap:
    """The page with the map of who held what, to which the sheets of the places on it lead."""

    def __init__(self, tree: dict[str, bytes]) -> None:
        self.tree = tree

    def read(self, node: Node, field: str, put: Put) -> map_page.MapPage | None:
        """The page, with what its first map of days shows."""
        path = words_of(node, field, put, 200)
        if path is None:
            return None
        text, maps = self.tree.get(f"content/{path}", b"").decode("utf-8", "replace"), 0
        for _, (name, places, named) in tellings.calls(text):
            maps += name == "map"
            if name == "map" and "since" in named:
                id_ = map_page.map_name(maps)
                return map_page.MapPage(path, id_, tuple(places), named["since"])
        message = f"content/{path} is no page with a map of days"
        hint = 'write the path of a page with {{ map(since="…", until="…") }}, below content/'
        put(problem(node, "prose-link", field, message, hint))
        return None

    def schema(self) -> dict[str, Any]:
        """The path of a page."""
        return {"type": "string", "pattern": r"\.md$"}


class CalledSo:
    """Further forms of the names of records: a mapping from an address to a list of words."""

    def read(self, node: Node, field: str, put: Put) -> dict[Address, tuple[str, ...]] | None:
        """The forms by the address of a record."""
        if not isinstance(node, Map):
            message = "a mapping from records to forms of their names is expected"
            put(problem(node, "wrong-shape", field, message, "write {groups/some-id: [the group]}"))
            return None
        out = {}
        for key, child in node.items.items():
            address = Link().read(node.keys[key], f"{field}.{key}", put)
            names = Many(Words(200), single=True).read(child, f"{field}.{key}", put)
            if address and names:
                out[address] = names
        return out

    def schema(self) -> dict[str, Any]:
        """A mapping of lists."""
        return {
            "type": "object", "propertyNames": Link().schema(),
            "additionalProperties": Many(Words(200), single=True).schema(),
        }  # fmt: skip
