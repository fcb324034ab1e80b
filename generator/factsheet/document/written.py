"""A page as a site engine takes it: finished HTML, and what the engine wants to know of it.

Only texts, lists and mappings: a page can be kept as JSON, and `Written(*data)` brings it back.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

Heading = Sequence[Any]  # level, id, title (plain text), the headings below it


class Written(NamedTuple):
    """A page in HTML. Its links are relative addresses of the site."""

    html: str  # the body, from its <h1> on
    toc: Sequence[Heading]  # the headings of the first level
    ids: Sequence[str]  # every id in `html`
    entries: Sequence[Sequence[str]]  # search: id or "", title, text of each section, as HTML
    title: str  # plain text
    meta: dict[str, Any]  # the front matter, plain texts
