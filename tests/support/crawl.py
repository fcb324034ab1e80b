"""What every page of a site must pass when read as a file, as functions that give what they found: an empty list is good."""

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from served import WEB, Site, node, tool

IDREFS = {"for", "list", "form", "headers", "popovertarget", "aria-activedescendant", "aria-controls", "aria-describedby",
          "aria-details", "aria-errormessage", "aria-flowto", "aria-labelledby", "aria-owns"}  # fmt: skip
ADDRESSES = {"href", "src", "action", "poster", "data", "xlink:href"}


class Page(HTMLParser):
    """The ids, references and addresses of one page, its language, its title and its main headings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.idrefs: list[str] = []
        self.addresses: list[str] = []
        self.lang = ""
        self.titles: dict[str, list[str]] = {"title": [], "h1": []}
        self.inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.titles:
            self.inside = tag
            self.titles[tag].append("")
        elif tag == "html":
            self.lang = dict(attrs).get("lang") or ""
        for key, value in attrs:
            if key == "id" and value is not None:
                self.ids.append(value)
            elif key in IDREFS and value:
                self.idrefs += value.split()
            elif key in ADDRESSES and value is not None:
                self.addresses.append(value)
            elif key == "srcset" and value:
                self.addresses += [part.split()[0] for part in value.split(",")]

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.titles[self.inside][-1] += data


@cache
def parsed(site: Site) -> dict[str, Page]:
    return {name: Page(html) for name, html in site.pages.items()}


@cache
def framed(site: Site) -> dict[str, Page]:
    """The pages that stand in frames elsewhere."""
    return {name: Page(html) for name, html in site.embeds.items()}


def broken_links(site: Site) -> list[str]:
    """Every address on a page, in a style sheet or in the search index that leads to no file or no anchor of the site."""
    pages = {**parsed(site), **framed(site)}
    files = {p.relative_to(site.folder).as_posix() for p in site.folder.rglob("*") if p.is_file()}
    ids = {name: set(page.ids) for name, page in pages.items()}
    asked = [(name, address) for name, page in pages.items() for address in page.addresses]
    for sheet in site.folder.rglob("*.css"):
        found = re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text(encoding="utf-8"))
        asked += [(sheet.relative_to(site.folder).as_posix(), address) for address in found]
    index = json.loads((site.folder / "search/search_index.json").read_text(encoding="utf-8"))
    asked += [("", entry["location"]) for entry in index["docs"]]
    wrong = []
    for name, address in asked:
        url = urlsplit(urljoin(site.url + name, address))
        if url.scheme not in ("http", "https") or url.netloc != urlsplit(site.url).netloc:
            continue
        path, fragment = unquote(url.path).removeprefix("/sub/"), unquote(url.fragment)
        if (
            path.startswith("/")
            or (path + "index.html" * (not path or path.endswith("/"))) not in files
        ):
            wrong.append(f"{name}: {address} leads nowhere")
        elif fragment and fragment not in ids.get(path, set()):
            wrong.append(f"{name}: {address} has no such anchor")
    return wrong


def bad_ids(site: Site) -> list[str]:
    """Ids that stand twice on a page, and references to ids that do not exist on it."""
    wrong = []
    for name, page in {**parsed(site), **framed(site)}.items():
        wrong += [
            f"{name}: the id {one} stands {page.ids.count(one)} times"
            for one in sorted(set(page.ids))
            if page.ids.count(one) > 1
        ]
        wrong += [
            f"{name}: {one} is referred to and is no id"
            for one in sorted(set(page.idrefs) - set(page.ids))
        ]
    return wrong


def invalid(site: Site, folder: Path) -> list[str]:
    """What html-validate says about the article of every page, which is what we print; the frame is the theme's."""
    articles = {
        name: re.search(r'<article class="md-content__inner.*</article>', html, re.S)
        for name, html in site.pages.items()
    }
    assert all(articles.values())
    for name, article in articles.items():
        place = folder / (name if name.endswith(".html") else name + "index.html")
        place.parent.mkdir(parents=True, exist_ok=True)
        head = '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>One page</title></head>\n'
        place.write_text(f"{head}<body>\n{article[0]}\n</body>\n</html>\n", encoding="utf-8")  # type: ignore[index]
    return validated(folder)


def validated(folder: Path) -> list[str]:
    """What html-validate says about every page below a folder."""
    script = tool("html-validate", "bin/html-validate.mjs")
    done = node(
        str(script),
        "--config",
        str(WEB / ".htmlvalidate.json"),
        "--formatter",
        "json",
        str(folder),
        cwd=folder,
    )
    assert done.stdout.startswith("["), done.stderr
    wrong = []
    for file in json.loads(done.stdout):
        path = Path(file["filePath"])
        lines = path.read_text(encoding="utf-8").splitlines()
        for said in file["messages"]:
            start = max(0, said["column"] - 60)
            excerpt = lines[said["line"] - 1][start : start + 160]
            wrong.append(
                f"{path.relative_to(folder).as_posix()}: {said['ruleId']}: {said['message']}: {excerpt}"
            )
    return wrong
