"""The group `factsheet requests`: what jobs with rights do about pull requests."""

from __future__ import annotations

from factsheet.command.lazy import Lazy

TABLE = {
    "answer": (
        "factsheet.command.requests_answer:answer",
        "Answer a pull request: a comment with its report, a status for its second reader.",
    ),
    "previews": (
        "factsheet.command.requests_previews:previews",
        "Gather the published site and, in preview/ beside it, open requests as they would look.",
    ),
}
group = Lazy(
    TABLE, name="requests", help="Answer pull requests, in a job of the host that has rights.",
    no_args_is_help=True, subcommand_metavar="COMMAND …",
)  # fmt: skip
