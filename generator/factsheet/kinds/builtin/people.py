"""People: who spoke, led, decided or is spoken of."""

from factsheet.kinds.kind import Kind, Property, Section, link
from factsheet.values import Date, Words

KIND = Kind(
    name="person", plural="people", title="People", order=20, intro=("role",),
    properties={
        "role": Property(Words(300), "Role"),
        "member_of": link("groups", label="Member of", reverse="Member"),
        "known_as": Property(Words(300), "Known as"),
        "born": Property(Date(), "Born", single=True),
        "birthplace": Property(Words(300), "Place of birth", single=True),
    },
    sections=(
        Section("Names and spellings", ("known_as",), names=True),
        Section("Roles", ("role", "member_of"), back=("Leads or led", "Speaks or spoke for")),
        Section("Birth", ("born", "birthplace")),
    ),
)  # fmt: skip
