"""Sources: what the facts rest on. Field names are those of CSL-JSON."""

from factsheet.kinds.kind import Kind
from factsheet.values import Date, Language, Link, Many, Url, Words

KIND = Kind(
    name="source", plural="sources", title="Sources", order=70,
    labels={
        "title": Words(500),
        "publisher": Words(200),
        "container-title": Words(200),
        "author": Many(Words(200)),
        "issued": Date(),
        "issued_basis": Words(500),
        "URL": Url(),
        "archive": Url(),
        "accessed": Date(day=True),
        "type": Words(100),
        "language": Language(),
        "derived_from": Many(Link(("sources",))),
        "origin": Words(100),
        "read": Words(500),
        "note": Words(2_000),
    },
    required=("publisher", "checked"),
    named=False,
)  # fmt: skip
