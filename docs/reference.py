"""Writes into the reference what it takes from the code: `python docs/reference.py`; a test compares.

What is made stands between two comments in a page; all else there is written by hand.
"""

import argparse
import re
from pathlib import Path

from factsheet.command.line import arguments
from factsheet.kinds import kinds_of
from factsheet.kinds.listing import more, typed

DOCS = Path(__file__).parent


def commands() -> str:
    """Every command with its options, as a table."""
    rows = ["| command | option | does |", "| --- | --- | --- |"]
    parser = arguments()
    (found,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    for command, names in [(parser, "")] + [(p, name) for name, p in found.choices.items()]:
        said = " ".join((command.description or "").split())
        rows.append(f"| `{' '.join(('factsheet', names)).strip()}` | | {said} |")
        for action in command._actions:
            if action.dest not in ("help", "==SUPPRESS==") and action is not found:
                rows.append(f"| | `{_written(action)}` | {action.help or ''} |")
    return "\n".join(rows)


def _written(action: argparse.Action) -> str:
    value = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    value = f"[{value}]" if action.nargs == "?" else str(value)
    return " ".join([*action.option_strings[-1:], *([value] if value else [])])


def kinds() -> str:
    """Each built-in kind with its fields and labels, as a table."""
    out = []
    for kind in kinds_of({})[0].values():
        out.append(f"### {kind.title} (`{kind.plural}`)\n")
        found = [(*pair, "") for pair in kind.fields.items()]
        found += [(*pair, ", a label") for pair in kind.labels.items()]
        rows = [f"| `{k}` | {typed(f)}{what} | {f.label} | {more(f)} |" for k, f, what in found]
        table = ["| key | type | called | more |", "| --- | --- | --- | --- |", *rows]
        out += [*(table if rows else ["No fields of its own."]), ""]
    return "\n".join(out).rstrip()


PARTS = {"reference/commands.md": {"commands": commands}, "reference/kinds.md": {"kinds": kinds}}


def page(name: str) -> str:
    """A page with all its made parts made anew."""
    text = (DOCS / name).read_text(encoding="utf-8")
    for part, make in PARTS[name].items():
        start, end = f"<!-- {part}: made by docs/reference.py -->", "<!-- until here -->"
        made = f"{start}\n\n{make()}\n\n{end}"
        text, count = re.subn(f"{start}.*?{end}", lambda _, made=made: made, text, flags=re.S)
        assert count == 1, f"{name} has no place for {part}"
    return text


if __name__ == "__main__":
    for name in PARTS:
        (DOCS / name).write_text(page(name), encoding="utf-8", newline="\n")
