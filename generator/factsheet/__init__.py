"""Facts in YAML become the pages of a fact-sheet site, each of which says who says so, since when, and whether it is still so."""

__version__ = "0.1.0"
