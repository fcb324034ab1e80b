"""Facts in YAML become the pages of a site: who says so, since when, and is it still so."""

__version__ = "0.1.0"
