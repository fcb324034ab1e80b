"""The group `factsheet words`: the words that pages print, for those who translate them."""

from __future__ import annotations

from factsheet.command.lazy import Lazy

TABLE = {
    "extract": (
        "factsheet.command.words_catalogues:extract",
        "Write the catalogue of a language with every word of the tool; what it has is kept.",
    ),
    "check": (
        "factsheet.command.words_catalogues:check",
        "Tell what catalogues lack: words missing, unused, with wrong places, too long.",
    ),
    "list": (
        "factsheet.command.words_catalogues:list_",
        "List every word with its key, in the language of the site.",
    ),
}
group = Lazy(
    TABLE, name="words", help="The words that pages print, for translators.",
    no_args_is_help=True, subcommand_metavar="COMMAND …",
)  # fmt: skip
