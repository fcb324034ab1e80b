"""The JSON-LD of a page: its things, flat, whatever their nesting."""

import json
from collections import deque
from dataclasses import dataclass, field
from typing import Any

MAX_THINGS = 5_000  # of a page; and as many blocks, whose syntax is looked at
_ARTICLES = ("article", "posting", "report", "review", "book", "thesis", "dataset", "episode")
_PAGES = ("webpage", "itempage", "aboutpage", "profilepage", "mediaobject", "videoobject")


@dataclass(slots=True)
class Things:
    """Every mapping of all blocks, with what a reference by `@id` leads to."""

    all: list[dict[str, Any]] = field(default_factory=list)
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    malformed: int = 0  # blocks that are no JSON

    def add(self, text: str) -> None:
        """Take up a block."""
        bare = text.strip().removeprefix("<!--").removeprefix("//<![CDATA[").strip()
        bare = bare.removesuffix("-->").removesuffix("//]]>").strip().rstrip(";")
        if not bare or len(self.all) >= MAX_THINGS:
            return
        try:
            data = json.loads(bare, strict=False, parse_int=str, parse_float=str)
        except (ValueError, RecursionError):
            self.malformed += 1
            return
        waiting = deque([data])  # what is nested comes after what it is nested in
        while waiting and len(self.all) < MAX_THINGS:
            one = waiting.popleft()
            if isinstance(one, list):
                waiting.extend(one)
            elif isinstance(one, dict):
                self._take(one)
                waiting.extend(v for v in one.values() if isinstance(v, dict | list))

    def _take(self, thing: dict[str, Any]) -> None:
        self.all.append(thing)
        id_ = thing.get("@id")
        if isinstance(id_, str) and len(thing) > len(self.by_id.get(id_, ())):
            self.by_id[id_] = thing

    def whole(self, value: Any) -> Any:
        """What a value says: of a reference alone what it refers to."""
        if isinstance(value, dict) and isinstance(id_ := value.get("@id"), str):
            return self.by_id.get(id_, value) if len(value) <= 2 else value
        return value

    def articles(self) -> list[dict[str, Any]]:
        """What the page may be, as far as things have titles: articles before pages."""
        named = [t for t in self.all if text(t.get("headline")) or text(t.get("name"))]
        return [t for wanted in (_ARTICLES, _PAGES) for t in named if _is(t, wanted)]

    def of_type(self, *names: str) -> list[dict[str, Any]]:
        """The things of these types, whose names are in small letters."""
        return [thing for thing in self.all if _is(thing, names)]


def types(thing: dict[str, Any]) -> list[str]:
    """The types of a thing, without the address before their names."""
    found = thing.get("@type", [])
    listed = found if isinstance(found, list) else [found]
    return [one.rpartition("/")[2] for one in listed[:10] if isinstance(one, str)]


def _is(thing: dict[str, Any], endings: tuple[str, ...]) -> bool:
    return any(one.lower().endswith(endings) for one in types(thing))


def text(value: Any) -> str:
    """The text of a value: itself, the first of a list, or what `@value` or `name` says."""
    for _ in range(5):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name") or ""
        else:
            break
    return value.strip() if isinstance(value, str) else ""
