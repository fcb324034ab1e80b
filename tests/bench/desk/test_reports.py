"""Golden reports: one YAML file in `cases/` is one request, before and after, and what is told of it (see the README)."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from factsheet.bench.desk import writing
from factsheet.command import main
from factsheet.evidence import linking, pins
from projects import git, tree, write_tree

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
_BACK = re.compile(r"<!--.*?-->|</?(?:a|strong|b|code|pre|details)\b[^>]*>|\u200b", re.S)


def states(case: dict[str, Any]) -> tuple[dict[str, str], dict[str, str | None]]:
    """The files before and after, with the pins that the facts of a state really have."""
    before, after = case["before"], {**case["before"], **case["after"]}
    for name, state in case.get("pins", {}).items():
        files = tree({p: t for p, t in (before if state == "before" else after).items() if t})
        library = linking.read({p: b for p, b in files.items() if p.startswith("data/")})[0]
        seen = pins.pin(library, ["groups/army#moved"])
        for one in (before, after):
            one |= {p: t.replace(f"@{name}", seen) for p, t in one.items() if t}
    return before, after


def request(root: Path, case: dict[str, Any]) -> None:
    """A project as a request brings it, on top of the commit that it starts from."""
    before, after = states(case)
    write_tree(root, before)
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Published")
    write_tree(
        root,
        {
            "data/sources/paper.yml": (root / "data/sources/paper.yml").read_text(),
            **{p: t for p, t in after.items() if t},
        },
    )
    for path, text in after.items():
        if text is None:
            (root / path).unlink()


def read_as(markdown: str) -> str:
    """What a comment reads when a host has printed it, with its lists and headings."""
    plain = unescape(_BACK.sub("", markdown).replace("<summary>", "### ").replace("</summary>", ""))
    return re.sub(r"\n{3,}", "\n\n", plain.replace("\u200b", "")).strip() + "\n"


@pytest.mark.parametrize("path", CASES, ids=[p.stem for p in CASES])
def test_case(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    request(tmp_path, case)
    out = tmp_path / ".cache/report.md"
    out.parent.mkdir()
    status = main(["--root", str(tmp_path), "report", "HEAD", "--out", str(out)])
    assert "Traceback" not in "".join(capsys.readouterr())
    told = read_as(out.read_text(encoding="utf-8"))
    assert told == case["report"], told
    assert status == case.get("exit", 0)
    for form in ("json", "html"):
        main(["--root", str(tmp_path), "report", "HEAD", "--format", form, "--out", str(out)])
        text = out.read_text(encoding="utf-8")
        if form == "json":
            assert writing.to_json(writing.from_json(text.encode())) == text
        for word in case.get("absent", []):
            assert word not in text and word not in told
