"""What sorts of records there are.

In: the files of kinds, ours and the site's. Out: the kinds, the keys of what stands in every kind,
and JSON Schemas for editors.
"""

from factsheet.kinds import keys, schema
from factsheet.kinds.kind import Field, Kind, Section
from factsheet.kinds.listing import described, listed
from factsheet.kinds.schema import DRAFT
from factsheet.kinds.register import ADDRESSES, FOLDER, Kinds, all_words, kinds_of

__all__ = [
    "ADDRESSES", "DRAFT", "FOLDER", "Field", "Kind", "Kinds", "Section", "all_words", "described",
    "keys", "kinds_of", "listed", "schema",
]  # fmt: skip
