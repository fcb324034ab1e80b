"""The keys that facts, wordings, disputes and seeds have, whatever the kind: a dict from key to type each."""

from factsheet.values import Choice, Flag, Id, Language, Link, Many, Party, Type, Words

RENDITIONS = ("original", "translation", "as-printed")
FORMERLY: dict[str, Type] = {"formerly": Many(Id())}
ID_KEY: dict[str, Type] = {"id": Words(80), **FORMERLY}
FACT_KEYS: dict[str, Type] = {"text": Words(2_000)}
WORDING_KEYS: dict[str, Type] = {
    "text": Words(3_000),
    "rendition": Choice(RENDITIONS),
    "language": Language(),
    "translated_by": Party(),
    "speaker": Link(("people", "groups")),
    "preferred": Flag(),
    **FORMERLY,
}
WORDING_REQUIRED = ("text", "rendition", "language")
DISPUTE_KEYS: dict[str, Type] = {
    "question": Words(300),
    "statements": Many(Words(200)),
    "note": Words(2_000),
}
CLAIM_KEYS: dict[str, Type] = {
    "place": Words(100),
    "claim": Words(1_000),
    "facts": Many(Link()),
    "left_out": Words(500),
}
SEED_KEYS: dict[str, Type] = {
    "source": Link(("sources",)),
    "title": Words(300),
    "words": Words(20),
    "note": Words(2_000),
}
