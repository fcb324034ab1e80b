"""Every word on a page comes from the catalogue or from the data: nothing is printed from elsewhere.

The site is built by a copy of the package whose catalogue is written in other letters. What then still stands there in
plain ones must be found in the facts, the hand-written pages or the declarations of kinds.
"""

import ast
import json
import os
import re
import shutil
import string
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser

import markdown
import pytest
import yaml
from babel import Locale
from factsheet.kinds import kinds_of
from factsheet.language import several, unmarked
from factsheet.outputs.offers import OFFERS, README, SUMS
from factsheet.pages.data_page import FILES, example
from projects import ROOT, real

PACKAGE = ROOT / "generator" / "factsheet"
THEME = PACKAGE / "site/theme"
WIDE = {ord(letter): ord(letter) + 0xFEE0 for letter in string.ascii_letters}
EDGE = "\uff5c"  # stands at both ends of each piece of a message
BUILD = """
import json, sys
from pathlib import Path
from factsheet.build import Form, load
from factsheet.document import to_html
form = Form("html", to_html)
built, _, _ = load(Path(sys.argv[1]), cached=False, form=form)
assert built.ok
json.dump({name: page if isinstance(page, str) else [page.html, page.title, page.meta.get("description", "")]
           for name, page in built.pages.items()}, sys.stdout)
"""


MONTHS = "|".join(Locale.parse("en").months["stand-alone"]["wide"].values())
CLDR = re.compile(rf"\b({MONTHS}|[mb]illion|trillion)\b|(?<= )(and|or)(?= )|^and\b|, ")


def disguised(message: str) -> str:
    """The message in full-width letters, its places as they are."""
    parts = re.split(r"(\{\w+\})", message)
    parts[::2] = [f"{EDGE}{part.translate(WIDE)}{EDGE}" if part else "" for part in parts[::2]]
    return "".join(parts)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | list[str]]:
    """The pages of the real site, built with the disguised catalogue: HTML, title and description, or Markdown."""
    root = tmp_path_factory.mktemp("disguised")
    shutil.copytree(PACKAGE, root / "factsheet", ignore=shutil.ignore_patterns("__pycache__"))
    catalogue = root / "factsheet/language/en.yml"
    messages = yaml.safe_load(catalogue.read_text(encoding="utf-8"))
    for key, said in messages.items():
        messages[key] = [*map(disguised, said)] if isinstance(said, list) else disguised(said)
    catalogue.write_text(yaml.safe_dump(messages, allow_unicode=True), encoding="utf-8")
    env = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", BUILD, ROOT],
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, str | list[str]] = json.loads(done.stdout)
    return found


class Texts(HTMLParser):
    """The texts of a page, and those of attributes that are read out."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name == "aria-label"]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def of_markdown(text: str) -> list[str]:
    """The texts of a page that is written by hand, without its head."""
    body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
    extensions = ["attr_list", "tables", "footnotes", "admonition"]
    return Texts(markdown.markdown(body, extensions=extensions)).found


def of_yaml(text: str) -> list[str]:
    """Every key and value of a file of facts."""
    return [event.value for event in yaml.parse(text) if isinstance(event, yaml.ScalarEvent)]


def corpus() -> str:
    """What the facts, the hand-written pages and the kinds say, in small letters, blanks folded."""
    said: list[str] = []
    for path, data in real().items():
        read = {"yml": of_yaml, "md": of_markdown}.get(path.rpartition(".")[2])
        said += read(data.decode()) if read else []
    after = [
        said[n + 2 if said[n + 1] == "en" else n + 1 :][:1]
        for n, w in enumerate(said[:-1])
        if w == "type"
    ]
    types = [text.partition(",")[0] for one in after for text in one]
    said += map(several, types)
    said += Locale.parse("en").languages.values()
    for kind in kinds_of({})[0].values():
        said += [kind.name, kind.plural, kind.title, *(section.title for section in kind.sections)]
        for field in kind.all_fields.values():
            said += [field.label, field.reverse]
        said += [label.label for label in kind.labels.values()]
    files = (path for some in OFFERS.values() for path in some)
    said += [path.removeprefix(FILES) for path in (*files, README, SUMS)]
    said += [example("python"), example("sql")]  # which are the same in every language
    lines = [" ".join(text.split()) for text in said]
    return "\n".join([*lines, *map(unmarked, lines)]).casefold()


def test_no_word_of_a_page_comes_from_elsewhere(pages: dict[str, str | list[str]]) -> None:
    found: list[str] = []
    for page in pages.values():
        found += of_markdown(page) if isinstance(page, str) else [*Texts(page[0]).found, *page[1:]]
    texts = (CLDR.sub(EDGE, " ".join(text.split())) for text in found)
    pieces = {one.strip() for text in texts for one in text.split(EDGE)}
    plain = {one for one in pieces if re.search("[A-Za-z]", one)}
    assert len(plain) > 500
    known = corpus()
    strangers = {one for one in plain if one.casefold() not in known}
    strangers = {one for one in strangers if not one.startswith("http")}  # written as it is read
    assert not strangers, "\n".join(sorted(strangers)[:40])


WORDS = re.compile(r"(?<![\w-])[A-Za-z]{2,}\s|\s[A-Za-z]{2,}(?![\w-])")
CODE = re.compile(r"[<>={}\\]|^ ?fs-")  # markup, patterns, names of classes
# a function with one of these names speaks to editors
TO_EDITORS = {"Issue", "Refused", "Put", "put", "message"}
ALLOWED = {
    "The ": "how a sentence of the facts may begin",
    'write "': "for editors",
    "this timeline has no dates": "for editors",
    "there is nobody here to introduce": "for editors",
    'write leads("groups/some-id")': "for editors",
    "name other records or a wider span": "for editors",
    "more than ": "for editors",
    " blocks stand on the page": "for editors",
    "split the page": "for editors",
}


def prints(tree: ast.Module) -> bool:
    """Whether a module makes pieces of pages or says messages."""
    taken = {
        (node.module or "", alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    said = {name for module, name in taken if module.startswith("factsheet.language")}
    pieces = any(module.startswith("factsheet.document") for module, _ in taken)
    return pieces or not said.isdisjoint({"say", "tell", "date_words", "dated"})


def said_to_readers(node: ast.AST) -> Iterator[ast.Constant]:
    """The constants below a node, without docstrings, annotations and what is said to editors."""
    for part in ast.iter_child_nodes(node):
        if isinstance(node, ast.AnnAssign) and part is node.annotation:
            continue
        names = {getattr(one, "id", getattr(one, "arg", "")) for one in ast.walk(part)}
        if isinstance(part, ast.FunctionDef) and names & TO_EDITORS:
            continue
        if isinstance(part, ast.Constant) and not isinstance(node, ast.Expr | ast.arg):
            yield part
        elif not isinstance(part, ast.Raise):
            yield from said_to_readers(part)


def test_no_sentence_stands_in_a_module_that_prints() -> None:
    """Also what the real site has no use for."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.parent.name not in ("document", "pages", "pictures", "evidence", "build"):
            continue
        for one in said_to_readers(tree) if prints(tree) else ():
            text = one.value if isinstance(one.value, str) else ""
            if WORDS.search(text) and not CODE.search(text) and text not in ALLOWED:
                found.append(f"{path.name}:{one.lineno}: {text}")
    assert not found, "\n".join(found)


# the theme's own credit; an error that only the console shows; not words
OF_OTHERS = {
    *("Made with", "Material for MkDocs", "another file", "another site", "use strict"),
    *('{"@context":["https://schema.org",{"@base":', '}],"@graph":'),
}


def test_no_word_stands_in_the_templates_of_the_theme() -> None:
    for path in (PACKAGE / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        outside = re.sub(
            r"<script>.*?</script>|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", "\n", text, flags=re.S
        )
        inside = " ".join(re.findall(r"\{%.*?%\}|\{\{.*?\}\}", text, re.S))
        attributes = re.findall(r"<[^>]*?(?:aria-label|title|alt)=[\"']([^\"'{]+)", text)
        quoted = [a or b for a, b in re.findall(r"\"([^\"]*)\"|'([^']*)'", inside)]
        sentences = [text for text in quoted if WORDS.search(text) and "<" not in text]
        said = {line.strip() for line in outside.split("\n") if re.search("[A-Za-z]", line)}
        assert not {*said, *attributes, *sentences} - OF_OTHERS, path.name


def test_no_word_stands_in_the_script_or_the_style_sheet() -> None:
    script = (THEME / "assets/factsheet.js").read_text(encoding="utf-8")
    script = re.sub(r"(?m)(^|[ ;])//.*$", "", script)
    quoted = re.findall(r"\"((?:[^\"\\\n]|\\.)*)\"|`([^`]*)`", script)
    texts = {re.sub(r"\$\{[^}]*\}", "", one or two) for one, two in quoted}
    sentence = re.compile(r"^\W*[A-Z][a-z]|(?<![.#\w-])[a-z]{2,} [a-z]{2,}")
    code = re.compile(r"[^\w’ ,.:;?!()-]|\bfs-|\bmd-")  # selectors, names of classes
    said = {text for text in texts if sentence.search(text) and not code.search(text)}
    forms = {"BibTeX", "Chicago"}  # of citations, called so in every language
    assert not said - OF_OTHERS - forms - {"Enter", "Escape", "Tab", "Shift"}
    style = (THEME / "assets/factsheet.css").read_text(encoding="utf-8")
    content = " ".join(re.findall(r"content: ([^;]*);", style))
    assert not re.search("[A-Za-z]", "".join(re.findall(r'"([^"]*)"', content)))
