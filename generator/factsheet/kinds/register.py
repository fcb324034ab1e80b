"""All kinds of a site: those that come with the package, changed and joined by the site's own."""

import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property

from factsheet.issues import Hints, Issue, Spot, errors
from factsheet.kinds.formats import is_off
from factsheet.kinds.kind import Kind
from factsheet.kinds.kind_file import CODE, PACKAGED, is_packaged, known, merged, read
from factsheet.kinds.kind_file import section_nodes
from factsheet.kinds.worded import BACK, in_words, own_words, ways_back, words
from factsheet.language import remembered, word
from factsheet.values import Map, Node, Put, Type, id_problem, problem, read_yaml, statement_keys

FOLDER = "data/kinds/"  # of a site's own kinds
BUILT_IN = ("groups", "people", "cities", "places", "quotes", "dates", "sources")
# first part of an address that no record and no hand-written page has -> whose it is
ADDRESSES = {
    "404": "of the page that is shown when there is none",
    "api": "of the facts as data",
    "assets": "of the theme’s files",
    "data": "of the facts as data",
    "editions": "of frozen states of the site",
    "embed": "of facts for other sites",
    "feeds": "of feeds",
    "search": "of the search index",
    "templates": "of files that MkDocs leaves out",
}
# and folders and files of `data/` that are no kinds; tags, which an engine prints
RESERVED = {*ADDRESSES, "kinds", "schema", "site", "tags"}
ROLES_FILE = "roles.yml"
MAX_KINDS = 100  # files of a site
PLURAL = re.compile("[a-z]{3,40}")


class Kinds(Mapping[str, Kind]):
    """Every kind by its plural, in the order of the site.

    `lost` are the plurals whose file cannot be read, with its path: their records are not read.
    `off` are those that the site has switched off, with how to have each back.
    """

    def __init__(self, kinds: list[Kind], lost: dict[str, str], off: dict[str, str]) -> None:
        ordered = sorted(kinds, key=lambda kind: (kind.order, kind.plural))
        self._by_plural = {kind.plural: kind for kind in ordered}
        self.lost, self.off = lost, off

    def __getitem__(self, plural: str) -> Kind:
        return self._by_plural[plural]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_plural)

    def __len__(self) -> int:
        return len(self._by_plural)

    def playing(self, role: str) -> list[Kind]:
        """The kinds of a role."""
        return [kind for kind in self.values() if kind.role == role]

    @cached_property
    def sources(self) -> str:
        """The plural of the one kind that facts rest on."""
        resting = (kind.plural for kind in self.playing("source"))
        return next(resting, "sources")  # which an error in its file left out

    @cached_property
    def statement(self) -> dict[str, Type]:
        """The keys of every statement."""
        return statement_keys(self.sources)


def packaged(name: str) -> Map:
    """A file that comes with the package, as its node, in the words of the language spoken."""
    return _spoken(name)


@remembered(256)
def _spoken(name: str) -> Map:
    whole = as_written(name)
    if name != ROLES_FILE:
        return in_words(whole, word)
    roles = {k: in_words(v, word) if isinstance(v, Map) else v for k, v in whole.items.items()}
    return Map(roles, whole.keys, whole.spot, whole.width)


@cache
def as_written(name: str) -> Map:
    """A file that comes with the package, as its node, in English."""
    content = pkgutil.get_data("factsheet.kinds", name)
    found: list[Issue] = []
    node = read_yaml(content or b"", f"{PACKAGED}{name}", found.append)
    assert node and not found, found
    return node


def all_words() -> dict[tuple[str, str], str]:
    """(context, English) of every word of the kinds that come with the package -> of which."""
    found: dict[tuple[str, str], list[str]] = {}
    roles = as_written(ROLES_FILE).items
    nodes = {**{p: as_written(f"builtin/{p}.yml") for p in BUILT_IN}, **roles}
    for name, node in nodes.items():
        for one in words(node) if isinstance(node, Map) else ():
            found.setdefault(one, []).append(name)
    return {one: ", ".join(dict.fromkeys(names)) for one, names in found.items()}


def kinds_of(files: dict[str, bytes]) -> tuple[Kinds, list[Issue]]:
    """The kinds of a site by the files below `data/kinds/`, and what is wrong with these.

    The same files give the same object.
    """
    return _kinds(tuple(sorted(one for one in files.items() if one[0].startswith(FOLDER))))


@remembered(8)  # records know their kind: an edited fact must not give them another
def _kinds(files: tuple[tuple[str, bytes], ...]) -> tuple[Kinds, list[Issue]]:
    issues: list[Issue] = []
    if len(files) > MAX_KINDS:
        message = f"{len(files):,} kinds; {MAX_KINDS} are allowed"
        issues.append(Issue(Spot(FOLDER), "limit", message, "tell records apart by type:"))
        files = files[:MAX_KINDS]
    nodes, lost = _nodes(files, issues.append)
    off = {plural: _back(plural, node) for plural, node in nodes.items() if is_off(node)}
    on = [plural for plural in nodes if plural not in off and plural not in lost]
    there, made, hints = dict.fromkeys([*on, *lost]), [], Hints()
    for plural in on:
        found: list[Issue] = []
        kind = read(_with_role(nodes[plural]), plural, there, off, hints, found.append)
        issues += found
        if kind:
            made.append(kind)
        if errors(found):
            lost[plural] = nodes[plural].spot.path
    _check_between(made, nodes, lost, hints, issues.append)
    return Kinds([k for k in made if k.plural not in lost], lost, off), issues


def _nodes(files: tuple[tuple[str, bytes], ...], put: Put) -> tuple[dict[str, Map], dict[str, str]]:
    """(nodes, lost): each kind's node by its plural, a site's over ours; those with errors."""
    nodes: dict[str, Map] = {plural: packaged(f"builtin/{plural}.yml") for plural in BUILT_IN}
    lost: dict[str, str] = {}
    back = {text: word(context, text) for context, text in all_words() if context == BACK}
    given = {path: read_yaml(content, path, put) for path, content in files}
    back |= ways_back(node for node in given.values() if node)
    for path, node in given.items():
        plural = path.removeprefix(FOLDER).removesuffix(".yml")
        if issue := _misnamed(path, plural):
            put(issue)
            if PLURAL.fullmatch(plural):
                lost[plural] = path
        elif node is None:
            lost[plural] = path
        elif issue := _changed_role(plural, node):
            put(issue)
            lost[plural] = path
        elif isinstance(whole := merged(nodes.get(plural), own_words(node, back)), Map):
            nodes[plural] = whole
    return nodes, lost


def _back(plural: str, node: Map) -> str:
    """A hint on how to have a kind back that its file switches off."""
    where = f"{plural} are switched off in {node.spot.path}"
    return f"{where}; delete off: true there to have them back"


def _with_role(node: Map) -> Node:
    """A kind's node over that of the role which it plays."""
    role = getattr(node.items.get("role"), "text", "record")
    return merged(packaged(ROLES_FILE).items.get(role), node)


def _changed_role(plural: str, node: Map) -> Issue | None:
    """A built-in kind keeps the role that its labels and its records are made for."""
    built_in = packaged(f"builtin/{plural}.yml") if plural in BUILT_IN else None
    role = getattr(built_in and built_in.items.get("role"), "text", "record")
    given = node.items.get("role")
    if not built_in or given is None or getattr(given, "text", "") == role:
        return None
    message = f"{plural} play the role of {role}"
    hint = "write off: true, and make a kind of another name for another role"
    return problem(given, CODE, "role", message, hint)


def _misnamed(path: str, plural: str) -> Issue | None:
    """What is wrong with the name of a kind's file."""
    if not path.endswith(".yml") or "/" in plural:
        hint = "a kind is data/kinds/<plural>.yml, as in data/kinds/treaties.yml"
        return Issue(Spot(path), "stray-file", f"{path} is not read as a kind", hint)
    if not PLURAL.fullmatch(plural):
        why = "a kind is called by 3 to 40 letters a–z, in the plural: treaties"
        return Issue(Spot(path), "bad-id", f'"{plural}": {why}', "rename it")
    if plural in RESERVED or id_problem(plural):
        return Issue(Spot(path), "bad-id", f'"{plural}": this name is reserved', "rename it")
    return None


def _check_between(
    kinds: list[Kind], nodes: dict[str, Map], lost: dict[str, str], hints: Hints, put: Put
) -> None:
    """Facts rest on one kind; the ways back that a sheet gathers are ways back of some field."""
    found = {f.reverse for kind in kinds for f in kind.fields.values() if f.reverse}
    ways = dict.fromkeys(sorted(found))
    for kind in kinds:
        for name, section in section_nodes(nodes[kind.plural]).items():
            back = section.items.get("back")
            known(back, f"{name}.back", ways, "reverse label", hints, put)
    resting = [nodes[kind.plural] for kind in kinds if kind.is_source]
    if len(resting) > 1:
        message = "two kinds play the role of source; facts rest on one"
        at = next(k for n in resting if not is_packaged(k := n.keys["role"]))
        put(problem(at, CODE, "role", message, "write role: record"))
    elif not resting and not lost:
        message = "no kind is left that plays the role of source, and every fact needs one"
        at = nodes["sources"].keys["off"]
        hint = "delete off: true, or write role: source in another kind"
        put(problem(at, CODE, "off", message, hint))
        lost["sources"] = at.spot.path
