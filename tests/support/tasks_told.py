"""The scripts that measure usual tasks, done on a new site."""

import os
import subprocess
import sys
from pathlib import Path

from projects import ROOT


def told(script: str, folder: Path, **environ: str) -> str:
    """The table that a script of `benchmarks/` writes of a new site; a task that fails ends it."""
    site, table = folder / "site", folder / "table.md"
    factsheet = Path(sys.executable).with_name("factsheet")
    subprocess.run([factsheet, "new", str(site)], check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / script), "--out", str(table)]
        + ["--root", str(site), "--rename", "places/mount-everest"],
        capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environ},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return table.read_text(encoding="utf-8")
