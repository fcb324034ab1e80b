"""YAML as nobody types it and the reader takes it: odd indents, brackets over lines, comments anywhere."""

from random import Random
from typing import Any

WORDS = ["x", "a", "b", "é", "هيئة", "𝒳y", "2024-12-07/..", "no", "~", "a:·b", "c·#d", "'q", '"d"·e', "l:", "-1", "-·y", "[i", "k,·l", "#h", "?", "a-b:c", "http://x.y/z", "{}", "e\\f", "---", "…", "%·z", "@a", "`b", "!t", "&u", "|", ">·v", "=", "<", "a:", "?b", "-", "x'y", ":z", "漢:·字"]  # fmt: skip
KEYS = [
    "a",
    "b",
    "name",
    "facts",
    "references",
    "text",
    "id",
    "note",
    "k·k",
    "é",
    "x:y",
    "when",
    "q'r",
    "漢",
    "a.b",
    "#n",
    "0",
    "value",
]
COMMENTS = (" # c{}", "  #  c{}: d", "\t# c{}: [", " # c{} 'x", " # c{} é漢")


class Odd:
    """Makes data, and files that say it, by chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance

    def file(self) -> bytes:
        """A file of a mapping; it may be none that the reader takes."""
        chance = self.chance
        text = "---\n" if chance.random() < 0.1 else ""
        text += "# top\n" if chance.random() < 0.2 else ""
        data = self.data(0)
        text += (
            self.block(data, chance.choice((0, 0, 0, 1, 2)))
            if chance.random() < 0.95
            else self.flow(data, 0)
        )
        text += chance.choice(("\n", "\n", "", "\n\n", "\n# end\n", "\n# end", " ", "\n  # x\n"))
        text = text.replace("\n", chance.choice(("\n", "\n", "\n", "\r\n")))
        return ("\ufeff" * (chance.random() < 0.1) + text).encode()

    def text(self) -> str:
        """A text, often one with signs that mean something."""
        many = 3 if self.chance.random() < 0.2 else 1
        return " ".join(self.chance.choices(WORDS, k=many)).replace("·", " ")

    def data(self, depth: int = 2) -> Any:
        """A text, list or mapping; at depth 0 a mapping."""
        chance = self.chance
        if depth and (depth > 3 or chance.random() < 0.5):
            return "" if chance.random() < 0.1 else self.text()
        if depth and chance.random() < 0.4:
            return [self.data(depth + 1) for _ in range(chance.randint(0, 3))]
        keys = chance.sample(KEYS, chance.randint(0 if depth else 1, 4))
        return {key.replace("·", " "): self.data(depth + 1) for key in keys}

    def comment(self) -> str:
        """A comment behind something, or none."""
        told = self.chance.choice(COMMENTS).format(self.chance.randint(0, 999))
        return told if self.chance.random() < 0.25 else ""

    def scalar(self, text: str, column: int = 0, key: bool = False) -> str:
        """A text plain or quoted, perhaps over two lines."""
        how = self.chance.random()
        fold = (" ", "\n" + " " * (column + 2), 1 if not key and self.chance.random() < 0.3 else 0)
        if how < 0.5 and text:
            return text.replace(*fold)
        if how < 0.8:
            return "'" + text.replace("'", "''").replace(*fold) + "'"
        told = text.replace("\\", "\\\\").replace('"', '\\"')
        escaped = self.chance.random() < 0.2
        return '"' + (told.replace("a", "\\u0061") if escaped else told) + '"'

    def gap(self, column: int) -> str:
        """What may stand between brackets, commas and items."""
        line = "\n" + " " * (column + self.chance.randint(1, 4))
        said = f" # c{self.chance.randint(0, 999)}{line}"
        return self.chance.choice(("", "", " ", " ", "  ", line, said))

    def flow(self, data: Any, column: int) -> str:
        """Data between brackets."""
        if isinstance(data, str):
            return self.scalar(data, column)
        if isinstance(data, dict):
            pairs = [self.pair(key, value, column) for key, value in data.items()]
            return "{" + self.listed(pairs, column) + "}"
        return "[" + self.listed([self.flow(one, column) for one in data], column) + "]"

    def pair(self, key: str, value: Any, column: int) -> str:
        """A key with its value, or alone, between brackets."""
        typed = self.scalar(key, key=True)
        if value == "":
            return typed + self.chance.choice(("", ":", ": "))
        sign = self.chance.choice(
            (": ", ": ", ": ", " : ", ":  ", ":" if typed[0] in "'\"" else ": ")
        )
        return typed + sign + self.flow(value, column)

    def listed(self, items: list[str], column: int) -> str:
        """Items with commas, perhaps one too many."""
        last = self.chance.random() < 0.2
        told = (
            self.gap(column)
            + one
            + (" " if one.endswith(":") else self.gap(column))
            + ("," if at < len(items) or last else "")
            for at, one in enumerate(items, 1)
        )
        return "".join(told) + self.gap(column)

    def block(self, data: Any, column: int) -> str:
        """A mapping or list on lines of its own."""
        indent, lines = " " * column, []
        entries = data.items() if isinstance(data, dict) else [("", one) for one in data]
        for key, value in entries:
            if lines and self.chance.random() < 0.2:
                lines.append(self.chance.choice(("", "  ", indent + "# c1: - x", "# c2")))
            sign = (
                self.scalar(key, key=True) + self.chance.choice((":", ":", " :"))
                if isinstance(data, dict)
                else "-"
            )
            lines.append(indent + sign + self.value(value, column, sign == "-"))
        return "\n".join(lines)

    def value(self, data: Any, column: int, item: bool) -> str:
        """What stands behind a colon or a hyphen."""
        chance = self.chance
        if data == "":
            return self.comment()
        if isinstance(data, str) and chance.random() < 0.15:
            indent = "\n" + " " * (column + chance.randint(1, 4))
            sign = (
                chance.choice("|>")
                + chance.choice(("", "+", "-"))
                + self.comment().replace("\t", " ")
            )
            return f" {sign}{indent}" + data.replace(" ", indent) + "\n" * chance.randint(0, 2)
        if isinstance(data, str):
            new_line = "\n" + " " * (column + 2)
            lead = chance.choice((" ", " ", " ", " ", "   ", "\t", new_line, f"  # c3{new_line}"))
            return lead + self.scalar(data, column) + self.comment()
        if not data or chance.random() < 0.25:
            return " " + self.flow(data, column) + self.comment()
        if item and chance.random() < 0.6:
            blanks = " " * chance.randint(1, 3)
            return blanks + self.block(data, column + 1 + len(blanks)).lstrip(" ")
        least = 0 if isinstance(data, list) and not item else 1
        return self.comment() + "\n" + self.block(data, column + chance.randint(least, 4))
