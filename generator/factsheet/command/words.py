"""The group `factsheet words`: what pages print, for those who translate it."""

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
    "export": (
        "factsheet.command.words_translations:export",
        "Write the site's texts for a translator: with pin and place, into a .po or a .csv.",
    ),
    "import": (
        "factsheet.command.words_translations:import_",
        "Take translations in from a .po or a .csv; all else in the files stays as it was typed.",
    ),
    "confirm": (
        "factsheet.command.words_translations:confirm",
        "Confirm translations of facts and names, read beside the originals; they get pins.",
    ),
    "list": (
        "factsheet.command.words_catalogues:list_",
        "List every word with its key, in the language of the site.",
    ),
}
group = Lazy(
    TABLE, name="words", help="The words that pages print, and a site's texts, for translators.",
    no_args_is_help=True, subcommand_metavar="COMMAND …",
)  # fmt: skip
