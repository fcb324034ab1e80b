"""Facts in YAML become a fact-sheet site: who says so, since when, and is it still so."""
