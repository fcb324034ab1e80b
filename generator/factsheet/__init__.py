"""Facts in YAML become a fact-sheet site: who says so, since when, and is it still so."""

__version__ = "0.1.0"
