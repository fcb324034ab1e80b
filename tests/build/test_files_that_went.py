"""A page or file of `content/` that is gone is missed by those that lead to it, whatever was built before."""

from pathlib import Path

import pytest
from factsheet.build import load
from factsheet.build.whole import build
from factsheet.cache import Memory
from projects import tree, write_tree

ARMY = {"data/groups/army.yml": "name: Army\nchecked: 2024-12-31\n"}
IN_TWO = {"data/site.yml": "languages: [en, ar]\nleast_translated: 0\n"}
CASES = {
    "a page": ({"content/index.md": "# Home\n\nSee [it](about.md).\n"}, "content/about.md", "# About\n"),
    "a file": ({"content/index.md": "# Home\n\nSee [it](b.pdf).\n"}, "content/b.pdf", "%PDF-1.4\n"),
    "a page in another language": (
        {
            **IN_TWO,
            "content/index.md": "# Home\n",
            "content/index.ar.md": "# بيت\n\n[هنا](only.md).\n",
        },
        "content/only.ar.md",
        "# فقط\n",
    ),
    "the page of which there is a translation": (
        {**IN_TWO, "content/index.md": "# Home\n\n[It](who.md).\n", "content/who.ar.md": "# من\n"},
        "content/who.md",
        "# Who\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_is_missed_as_in_a_build_from_nothing(case: str) -> None:
    rest, path, text = CASES[case]
    memory, there = Memory(), {**ARMY, **rest}
    first = build(tree({**there, path: text}), memory=memory)
    assert first.ok, first.issues
    again, fresh = build(tree(there), memory=memory), build(tree(there))
    assert not fresh.ok
    assert [str(one) for one in again.issues] == [str(one) for one in fresh.issues]
    assert build(tree({**there, path: text}), memory=memory).files == first.files


def test_it_is_missed_after_a_build_whose_pages_were_kept_on_disk(tmp_path: Path) -> None:
    rest, path, text = CASES["a page"]
    write_tree(tmp_path, {**ARMY, **rest, path: text})
    assert load(tmp_path, memory=Memory())[0].ok
    (tmp_path / path).unlink()
    assert not load(tmp_path, memory=Memory())[0].ok
