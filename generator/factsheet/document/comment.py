"""The page tree as Markdown of a comment, on a host that does more with a text than print it.

Such hosts read CommonMark, and then look through what was printed: `@name` sends a message, `#12`,
`GH-12` and names of commits become links, `:word:` a picture, an address a link. A sign that
nobody sees keeps apart what they look for; all else is encoded as on every page.
"""

import re

from factsheet.document.escape import attributes, in_markdown
from factsheet.document.markdown import Writer
from factsheet.document.nodes import Block, Content, Element, List, Strong
from factsheet.document.text import to_text

APART = "\u200b"  # no fact and no page can hold it
_REFERENCE = "&#8203;"
CHECK = "fs-check"  # the class of a box to tick; its name stands in `data-name`
_ALONE = "(?<![0-9A-Za-z_])"  # where a word begins, as hosts see it
_ACTING = re.compile(
    rf"(?<=[@#!])(?=\w|$)|(?<={_ALONE}[Gg][Hh]-)(?=\d|$)|(?<=:)(?=//|[\w+-]+:|$)"
    rf"|(?<={_ALONE}[Ww][Ww][Ww])(?=\.)"
)
_COMMIT = re.compile(rf"{_ALONE}[0-9a-fA-F]{{7,64}}(?![0-9A-Za-z_])")
_SHORT = 6  # letters of what is no name of a commit
_TICKED = re.compile(r"^\s*- \[[xX]\] <!-- ([0-9a-f]{16}) -->", re.M)


def in_comment(text: str) -> str:
    """`text` as it prints in a comment, and does nothing there."""

    def parted(match: re.Match[str]) -> str:
        found = match[0]
        return APART.join(found[at : at + _SHORT] for at in range(0, len(found), _SHORT))

    kept = _COMMIT.sub(parted, _ACTING.sub(APART, text))
    return in_markdown(kept).replace(APART, _REFERENCE)


def ticked(comment: str) -> frozenset[str]:
    """The names of the boxes that somebody has ticked in a comment."""
    return frozenset(_TICKED.findall(comment))


class CommentWriter(Writer):
    """Writes blocks for a comment; boxes whose names are in `done` are ticked."""

    def __init__(self, done: frozenset[str] = frozenset()) -> None:
        super().__init__("")
        self.done, self.mixed = done, False

    def line(self, content: Content) -> str:
        """Content within a line."""
        if isinstance(content, str):
            return in_comment(content)
        if type(content) is tuple:
            texts = all(isinstance(one, str) for one in content)
            return in_comment(to_text(content)) if texts else "".join(map(self.line, content))
        if isinstance(content, Strong):
            return f"<strong>{self.line(content.content)}</strong>"
        return self.element(content) if isinstance(content, Element) else super().line(content)

    def element(self, node: Element) -> str:
        """A box to tick, a link, or lines of code; of any other element its words."""
        known = dict(node.attributes)
        if known.get("class") == CHECK:
            name = known.get("data-name", "")
            return f"[{'x' if name in self.done else ' '}] <!-- {name} -->"
        if node.tag in ("a", "code"):
            return (
                f"<{node.tag}{attributes(node.attributes)}>{self.line(node.content)}</{node.tag}>"
            )
        return self.line(node.content)

    def rows(self, rows: list[tuple[Block, ...]]) -> list[str]:
        """Each row of blocks as a text; lists follow upon one another without a blank line."""
        lists = all(isinstance(block, List) for row in rows for block in row)
        return [self.blocks(row) + ("\n" if lists else "\n\n") for row in rows]
