"""A page that stands alone, as in a frame of another site: all of its HTML, no theme around it.

What stands on it are texts and elements, as within a line; links lead out of the frame.
"""

from typing import NamedTuple

from factsheet.document.escape import attributes, in_attribute, in_html
from factsheet.document.html_lines import LineWriter
from factsheet.document.nodes import Content, Page
from factsheet.language import now

HEAD = """<!DOCTYPE html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="same-origin">
<base target="_blank">
<title>{title}</title>
<link{link}>
<link{style}>
<script{script}></script>
</head>
<body>
"""


class Standalone(NamedTuple):
    """Such a page: `path` is the Markdown path from which its links lead on.

    `canonical` is the address of the page whose words it has; `style` the way to its style sheet,
    `script` to a script that it does not need.
    """

    path: str
    title: str
    content: Content
    canonical: str
    style: str
    script: str


class _Writer(LineWriter):
    """Writes links that tell the pages they open nothing of the frame."""

    way_out = ' rel="noopener"'

    def text(self, words: str) -> None:
        """A text as it is; no search looks here."""
        self.out.append(in_html(words))


def to_standalone(page: Standalone, folders: bool = True) -> str:
    """The page with links to pages in folders, `../mary/`, or to files, `mary.html`."""
    writer, speech = _Writer(Page(page.path, "", ()), folders, {}), now()
    writer.line(page.content)
    head = HEAD.format(
        lang=in_attribute(speech.code),
        dir="rtl" if speech.rtl else "ltr",
        title=in_html(page.title),
        link=attributes((("rel", "canonical"), ("href", page.canonical))),
        style=attributes((("rel", "stylesheet"), ("href", page.style))),
        script=attributes((("src", page.script), ("async", ""))),
    )
    return f"{head}{''.join(writer.out)}\n</body>\n</html>\n"
