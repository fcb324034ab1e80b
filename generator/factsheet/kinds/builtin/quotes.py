"""Quotes: what a named speaker said, in every wording it was printed in."""

from factsheet.kinds.kind import Kind
from factsheet.values import Date, Link, Many, Words

KIND = Kind(
    name="quote", plural="quotes", title="Quotes", order=50,
    labels={
        "speaker": Link(("people", "groups")),
        "said": Date(),
        "where": Link(("cities", "places")),
        "occasion": Words(300),
        "about": Many(Link()),
        "note": Words(2_000),
    },
    required=("name", "speaker", "wordings", "checked"),
    has_wordings=True,
)  # fmt: skip
