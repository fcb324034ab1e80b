"""Text that somebody typed into a form, as a file may hold it."""

from factsheet.bench.edits.refused import Refused
from factsheet.issues import Issue
from factsheet.values import scan


def typed(text: str) -> str:
    """The text, on lines as files have them. Raises `Refused` for signs that no file may hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found: list[Issue] = []
    if not scan(text, "", found.append):
        raise Refused(f"what was typed cannot be kept: {found[0].message}", found[0].hint)
    return text
