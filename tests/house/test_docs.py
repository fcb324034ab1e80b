"""The documents are tested like code: what they name exists, and what exists is named."""

import re
import subprocess
import sys

import pytest
import yaml
from factsheet.build.whole import build
from factsheet.evidence.weight import STATUSES
from factsheet.issues.issue import CATALOGUE
from factsheet.kinds.kind import register
from factsheet.language import say
from factsheet.pages import blocks
from factsheet.values.statements import KEYS
from projects import ROOT, built, real, run, tree


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_issue_code_is_documented_with_its_meaning() -> None:
    document = text("docs/issue-codes.md")
    for code, (severity, meaning) in CATALOGUE.items():
        rows = [line for line in document.splitlines() if line.startswith(f"| `{code}`")]
        assert rows and severity in rows[0] and meaning in rows[0], code
    assert set(re.findall(r"^\| `([a-z-]+)`", document, re.M)) == CATALOGUE.keys()


def test_every_kind_property_and_key_is_documented() -> None:
    document = text("docs/data-format.md")
    for plural, kind in register().items():
        row = next(line for line in document.splitlines() if line.startswith(f"| {plural} |"))
        for key in [*kind.labels, *kind.properties]:
            assert f"`{key}`" in row, f"{plural}.{key}"
    for key in KEYS:
        assert f"| `{key}` |" in document, key


def test_every_function_of_prose_is_documented_and_works_as_printed() -> None:
    document = text("docs/prose.md")
    for name in blocks.CALLS | {k.name for k in register().values()} - {"quote"}:
        assert f"`{name}(" in document, name
    examples = re.findall(r"`(\w+\([^`…]*\))`", document)
    page = (
        "# Examples\n\n"
        + "\n\n".join(f"{{{{ {e} }}}}" for e in examples)
        + "\n\n## A question? {#a-question}\n"
    )
    found = build({**real(), "content/examples.md": page.encode()}).issues
    assert len(examples) >= 8 and found == []


def test_every_command_is_documented() -> None:
    document = text("docs/commands.md")
    usage = run("factsheet", "--help", cwd=ROOT).stdout
    commands = re.findall(r"^    (\w+) ", usage, re.M)
    assert len(commands) >= 4
    for command in commands:
        assert f"`factsheet {command}" in document, command
    script = subprocess.run(
        [sys.executable, "dev.py"], cwd=ROOT, capture_output=True, text=True
    ).stdout
    for command in ("serve", "test", "check", "build", "lock"):
        assert f"dev.py {command}" in script


@pytest.mark.parametrize("name", ["README.md", "docs/data-format.md"])
def test_yaml_examples_are_read_as_printed(name: str) -> None:
    for block in re.findall(r"```yaml\n(.*?)```", text(name), re.S):
        yaml.safe_load(block)


def test_the_fact_of_the_readme_can_be_added_as_printed() -> None:
    fact = re.search(r"```yaml\n(.*?)```", text("README.md"), re.S)[1]  # type: ignore[index]
    record = "name: HTS\nchecked: 2026-11-22\nfacts:\n" + fact.replace(
        "guardian-2024-12-08", "paper"
    )
    assert build(tree({"data/groups/hts.yml": record})).issues == []


def test_the_explainer_of_the_readme_can_be_added_as_printed() -> None:
    page = re.search(r"```markdown\n(.*?)```", text("README.md"), re.S)[1]  # type: ignore[index]
    assert build({**real(), "content/explainers/mine.md": page.encode()}).issues == []


def test_links_between_the_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for link in re.findall(
            r"\]\(([^)#]+)\)", re.sub(r"`[^`]*`", "", path.read_text(encoding="utf-8"))
        ):
            assert link.startswith("http") or (path.parent / link).exists(), f"{path.name}: {link}"


def test_the_page_how_to_read_explains_every_status() -> None:
    page = str(built().files["about/how-to-read.md"])
    assert all(say(f"status.{status}") in page for status in STATUSES)


def test_rooms_are_listed_for_whoever_carries_on() -> None:
    table = text("CONTRIBUTING.md")
    for path in (ROOT / "generator/factsheet").glob("*/__init__.py"):
        assert f"| `{path.parent.name}` |" in table, path.parent.name
