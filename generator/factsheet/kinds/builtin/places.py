"""Places: countries, provinces, regions and facilities."""

from factsheet.kinds.kind import Kind, Property, Section, link
from factsheet.values import Number, Point

KIND = Kind(
    name="place", plural="places", title="Places", order=40, related=True,
    properties={
        "part_of": link("places", label="In", reverse="Contains"),
        "held_by": link("groups", "places", label="Run by", reverse="Runs or ran"),
        "control": link("groups", label="Held by", reverse="Holds, held or claims", single=True),
        "population": Property(Number(), "Population", single=True),
        "point": Property(Point(), "Coordinates", single=True),
    },
    sections=(Section("Who held it, and when?", ("control", "held_by")),),
)  # fmt: skip
