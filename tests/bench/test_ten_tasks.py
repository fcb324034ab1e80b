"""The ten tasks whose cost is told in docs/explanation/editing.md end well; nobody is timed here."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_ten_usual_tasks_end_well_on_a_new_site(tmp_path: Path) -> None:
    site, table = tmp_path / "site", tmp_path / "table.md"
    factsheet = Path(sys.executable).with_name("factsheet")
    subprocess.run([factsheet, "new", str(site)], check=True, capture_output=True)
    script = [sys.executable, str(ROOT / "benchmarks/ten_tasks.py"), "--out", str(table)]
    done = subprocess.run(
        [*script, "--root", str(site), "--rename", "places/mount-everest"],
        capture_output=True, text=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    measured = rows(table.read_text(encoding="utf-8"))
    told = rows((ROOT / "docs/explanation/editing.md").read_text(encoding="utf-8"))
    assert len(measured) == 11
    assert list(measured) == list(told)
    for name, (commands, keystrokes) in told.items():
        if name not in ("a record renamed, wherever it is named", "all ten"):
            assert (commands, keystrokes) == measured[name], name


def rows(text: str) -> dict[str, tuple[str, str]]:
    """(commands, keystrokes) of each task of a table, by its name."""
    found = re.findall(r"^\| ([^|]+?) \| (?:.*\| )?(\d+) \| (\d[\d,]*) \| [\d.]+ \|$", text, re.M)
    return {name: (commands, keystrokes) for name, commands, keystrokes in found}
