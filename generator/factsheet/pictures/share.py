"""The picture that stands beside a link to a page: its title, and what the site promises.

It is drawn without network or font files; words in letters that need these are left out.
"""

import io

from PIL import Image, ImageDraw, ImageFont

from factsheet.language import now, remembered, say

SIZE = (1200, 630)  # pixels, the shape that link previews show whole
MARGIN = 90
INK, PAPER, MARK = (0x1B, 0x24, 0x26), (0xFF, 0xFF, 0xFF), (0x00, 0x69, 0x5C)
BLACK, GREY, STRIPE, WHITE = 0, 80, 254, 255  # places in the palette, which runs from ink to paper
SIZES = (76, 64, 52, 42)  # of the title, in pixels: the largest that fits
SMALL = 34  # of the promise
LINES = 5
# those of Pillow's own font
LETTERS = frozenset(map(chr, range(32, 127))) | set("©«°±´·»‘’“”…‹›")


def drawable(text: str) -> bool:
    """True when the built-in font has every letter of a title."""
    return LETTERS.issuperset(text)


def _palette() -> list[int]:
    ends = list(zip(INK, PAPER))
    ramp = [round(a + (b - a) * shade / WHITE) for shade in range(STRIPE) for a, b in ends]
    return [*ramp, *MARK, *PAPER]


@remembered(256)  # 10 ms each; the preview asks for every page's at every edit
def draw(title: str) -> bytes:
    """A PNG of 1200 × 630 pixels: a page's title, if it can be drawn, and the promise."""
    picture = Image.new("P", SIZE, WHITE)
    picture.putpalette(_palette())
    shades = Image.new("L", SIZE, WHITE)
    pen = ImageDraw.Draw(shades)
    size, lines = _fit(title if drawable(title) else "")
    font = ImageFont.load_default(size)
    for number, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + number * size * 1.25), line, font=font, fill=BLACK)
    small, promise = ImageFont.load_default(SMALL), say("share.promise")
    if drawable(promise):
        pen.text((MARGIN, SIZE[1] - MARGIN - SMALL), promise, font=small, fill=GREY)
    # the palest edge of a letter is no stripe
    picture.frombytes(shades.tobytes().replace(bytes([STRIPE]), bytes([WHITE])))
    edge = SIZE[0] - 28 if now().rtl else 0
    picture.paste(STRIPE, (edge, 0, edge + 28, SIZE[1]))
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=4)
    return out.getvalue()


def _fit(title: str) -> tuple[int, list[str]]:
    """(pixels, lines): the largest size at which the title takes few lines; the smallest cuts."""
    lines: list[str] = []
    for size in SIZES:
        lines = _wrap(title, ImageFont.load_default(size))
        if len(lines) <= LINES:
            return size, lines
    return SIZES[-1], [*lines[: LINES - 1], lines[LINES - 1][:40] + "…"]


def _wrap(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> list[str]:
    """The text in lines that fit the picture; a word that is too long for a line is cut."""
    lines, widest = [""], SIZE[0] - 2 * MARGIN
    for word in text.split():
        while font.getlength(word) > widest:
            word = word[: len(word) * 3 // 4]
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= widest:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
