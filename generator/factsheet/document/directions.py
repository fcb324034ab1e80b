"""Words that run the other way than the site, kept whole within its lines.

A site in Arabic names sources, places and people in Latin letters too. Within a line that runs from
right to left, a bracket, a full stop or a number beside such words would jump to their other side,
and several of them in a row would be read in the wrong order.
"""

import re

from factsheet.document.nodes import Content, Element
from factsheet.language import now

WHOLE = ("bdi", "text")  # elements whose texts are as they should be: isolated, or in a drawing
# letters from right to left; a comma alone may part Latin names
_RTL = re.compile(
    r"[\u0590-\u060b\u060d-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
    r"\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LTR = re.compile(r"[^\W\d_]|(?:^|\s)[-+]\d|\d[-/]\d")  # letters, and numbers with signs in them
_NUMBER = re.compile(r"(\d[\d.,٫]*°)")  # with a sign that would stand before it


def mixed() -> bool:
    """Whether what is printed now runs from right to left."""
    return now().rtl


def parted(text: str) -> Content:
    """A text for a line that runs from right to left, with what has to be kept whole apart."""
    if not _RTL.search(text):
        words = text.strip()
        if not _LTR.search(words):
            return text
        before, _, after = text.partition(words)
        return tuple([one for one in (before, _apart(words), after) if one])
    if not _NUMBER.search(text):
        return text
    pieces = enumerate(_NUMBER.split(text))
    return tuple([_apart(one) if n % 2 else one for n, one in pieces if one])


def _apart(text: str) -> Element:
    return Element("bdi", (("dir", "ltr"),), text)
