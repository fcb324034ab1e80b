"""The keys of facts, wordings, disputes and seeds, whatever the kind: from key to type."""

from factsheet.values import Choice, Flag, Former, InWords, Language, Link, Many, Party, Type, Words

FORMERLY: dict[str, Type] = {"formerly": Many(Former(part=True))}
ID: dict[str, Type] = {"id": Words(80), **FORMERLY}
FACT: dict[str, Type] = {"text": InWords(2_000)}  # beside those of every statement
WORDING_REQUIRED = ("text", "rendition", "language")
DISPUTE: dict[str, Type] = {
    "question": InWords(300), "statements": Many(Words(200)), "note": InWords(2_000),
}  # fmt: skip
CLAIM: dict[str, Type] = {
    "place": Words(100), "claim": Words(1_000), "facts": Many(Link()), "left_out": Words(500),
}  # fmt: skip


def wording(speaker: Type) -> dict[str, Type]:
    """The keys of a wording beside those of every statement; who may speak is up to the kind."""
    return {
        "text": Words(3_000), "rendition": Choice(("original", "translation", "as-printed")),
        "language": Language(), "translated_by": Party(), "speaker": speaker,
        "preferred": Flag(), **FORMERLY,
    }  # fmt: skip


def seed(sources: str) -> dict[str, Type]:
    """The keys of a seed; its source is of the kind of this plural."""
    return {
        "source": Link((sources,)), "title": Words(300), "words": Words(20), "note": Words(2_000),
    }  # fmt: skip
