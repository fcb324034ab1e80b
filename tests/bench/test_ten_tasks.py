"""The ten tasks whose cost is told in docs/explanation/editing.md end well; nobody is timed here."""

import re
from pathlib import Path

import pytest
from projects import ROOT
from tasks_told import told as table_of


@pytest.mark.slow
def test_ten_usual_tasks_end_well_on_a_new_site(tmp_path: Path) -> None:
    measured = rows(table_of("ten_tasks.py", tmp_path))
    page = (ROOT / "docs/explanation/editing.md").read_text(encoding="utf-8")
    told = rows(page.partition("{#mouse}")[0])
    assert len(measured) == 11
    assert list(measured) == list(told)
    for name, (commands, keystrokes) in told.items():
        if name not in ("a record renamed, wherever it is named", "all ten"):
            assert (commands, keystrokes) == measured[name], name


def rows(text: str) -> dict[str, tuple[str, str]]:
    """(commands, keystrokes) of each task of a table, by its name."""
    found = re.findall(r"^\| ([^|]+?) \| (?:.*\| )?(\d+) \| (\d[\d,]*) \| [\d.]+ \|$", text, re.M)
    return {name: (commands, keystrokes) for name, commands, keystrokes in found}
