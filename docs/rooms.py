"""Draws `docs/rooms.svg`: the rooms of the package, and what each is given and gives.

    python3 docs/rooms.py

The order is that of the contract in `pyproject.toml` (`[tool.importlinter]`), the words are those
of each door's docstring, `In: … Out: ….`
"""

import ast
import re
import textwrap
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator" / "factsheet"
WIDE, NAME, LINE, PAD, GAP = 960, 170, 19, 11, 8  # pixels
LETTERS = 102  # of a line beside a name
# its own ground, so that it can be read wherever it stands; darker for who reads in the dark
LOOK = """
text { font: 14px system-ui, sans-serif; fill: #1c2b2a }
.ground { fill: #f7faf9 } .room { fill: #fff; stroke: #3b8c84 } .name { font-weight: 600 }
.way { stroke: #3b8c84; stroke-width: 2; fill: none } .faint { fill: #4a5d5b }
@media (prefers-color-scheme: dark) {
  text { fill: #e4efed } .ground { fill: #16201f } .room { fill: #1f2d2b; stroke: #6cc4ba }
  .way { stroke: #6cc4ba } .faint { fill: #a9bfbc }
}
"""


def rooms() -> list[str]:
    """The rooms from the one that uses no other to the one that may use all."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    street, _ = settings["tool"]["importlinter"]["contracts"]
    return list(reversed(street["layers"]))


def told(room: str) -> tuple[str, str]:
    """What a room is given and gives, as its door says."""
    door = PACKAGE / room / "__init__.py"
    module = door if door.exists() else PACKAGE / f"{room}.py"
    said = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or ""
    found = re.search(r"In: (.+?)\.\s+Out: (.+?)\.(\s|$)", said, re.S)
    if not found:
        raise SystemExit(f'{module}: the docstring says no "In: … Out: ….".')
    given, gives = (" ".join(part.replace("`", "").split()) for part in found.groups()[:2])
    return given, gives


def picture() -> str:
    """The picture as SVG."""
    out, y = [], 3 * GAP + LINE
    for room in rooms():
        given, gives = told(room)
        lines = textwrap.wrap(f"{given} → {gives}", LETTERS)
        high = LINE * len(lines) + 2 * PAD
        box = f'x="40" y="{y}" width="{WIDE - 56}" height="{high}" rx="6"'
        out.append(f'<rect class="room" {box}/>')
        out.append(f'<text class="name" x="56" y="{y + PAD + 14}">{room}</text>')
        for n, line in enumerate(lines):
            at = f'x="{NAME}" y="{y + PAD + 14 + n * LINE}"'
            out.append(f"<text {at}>{escape(line, quote=False)}</text>")
        y += high + GAP
    head = "A room uses only rooms above it, through their doors."
    way = f"M20 {y - GAP} V{3 * GAP + LINE} m-6 10 l6 -10 l6 10"
    top = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {y + GAP}" role="img">',
        "<title>The rooms of the generator</title>",
        f"<style>{LOOK}</style>",
        f'<rect class="ground" width="{WIDE}" height="{y + GAP}"/>',
        f'<text class="faint" x="40" y="{2 * GAP + 10}">{head}</text>',
        f'<path class="way" d="{way}"/>',
    ]
    return "\n".join([*top, *out, "</svg>", ""])


if __name__ == "__main__":
    (ROOT / "docs" / "rooms.svg").write_text(picture(), encoding="utf-8", newline="\n")
