"""What a call may give, by type: a day, names, a folder, an address, a source, a kind, a code.

Those of the site at hand complete in a shell; whether they exist is for the command to say.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

    from factsheet.command.candidates import Site

_ID = r"[a-z0-9-]{1,80}"
_ADDRESS = re.compile(rf"[a-z]{{1,40}}/{_ID}(#[a-z0-9_-]{{1,80}})?")
_SOURCE = re.compile(rf"([a-z]{{1,40}}/)?{_ID}")


NEAREST = 3  # addresses that are named where a name stands for one


class Given(click.ParamType[str]):
    """A text that completes."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The text as it is."""
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """What may stand for the word that is typed."""
        from click.shell_completion import CompletionItem

        found = self.candidates(ctx, incomplete)
        return [CompletionItem(value, help=said or None) for value, said in found.items()]

    def candidates(self, ctx: click.Context, typed: str) -> Mapping[str, str]:
        """The same, each with what is said of it."""
        return {}


def _site(ctx: click.Context) -> Site:
    """The project that a call names."""
    from factsheet.command.candidates import Site

    return Site(ctx.obj if isinstance(ctx.obj, Path) else Path("."))


class Day(click.ParamType[date]):
    """A day, written 2024-12-07."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day of a text. Raises BadParameter for a text that is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f'"{value}" is not a day; write 2024-12-07', param, ctx)


class Names(click.ParamType[list[str]]):
    """Names with commas between them."""

    name = "names"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> list[str]:
        """The names of a text, without the blanks around them."""
        if isinstance(value, list):
            return value
        return [name for part in str(value).split(",") if (name := part.strip())]


class Folder(click.ParamType[Path]):
    """A folder, there or not: the command looks at what it is."""

    name = "dir"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """The path of a text."""
        return Path(str(value))

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        """Whatever folders the shell finds."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="dir")]


class Address(Given):
    """An address: `groups/hts`, `groups/hts#us-listing`.

    What completes are records, or what has an address on a record (facts, wordings, disputes), or
    both.
    """

    name = "address"

    def __init__(self, records: bool = True, parts: bool = True) -> None:
        self.records, self.parts = records, parts

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The address. Raises BadParameter for a text that cannot be one."""
        text = str(value).strip()
        if not _ADDRESS.fullmatch(text):
            example = "groups/hts#us-listing" if self.parts else "groups/hts"
            meant = [*self.candidates(ctx, text)][:NEAREST] if ctx and text else []
            hint = f"did you mean {' or '.join(meant)}?" if meant else f"write it as {example}"
            self.fail(f'"{text}" is not an address; {hint}', param, ctx)
        return text

    def candidates(self, ctx: click.Context, typed: str) -> Mapping[str, str]:
        """Addresses by how they begin, or by any spelling of a name."""
        from factsheet.command import candidates

        return candidates.addresses(_site(ctx), typed, self.records, self.parts)


class Page(Given):
    """A hand-written page by its path: `content/index.md`."""

    name = "page"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The path below the project's folder, with the slashes that paths have here."""
        path = Path(str(value))
        root = ctx.obj if ctx and isinstance(ctx.obj, Path) else Path(".")
        with suppress(ValueError):
            path = path.resolve().relative_to(root.resolve())
        return path.as_posix()

    def candidates(self, ctx: click.Context, typed: str) -> Mapping[str, str]:
        """The pages that begin as is typed."""
        root = ctx.obj if isinstance(ctx.obj, Path) else Path(".")
        found = (p.relative_to(root).as_posix() for p in sorted(root.glob("content/**/*.md")))
        return {path: "" for path in found if path.startswith(typed)}


class Place(Address):
    """An address, or a place in a file of facts as messages give it: `data/groups/hts.yml:12`."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The text, with the slashes that paths have here. Raises BadParameter."""
        path, colon, line = str(value).strip().partition(":")
        if colon and line.partition(":")[0].isdecimal():
            return f"{path.replace(os.sep, '/').removeprefix('./')}:{line}"
        return super().convert(value, param, ctx)


class Source(Given):
    """A source by its id, as references have it: `ap-2024-12-07`, or by its address.

    With `places` the place in it may follow: `ap-2024-12-07#P5`.
    """

    name = "source"

    def __init__(self, places: bool = True) -> None:
        self.places = places

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The id, and the place in the source if one is given. Raises BadParameter."""
        id_, hash_, place = str(value).strip().partition("#")
        if not _SOURCE.fullmatch(id_) or (hash_ and not (self.places and place.strip())):
            example = "ap-2024-12-07#P5" if self.places else "ap-2024-12-07"
            self.fail(f'"{value}" is not a source; write its id: {example}', param, ctx)
        return f"{id_.rpartition('/')[2]}{hash_}{place}"

    def candidates(self, ctx: click.Context, typed: str) -> Mapping[str, str]:
        """Ids by how they begin, or by any spelling of title, publisher and day."""
        from factsheet.command import candidates

        return candidates.sources(_site(ctx), typed)


class Kind(Given):
    """A kind of the site by its plural: `groups`."""

    name = "kind"

    def candidates(self, ctx: click.Context, typed: str) -> Mapping[str, str]:
        """The kinds that begin so."""
        kinds = _site(ctx).kinds.items()
        return {name: kind.title for name, kind in kinds if name.startswith(typed)}


class Code(Given):
    """A code of an issue: `bad-date`."""

    name = "code"

    def candidates(self, ctx: click.Context, typed: str) -> Mapping[str, str]:
        """The codes that begin so."""
        from factsheet.issues import CATALOGUE

        return {code: "" for code in CATALOGUE if code.startswith(typed)}
