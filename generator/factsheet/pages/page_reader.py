"""A page as HTML, read for what it may not contain."""

import re
from html.parser import HTMLParser

from factsheet.pages.allowed import ALIGN, ATTRIBUTES, CLASS, DIVS, ELEMENTS, HOMES, PRINTED
from factsheet.pages.allowed import PRINTED_DIVS, RESERVED, TITLED
from factsheet.values import fold, repertoire, web

TOKEN = re.compile(r"FACT\d+TOKEN")  # stands in the place of an expression
IN_MARKDOWN = {"b": "write **words**", "i": "write *words*"}  # instead of an element
NO_LOOKS = "delete it; how pages look is a matter of the style sheet"
VOID = ("br", "hr", "img")
WHOLE = {  # what a passage ends within, as a hint says to put it right
    **dict.fromkeys(
        ("em", "strong"),
        ("emphasis", "put its mark behind the emphasis, or begin that behind the mark before it"),
    ),
    "": ("a part of the page", "end it with a mark, or a blank line, where that part begins"),
}
WORDLESS = re.compile(r"_\d+")  # Markdown's id of a heading without Latin letters
OURS = re.compile(r'<span class="fs-[^>]*?(?:data-fact="([^"]*)"|>)')  # what we print
OUTSIDE = "put it into a sentence of its own"
AS_PICTURE = 'write {{ picture("pictures/some.png", alt="…", licence="…", credit="…") }}'


class PageReader(HTMLParser):
    """Collects what is not allowed, links, ids, top headings; `ours` allows what we print."""

    def __init__(self, ours: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self.ours = ours
        self.refused: list[tuple[str, str, str]] = []  # (what to say, text to look for, hint)
        self.links: list[str] = []
        self.notes: set[str] = set()  # names of the footnotes that the page defines
        self.ids: set[str] = set()
        self.html, self.headings = "", 0
        self.inside = ""  # the link or code that is read
        self.open: list[tuple[str, str]] = []  # elements, each with the facts that it rests on
        self.lost = False  # something ended that did not begin last
        self.host = self.words = self.title = ""  # where a link leads, and what a reader sees of it

    def refuse(self, message: str, clue: str, hint: str) -> None:
        """Note what is not allowed; `clue` is a text of the page that stands there."""
        self.refused.append((message, clue, hint))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        given = {name: value or "" for name, value in attrs}
        known = tag in ELEMENTS or (self.ours and tag in PRINTED)
        divs = PRINTED_DIVS if self.ours else DIVS
        if not known or (tag == "div" and divs.isdisjoint(given.get("class", "").split())):
            hint = IN_MARKDOWN.get(tag, "delete it; a page is written in Markdown alone")
            self.refuse(f"raw HTML (<{tag}>) is not allowed", f"<{tag}", hint)
            return
        self.headings += tag == "h1"
        if tag not in VOID:
            self.open.append((tag, given.get("data-fact", "")))
        if tag in ("a", "code"):
            self.inside, self.host, self.words = tag, "", ""
            self.title = given.get("title", "")
        if tag == "img":
            self.words += f" {given.get('alt', '')}"
            self._picture(given.get("src", ""))
        for name, value in attrs:
            self._attribute(tag, name, value or "")

    def _picture(self, src: str) -> None:
        """A picture says who made it and what may be done with it, so a function prints it."""
        if not self.ours and not web.link_problem("src", src):
            self.refuse("a picture needs a licence and a credit beside it", src, AS_PICTURE)

    def handle_endtag(self, tag: str) -> None:
        """An element ends: as it began, and the words of a link must not name another site."""
        self._nested(tag)
        if tag != self.inside:
            return
        self.inside = ""
        if not self.host or self.ours:
            return
        misleading = (web.misleads(words, self.host) for words in (self.words, self.title))
        if other := next(filter(None, misleading), ""):
            message = f'the words of a link name "{other[:80]}", but it leads to {self.host}'
            self.refuse(message, self.words, "say in words what stands there")

    def _nested(self, tag: str) -> None:
        """Refuse an end that does not belong to what began last: a passage went over a border."""
        known = tag in ELEMENTS or (self.ours and tag in PRINTED)
        if self.lost or tag in VOID or not known:
            return
        last, facts = self.open.pop() if self.open else ("", "")
        if last != tag:
            about = next((f for f in (facts, *(f for _, f in reversed(self.open))) if f), "")
            what, hint = WHOLE.get(tag) or WHOLE.get(last) or WHOLE[""]
            self.refuse(f"a passage ends within {what} that began before it", about, hint)
            self.lost = True

    def handle_data(self, data: str) -> None:
        """Text, with characters that were written as `&#173;`."""
        odd = {data[at] for at in repertoire.refused(data)}
        for char in odd - {repertoire.ZWJ, repertoire.ZWNJ}:
            message, hint = repertoire.complaint(char)
            self.refuse(message, "&", hint)
        if self.inside and (token := TOKEN.search(data)):
            what = {"a": "a link", "code": "code"}[self.inside]
            self.refuse(f"an expression cannot stand in {what}", token[0], OUTSIDE)
        if self.ours and self.inside == "code" and (mark := OURS.search(data)):
            self.refuse("an expression cannot stand in code", mark[1] or "{{", OUTSIDE)
        self.words += data if self.inside else ""

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "style" and tag in ("td", "th") and ALIGN.fullmatch(value):
            return
        printed = PRINTED.get(tag, {}) if self.ours else {}
        if name in printed and re.fullmatch(printed[name], value):
            if name != "id":
                return
        elif not self._in_markdown(tag, name):
            self.refuse(f'the attribute "{name}" is not allowed', name, "delete it")
            return
        told = "](" in value and ("[^" in value or "fs-" in value)  # ended by what was printed
        if self.ours and name in ("href", "title") and told:
            self.refuse("an expression cannot stand in a link", "](", OUTSIDE)
        elif token := TOKEN.search(value):
            message = f'an expression cannot stand in the attribute "{name}"'
            self.refuse(message, token[0], OUTSIDE)
        elif name in ("href", "src"):
            self._link(name, value)
        elif name == "id":
            self._id(value)
        elif name == "class":
            for word in value.split():
                if not CLASS.fullmatch(word) or HOMES.get(word, tag) != tag:
                    self.refuse(f'the class "{word}" is not allowed', word, NO_LOOKS)

    def _in_markdown(self, tag: str, name: str) -> bool:
        """Does Markdown make this attribute here, of an element that it makes?"""
        if name not in ATTRIBUTES or (name == "title" and tag not in TITLED):
            return False
        return tag in ELEMENTS or not (self.ours and tag in PRINTED)

    def _id(self, value: str) -> None:
        generated = value.endswith("_") and ":" not in value and not self.ours
        if generated or (RESERVED.match(value) and not WORDLESS.fullmatch(value)):
            message = f'the anchor "{value}" is kept for the site’s own parts'
            self.refuse(message, value, "give it another name")
        elif value in self.ids:
            message = f'the anchor "{value}" stands here twice'
            self.refuse(message, value, "give one of the two another name")
        self.ids.add(value)

    def _link(self, name: str, value: str) -> None:
        if problem := web.link_problem(name, value):
            message = f'the link "{fold(value)[:80]}" is not allowed: {problem[0]}'
            self.refuse(message, value, problem[1])
        elif name == "href" and web.read(value).host:
            self.host = web.read(value).host
        elif not value.startswith("#"):
            self.links.append(value)

    def handle_comment(self, data: str) -> None:
        """A comment, or what is read like one."""
        self.refuse("an HTML comment is not allowed", "<!--", "delete it")

    def handle_decl(self, decl: str) -> None:
        """The same."""
        self.handle_comment(decl)

    handle_pi = unknown_decl = handle_comment
