"""What `data/site.yml` says of the site stands at the foot of every page, and nothing in it acts."""

import json
from html import unescape
from typing import Any

import pytest
import yaml
from factsheet.build import site_settings
from factsheet.build.whole import build
from factsheet.kinds import kinds_of
from factsheet.pages.map_page import place_id
from factsheet.document.escape import folded
from hypothesis import given, strategies as st
from jsonschema import Draft7Validator
from projects import tree


def settings(text: str) -> dict[str, Any]:
    built = build(tree({"data/site.yml": text}))
    assert built.issues == []
    return built.settings


WHOLE = """publisher: The Desk & Co
contact: Desk+news@Paper.example
licence: {name: CC BY 4.0, address: https://creativecommons.org/licenses/by/4.0/}
"""


def test_the_footer_names_publisher_contact_and_licence() -> None:
    assert site_settings.footer(settings(WHOLE)) == (
        "Published by The Desk &amp; Co · "
        'Contact: <a href="mailto:Desk+news&#64;Paper.example">Desk+news@Paper.example</a> · '
        'Licence: <a href="https://creativecommons.org/licenses/by/4.0/" rel="noopener">CC BY 4.0</a>'
    )


def test_a_page_may_be_the_contact_and_what_is_not_said_is_not_printed() -> None:
    footer = site_settings.footer(settings("contact: https://paper.example/write/\n"))
    assert (
        footer
        == 'Contact: <a href="https://paper.example/write/" rel="noopener">paper.example/write</a>'
    )
    assert site_settings.footer(settings("licence: {name: All rights reserved}\n")) == (
        "Licence: All rights reserved"
    )
    assert site_settings.footer({}) == ""


@pytest.mark.parametrize(
    "contact",
    ["a@b@paper.example", "desk@localhost", "desk@paper", "desk@127.0.0.1", "desk@paper.example?subject=x",
     "mailto:desk@paper.example", "http://paper.example/", "desk@paper.example,b@paper.example", "@paper.example",
     "a b@paper.example", "<x>@paper.example", "desk@päper.example"],
)  # fmt: skip
def test_what_is_no_mailbox_and_no_page_is_refused(contact: str) -> None:
    built = build(tree({"data/site.yml": f"contact: '{contact}'\n"}))
    assert [issue.code for issue in built.issues] == ["bad-url"] and not built.pages


@given(st.text(min_size=1), st.text(min_size=1))
def test_whatever_is_typed_stands_in_the_footer_as_text(publisher: str, licence: str) -> None:
    footer = site_settings.footer({"publisher": publisher, "licence": {"name": licence}})
    wanted = f"Published by {folded(publisher)} · Licence: {folded(licence)}"
    assert "<" not in footer and unescape(footer) == wanted


def test_the_schema_takes_what_the_reader_takes() -> None:
    check = Draft7Validator(json.loads(site_settings.schema(kinds_of({})[0])))
    assert check.is_valid(yaml.safe_load(WHOLE))
    assert not check.is_valid({"contact": "somewhere"}) and not check.is_valid({"licence": {}})


ARCHIVE = "https://archive.example/map/{url}"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ('# T\n\n{{ map(since="2024-12-01", until="2024-12-02") }}\n', "map-groups-x"),
        (
            '# T\n\n{{ map("groups/x") }}\n\n{{ map("groups", since="2024-12-01", until="2024-12-02") }}\n',
            "map-2-groups-x",
        ),
        ('# T\n\n{{ map("groups/x") }}\n', ""),
        ("# T\n", ""),
        (None, ""),
    ],
)
def test_the_map_of_a_site_is_a_page_with_a_map_of_days(text: str | None, known: str) -> None:
    files = {"data/site.yml": "map: m.md\n", **({"content/m.md": text} if text else {})}
    kinds = kinds_of({})[0]
    found: list[Any] = []
    read = site_settings.read(tree(files), kinds, found.append).get("map")
    assert [(one.code, one.spot.path) for one in found] == (
        [] if known else [("prose-link", "data/site.yml")]
    )
    assert read is None or place_id(read.name, "groups/x") == known


def test_archives_are_addresses_with_a_place_for_that_of_a_page() -> None:
    said = {"timemap": ARCHIVE, "save": "https://archive.example/save?url={url}&now=1"}
    assert settings(f"archives: {json.dumps(said)}\n")["archives"] == said


@pytest.mark.parametrize(
    "address",
    ["https://archive.example/map/", "http://archive.example/{url}", "https://{url}/", "{url}",
     "https://archive.example/{url}/{url}", "https://127.0.0.1/{url}", "https://localhost/{url}",
     "https://a:b@archive.example/{url}", "file:///{url}", "https://archive.example{url}"],
)  # fmt: skip
def test_what_is_no_such_address_is_refused(address: str) -> None:
    built = build(tree({"data/site.yml": f"archives: {{timemap: '{address}'}}\n"}))
    (issue,) = built.issues
    assert (issue.code, issue.spot.line, issue.spot.column) == ("bad-url", 1, 21)
    schema = json.loads(site_settings.schema(kinds_of({})[0]))
    known = Draft7Validator(schema)
    assert known.is_valid({"archives": {"timemap": ARCHIVE}})
