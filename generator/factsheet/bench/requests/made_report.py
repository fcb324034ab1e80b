"""The report that the job without rights has made of a request, read as a stranger's."""

from factsheet.bench.desk.report import MAX_REPORT, Report
from factsheet.bench.desk.shapes import NotSo, from_json
from factsheet.bench.requests import made
from factsheet.bench.requests.artifact import BadArtifact, one_file
from factsheet.bench.requests.host import Host, HostFault
from factsheet.bench.requests.made import NotMade
from factsheet.bench.requests.request import Request

ARTIFACT, FILE = "report", "report.json"
MAX_PACKED = 1_000_000  # bytes of the archive


def of(host: Host, request: Request) -> Report:
    """The report on the last commit of a request. Raises NotMade."""
    try:
        archive = made.of_request(host, request.head, ARTIFACT, MAX_PACKED)
        report = from_json(Report, one_file(archive, FILE, MAX_REPORT), MAX_REPORT)
        if report.head != request.head:
            raise NotSo("it is about another commit")
        if not _published(host, report.base, request.branch):
            raise NotSo("it compares with another branch; close the request, and open it again")
    except HostFault as fault:
        raise NotMade(str(fault)) from fault
    except (BadArtifact, NotSo) as refused:
        raise NotMade(f"its report is refused: {refused}") from refused
    return report


def _published(host: Host, commit: str, branch: str) -> bool:
    """Whether a commit is part of a branch: a request may have been aimed at another one before.

    Then its report is silent about what that other branch changes.
    """
    if not commit:
        return False
    told = host.get(f"compare/{commit}...{branch}", per_page=1, page=2)  # without its files
    return isinstance(told, dict) and told.get("behind_by") == 0
