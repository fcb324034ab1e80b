"""The tasks whose clicks are told in docs/explanation/editing.md write in forms what they write from a shell."""

import re
from pathlib import Path

import browsers
import pytest
from projects import ROOT
from tasks_told import told as table_of


@pytest.mark.full
def test_forms_write_what_commands_write_and_cost_what_is_told(tmp_path: Path) -> None:
    table = table_of("ten_tasks_by_mouse.py", tmp_path, CHROMIUM=browsers.chromium())
    measured = rows(table)  # it ends where a byte differs
    told = rows((ROOT / "docs/explanation/editing.md").read_text(encoding="utf-8"))
    assert len(measured) == 11
    assert measured == told


def rows(text: str) -> dict[str, tuple[str, ...]]:
    """(clicks, keys, pages) of each task that has a form, by its name."""
    number = r" ([\d.]+) \|"
    found = re.findall(rf"^\| ([^|]+?) \|{number * 6}$", text, re.MULTILINE)
    return {name: tuple(numbers[2:5]) for name, *numbers in found}
