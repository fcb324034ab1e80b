"""The picture that stands beside a link to a page."""

import io
import re

from factsheet.build.whole import build
from factsheet.language import speaking, speech
from factsheet.pictures import share
from hypothesis import given, settings, strategies as st
from PIL import Image
from projects import EFFORT, real, tree


def pixels(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "PNG" and picture.size == (1200, 630)
    return picture.convert("L")


def test_every_written_page_has_its_picture_and_names_it() -> None:
    built = build(real())
    for name in (
        p.removeprefix("content/") for p in real() if p.startswith("content/") and p.endswith(".md")
    ):
        name = re.sub(r"^(.*)\.ar\.md$", r"ar/\1.md", name)
        place = (
            "assets/preview.png"
            if name == "index.md"
            else f"assets/previews/{name.removesuffix('.md')}.png"
        )
        assert f'preview: "{place}"' in str(built.files[name])
        pixels(built.files[place])  # type: ignore[arg-type]
    assert (
        built.files["assets/previews/about/how-to-read.png"]
        != built.files["assets/previews/about/house-style.png"]
    )


def test_a_title_that_cannot_be_drawn_leaves_the_promise_alone() -> None:
    assert share.draw("من هم الثوار؟") == share.draw("") != share.draw("Who?")


def test_words_in_arabic_are_left_out_and_the_mark_stands_where_they_would_begin() -> None:
    with speaking(speech("ar")):
        picture = pixels(share.draw("من هم الثوار؟"))
    assert set(picture.crop((0, 0, 1170, 630)).tobytes()) == {255}
    assert 255 not in picture.crop((1172, 0, 1200, 630)).tobytes()


def test_a_picture_of_ones_own_is_taken_as_it_is() -> None:
    built = build(tree({"content/index.md": "# Home\n", "content/assets/preview.png": "mine"}))
    assert built.files["assets/preview.png"] == b"mine"


@settings(max_examples=40 * EFFORT, deadline=None)
@given(title=st.text(st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), max_size=400))
def test_every_title_stays_within_the_margins(title: str) -> None:
    picture = pixels(share.draw(title))
    assert min(picture.crop((1200 - share.MARGIN // 2, 0, 1200, 630)).tobytes()) == 255
    assert min(picture.crop((40, 0, 1200, 40)).tobytes()) == 255
    assert min(picture.crop((40, 600, 1200, 630)).tobytes()) == 255
