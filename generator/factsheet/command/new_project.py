"""`factsheet new DIR`: a whole project that builds at once, from the plain files in `starter/`.

`starter/common` is in every project, beside it either `example` or `empty`; what is written in
another language goes over them. A name that begins with `dot-` stands for one with a full stop,
which packages would leave out.
"""

import json
import os
from pathlib import Path

from factsheet.build import SETTINGS_PATH, complain, say, site_settings
from factsheet.command import prompts, starter_languages
from factsheet.command.starter_files import written_today
from factsheet.command.starter_languages import starter
from factsheet.disk import CannotWrite
from factsheet.issues import nearest
from factsheet.kinds import Kinds, kinds_of
from factsheet.language import ENGLISH, catalogues

MAX_TITLE = 100  # characters
OFF = "# Left out; delete this file to have the kind back.\noff: true\n"
SAID = """{folder}: {count} files written. Next:

    cd {there}
    mkdocs serve       the site on http://127.0.0.1:8000/, renewed after every edit
    factsheet edit     the same, with its forms open in a browser
    factsheet check    every problem at once

README.md tells the rest."""


def make(
    folder: Path, title: str | None, language: str | None, kinds: list[str] | None, empty: bool
) -> int:
    """Make a project; gives the exit status. What is None is asked at a terminal.

    Raises CannotWrite, OSError.
    """
    _refuse_what_is_taken(folder)
    known, asks = list(kinds_of({})[0]), prompts.at_terminal()
    if title is None:
        title = prompts.text("Title of the site", _words(folder)) if asks else _words(folder)
    if language is None:
        said = f"Language of the site ({', '.join(catalogues())})"
        language = prompts.text(said, ENGLISH) if asks else ENGLISH
    if kinds is None:
        answer = prompts.text("Kinds of records", ", ".join(known)) if asks else ""
        kinds = answer.replace(",", " ").split() or known
    if wrong := starter_languages.wrong(language) or _wrong(title, kinds, known):
        complain(f"factsheet: {wrong}")
        return 2
    files = project(title.strip(), kinds, empty, language)
    _write(folder, files)
    if not empty and "data/places.yml" not in files:
        say("The facts of the example are left out: they have kinds that this site has not.")
    there = f'"{folder}"' if " " in str(folder) else folder  # as every shell takes it
    say(SAID.format(folder=folder, count=len(files), there=there))
    return 0


def _wrong(title: str, kinds: list[str], known: list[str]) -> str:
    """What cannot be done with a title and kinds; empty when all can."""
    if not title.isprintable() or not 0 < len(title.strip()) <= MAX_TITLE or {*title} & {*"<>"}:
        wanted = f"a title is one line of 1 to {MAX_TITLE} characters, without < and >"
        return f"{wanted}; give one with --title"
    if not kinds:
        return f"no kind is named; there are: {', '.join(known)}"
    if unknown := next((kind for kind in kinds if kind not in known), ""):
        hint = nearest(unknown, known) or f"there are: {', '.join(known)}"
        return f'there is no kind "{unknown}"; {hint}; one of your own is a file in data/kinds/'
    return ""


def project(
    title: str, kinds: list[str], empty: bool = False, language: str = ENGLISH
) -> dict[str, str]:
    """The files of a new project by their paths, with these of the kinds that we bring.

    The facts of the example are left out if it is to be `empty`, or lacks a kind that they have.
    """
    built_in = kinds_of({})[0]
    example = starter("example", language)
    there = {name.split("/")[1].removesuffix(".yml") for name in example if name[:5] == "data/"}
    wanted = {*kinds, built_in.sources}
    if empty or not there & {*built_in} <= wanted:
        example = starter("empty", language)
    files = starter("common", language) | example
    files |= {f"data/kinds/{plural}.yml": OFF for plural in built_in if plural not in wanted}
    files["mkdocs.yml"] = files["mkdocs.yml"].replace(
        "TITLE", json.dumps(title, ensure_ascii=False)
    )
    files[SETTINGS_PATH] = files[SETTINGS_PATH].replace("LANGUAGE", language)
    files |= written_today()
    its_own = kinds_of({name: text.encode() for name, text in files.items()})[0]
    schemas = site_settings.schemas(its_own)
    files |= {f"data/schema/{name}": text for name, text in schemas.items()}
    files[".vscode/settings.json"] = (
        json.dumps({"yaml.schemas": _completed(its_own)}, indent=2) + "\n"
    )
    return dict(sorted(files.items()))


def _completed(kinds: Kinds) -> dict[str, str]:
    """Which files an editor completes from which schema."""
    others = {"site": SETTINGS_PATH, "seeds": "seeds/*.yml", "kind": "data/kinds/*.yml",
              "editions": "data/editions.yml"}  # fmt: skip
    out = {f"data/schema/{name}.json": files for name, files in others.items()}
    for plural in kinds:
        out[f"data/schema/{plural}.json"] = f"data/{plural}/*.yml"
        out[f"data/schema/{plural}-list.json"] = f"data/{plural}.yml"
    return out


def _words(folder: Path) -> str:
    """A title made of a folder's name: `lake-levels` is "Lake levels"."""
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    return (name[:1].upper() + name[1:])[:MAX_TITLE] or "Fact sheets"


def _refuse_what_is_taken(folder: Path) -> None:
    """Only a folder that is not there, or holds nothing but git's own, is written into."""
    if folder.is_symlink():
        raise CannotWrite(f"{folder} is a symbolic link; name the folder itself")
    if folder.exists() and not folder.is_dir():
        raise CannotWrite(f"{folder} is a file; name a folder")
    there = sorted(set(os.listdir(folder)) - {".git"}) if folder.exists() else []
    if there:
        more = f" and {len(there) - 1} more" if there[1:] else ""
        holds = f"{folder} is not empty: it holds {there[0]}{more}"
        raise CannotWrite(f"{holds}; name a new folder, nothing was written")


def _write(folder: Path, files: dict[str, str]) -> None:
    """Write all files or none. Nothing that is there is written over or followed."""
    made: list[Path] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            for part in reversed(Path(name).parents[:-1]):
                if folder / part not in made:
                    os.mkdir(folder / part)
                    made.append(folder / part)
            with open(folder / name, "x", encoding="utf-8", newline="\n") as file:
                made.append(folder / name)
                file.write(text)
    except OSError as error:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        why = f"{folder} cannot be made: {error.strerror}"
        raise CannotWrite(f"{why}; name a folder in a place where you may write") from error
