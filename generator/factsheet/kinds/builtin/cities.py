"""Cities and towns: where they are, how many live there, and who held them when."""

from factsheet.kinds.kind import Kind, Property, Section, link
from factsheet.values import Number, Point, Words

KIND = Kind(
    name="city", plural="cities", title="Cities", order=30, related=True,
    properties={
        "control": link("groups", label="Held by", reverse="Holds, held or claims", single=True),
        "part_of": link("places", label="In", reverse="Contains"),
        "population": Property(Number(), "Population", single=True),
        "rank": Property(Words(300), "Rank by size", single=True),
        "point": Property(Point(), "Coordinates", single=True),
    },
    sections=(Section("Who held it, and when?", ("control",)),),
)  # fmt: skip
