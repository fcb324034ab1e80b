"""`factsheet confirm`: passages of free prose are read beside their facts, one by one."""

from __future__ import annotations

import shutil
import sys
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

import click

from factsheet.command import prompts
from factsheet.command.bench_line import editing, finish
from factsheet.command.parameters import Address, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from factsheet.bench import Edit, confirming

WIDE = 100  # columns of a terminal from which on passage and facts stand side by side
HELP = "y: they say the same; n: leave it for now; stop: ask no more, and write what is confirmed"


@click.command()
@click.argument("page", type=Page(), metavar="FILE", help="content/index.md")
@click.argument(
    "addresses", nargs=-1, type=Address(), metavar="[FACT]…",
    help="only what rests on these facts, without a question",
)  # fmt: skip
@editing
def confirm(edit: Edit, dry_run: bool, page: str, addresses: tuple[str, ...]) -> int:
    """Confirm passages of a page that were read beside their facts; their marks get pins.

    It asks passage by passage, in whatever language the page is. Translations of facts and names,
    which stand in data/, are confirmed by: factsheet words confirm.
    """
    from factsheet.bench import confirming
    from factsheet.build import say
    from factsheet.language import plural

    if not addresses and not prompts.at_terminal():
        raise click.UsageError("missing: FACT…, whose passages you have read beside them")
    found = confirming.passages(edit, page)
    if addresses:
        present = [edit.library.present(address) for address in addresses]
        found = confirming.on(found, present, page)
        for one in found:
            _show(one, page)
    else:
        open_ = [one for one in found if not one.confirmed]
        say(f"{page}: {plural(len(found), 'passage')}, {len(open_)} to confirm")
        found = list(_asked(open_, page))
    count = confirming.confirm(edit, page, found)
    return finish(edit, dry_run, done=f"{plural(count, 'passage')} confirmed in {page}")


def _asked(found: list[confirming.Passage], page: str) -> Iterator[confirming.Passage]:
    """Those of which somebody says that passage and facts say the same."""
    from factsheet.build import say

    for one in found:
        _show(one, page)
        if one.problem:
            say(f"  not yet: {one.problem}")
            continue
        answer = ""
        while answer not in ("y", "yes", "n", "no", "stop"):
            answer = prompts.text("do both say the same? [y/n/stop]", help_=HELP).lower()
        if answer == "stop":
            return
        if answer.startswith("y"):
            yield one


def _show(one: confirming.Passage, page: str) -> None:
    """A passage beside its facts; below each what changed of it."""
    from factsheet.build import say

    facts = [f"{address}: {said}" for address, said in one.facts]
    facts += [f"changed: {change}" for change in one.changed]
    say(f"\n{page}:{one.line}")
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    if width < WIDE:
        say("\n".join([f"  {one.words}", *(f"    {fact}" for fact in facts)]))
        return
    half = (width - 5) // 2
    left = textwrap.wrap(one.words, half)
    right = [line for fact in facts for line in textwrap.wrap(fact, half)]
    say("\n".join(f"  {a:<{half}} │ {b}" for a, b in zip_longest(left, right, fillvalue="")))
