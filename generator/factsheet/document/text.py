"""The page tree as plain text: for descriptions, ids, feeds."""

from factsheet.document.escape import folded
from factsheet.document.nodes import Cite, Content, Element, Image, Link, Strong, Web
from factsheet.values import Marked, joined


def to_text(content: Content) -> str:
    """The words of some content: no marks of footnotes, no drawings; of a picture, its words."""
    if isinstance(content, str):
        return folded(content)
    if isinstance(content, Web):
        return to_text(content.words)
    if isinstance(content, Image):
        return folded(content.alt)
    if isinstance(content, Cite) or (isinstance(content, Element) and content.tag == "svg"):
        return ""
    if isinstance(content, (Strong, Link, Element)):
        return to_text(content.content)
    return "".join([to_text(one) for one in content])


def in_tongues(content: Content) -> str:
    """The same as one text, in which what is in another language than the page stays marked."""
    if isinstance(content, Marked):
        return content
    return joined(map(in_tongues, content)) if type(content) is tuple else to_text(content)
