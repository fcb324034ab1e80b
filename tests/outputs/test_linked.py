"""JSON-LD in the head of each page: in the words of schema.org, checked against its own file."""

import json
import lzma
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from factsheet import disk
from factsheet.build.whole import Built, build
from projects import ROOT, real, tree
from test_api import FILES

VOCABULARY = Path(__file__).parent / "vocabulary/schemaorg-30.0.jsonld.xz"
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
LITERALS = {"Text", "URL", "Date", "DateTime"}
Node = dict[str, Any]


@cache
def vocabulary() -> dict[str, Node]:
    """Every type and property by its name."""
    graph = json.loads(lzma.decompress(VOCABULARY.read_bytes()))["@graph"]
    return {one["@id"].removeprefix("schema:"): one for one in graph}


def names(value: Any) -> list[str]:
    """The names of what a key of the vocabulary lists."""
    listed = value if isinstance(value, list) else [value] if value else []
    return [one["@id"].removeprefix("schema:") for one in listed]


@cache
def above(sort: str) -> frozenset[str]:
    """A type with all those that it is one of."""
    parents = names(vocabulary()[sort].get("rdfs:subClassOf"))
    known = [above(one) for one in parents if one in vocabulary()]
    return frozenset({sort}).union(*known)


def problems(node: Node) -> Iterator[str]:
    """What the vocabulary does not know of a node, and of those in it."""
    sort = node["@type"]
    if sort not in vocabulary():
        yield f"no type {sort}"
        return
    for key, value in ((k, v) for k, v in node.items() if k[0] != "@"):
        if key not in vocabulary():
            yield f"no property {key}"
            continue
        about = vocabulary()[key]
        if not above(sort) & {*names(about["schema:domainIncludes"])}:
            yield f"{sort} has no {key}"
        allowed = {*names(about["schema:rangeIncludes"])}
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield from [] if allowed & LITERALS else [f"{key} is no text"]
                if allowed <= {"Date", "DateTime"} and not re.fullmatch(DAY, one):
                    yield f"{key}: {one} is no day"
            elif "@type" in one:
                yield from [] if above(one["@type"]) & allowed else [f"{key} is no {one['@type']}"]
                yield from problems(one)
            elif one.keys() != {"@id"} or allowed <= LITERALS:
                yield f"{key}: {one}"


def graphs(built: Built) -> dict[str, list[Node]]:
    """What each page says, by its path."""
    out = {}
    for path, text in built.pages.items():
        head = yaml.safe_load(str(text).split("---")[1]) or {}
        if "linked" in head:
            out[path] = json.loads(head["linked"])
    return out


@pytest.mark.parametrize(
    "project", [real, lambda: disk.read(ROOT / "examples/nile-dam")[0]], ids=["syria", "nile-dam"]
)
def test_every_page_speaks_the_vocabulary(project: Any) -> None:
    built = build(project())
    found = graphs(built)
    leading = {path for path in built.pages if "\nmoved: " in str(built.pages[path])}
    assert built.pages.keys() - found.keys() == leading
    sorts = {node["@type"] for nodes in found.values() for node in nodes}
    assert {"WebPage", "Article", "Claim", "Quotation", "Event", "CreativeWork"} <= sorts
    assert "ClaimReview" not in sorts
    told = ((path, node) for path, nodes in found.items() for node in nodes)
    wrong = [f"{path}: {why}" for path, node in told for why in problems(node)]
    assert not wrong, wrong[:5]


def test_what_the_vocabulary_does_not_know_is_seen() -> None:
    assert [*problems({"@type": "Claim", "rating": "5"})] == ["no property rating"]
    assert [*problems({"@type": "Claim", "startDate": "2024-12-08"})] == ["Claim has no startDate"]
    assert [*problems({"@type": "Event", "startDate": "soon"})] == ["startDate: soon is no day"]
    assert [*problems({"@type": "Claim", "author": "Ann"})] == ["author is no text"]


def nodes(path: str) -> dict[str, Node]:
    return {node["@id"]: node for node in graphs(build(tree(FILES)))[path]}


def test_a_sheet_tells_what_it_is_about_and_claims_with_what_they_rest_on() -> None:
    found = nodes("groups/board.md")
    assert found["groups/board/"]["mainEntity"] == {"@id": "groups/board/#_thing"}
    assert found["groups/board/#_thing"]["name"] == "The Lake Board"
    moved = found["groups/board/#moved"]
    assert moved["text"] == "It moved to the hill."
    assert moved["temporalCoverage"] == "2019-05-01/2019-05-31"
    assert moved["citation"] == [{"@id": "sources/paper/#_thing"}]
    assert moved["correction"][0]["text"] == "We misread it."
    assert (moved["datePublished"], moved["dateModified"]) == ("2024-12-08", "2024-12-10")
    assert found["groups/board/#gone"]["creativeWorkStatus"] == "retracted"
    assert not {"groups/board/#later", "groups/board/#hidden"} & found.keys()


def test_a_claim_has_its_author_or_a_credit_and_is_never_ours() -> None:
    said = "  claim: {text: It is safe., status: claimed, asserted_by: [people/ann, a witness], references: [paper]}\n"
    board = f"name: The Board\nchecked: 2024-12-31\nfacts:\n{said}"
    built = build(tree({**FILES, "data/groups/board.yml": board, "content/index.md": "# Home\n"}))
    found = {node["@id"]: node for node in graphs(built)["groups/board.md"]}["groups/board/#claim"]
    assert [one["name"] for one in found["author"]] == ["Ann"]
    assert found["creditText"] == "a witness" and found["creativeWorkStatus"] == "claimed"


def test_of_what_was_taken_down_nothing_is_told() -> None:
    [page] = nodes("people/gone.md").values()
    assert page["@type"] == "WebPage" and "mainEntity" not in page


def test_an_explainer_names_its_claims_and_its_sources() -> None:
    found = nodes("index.md")["./"]
    assert found["@type"] == "Article" and found["headline"] == "Home"
    assert found["mentions"] == [{"@id": "groups/board/#moved"}]
    assert found["citation"] == [{"@id": "sources/paper/#_thing"}]


def test_a_text_that_would_end_the_script_stays_a_text() -> None:
    name = "</script><script>alert(1)</script> & <!--"
    board = f"name: {json.dumps(name)}\nchecked: 2024-12-31\n"
    page = str(build(tree({"data/groups/board.yml": board})).pages["groups/board.md"])
    raw = yaml.safe_load(page.split("---")[1])["linked"]
    assert "<" not in raw and ">" not in raw and "&" not in raw
    assert name in [node.get("name") for node in json.loads(raw)]
