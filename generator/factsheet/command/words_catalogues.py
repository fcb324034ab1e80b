"""`factsheet words extract`, `check` and `list`: catalogues of the tool's own words."""

from __future__ import annotations

import re
from pathlib import Path

import click

FILE = click.Path(path_type=Path, dir_okay=False)


def _code(path: Path) -> str:
    """The language of a catalogue, by the name of its file. Raises UsageError for no language."""
    from babel import Locale, UnknownLocaleError

    code = path.name.removesuffix(".po").replace("_", "-")
    try:
        if not re.fullmatch(r"[a-z]{2,3}(_[A-Z][A-Za-z]{1,3})?\.po", path.name):
            raise ValueError(path.name)
        Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        hint = "call the file as its language: nl.po, pt_BR.po"
        raise click.UsageError(f"{path.name} is no language that CLDR has; {hint}") from None
    return code


def _old(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


@click.command()
@click.argument("file", type=FILE)
def extract(file: Path) -> int:
    """Write the catalogue of a language with every word of the tool; what it has is kept."""
    from factsheet.bench import catalogues
    from factsheet.build import complain, say

    code, old = _code(file), _old(file)
    try:
        text = catalogues.written(code, old)
    except ValueError as error:
        complain(f"factsheet: {file} is no catalogue, and was left as it is: {error}")
        return 1
    file.write_text(text, encoding="utf-8", newline="\n")
    left = len(catalogues.check(text.encode(), code))
    say(f"{file}: {len(list(catalogues.entries()))} words, {left} of them to translate")
    return 0


@click.command()
@click.argument("files", type=click.Path(path_type=Path, dir_okay=False, exists=True), nargs=-1)
def check(files: tuple[Path, ...]) -> int:
    """Tell what catalogues lack: words missing, unused, with wrong places, too long.

    Without FILES, those that come with the package.
    """
    from factsheet import language
    from factsheet.bench import catalogues
    from factsheet.build import say

    status, total = 0, len(list(catalogues.entries()))
    for path in files or sorted(Path(language.__file__).parent.glob("*.po")):
        faults = catalogues.check(path.read_bytes(), _code(path))
        for one in faults:
            say(f"{path}:{one.line}: {one.message}; {one.hint}")
        say(f"{path.name}: {max(total - len(faults), 0)} of {total} words are right")
        status |= bool(faults)
    return status


@click.command("list")
@click.pass_obj
def list_(root: Path) -> int:
    """List every word with its key, in the language of the site."""
    from factsheet import disk
    from factsheet.build import language_settings, say
    from factsheet.language import messages, speaking

    with speaking(language_settings.spoken(disk.read(root)[0])):
        for key, said in messages().items():
            say(f"{key}: {' | '.join([said] if isinstance(said, str) else said)}")
    return 0
