"""`factsheet words export`, `import` and `confirm`: translations of a site's own texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from factsheet.command.bench_line import editing, finish
from factsheet.command.parameters import Address

if TYPE_CHECKING:
    from factsheet.bench import Edit
    from factsheet.build import Built

LANGUAGE = click.option(
    "--language", metavar="CODE", help="the language (default: the second of the site's)"
)


def _language(built: Built, code: str | None) -> str:
    """A further language of the site. Raises UsageError for any other."""
    known = [one.code for one in built.speeches[1:]]
    if not known:
        hint = "write languages: [en, ar] in data/site.yml"
        raise click.UsageError(f"the site has one language; {hint}")
    if code and code not in known:
        hint = f"its further languages: {', '.join(known)}"
        raise click.BadParameter(f'"{code}" is none of the site; {hint}', param_hint="--language")
    return code or known[0]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@LANGUAGE
@click.option("--missing", is_flag=True, help="only what is not translated, or out of date")
@click.pass_obj
def export(root: Path, file: Path | None, language: str | None, missing: bool) -> int:
    """Write the site's texts for a translator: with pin and place, into a .po or a .csv.

    Without FILE a catalogue is printed.
    """
    from factsheet.bench import translations, word_files
    from factsheet.build import load, say
    from factsheet.command.judging import tell
    from factsheet.evidence import pinned
    from factsheet.language import language_name, plural

    built, tree, _ = load(root)
    if not built.ok:
        return tell(built, tree)
    code = _language(built, language)
    found = list(translations.texts(built.library, code))
    if missing:
        found = [one for one in found if one.how != pinned.CURRENT]
    if file is not None and file.suffix.lower() not in (".po", ".csv"):
        raise click.UsageError(f"{file.name} is neither a .po nor a .csv")
    table = file is not None and file.suffix.lower() == ".csv"
    text = (
        word_files.as_table(found) if table else word_files.as_po(found, code, language_name(code))
    )
    if file is None:
        say(text)
        return 0
    file.write_text(text, encoding="utf-8", newline="\n")
    say(f"{file}: {plural(len(found), 'text')}")
    return 0


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@LANGUAGE
@editing
def import_(edit: Edit, dry_run: bool, file: Path, language: str | None) -> int:
    """Take translations in from a .po or a .csv; all else in the files stays as it was typed."""
    from factsheet.bench import translations, word_files
    from factsheet.language import plural

    code = _language(edit.built, language)
    with file.open("rb") as there:
        given = word_files.read(there.read(word_files.MAX_BYTES + 1), file.name)
    original = edit.built.speech.code
    count = translations.take_in(edit, code, original, given)
    return finish(edit, dry_run, done=f"{plural(count, 'translation')} taken in from {file.name}")


@click.command()
@click.argument(
    "addresses", nargs=-1, required=True, type=Address(), metavar="ADDRESS…",
    help="of a record, for its name, or of a fact: groups/army#moved",
)  # fmt: skip
@LANGUAGE
@editing
def confirm(edit: Edit, dry_run: bool, addresses: tuple[str, ...], language: str | None) -> int:
    """Confirm translations of facts and names, read beside the originals; they get pins.

    They stand in data/, beside the originals. Passages of a page, also of a translated one, are
    confirmed by: factsheet confirm.
    """
    from factsheet.bench import translations
    from factsheet.language import plural

    code = _language(edit.built, language)
    count = translations.confirm(edit, code, addresses)
    return finish(edit, dry_run, done=f"{plural(count, 'translation')} confirmed")
