"""The documents are tested like code: what they name exists, and what exists is named."""

import json
import pkgutil
import re
import runpy
from pathlib import Path
from typing import Any

import pytest
import yaml
from factsheet.build import site_settings
from factsheet.build.built import Built
from factsheet.build.whole import build
from factsheet.evidence import MARKS
from factsheet.issues.issue import CATALOGUE
from factsheet.kinds import kinds_of
from factsheet.kinds.field_types import TYPES
from factsheet.language import say
from factsheet.pages import blocks, tellings
from factsheet.site.defaults import defaults
from factsheet.site.plugin import Settings
from factsheet.values import statement_keys
from factsheet.values.units import usual
from projects import ROOT, built, real, run, tree

DOCS = ROOT / "docs"
ROOMS = {p.parent.name for p in (ROOT / "generator/factsheet").glob("*/__init__.py")}
# by a command, and by whoever follows the guide
MADE = ("build/pages", "build/docs", "build/facts_json.py")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_issue_code_is_documented_with_its_meaning() -> None:
    document = text("docs/reference/issue-codes.md")
    for code, (severity, meaning) in CATALOGUE.items():
        rows = [line for line in document.splitlines() if line.startswith(f"| `{code}`")]
        assert rows and severity in rows[0] and meaning in rows[0], code
    assert set(re.findall(r"^\| `([a-z-]+)`", document, re.M)) == CATALOGUE.keys()


def test_every_key_of_a_statement_is_documented() -> None:
    document = text("docs/reference/data-format.md")
    for key in statement_keys("sources"):
        assert f"| `{key}` |" in document, key


def test_every_usual_unit_is_documented_and_every_type_of_field() -> None:
    document = text("docs/reference/kinds.md")
    rows = [line for line in document.splitlines() if line.startswith("| ")]
    units = next(n for n, row in enumerate(rows) if row.startswith("| what is measured"))
    named = {code for row in rows[units + 2 :] for code in re.findall(r"`([^`]+)`", row)}
    assert usual().keys() <= named
    table = {kind for row in rows for kind in re.findall(r"`([a-z-]+)`", row.split("|")[1])}
    assert TYPES.keys() <= table


def test_every_function_of_prose_is_documented_and_works_as_printed() -> None:
    document = text("docs/reference/prose.md")
    for name in blocks.CALLS:
        assert f"`{name}(" in document, name
    examples = re.findall(r"`(\w+\([^`…]*\))`", document)
    examples = [
        one for one in examples if one.partition("(")[0] not in tellings.MARKS
    ]  # they close words
    page = (
        "# Examples\n\n"
        + "\n\n".join(f"{{{{ {e} }}}}" for e in examples)
        + "\n\n## A question? {#a-question}\n"
    )
    files = {"content/examples.md": page.encode(), "content/pictures/dam.jpg": b""}
    found = build({**real(), **files}).issues
    assert len(examples) >= 8 and found == []


def test_what_the_plug_in_fills_in_and_its_options_are_documented() -> None:
    document = text("docs/reference/settings.md")
    short, filled_in, *_ = (
        yaml.safe_load(b) for b in re.findall(r"```yaml\n(.*?)```", document, re.S)
    )
    assert filled_in == defaults()
    assert {"site_name", "docs_dir", "theme", "plugins"} == short.keys()
    for name, option in Settings._schema:
        row = next(line for line in document.splitlines() if line.startswith(f"| `{name}` |"))
        default = {None: "the present", True: "`true`"}.get(option.default, f"`{option.default}`")
        assert f"| {default} |" in row, name


def test_every_setting_of_the_site_is_documented_and_the_example_is_sound() -> None:
    document = text("docs/reference/settings.md")
    for key in (keys := site_settings.keys(kinds_of({})[0])):
        assert f"| `{key}` |" in document, key
    example = re.findall(r"```yaml\n(.*?)```", document, re.S)[-1]
    board = "name: The Lake Board\nchecked: 2024-12-31\n"
    page = '# Map\n\n{{ map("cities/x", since="2024-12-07", until="2024-12-08") }}\n'
    point = "point:\n  - {value: [36.5, 34.5], references: [paper]}\n"
    city = f"name: X\nchecked: 2024-12-31\n{point}"
    more = {"content/map.md": page, "data/cities/x.yml": city, "data/groups/lake-board.yml": board}
    found = build(tree({"data/site.yml": example, **more}))
    assert found.issues == [] and found.settings.keys() == keys.keys()


def test_what_the_reference_takes_from_the_code_is_as_the_code_is() -> None:
    made = runpy.run_path(str(DOCS / "reference.py"))
    for name in made["PARTS"]:
        assert made["page"](name) == text(f"docs/{name}"), "run: python docs/reference.py"


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_the_documents_can_be_printed_as_a_site(engine: str, tmp_path: Path) -> None:
    done = run(engine, "build", "--strict", "-f", "mkdocs-docs.yml", "-d", str(tmp_path), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    for page in DOCS.rglob("*.md"):
        printed = page.relative_to(DOCS).with_suffix("")
        folder = printed.parent if printed.name == "index" else printed
        assert (tmp_path / folder / "index.html").is_file(), page
    decisions = (tmp_path / "decisions/index.html").read_text(encoding="utf-8")
    assert all(f'href="{p.stem}/"' in decisions for p in (DOCS / "decisions").glob("0*.md"))
    loads = r"""(?:src|data)=["']?https?:|<link rel=["']?stylesheet["']? href=["']?https?:"""
    for path in tmp_path.rglob("*.html"):
        assert not re.search(loads, path.read_text(encoding="utf-8")), path


def test_every_command_is_documented() -> None:
    document = text("docs/reference/commands.md")
    usage = run("factsheet", "--help", cwd=ROOT).stdout
    commands = re.findall(r"^  ([a-z]+) ", usage, re.M)
    assert len(commands) >= 4
    for command in commands:
        assert f"`factsheet {command}" in document, command
    script = runpy.run_path(str(ROOT / "dev.py"))
    told = re.findall(r"^    python3 dev\.py ([a-z]+) ", script["__doc__"], re.M)
    assert sorted(told) == sorted(script["COMMANDS"])


@pytest.mark.parametrize("name", ["README.md", "docs/reference/data-format.md"])
def test_yaml_examples_are_read_as_printed(name: str) -> None:
    for block in re.findall(r"```yaml\n(.*?)```", text(name), re.S):
        yaml.safe_load(block)


def test_the_fact_and_the_page_of_the_readme_can_be_added_as_printed() -> None:
    blocks = dict(re.findall(r"```(yaml|markdown)\n(.*?)```", text("README.md"), re.S))
    lake = "name: The Lake\nchecked: 2026-11-22\n" + blocks["yaml"]
    lake = lake.replace("survey-1998", "paper")
    files = {"data/places/lake.yml": lake, "content/explainers/mine.md": blocks["markdown"]}
    assert build(tree(files)).issues == []


def test_links_between_the_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(
            r"\]\(([^)#]+)\)", re.sub(r"`[^`]*`", "", path.read_text(encoding="utf-8"))
        ):
            assert link.startswith("http") or (path.parent / link).exists(), f"{path.name}: {link}"


def test_the_page_how_to_read_explains_every_status() -> None:
    page = str(built().files["about/how-to-read.md"])
    assert all(say(f"status.{status}") in page for status in MARKS)


# Where things are


def test_the_picture_of_the_rooms_is_drawn_from_the_contract_and_the_doors() -> None:
    drawn = runpy.run_path(str(ROOT / "docs/rooms.py"))["picture"]()
    assert text("docs/rooms.svg") == drawn, "run: python3 docs/rooms.py"
    assert all(f">{room}</text>" in drawn for room in ROOMS)


DOCUMENTS = ["README.md", "CONTRIBUTING.md"] + sorted(
    p.relative_to(ROOT).as_posix() for p in DOCS.rglob("*.md") if p.parent.name != "decisions"
)
OURS = re.compile(r"(docs|tests|benchmarks|generator|requirements)/[\w./-]*")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_files_and_folders_that_are_named_are_there(name: str) -> None:
    for word in re.findall(r"`([\w./-]+/[\w./-]*)`", text(name)):
        inside = word.removeprefix("factsheet/")
        if OURS.fullmatch(word):
            assert (ROOT / word).exists(), word
        elif inside.partition("/")[0] in ROOMS and not word.startswith(MADE):
            assert (ROOT / "generator/factsheet" / inside).exists(), word


@pytest.mark.parametrize("name", DOCUMENTS)
def test_names_of_the_code_that_are_named_are_there(name: str) -> None:
    for word in re.findall(r"`([a-z]+(?:\.\w+)+)`", text(name)):
        if word.partition(".")[0] in ROOMS and not word.endswith((".yml", ".md")):
            pkgutil.resolve_name(f"factsheet.{word}")


def test_the_fact_that_is_followed_through_the_house_arrives_where_it_is_said() -> None:
    guide, page = text("CONTRIBUTING.md"), str(built().pages["groups/hts.md"])
    rows = page[: page.index('<a id="us-listing"></a>')].splitlines()
    assert rows[-3].startswith("| Listed as terrorist by |") and "Listed as terrorist by" in guide
    note = next(line for line in page.splitlines() if line.startswith("[^hts-us-listing]:"))
    strength = re.search(r"\d+ reports, \d+ independent sources", note)
    assert strength and strength[0] in guide


def test_the_output_of_the_guide_can_be_added_as_printed() -> None:
    code = re.search(r"```python\n(.*?)```", text("CONTRIBUTING.md"), re.S)[1]  # type: ignore[index]
    space: dict[str, Any] = {}
    exec(code, space)
    found = Built(library=built().library)
    space["add"](found)
    asset = found.assets["facts.json"]
    assert asset.sort == "data" and "groups/hts#us-listing" in json.loads(asset.content)["facts"]


def test_the_commands_of_the_guides_exist() -> None:
    usage = run("factsheet", "--help", cwd=ROOT).stdout
    known = {"factsheet": usage, "dev.py": text("dev.py")}
    for name in DOCUMENTS:
        for tool, command in re.findall(
            r"\b(factsheet|dev\.py) ([a-z]+)\b(?=[^`\n]*`)", text(name)
        ):
            assert re.search(rf"\b{command}\b", known[tool]), f"{name}: {tool} {command}"
