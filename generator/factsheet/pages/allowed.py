"""What a hand-written page may contain once Markdown has read it: what Markdown itself makes.

And what our functions print beside it: elements, their attributes, the values these may have.
"""

import re

ELEMENTS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "ul", "ol", "li", "dl", "dt",
    "dd", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "code", "pre", "hr", "br",
    "img", "sup", "abbr", "div",
}  # fmt: skip
ATTRIBUTES = {"class", "id", "href", "title", "alt", "src", "lang", "dir", "start"}
# A tooltip around a fact would speak for it; an abbreviation is refused where it is defined
TITLED = {"a", "img", "abbr"}
DIVS = {"footnote", "admonition", "toc"}
# Classes that Markdown gives to its own elements: on others they would hide a text or pass it off
# as a citation
HOMES = {
    "footnote": "div", "footnote-ref": "a", "footnote-backref": "a", "headerlink": "",
    "toclink": "",
}  # fmt: skip
ALIGN = re.compile(r"text-align: (left|right|center);")
# Ids of the theme and of the script; those of headings that the generator makes end in "_"
RESERVED = re.compile(r"_|fs-")
# Others steer the theme's scripts or look like our marks
CLASS = re.compile(r"(?!md-|fs-|mermaid|arithmatex)[\w-]+")

_MARK, _NUMBER = r"fs-[\w-]+( fs-[\w-]+)*", r"-?(\d+\.?\d*|\.\d+)"
_DAY = r"\d{4}(-\d\d){0,2}(T[\d:]+Z?)?"
_NAME = r"[a-zA-Z][\w-]*"
_LENGTHS = "cx cy height r rx ry width x x1 x2 y y1 y2 stroke-width"
_SHAPES = "svg path rect line circle g symbol use defs pattern title text"
_SVG = {
    **dict.fromkeys(_LENGTHS.split(), _NUMBER),
    **dict.fromkeys(("fill", "stroke"), rf"none|currentColor|url\(#{_NAME}\)"),
    "aria-hidden": "true",
    "aria-labelledby": _NAME,
    "class": _MARK,
    "d": r"[MLHVZACQSTmlhvzacqst\d., -]*",
    "data-search-exclude": "true",
    "focusable": "false",
    "id": _NAME,
    "patternunits": "userSpaceOnUse",
    "preserveaspectratio": r"[a-zA-Z ]+",
    "role": "img",
    "stroke-dasharray": r"[\d. ]+",
    "text-anchor": "start|middle|end",
    "transform": r"(translate|scale|rotate)\([\d., -]+\)",
    "viewbox": r"[\d. -]+",
    "xlink:href": f"#{_NAME}",
}
PRINTED: dict[str, dict[str, str]] = {
    "span": {"class": ".*", "data-fact": r"[a-z0-9/#_ -]+", "data-about": ".*"},
    "bdi": {"lang": ".*", "dir": ".*", "class": "fs-apart"},
    "a": {"rel": ".*"},
    "time": {"class": _MARK, "datetime": _DAY, "data-until": _DAY},
    "figure": {"class": _MARK, "id": _NAME, "data-day": _DAY},
    "figcaption": {},
    "div": {"class": _MARK},
    **dict.fromkeys(_SHAPES.split(), _SVG),
    "text": {**_SVG, "lang": r"[\w-]+"},
}
PRINTED_DIVS = DIVS | {"fs-map", "fs-map-legend"}
