"""The group `factsheet sources`: what looks at sources on the network, on command alone."""

from __future__ import annotations

from factsheet.command.lazy import Lazy

TABLE = {
    "check": (
        "factsheet.command.sources_check:check",
        "Look at the addresses of sources, and for what is quoted from them; change no fact.",
    ),
    "archive": (
        "factsheet.command.sources_archive:archive",
        "Find public captures of sources that have none; with --save ask for them.",
    ),
}
group = Lazy(
    TABLE, name="sources", help="Look at sources on the network.", no_args_is_help=True,
    subcommand_metavar="COMMAND …",
)  # fmt: skip
