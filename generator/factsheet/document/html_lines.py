"""What stands within a line as HTML, and the footnotes that are cited there."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from factsheet.document.addresses import folder_of, published, relative
from factsheet.document.directions import WHOLE, mixed, parted
from factsheet.document.escape import attributes, folded, in_attribute, in_html, is_file
from factsheet.document.escape import leads, web_address
from factsheet.document.nodes import Cite, Content, Element, Image, Known, Link, Page, Strong
from factsheet.document.nodes import Web
from factsheet.document.tongues import marked
from factsheet.language import say


def back(mark: str) -> str:
    """The way back from a note to a mark."""
    title = in_attribute(say("page.back"))
    return f'<a class="footnote-backref" href="#{mark}" title="{title}">&#8617;</a>'


class LineWriter:
    """Writes what stands on one page into `out`, and what the search finds of it into `said`."""

    way_out = ""  # attributes of each link to a page of the site

    def __init__(self, page: Page, folders: bool, known: Known) -> None:
        self.page, self.folders, self.known = page, folders, known
        self.folder = folder_of(published(page.path, folders))
        self.out: list[str] = []
        self.said: list[str] = []
        self.ids: list[str] = []
        self.cited: dict[str, int] = {}  # the number of each footnote, by its first mark
        self.depth = 1  # of the element whose content is written, as Python-Markdown counts
        self.marks: list[tuple[int, int, str]] = []  # (depth, place in `out`, footnote) of each
        self.mixed = mixed()  # whether words of the other direction have to be kept whole

    def line(self, content: Content) -> None:
        """Content within a line."""
        if type(content) is str:
            pieces = parted(content) if self.mixed else content
            if isinstance(pieces, str):
                self.text(pieces)
            else:
                self.line(pieces)
        elif type(content) is tuple:
            for one in content:
                self.line(one)
        elif isinstance(content, str):
            self.line(marked(content))
        else:
            _INLINE[type(content)](self, content)

    def text(self, words: str) -> None:
        """A text as it is."""
        text = in_html(words)
        self.out.append(text)
        if text == " ":  # two may meet, where a picture stood between
            self.blank()
        else:
            self.said.append(text)

    def tag(self, text: str) -> None:
        """A tag that the search keeps too."""
        self.out.append(text)
        self.said.append(text)

    def wrap(self, tag: str, content: Content) -> None:
        """Content in an element that the search keeps: a paragraph, an item."""
        self.tag(f"<{tag}>")
        self.line(content)
        self.tag(f"</{tag}>")

    def end_line(self) -> None:
        """A line feed, which is a blank to the search."""
        self.out.append("\n")
        self.blank()

    def blank(self) -> None:
        """A blank for the search, unless there is one."""
        if self.said and self.said[-1] != " ":
            self.said.append(" ")

    def element(self, node: Element) -> None:
        """An element, within a line or as a block."""
        said, outside = len(self.said), self.mixed
        self.mixed = outside and node.tag not in WHOLE
        for name, value in node.attributes:
            if name == "id":
                self.ids.append(value)
        self._between(f"<{node.tag}{attributes(node.attributes)}>", node.content, f"</{node.tag}>")
        self.mixed = outside
        if ("data-search-exclude", "true") in node.attributes:
            del self.said[said:]

    def footnotes(self) -> None:
        """The footnotes that are cited, each with the way back to every mark."""
        times = self._number_marks()
        if not self.cited:
            return
        self.end_line()
        self.out.append('<div class="footnote">\n<hr />\n')
        self.tag("<ol>")
        for name in self.cited:
            self.end_line()
            self.ids.append(f"fn:{name}")
            self.out.append(f'<li id="fn:{name}">\n<p>')
            self.said.append("<li> <p>")
            self._note(self.page.notes[name])
            ways = [back(_mark_id(name, n + 1)) for n in range(times[name])]
            self.out += ("&#160;", *ways)
            self.said.append("\xa0" + "↩" * times[name])
            self.tag("</p>")
            self.end_line()
            self.tag("</li>")
        self.end_line()
        self.tag("</ol>")
        self.out.append("\n</div>")

    def _note(self, note: Content) -> None:
        """The text of a footnote."""
        path = self.page.path  # an index stands a step above the other pages of its folder
        key = id(note), path if path.endswith("index.md") else folder_of(path)
        if (found := self.known.get(key)) is None:
            out, said = len(self.out), len(self.said)
            self.line(note)
            found = note, "".join(self.out[out:]), "".join(self.said[said:])
            self.known[key] = found
            del self.out[out:], self.said[said:]
        self.out.append(found[1])
        self.said.append(found[2])

    def _number_marks(self) -> Counter[str]:
        """Give each mark its id, and say how many each footnote has.

        Python-Markdown counts level by level, not line by line.
        """
        times: Counter[str] = Counter()
        for _, place, name in sorted(self.marks):
            times[name] += 1
            self.ids.append(id_ := _mark_id(name, times[name]))
            self.out[place] = f'<sup id="{id_}">'
        return times

    def _between(self, before: str, content: Content, after: str) -> None:
        """Content between two tags that the search does not keep."""
        self.out.append(before)
        self.line(content)
        self.out.append(after)

    def _strong(self, node: Strong) -> None:
        self._between("<strong>", node.content, "</strong>")

    def _link(self, node: Link) -> None:
        path, hash_, name = node.target.partition("#")
        if (path == self.page.path and not hash_) or not leads(path):
            self.line(node.content)
            return
        way = relative(published(path, self.folders), self.folder) or "./" if path else ""
        self.out.append(f'<a href="{way}{hash_}{in_attribute(name)}"{self.way_out}>')
        self.line(node.content)
        self.out.append("</a>")

    def _web(self, node: Web) -> None:
        if address := web_address(node.url):
            self._between(f'<a href="{address}" rel="noopener">', node.words, "</a>")
        else:
            self.line(node.words)

    def _image(self, node: Image) -> None:
        if is_file(node.path):
            pairs = ("alt", folded(node.alt)), ("src", relative(node.path, self.folder))
            self.out.append(f"<img{attributes(pairs)} />")
        else:
            self.line(node.alt)

    def _cite(self, node: Cite) -> None:
        for name in node.notes:
            number = self.cited.setdefault(name, len(self.cited) + 1)
            self.marks.append((self.depth, len(self.out), name))
            self.out += ("", f'<a class="footnote-ref" href="#fn:{name}">{number}</a></sup>')
            self.said.append(f"<sup>{number}</sup>")


def _mark_id(name: str, times: int) -> str:
    """The id of a mark of a footnote: `fnref:abc`, then `fnref2:abc`."""
    return f"fnref{times if times > 1 else ''}:{name}"


_INLINE: dict[type, Callable[[LineWriter, Any], None]] = {
    Strong: LineWriter._strong, Link: LineWriter._link, Web: LineWriter._web,
    Image: LineWriter._image, Cite: LineWriter._cite, Element: LineWriter.element,
}  # fmt: skip
