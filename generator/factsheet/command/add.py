"""`factsheet add`: what can be added to a site."""

from factsheet.command.lazy import Lazy

ADDABLE = {
    "source": (
        "factsheet.command.add_source:source",
        "Add a source: from a saved page, from references, or from what the options say.",
    )
}

add = Lazy(
    ADDABLE,
    name="add",
    help="Add something to the site.",
    no_args_is_help=True,
    subcommand_metavar="KIND …",
)
