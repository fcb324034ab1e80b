"""Groups: armed groups, coalitions, state bodies, organisations, media and platforms."""

from factsheet.kinds.kind import Kind, Property, Section, link
from factsheet.values import Date, Number

LISTED = "Listed as terrorist by"
OTHERS = ("Includes", "Ally of", "Backs or backed", "Opponent of")

KIND = Kind(
    name="group", plural="groups", title="Groups", order=10, intro=("leader",),
    properties={
        "leader": link("people", label="Leader", reverse="Leads or led"),
        "spokesperson": link("people", label="Spokesperson", reverse="Speaks or spoke for"),
        "part_of": link("groups", label="Part of", reverse="Includes"),
        "predecessor": link("groups", label="Predecessor", reverse="Became part of"),
        "ally": link("groups", label="Ally", reverse="Ally of"),
        "opponent": link("groups", label="Opponent", reverse="Opponent of"),
        "backer": link("groups", "places", label="Backed by", reverse="Backs or backed"),
        "founded": Property(Date(), "Founded", single=True),
        "strength": Property(Number(), "Strength", single=True),
        "listed_by": link("groups", "places", label=LISTED, reverse="Lists or listed as terrorist"),
    },
    sections=(
        Section(
            "Names over time", ("founded", "predecessor"), back=("Became part of",), names=True
        ),
        Section("Leaders and roles", ("leader", "spokesperson"), back=("Member",)),
        Section("Allies and opponents", ("part_of", "ally", "backer", "opponent"), back=OTHERS),
        Section("Who lists it as terrorist, since when and until when?", ("listed_by",)),
    ),
)  # fmt: skip
