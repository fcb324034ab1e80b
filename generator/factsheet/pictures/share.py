"""The picture that stands beside a link to a page: its title and what the site promises, drawn without network or font files."""

import io
from functools import cache, lru_cache

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)  # pixels, the shape that link previews show whole
MARGIN = 90
INK, PAPER, MARK = (0x1B, 0x24, 0x26), (0xFF, 0xFF, 0xFF), (0x00, 0x69, 0x5C)
BLACK, GREY, STRIPE, WHITE = 0, 80, 254, 255  # places in the palette, which runs from ink to paper
SIZES = (76, 64, 52, 42)  # of the title, in pixels: the largest that fits
LINES = 5
PROMISE = "Who says so, since when, and is it still so"
LETTERS = frozenset(map(chr, range(32, 127))) | set("©«°±´·»‘’“”…‹›")  # those of Pillow's own font


def drawable(text: str) -> bool:
    """True when the built-in font has every letter of a title."""
    return LETTERS.issuperset(text)


@cache
def _palette() -> list[int]:
    ramp = [
        round(ink + (paper - ink) * shade / WHITE)
        for shade in range(256)
        for ink, paper in zip(INK, PAPER)
    ]
    return [*ramp[: STRIPE * 3], *MARK, *PAPER]


@cache
def _font(size: int) -> "ImageFont.FreeTypeFont | ImageFont.ImageFont":
    return ImageFont.load_default(size)


@lru_cache(maxsize=256)
def draw(title: str) -> bytes:
    """A PNG of 1200 × 630 pixels with the title of a page; with the promise alone when the title cannot be drawn."""
    picture = Image.new("P", SIZE, WHITE)
    picture.putpalette(_palette())
    shades = Image.new("L", SIZE, WHITE)
    pen = ImageDraw.Draw(shades)
    size, lines = _fit(title if drawable(title) else "")
    for number, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + number * size * 1.25), line, font=_font(size), fill=BLACK)
    pen.text((MARGIN, SIZE[1] - MARGIN - 34), PROMISE, font=_font(34), fill=GREY)
    picture.frombytes(
        shades.tobytes().replace(bytes([STRIPE]), bytes([WHITE]))
    )  # the palest edge of a letter is no stripe
    picture.paste(STRIPE, (0, 0, 28, SIZE[1]))
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=4)
    return out.getvalue()


def _fit(title: str) -> tuple[int, list[str]]:
    """(size in pixels, lines): the largest size at which the title takes few lines; the smallest is cut."""
    lines: list[str] = []
    for size in SIZES:
        if len(lines := _wrap(title, _font(size))) <= LINES:
            return size, lines
    return SIZES[-1], [*lines[: LINES - 1], lines[LINES - 1][:40] + "…"]


def _wrap(text: str, font: "ImageFont.FreeTypeFont | ImageFont.ImageFont") -> list[str]:
    """The text in lines that fit the picture; a word that is too long for a line is cut."""
    lines = [""]
    for word in text.split():
        while font.getlength(word) > SIZE[0] - 2 * MARGIN:
            word = word[: len(word) * 3 // 4]
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= SIZE[0] - 2 * MARGIN:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
