"""Pages as trees, and how they are written.

In: nodes made by `pages`. Out: Markdown, HTML, plain text. All escaping is here.
"""

from factsheet.document.addresses import published
from factsheet.document.comment import CHECK, CommentWriter, in_comment, ticked
from factsheet.document.escape import plain_signs
from factsheet.document.html import html_parts, inline_html, slug, to_html
from factsheet.document.markdown import Writer, head, to_markdown
from factsheet.document.nodes import Block, Box, Cite, Code, Content, Element, Heading, Image, Item
from factsheet.document.nodes import Known, Link, List, Page, Paragraph, Quote, Strong, Table, Web
from factsheet.document.nodes import anchor, span
from factsheet.document.standalone import Standalone, to_standalone
from factsheet.document.text import in_tongues, to_text
from factsheet.document.tongues import as_marked, behind, marked, whole

__all__ = [
    "Block", "Box", "CHECK", "Cite", "Code", "CommentWriter", "Content", "Element", "Heading",
    "Image", "Item", "Known", "Link", "List", "Page", "Paragraph", "Quote", "Standalone", "Strong",
    "Table", "Web", "Writer", "anchor", "as_marked", "behind", "head", "html_parts",
    "in_comment", "in_tongues", "inline_html", "marked", "plain_signs", "published", "slug", "span",
    "ticked", "to_html", "to_markdown", "to_standalone", "to_text", "whole",
]  # fmt: skip
