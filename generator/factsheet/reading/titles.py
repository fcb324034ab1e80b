"""What a source is called, in the language in which it calls itself so."""

from collections.abc import Callable
from typing import Any

from factsheet.language import fits, language
from factsheet.values import Foreign

NAMES = ("publisher", "container-title", "author")  # the site's own where its letters may be
CALLED = ("title", *NAMES)


def in_their_language(labels: dict[str, Any]) -> dict[str, Any]:
    """The labels of a source; what is in another language than the site is marked with that.

    A title is in the language of its source. Whoever published it has a name in that of the site,
    unless it is in other letters. What fits neither is left as it is.
    """
    own = str(labels.get("language", ""))
    if own in ("", language()):
        return labels
    out = dict(labels)

    def foreign(text: str) -> str:
        return Foreign(text, own) if type(text) is str and fits(text, own) else text

    def named(text: str) -> str:
        return text if fits(text, language()) else foreign(text)

    if "title" in labels:
        out["title"] = foreign(labels["title"])
    for key in NAMES:
        if key in labels:
            out[key] = _each(labels[key], named)
    return out


def _each(value: Any, change: Callable[[str], str]) -> Any:
    """A text, or several, each changed."""
    return tuple(map(change, value)) if isinstance(value, tuple) else change(value)
