"""What an issue code means, an example that gives it, and the example mended.

The examples are files in `codes/`, one for each code of the catalogue; the tests run them. Meaning
and severity stand in the catalogue alone. `factsheet explain CODE` prints `page`, and
`docs/reference/issue-codes.md` is what `document` gives.
"""

import pkgutil
from dataclasses import dataclass, field

import yaml

from factsheet.issues.issue import CATALOGUE
from factsheet.issues.printers import harmless

INTRO = """# Issue codes

Every problem is printed with its file, line, column and one of these codes. An **error** stops
publication, a **warning** does not. They are printed in the order in which to mend them.
`factsheet explain CODE` prints the part of this page that tells of a code. Beside the files of each
example lies `data/sources/paper.yml`, a source.
"""


@dataclass(frozen=True, slots=True)
class Example:
    """How a code is mended, and files by path: those that give it, and the same ones mended.

    `before` is the state that `factsheet diff` compares with; `bytes` the encoding of `wrong`.
    """

    mend: str
    wrong: dict[str, str]
    right: dict[str, str]
    before: dict[str, str] = field(default_factory=dict)
    bytes: str = "utf-8"


def example(code: str) -> Example:
    """The example of a code."""
    data = pkgutil.get_data("factsheet.issues", f"codes/{code}.yml")
    assert data
    return Example(**yaml.safe_load(data))


def page(code: str) -> str:
    """All about one code, as Markdown."""
    severity, meaning = CATALOGUE[code]
    shown = example(code)
    parts = [f"## `{code}`", f"{severity.capitalize()}: {meaning}", f"How to mend it: {shown.mend}"]
    if shown.before:
        parts += ["In the state that is compared with:", *_files(shown.before)]
    saved = "" if shown.bytes == "utf-8" else f", saved as {shown.bytes}"
    same = set() if saved else shown.wrong.items() & shown.right.items()
    for title, files in ((f"Wrong{saved}:", shown.wrong), ("Mended:", shown.right)):
        parts += [title, *_files({p: t for p, t in files.items() if (p, t) not in same})]
    parts += [f"`{path}` is gone." for path in shown.wrong.keys() - shown.right.keys()]
    return "\n\n".join(parts) + "\n"


def _files(files: dict[str, str]) -> list[str]:
    """Each file under its path; characters that cannot be seen are spelt out."""
    language = {"md": "markdown", "yml": "yaml"}
    out = []
    for path, text in files.items():
        called, lines = language.get(path.rpartition(".")[2], "text"), harmless(text.rstrip("\n"))
        out += [f"`{path}`", f"```{called}\n{lines}\n```"]
    return out


def document() -> str:
    """All codes: a table, then the page of each."""
    table = ["| code | severity | meaning | how to mend it |", "| --- | --- | --- | --- |"]
    for code, (severity, meaning) in CATALOGUE.items():
        table.append(f"| `{code}` | {severity} | {meaning} | {example(code).mend} |")
    return "\n".join([INTRO, *table, "", *(page(code) for code in CATALOGUE)])
