"""Writes into the reference what it takes from the code: `python docs/reference.py`; a test compares.

And the JSON Schema of reports, which stands beside their classes.

What is made stands between two comments in a page; all else there is written by hand.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
from factsheet.bench.desk import report, shapes
from factsheet.command.line import group
from factsheet.kinds import kinds_of
from factsheet.kinds.listing import more, typed
from factsheet.language import say
from factsheet.outputs import database, rows, tables

DOCS = Path(__file__).parent


def commands() -> str:
    """Every command with its options, as a table."""
    rows = ["| command | option | does |", "| --- | --- | --- |"]
    for context in _all(click.Context(group, info_name="factsheet")):
        said = " ".join((context.command.help or "").split())
        rows.append(f"| `{context.command_path}` | | {said} |")
        for param in context.command.params:
            what = getattr(param, "help", "") or ""
            rows.append(f"| | `{_written(param, context)}` | {what} |")
    return "\n".join(rows)


def _all(context: click.Context) -> Iterator[click.Context]:
    """A command and all below it, each in a context that knows its whole name."""
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            assert command
            yield from _all(click.Context(command, info_name=name, parent=context))


def _written(param: click.Parameter, context: click.Context) -> str:
    """How an argument or an option is typed: `[KIND]`, `--title TITLE`, `--empty`."""
    value = param.make_metavar(context)
    if isinstance(param, click.Argument):
        return value
    return param.opts[-1] if param.is_flag else f"{param.opts[-1]} {value}"


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


def columns() -> str:
    """The columns of the tables in files of CSV, each with what it means."""
    out = []
    for name, (found, _) in tables.NAMES.items():
        out += [f"#### `{name}.csv`\n", "| column | holds |", "| --- | --- |"]
        out += [f"| {'; '.join(_columns(one))} | {_meaning(one)} |" for one in found]
        out.append("")
    return "\n".join(out).rstrip()


def _columns(name: str) -> list[str]:
    """How a column is called; of labels all of them."""
    if name == rows.LABELS:
        kinds = kinds_of({})[0]
        return [f"`{key}`" for key in kinds[kinds.sources].labels]
    return [f"`{name}ar`, …"] if name.endswith("-") else [f"`{name}`"]


def _meaning(name: str) -> str:
    if name == rows.LABELS:
        return "The labels of the source, as they were typed; another kind of sources has its own"
    return say(f"column.{name}xx" if name.endswith("-") else f"column.{name}")


def database_tables() -> str:
    """The tables of the database with their columns, and its views, by the comments in their SQL."""
    out, views = ["| table | column | holds |", "| --- | --- | --- |"], []
    for line in database.tables().splitlines():
        if made := re.fullmatch(r"CREATE (TABLE|VIEW) (\w+) (?:\(|AS) -- (.+)", line):
            row = f"| `{made[2]}` | | {made[3]} |"
            views += [f"| `{made[2]}` | {made[3]} |"] if made[1] == "VIEW" else []
            out += [row] if made[1] == "TABLE" else []
        elif column := re.fullmatch(r"  (\w+) (?:TEXT|INTEGER|REAL|NUMERIC)\b.* -- (.+)", line):
            out.append(f"| | `{column[1]}` | {column[2]} |")
    return "\n".join([*out, "", "| view | shows |", "| --- | --- |", *views])


PARTS = {
    "reference/commands.md": {"commands": commands},
    "reference/kinds.md": {"kinds": kinds},
    "reference/data-files.md": {"columns": columns, "database": database_tables},
}


def page(name: str) -> str:
    """A page with all its made parts made anew."""
    text = (DOCS / name).read_text(encoding="utf-8")
    for part, make in PARTS[name].items():
        start, end = f"<!-- {part}: made by docs/reference.py -->", "<!-- until here -->"
        made = f"{start}\n\n{make()}\n\n{end}"
        text, count = re.subn(f"{start}.*?{end}", lambda _, made=made: made, text, flags=re.S)
        assert count == 1, f"{name} has no place for {part}"
    return text


def report_schema() -> str:
    """The JSON Schema of reports on requests."""
    return json.dumps(shapes.schema(report.Report), indent=1) + "\n"


if __name__ == "__main__":
    Path(report.__file__).with_suffix(".json").write_text(report_schema(), encoding="utf-8")
    for name in PARTS:
        (DOCS / name).write_text(page(name), encoding="utf-8", newline="\n")
