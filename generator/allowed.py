"""What our functions print into a hand-written page beside plain Markdown: elements, their attributes, and the values these may have."""

_MARK, _NUMBER, _DAY = r"fs-[\w-]+( fs-[\w-]+)*", r"-?(\d+\.?\d*|\.\d+)", r"\d{4}(-\d\d){0,2}(T[\d:]+Z?)?"
_HERE = r"#[a-zA-Z][\w-]*"  # a place on the same page
_SVG = {
    **dict.fromkeys(["cx", "cy", "height", "r", "rx", "ry", "width", "x", "x1", "x2", "y", "y1", "y2", "stroke-width"], _NUMBER),
    **dict.fromkeys(("fill", "stroke"), rf"none|currentColor|url\({_HERE}\)"),
    "aria-hidden": "true",
    "aria-labelledby": r"[a-zA-Z][\w-]*",
    "class": _MARK,
    "d": r"[MLHVZACQSTmlhvzacqst\d., -]*",
    "data-search-exclude": "true",
    "focusable": "false",
    "id": r"[a-zA-Z][\w-]*",
    "patternunits": "userSpaceOnUse",
    "preserveaspectratio": r"[a-zA-Z ]+",
    "role": "img",
    "stroke-dasharray": r"[\d. ]+",
    "text-anchor": "start|middle|end",
    "transform": r"(translate|scale|rotate)\([\d., -]+\)",
    "viewbox": r"[\d. -]+",
    "xlink:href": _HERE,
}
PRINTED: dict[str, dict[str, str]] = {
    "span": {"class": ".*", "data-fact": r"[a-z0-9/#_-]+", "data-reports": "[^<>]*"},
    "bdi": {"lang": ".*", "dir": ".*"},
    "a": {"rel": ".*"},
    "time": {"class": _MARK, "datetime": _DAY, "data-until": _DAY},
    "figure": {"class": _MARK, "id": r"[a-zA-Z][\w-]*", "data-day": _DAY},
    "figcaption": {},
    "div": {"class": _MARK},
    **dict.fromkeys(["svg", "path", "rect", "line", "circle", "g", "symbol", "use", "defs", "pattern", "title", "text"], _SVG),
}
