"""A map of more places than can be named on it: one dot for each region, at a place that a source puts there."""

import math
import re
from functools import cache
from typing import Any

import html5lib
import markdown
from factsheet.build.whole import build
from factsheet.pages import parser
from factsheet.pictures import mapped, regions
from factsheet.pictures.map_svg import Picture
from factsheet.pictures.regions import REACH
from hypothesis import given, strategies as st
from projects import tree
from test_maps import city, plain


def people(count: int) -> str:
    return f"population:\n  - {{value: {count}, scope: town, when: 2010, references: [paper]}}\n"


def many(count: int = 70) -> dict[str, str]:
    """Towns in three heaps; the number of people rises with the number of the town."""
    files = {}
    for n in range(count):
        lon, lat = f"{36 + n % 3 * 3}.{n % 10}", f"{33 + n % 3}.{n % 7}"
        files[f"data/cities/t{n}.yml"] = city(f"Town {n}", lon, lat, people(100 + n))
    return files


def page(call: str = 'map("cities")', more: dict[str, str] | None = None) -> Any:
    return build(tree({**many(), "content/p.md": f"# T\n\n{{{{ {call} }}}}\n", **(more or {})}))


@cache
def printed() -> str:
    built = page()
    assert not built.issues, built.issues
    return str(built.files["p.md"])


def test_a_map_of_sixty_names_each_and_one_of_more_names_regions() -> None:
    sixty = build(tree({**many(60), "content/p.md": '# T\n\n{{ map("cities") }}\n'}))
    assert str(sixty.files["p.md"]).count('class="fs-map-name"') == 60
    assert 3 <= printed().count('class="fs-map-name"') <= 20


def test_every_place_is_counted_once_and_each_dot_has_its_number_in_words() -> None:
    more = [int(n) for n in re.findall(r'fs-map-who"[^>]*>(\d+) more<', printed())]
    alone = printed().count('class="fs-map-name"') - len(more)
    assert sum(more) + len(more) + alone == 70
    assert "70 places. Of those that lie near one another" in plain(printed())


def test_the_place_with_the_most_people_is_drawn_where_its_source_puts_it() -> None:
    names = set(re.findall(r'fs-map-name"[^>]*>(Town \d+)<', printed()))
    assert {"Town 69", "Town 68", "Town 67"} <= names


def test_the_table_names_five_of_each_region_and_how_many_more_and_leads_to_all() -> None:
    rows = re.findall(r"^\| (\[Town .*?) \| (.*?) \|$", printed(), re.M)
    assert len(rows) == printed().count('class="fs-map-name"')
    for _, others in rows:
        assert others.count("[Town") <= 5
        assert not re.search(r", \d+ more$", others) or others.count("[Town") == 5
    assert max(others.count("[Town") for _, others in rows) == 5
    assert "[Cities](cities/index.md)" in printed()


def test_a_dot_has_an_address_and_without_tables_picture_and_way_are_left() -> None:
    assert 'id="map-cities-t69"' in printed()
    short = str(page('map("cities", tables="no")').files["p.md"])
    assert "| Place" not in short and "fs-map-legend" not in short
    assert "[Cities](cities/index.md)" in short and 'class="fs-map-name"' in short


def test_days_are_refused_for_so_many_with_a_way_out() -> None:
    held = "control:\n  - {value: groups/army, when: 2024-12-01, references: [paper]}\n"
    files = {path: text + held for path, text in many().items()}
    files["data/groups/army.yml"] = "name: Army\nchecked: 2024-12-31\n"
    built = page('map("cities", since="2024-12-01", until="2024-12-02")', files)
    (issue,) = built.issues
    assert issue.message.endswith("70 places are too many for a map of days")
    assert "leave out days" in issue.hint


def test_of_many_places_without_a_point_some_are_named() -> None:
    lost = {f"data/cities/u{n}.yml": f"name: Lost {n}\nchecked: 2024-12-31\n" for n in range(40)}
    words = plain(str(page(more=lost).files["p.md"]))
    assert words.count("Lost ") == 20 and "20 more." in words


def test_a_hostile_name_stays_a_name() -> None:
    name = "'<script>x</script> | a{: onclick=y} [z](javascript:q)'"
    files = {"data/cities/t69.yml": city(name, "36.1", "33.1", people(900))}
    html = markdown.markdown(
        str(page(more=files).files["p.md"]).partition("\n---\n")[2], extensions=parser.EXTENSIONS
    )
    found = html5lib.parse(html, namespaceHTMLElements=False)
    assert not [*found.iter("script")] and not [e for e in found.iter() if e.get("onclick")]
    assert not [e for e in found.iter("a") if e.get("href", "").startswith("javascript")]
    assert "<script>x</script> | a{: onclick=y}" in "".join(found.itertext())


POINTS = st.lists(st.tuples(st.floats(-179, 179), st.floats(-80, 80)), min_size=1, max_size=60)


@given(POINTS)
def test_each_place_is_in_one_region_and_near_the_one_that_is_drawn(points: list[Any]) -> None:
    class One:
        def __init__(self, n: int, at: tuple[float, float]) -> None:
            self.at, self.inhabitants = at, n % 3
            self.record = type("R", (), {"name": f"T{n}", "address": f"cities/t{n}"})

    towns: list[Any] = [One(n, at) for n, at in enumerate(points)]
    picture = Picture(mapped.window(points))
    found = regions.regions(picture, towns)
    inside = [town for region in found for town in (region.at, *region.others)]
    assert sorted(map(id, inside)) == sorted(map(id, towns))
    for region in found:
        here = picture.at(region.at.at)
        assert all(math.dist(here, picture.at(t.at)) < REACH for t in region.others)
        assert all(t.inhabitants <= region.at.inhabitants for t in region.others)
    drawn = [picture.at(region.at.at) for region in found]
    apart = [math.dist(a, b) for n, a in enumerate(drawn) for b in drawn[n + 1 :]]
    assert min(apart, default=REACH) >= REACH
    assert regions.regions(picture, towns[::-1]) == found
