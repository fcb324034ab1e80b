"""What sorts of records there are.

In: declarations of kinds. Out: the register of kinds, the keys of what stands in every kind,
and JSON Schemas for editors.
"""

from factsheet.kinds import keys, schema
from factsheet.kinds.kind import Kind, Section, register

__all__ = ["Kind", "Section", "keys", "register", "schema"]
