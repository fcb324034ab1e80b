"""The places for a map, as RFC 7946 has them."""

import json
from typing import Any

import pytest
from factsheet import disk
from factsheet.build.whole import build
from projects import ROOT, real
from tabled import SITE, file, small

SHAPES = {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"}


def problems(found: Any) -> list[str]:
    """What RFC 7946 does not allow in a collection of features."""
    out = []
    if found.get("type") != "FeatureCollection" or not isinstance(found.get("features"), list):
        return ["it is no collection"]
    if {"coordinates", "geometries", "geometry", "properties", "crs"} & found.keys():
        out.append(
            "a collection has members of something else (7.1), or a system of coordinates (4)"
        )
    for feature in found["features"]:
        name = feature.get("id")
        if feature.get("type") != "Feature" or not {"geometry", "properties"} <= feature.keys():
            out.append(f"{name}: no feature (3.2)")
        if not isinstance(name, str | int) or not isinstance(feature["properties"], dict):
            out.append(f"{name}: an id is a text or a number, properties are an object (3.2)")
        if {"coordinates", "geometries", "features"} & feature.keys():
            out.append(f"{name}: members of something else (7.1)")
        shape = feature["geometry"]
        if shape["type"] != "Point" or {"geometry", "properties", "features"} & shape.keys():
            out.append(f"{name}: no point (3.1.2)")
        longitude, latitude = shape["coordinates"]
        if not all(isinstance(one, int | float) for one in (longitude, latitude)):
            out.append(f"{name}: coordinates are numbers (3.1.1)")
        if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
            out.append(f"{name}: longitude comes first (3.1.1, 4)")
    return out


def places(data: bytes) -> Any:
    def constant(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    return json.loads(data.decode("utf-8"), parse_constant=constant)


@pytest.mark.parametrize("tree", [real, lambda: disk.read(ROOT / "examples/nile-dam")[0]])
def test_they_are_as_the_rfc_says(tree: Any) -> None:
    built = build(tree(), place=SITE)
    found = places(file("places.geojson", built))
    assert problems(found) == []
    located = {s.record for s in built.library.statements.values() if isinstance(s.value, tuple)}
    assert {one["id"] for one in found["features"]} <= located
    assert len(found["features"]) > 3


def test_a_place_says_where_it_lies_and_who_holds_it_last() -> None:
    (lakeside,) = places(file("places.geojson"))["features"]
    assert lakeside["geometry"] == {"type": "Point", "coordinates": [10.5, -3.25]}
    said = lakeside["properties"]
    assert (said["id"], said["name"], said["names"]) == (
        "cities/lakeside",
        "Lakeside",
        {"en": "Lakeside"},
    )
    assert said["url"] == "https://lakes.example/cities/lakeside/"
    assert said["point"]["references"][0]["source"] == "sources/paper"
    assert said["people"]["value"]["low"] == 1200
    assert said["held"]["state"] == "claimed"
    (holder,) = said["held"]["by"]
    assert holder["value"]["address"] == "groups/nasty" and holder["status"] == "claimed"
    assert holder["asserted_by"] == [{"address": "people/ann", "name": "Ann"}]
    assert holder["url"] == "https://lakes.example/cities/lakeside/#control-ann"


def test_texts_are_what_was_typed() -> None:
    (lakeside,) = places(file("places.geojson"))["features"]
    name = small().library.records["groups/nasty"].name
    assert lakeside["properties"]["held"]["by"][0]["value"]["name"] == name == '=cmd|"/c calc"!A1'
