"""Thousands of changed facts with odd letters: report, “What I changed” and a proposal stay readable."""

import io
import re
from pathlib import Path

import html5lib
import pytest
from benches import Visitor
from factsheet.bench.desk import writing
from factsheet.build import load
from factsheet.command import main
from projects import git, write_tree
from repositories import alone

pytestmark = pytest.mark.slow
ODD = "|<>&@x #12 *_`[]() \U0001d504😀 " * 8
RECORDS, FACTS = 210, 15


def group(number: int, said: str) -> str:
    """A record of fifteen facts."""
    head = f"name: Group {number} |<>&😀 x\nchecked: 2024-12-31\nfacts:\n"
    fact = '  f{n}:\n    text: "It {said} {number}, {n}."\n    references: [wire#P{n}, paper]\n'
    return head + "".join(fact.format(n=n, number=number, said=said) for n in range(FACTS))


def groups(said: str, records: int) -> dict[str, str]:
    """So many records."""
    return {f"data/groups/g{number}.yml": group(number, said) for number in range(records)}


def listed(visitor: Visitor, page: str) -> int:
    """How many changes a page lists; it is sound, and of bounded length."""
    html5lib.HTMLParser(strict=True).parse(page)
    assert len(page) < 1_500_000
    return len(re.findall(r"<code>groups/g\d+#f\d+</code>", page))


def test_they_are_told_within_bounds_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    alone(monkeypatch, tmp_path / "home")
    root = tmp_path / "site"
    visitor = Visitor(root, {**groups("came", RECORDS), ".gitignore": ".cache/\n"})
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "The site begins")
    write_tree(root, groups(f"left {ODD}", RECORDS))
    good = load(root, cached=False)[:2]
    visitor.bench.good = lambda: good

    out = tmp_path / "report.md"
    assert main(["--root", str(root), "report", "HEAD", "--out", str(out)]) == 1
    comment = out.read_text(encoding="utf-8")
    assert len(comment) <= writing.MAX_COMMENT
    assert comment.count("<details>") == comment.count("</details>")
    assert "changed without a reason: 3,150" in comment and "(3,150)" in comment
    assert "For the second reader (" in comment and "left out here" in comment

    page = visitor.get("changes").text
    assert listed(visitor, page) == 500
    assert "Changed without a reason: 3,150" in page and "and 3,130 more changes" in page
    assert "2,650 more of “Changed without a reason” are not listed here" in page
    assert "and changes that are not listed above" in page
    form = {"title": "All", "why": ""}
    assert "propose it in parts" in visitor.post("proposal-file", form).text

    write_tree(root, groups("came", 60))  # the rest fits into one file
    good = load(root, cached=False)[:2]
    sent = visitor.post("proposal-file", form).data
    write_tree(root, groups("came", RECORDS))
    good = load(root, cached=False)[:2]
    page = visitor.post("read-proposal", {"file": (io.BytesIO(sent), "a.json")}).text
    assert listed(visitor, page) == 500
    assert "Changed without a reason: 2,250" in page and "Files: 150" in page
    assert "Write it into the files here" in page
