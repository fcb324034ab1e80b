"""The page tree as plain text: for descriptions, ids, feeds."""

from factsheet.document.escape import folded
from factsheet.document.nodes import Cite, Content, Element, Web


def to_text(content: Content) -> str:
    """The words of some content: no marks of footnotes, no pictures."""
    kind = type(content)
    if kind is str:
        return folded(content)  # type: ignore[arg-type]
    if kind is tuple:
        return "".join([to_text(one) for one in content])  # type: ignore[arg-type]
    if isinstance(content, Web):
        return folded(content.words)
    if isinstance(content, Cite) or (isinstance(content, Element) and content.tag == "svg"):
        return ""
    return to_text(content.content)  # type: ignore[union-attr]
