"""What sorts of records there are.

In: declarations of kinds. Out: the register of kinds, and JSON Schemas for editors."""

from factsheet.kinds import schema
from factsheet.kinds.keys import (
    CLAIM_KEYS,
    DISPUTE_KEYS,
    FACT_KEYS,
    FORMERLY,
    ID_KEY,
    SEED_KEYS,
    WORDING_KEYS,
    WORDING_REQUIRED,
)
from factsheet.kinds.kind import Kind, Section, register

__all__ = [
    "CLAIM_KEYS",
    "DISPUTE_KEYS",
    "FACT_KEYS",
    "FORMERLY",
    "ID_KEY",
    "Kind",
    "SEED_KEYS",
    "Section",
    "WORDING_KEYS",
    "WORDING_REQUIRED",
    "register",
    "schema",
]
