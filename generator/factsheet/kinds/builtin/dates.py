"""Dates: the events of the timeline. Each is itself one statement: what happened, when."""

from factsheet.kinds.kind import Kind

KIND = Kind(
    name="date", plural="dates", title="Timeline", order=60,
    required=("name", "when", "text", "checked"),
    is_statement=True,
)  # fmt: skip
