"""Where a report's links lead: the pages of a site, the files of a request."""

from typing import NamedTuple
from urllib.parse import quote

from factsheet.bench.desk.report import Place
from factsheet.document import Content, Element


class Links(NamedTuple):
    """The addresses, each with a slash at its end, below which pages and files can be seen.

    What is empty is not linked. They are never taken from a report.
    """

    site: str = ""
    files: str = ""

    def page(self, words: Content, path: str) -> Content:
        """Words that lead to a page."""
        return _link(words, self.site, path, "/#~+,;=-._")

    def place(self, place: Place) -> Content:
        """A place in a file, as programs print it, with a link to its line."""
        at = f":{place.line}:{place.column}" if place.line else ""
        line = f"#L{place.line}" if place.line else ""
        words = Element("code", (), f"{place.path}{at}")
        if not self.files or place.path.startswith(".."):
            return words
        return Element("a", (("href", f"{self.files}{quote(place.path, safe='/')}{line}"),), words)


def _link(words: Content, base: str, path: str, kept: str) -> Content:
    if not base or ".." in path:
        return words
    return Element("a", (("href", f"{base}{quote(path, safe=kept)}"),), words)
