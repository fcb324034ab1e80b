"""The sources as a bibliography: three formats, each read back by a library that did not write it."""

import json
import warnings
from functools import cache
from typing import Any

import pytest
import rispy
from bibtexparser import parse_string
from citeproc.source.json import CiteProcJSON
from factsheet.build.whole import Built, build
from factsheet.outputs import Place
from latex import of_latex
from projects import PAPER, real, tree

HOSTILE = "=cmd|' /C' {0} \\n <script>x</script> 50%, \"a\" & b; #1_2 $x$ ~y^2 -- ''z'' ?` «ق» 😀"
FULL = f"""title: {json.dumps(HOSTILE, ensure_ascii=False)}
publisher: "Müller & Sons, Inc."
container-title: The {{Carrier}}
author: [Ann de la Mer, "Bob and Cem, Ltd."]
issued: 2024-12~
URL: https://paper.example/a_b?x=%D9%82&y=1#z~
archive: https://archive.example/1/https://paper.example/
accessed: 2024-12-31
type: news report
language: ar
origin: paper
note: Read in print.
checked: 2024-12-31
"""
DATED = "publisher: P\nchecked: 2024-12-31\norigin: {0}\nissued: {1}\n"
WITHDRAWN = "{on: 2024-12-30, why: It was made up.}"
FILES = {
    "data/sources/full.yml": FULL,
    "data/sources/gone.yml": "taken_down: {on: 2024-12-12, ground: A court.}\n",
    "data/sources/bad.yml": f"{PAPER.replace('origin: paper', 'origin: bad')}withdrawn: {WITHDRAWN}\n",
}
SITE = Place("https://lakes.example/", True, "Lakes")


@cache
def small() -> Built:
    dated = {
        "decade": "201X",
        "span": "2019/2020-03",
        "open": "2020/..",
        "either": '"[2019..2020]"',
    }
    dated |= {"moment": "2024-12-07T23:20Z", "year": "2024?"}
    files = {f"data/sources/{k}.yml": DATED.format(k, when) for k, when in dated.items()}
    return build(tree({**FILES, **files}), place=SITE)


def written(built: Built, ending: str) -> str:
    return built.outputs[f"data/v1/sources.{ending}"].decode()


def bibtex(built: Built) -> dict[str, dict[str, str]]:
    library = parse_string(written(built, "bib"))
    assert not library.failed_blocks
    fields = {e.key: {f.key: f.value for f in e.fields} for e in library.entries}
    return {e.key: {"": e.entry_type, **fields[e.key]} for e in library.entries}


def ris(built: Built) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in rispy.loads(written(built, "ris"))}


def csl(built: Built) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in json.loads(written(built, "csl.json"))}


def test_bibtex_gives_every_text_as_it_was_typed() -> None:
    found = bibtex(small())["full"]
    assert (found[""], of_latex(found["title"])) == ("article", HOSTILE)
    assert of_latex(found["journaltitle"]) == "The {Carrier}"
    assert found["author"] == "{Ann de la Mer} and {Bob and Cem, Ltd.}"
    assert found["url"] == "https://paper.example/a_b?x=%D9%82&y=1#z~"
    assert (found["date"], found["urldate"]) == ("2024-12~", "2024-12-31")
    assert bibtex(small())["paper"][""] == "online" and bibtex(small())["year"][""] == "misc"


def test_ris_gives_every_text_as_it_was_typed_a_tag_a_line() -> None:
    found = ris(small())["full"]
    assert found["title"] == HOSTILE
    assert found["authors"] == ["Ann de la Mer", "Bob and Cem, Ltd."]
    assert (found["publisher"], found["secondary_title"]) == (
        "Müller & Sons, Inc.",
        "The {Carrier}",
    )
    assert (found["date"], found["year"]) == ("2024/12//circa", "2024")
    assert (found["access_date"], found["language"]) == ("2024/12/31/", "ar")
    text = written(small(), "ris")
    assert all(line[2:6] == "  - " for line in text.split("\r\n") if line)
    assert "\n" not in text.replace("\r\n", "")


def test_csl_gives_every_text_as_it_was_typed_and_is_what_a_processor_reads() -> None:
    found = csl(small())["full"]
    assert (found["title"], found["publisher"]) == (HOSTILE, "Müller & Sons, Inc.")
    assert found["author"] == [{"literal": "Ann de la Mer"}, {"literal": "Bob and Cem, Ltd."}]
    assert found["issued"] == {"date-parts": [[2024, 12]], "circa": True}
    assert (found["type"], found["genre"]) == ("webpage", "news report")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = CiteProcJSON(list(csl(small()).values()))
    assert str(read["full"].title) == HOSTILE and read["moment"].issued.day == 7


DAYS = {  # id -> CSL, BibTeX, RIS
    "decade": ({"date-parts": [[2010], [2019]], "circa": True}, "201X", "2010///circa"),
    "span": ({"date-parts": [[2019], [2020, 3]]}, "2019/2020-03", "2019///"),
    "open": ({"date-parts": [[2020]]}, "2020/", "2020///"),
    "either": ({"date-parts": [[2019], [2020]], "circa": True}, "2019/2020", "2019///circa"),
    "moment": ({"date-parts": [[2024, 12, 7]]}, "2024-12-07", "2024/12/07/"),
    "year": ({"date-parts": [[2024]], "circa": True}, "2024?", "2024///circa"),
}


@pytest.mark.parametrize("key", DAYS)
def test_a_date_is_as_exact_as_its_source(key: str) -> None:
    built = small()
    assert (csl(built)[key]["issued"], bibtex(built)[key]["date"], ris(built)[key]["date"]) == DAYS[
        key
    ]


def test_a_withdrawn_source_says_so_and_one_that_was_taken_down_is_in_none() -> None:
    built = small()
    note = "We withdrew this source on 30 December 2024. It was made up."
    assert csl(built)["bad"]["note"].startswith(note)
    assert ris(built)["bad"]["notes"][0].startswith(note)
    assert note in bibtex(built)["bad"]["note"]
    for found in (csl(built), bibtex(built), ris(built)):
        assert "gone" not in found and len(found) == 9


def test_every_source_of_a_real_site_is_in_each() -> None:
    built = build(real(), place=SITE)
    ids = [r.id for a, r in built.library.records.items() if a.startswith("sources/")]
    for found in (csl(built), bibtex(built), ris(built)):
        assert [*found] == sorted(ids)
    for key, found in csl(built).items():
        title = found.get("title", "")
        assert (
            of_latex(bibtex(built)[key].get("title", ""))
            == title
            == ris(built)[key].get("title", "")
        )


def test_a_site_can_leave_it_out() -> None:
    built = build(tree({"data/site.yml": "outputs: {bibliography: false}\n"}))
    assert not [path for path in built.outputs if "sources.bib" in path]
