"""What a reader gets of a built page: the visible words in their order, the links, the ids."""

import json
import lzma
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

UNSEEN = {"script", "style", "template", "title"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in UNSEEN
        for name, value in attrs:
            if name in ("href", "src", "xlink:href") and tag not in ("link", "script"):
                self.links.append(value or "")
            elif name in ("id", "name") and tag not in ("meta", "input"):
                self.ids.append(value or "")
        if tag not in VOID:
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.words.append(data)


def said(html: str) -> dict[str, Any]:
    """`text`: the visible words, blanks folded; `links` and `ids`, in the order of the page."""
    page = _Page()
    page.feed(html)
    page.close()
    return {"text": " ".join("".join(page.words).split()), "links": page.links, "ids": page.ids}


def of_site(folder: Path) -> dict[str, dict[str, Any]]:
    """What every page of a built site says, by its path below the site."""
    pages = [
        p for p in sorted(folder.rglob("*.html")) if "embed" not in p.relative_to(folder).parts
    ]
    return {p.relative_to(folder).as_posix(): said(p.read_text(encoding="utf-8")) for p in pages}


def keep(pages: dict[str, dict[str, Any]], path: Path) -> None:
    """Write what pages say into a packed file, the same bytes for the same pages."""
    text = json.dumps(pages, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))


def kept(path: Path) -> dict[str, dict[str, Any]]:
    """What `keep` wrote."""
    found: dict[str, dict[str, Any]] = json.loads(lzma.decompress(path.read_bytes()))
    return found
