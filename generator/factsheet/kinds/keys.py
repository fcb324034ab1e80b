"""The keys of facts, wordings, disputes and seeds, whatever the kind: from key to type."""

from factsheet.values import KEYS, Choice, Flag, Id, Language, Link, Many, Party, Type, Words

FORMERLY: dict[str, Type] = {"formerly": Many(Id())}
ID: dict[str, Type] = {"id": Words(80), **FORMERLY}
FACT: dict[str, Type] = {"text": Words(2_000)}  # beside those of every statement
WHOLE_FACT: dict[str, Type] = {**FACT, **KEYS}
WORDING: dict[str, Type] = {
    "text": Words(3_000), "rendition": Choice(("original", "translation", "as-printed")),
    "language": Language(), "translated_by": Party(), "speaker": Link(("people", "groups")),
    "preferred": Flag(), **FORMERLY,
}  # fmt: skip
WORDING_REQUIRED = ("text", "rendition", "language")
DISPUTE: dict[str, Type] = {
    "question": Words(300), "statements": Many(Words(200)), "note": Words(2_000),
}  # fmt: skip
CLAIM: dict[str, Type] = {
    "place": Words(100), "claim": Words(1_000), "facts": Many(Link()), "left_out": Words(500),
}  # fmt: skip
SEED: dict[str, Type] = {
    "source": Link(("sources",)), "title": Words(300), "words": Words(20), "note": Words(2_000),
}  # fmt: skip
