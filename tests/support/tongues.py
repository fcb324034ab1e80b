"""Texts on a page whose element says another language than the one that they are written in, by their letters."""

import re
from html.parser import HTMLParser

import markdown
from factsheet.cache import Written
from factsheet.language import direction

VOID = {"br", "hr", "img", "input", "link", "meta"}
ADDRESS = re.compile(r"https?://\S+")
_LATIN = r"(?:[A-Za-z\u00c0-\u024f\u1e00-\u1eff]|[’'.-](?=\w))+"
_RTL = r"[\u0590-\u08ff]+"
# three words in a row in Latin letters; two in Arabic or Hebrew ones
RUNS = {
    True: re.compile(rf"{_LATIN}(?:[\s,;:–—“”\"()]+{_LATIN}){{2,}}"),
    False: re.compile(rf"{_RTL}(?:[\s,;:–—“”\"()]+{_RTL})+"),
}


class Texts(HTMLParser):
    """Every run of foreign letters in an element that is not said to be in their language."""

    def __init__(self, html: str, language: str) -> None:
        super().__init__(convert_charrefs=True)
        self.path = [("", language)]
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.path.append((tag, dict(attrs).get("lang") or self.path[-1][1]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.path[-1][0] == tag, f"</{tag}> ends <{self.path[-1][0]}>"
            self.path.pop()

    def handle_data(self, data: str) -> None:
        rtl = direction(self.path[-1][1]) == "rtl"
        way = " > ".join(tag for tag, _ in self.path[1:])
        self.found += [f"{way}: {m[0]}" for m in RUNS[rtl].finditer(ADDRESS.sub("", data))]


def unmarked(page: str | Written, language: str) -> list[str]:
    """What stands on a page without its language, each with the elements that it stands in."""
    if isinstance(page, str):
        head, _, body = page.removeprefix("---\n").partition("\n---\n")
        own = re.search(r'^language: "(\w+)"', head, re.M)
        language, kinds = own[1] if own else language, ["attr_list", "tables", "footnotes"]
        html = markdown.markdown(body, extensions=[*kinds, "admonition", "toc", "def_list"])
    else:
        html = page.html
    return Texts(html, language).found
