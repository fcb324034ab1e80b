"""What becomes of the rows of a table: the cases in tests/bench/imports, one YAML file each."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from projects import tree

from factsheet.bench.imports.import_plan import RowPlan, Wish, plan
from factsheet.bench.imports.mapping_file import read_how, read_mapping
from factsheet.bench.edits.refused import Refused
from factsheet.bench.imports.tables import read_table
from factsheet.evidence import linking
from factsheet.issues import Issue

FOLDER = Path(__file__).parent
CASES = sorted(FOLDER.glob("*.yml"))
ON = date(2026, 11, 29)


def told(row: RowPlan) -> str:
    """A row as a case has it."""
    wrong = [shown(issue) for issue in row.wrong]
    return f"{row.verdict}: {'; '.join([*wrong, *row.told])}".removesuffix(": ")


def shown(issue: Issue) -> str:
    hint = f"; {issue.hint}" if issue.hint else ""
    return f"{issue.spot.line}:{issue.spot.column}: {issue.code}: {issue.message}{hint}"


def planned(case: dict, files: dict[str, bytes]) -> list[RowPlan] | list[str]:
    """The plan of a case, or why there is none."""
    library, issues = linking.read(files)
    assert not issues, issues
    content, found = case["map"].encode(), list[Issue]()
    try:
        table = read_table(case["table"].encode(), "table.csv", read_how(content, "map.yml")[0])
    except Refused as error:
        return [str(error)]
    kind = library.kinds[case["kind"]]
    mapping = read_mapping(content, "map.yml", kind, library, table, found.append)
    if mapping is None:
        return [f"{issue.spot.path}:{shown(issue)}" for issue in found]
    wish = Wish(case.get("different", "reject"), "correction", "the table was mended")
    return plan(table, mapping, library, ON, wish)


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_each_row_gets_its_verdict(path: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    found = planned(case, tree(case.get("files", {})))
    if "refused" in case:
        assert found == case["refused"]
    else:
        assert [told(row) for row in found] == case["rows"]
