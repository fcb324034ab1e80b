"""The cases of the bench: one YAML file in tests/bench/cases is one case (see the README there)."""

import difflib
import shlex
from pathlib import Path

import pytest
import yaml
from factsheet.command import main
from projects import stand, write_tree

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


def difference(before: dict[str, bytes], after: dict[str, bytes]) -> str:
    """Each line that came or went, under the name of its file."""
    out = []
    for path in sorted(before.keys() | after.keys()):
        old, new = (state.get(path, b"").decode() for state in (before, after))
        if old != new or (path in before) != (path in after):
            lines = difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
            kept = [line for line in list(lines)[2:] if not line.startswith("@@")]
            gone = [] if path in after else ["(gone)"]
            out += [path, *(gone or kept)]
    return "\n".join(out)


@pytest.mark.parametrize("path", CASES, ids=[p.stem for p in CASES])
def test_case(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    write_tree(tmp_path, case["files"])
    for one in case["calls"]:
        before = stand(tmp_path)
        call = shlex.split(one["call"])
        if one.get("dated", True):
            call += ["--on", str(case.get(True, "2025-01-31"))]  # a bare `on` is true in YAML 1.1
        status = main(["--root", str(tmp_path), *call])
        printed = "".join(capsys.readouterr())
        assert status == one.get("exit", 0), printed
        for text in one.get("says", []):
            assert text in printed, f"{text!r} is not said:\n{printed}"
        for text in one.get("silent", []):
            assert text not in printed
        assert difference(before, stand(tmp_path)) == one.get("changes", "").rstrip("\n")
