"""Which changes of published facts somebody else must look at, by the words of `data/site.yml`.

A change is of one of SORTS, and may have some of TRAITS; `second_reader` under `review` names both.
"""

from collections.abc import Iterable
from typing import Any

from factsheet.issues import Hints
from factsheet.values import Many, Node, Put, Words, problem, words_of

SORTS = {  # what became of something, the weightiest first; how it is called as a heading
    "unexplained": "Changed without a reason",
    "taken-down": "Taken down",
    "withdrawn": "Withdrawn",
    "removed": "Gone",
    "correction": "Corrected",
    "new-evidence": "Changed on new evidence",
    "dispute": "Disputes",
    "new": "New",
    "update": "Updated",
    "clarification": "Clarified",
    "moved": "Moved",
    "sources": "Other sources",
    "passage": "Passages and pages",
    "words": "Described in other words",
    "translation": "Translations",
    "checked": "Compared with the sources again",
}
TRAITS = {  # what else it may be; in a sentence
    "living-person": "it is about somebody who may be alive",
    "quote": "it is a quotation",
    "claim": "somebody claims or denies it",
    "status": "its status is another",
    "single-source": "it rests on one source alone",
    "in-dispute": "other versions of it are in dispute with it",
    "new-source": "it rests on a source that is new in this request",
    "retold": "a passage of free prose rests on it",
}
WORDS = (*SORTS, *TRAITS)


class ChangeWord:
    """One of the words for a change."""

    def __init__(self) -> None:
        self.hints = Hints()

    def read(self, node: Node, field: str, put: Put) -> str | None:
        """The word."""
        text = words_of(node, field, put, 80)
        if text is None or text in WORDS:
            return text
        hint = self.hints.nearest(text, WORDS) or f"one of: {', '.join(WORDS)}"
        put(problem(node, "bad-choice", field, f'"{text}" is no word for a change', hint))
        return None

    def schema(self) -> dict[str, Any]:
        """One of the words."""
        return {"enum": list(WORDS)}


OWN = {"second_reader": Many(ChangeWord()), "reviewers": Many(Words(80))}


def asked(words: Iterable[str], sort: str, traits: Iterable[str]) -> tuple[str, ...]:
    """Which of these words ask for a second reader of a change, in the order of WORDS."""
    found = {sort, *traits} & {*words}
    return tuple(word for word in WORDS if word in found)
