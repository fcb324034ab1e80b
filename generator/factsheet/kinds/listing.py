"""Kinds in words, for a person at a terminal, and for the reference."""

from collections.abc import Iterable, Iterator

from factsheet.kinds.kind import Field, Kind
from factsheet.kinds.register import Kinds
from factsheet.values import Many


def listed(kinds: Kinds) -> str:
    """A line for each kind: its plural, its title, its role, its fields."""
    head = ("kind", "title", "role", "fields")
    rows = [(k.plural, k.title, k.role, ", ".join(k.fields) or "–") for k in kinds.values()]
    return "\n".join(_columns([head, *rows]))


def described(kind: Kind) -> str:
    """All that a kind has: a line for each field and label, with what an editor may type."""
    said = f"{kind.plural}: {kind.title}, one is a {kind.name}; role: {kind.role}"
    if kind.schema_org:
        said += f"; schema.org: {kind.schema_org}"
    lines = [said]
    for title, found in (("fields", kind.fields), ("labels", kind.labels)):
        if found:
            rows = [(key, typed(one), one.label, more(one)) for key, one in found.items()]
            lines += ["", f"{title}:", *(f"  {line}" for line in _columns(rows))]
    sections = [(one.title, ", ".join((*one.fields, *one.back))) for one in kind.sections]
    if sections:
        lines += ["", "sections:", *(f"  {line}" for line in _columns(sections))]
    return "\n".join(lines)


def typed(field: Field) -> str:
    """The type of a field, with where a link leads: `a list: link to sources`."""
    to = f" to {' or '.join(field.to)}" if field.to else ""
    return f"{'a list: ' if isinstance(field.type, Many) else ''}{field.sort}{to}"


def more(field: Field) -> str:
    """What else is to know of a field; the help stands last."""
    required = "required" if field.required else ""
    single = "one value at a time" if field.single else ""
    back = f"the other way: “{field.reverse}”" if field.reverse else ""
    means = f"means {field.means}" if field.means else ""
    told = "; ".join(filter(None, (required, single, back, means)))
    return ". ".join(filter(None, (told, field.help.rstrip("."))))


def _columns(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Rows as lines, the cells of each column below one another."""
    table = list(rows)
    widths = [max(len(cell) for cell in column) for column in zip(*table)]
    for row in table:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
