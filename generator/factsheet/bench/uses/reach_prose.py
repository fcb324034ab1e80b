"""What hand-written pages and the engine's settings name: in expressions, in links, in the menu."""

import re
from collections.abc import Iterator
from posixpath import normpath

import yaml

from factsheet.bench.uses.reach_data import File, accepted
from factsheet.bench.uses.use import Use
from factsheet.build import handwritten
from factsheet.issues import spot_at
from factsheet.kinds import Kinds
from factsheet.pages import naming
from factsheet.values import ID, Map, read_yaml

_SHEET = re.compile(r"(?P<record>(?P<kind>[a-z]+)/(?P<id>[a-z0-9-]+))(?:/[\w/-]+)?\.md")


def sheet(target: str, folder: str, kinds: Kinds) -> str:
    """The address whose sheet a path leads to, typed on a page of `folder`; empty for none."""
    path, hash_, anchor = target.partition("#")
    found = _SHEET.fullmatch(normpath(f"{folder}/{path}")) if path else None
    if not found or found["kind"] not in kinds or found["id"] == "index":
        return ""
    return f"{found['record']}{hash_}{anchor}" if ID.fullmatch(anchor) else found["record"]


def of_page(path: str, content: bytes, kinds: Kinds) -> Iterator[Use]:
    """All that a hand-written page names: `content/…md`."""
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    head, body = handwritten.parts(text)
    file, start = File(path, text.split("\n"), kinds), len(text) - len(body)
    if head and (node := read_yaml(f"{head}\n".encode(), path, lambda issue: None)):
        stands = node.items.get("accepted")
        if isinstance(stands, Map):
            yield from accepted(file, stands, path, ("accepted",))
    folder = path.removeprefix("content/").rpartition("/")[0] or "."
    found = [(at, typed, typed, name, "address") for at, typed, name in naming.in_expressions(body)
             if file.known(typed)]  # fmt: skip
    found += [(at, typed, names, "link", "page") for at, typed in naming.links(body)
              if (names := sheet(typed, folder, kinds))]  # fmt: skip
    for at, typed, names, sort, form in sorted(found):
        spot = spot_at(text, start + at, path)
        exact = typed if text.startswith(typed, start + at) else ""
        yield Use(path, spot.line, spot.column, exact, names, path, sort, form)


def of_engine(path: str, content: bytes, kinds: Kinds) -> Iterator[Use]:
    """Every text of `mkdocs.yml` that is the path of a sheet, as `groups/hts.md`."""
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    lines = text.split("\n")
    try:
        events = list(yaml.parse(text, Loader=yaml.CSafeLoader))  # its tags are not resolved
    except yaml.YAMLError:
        return
    for event in events:
        if isinstance(event, yaml.ScalarEvent) and (names := sheet(event.value, ".", kinds)):
            assert event.start_mark  # each event of a text has its marks
            line, at = event.start_mark.line, event.start_mark.column
            at += event.style in ("'", '"')
            exact = event.value if lines[line].startswith(event.value, at) else ""
            yield Use(path, line + 1, at + 1, exact, names, path, "nav", "page")
