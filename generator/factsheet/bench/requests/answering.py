"""A request is answered: one comment with its report, one status on its last commit."""

from dataclasses import dataclass

from factsheet.bench.desk.links import Links
from factsheet.bench.desk.report import Report
from factsheet.bench.requests import comment, made_report, request as asked
from factsheet.bench.requests.host import Host, HostFault
from factsheet.bench.requests.made import NotMade
from factsheet.bench.requests.request import Request
from factsheet.bench.requests.rules import Rules
from factsheet.bench.requests.verdict import Verdict, distrust, judge

CONTEXT = "factsheet / second reader"  # what the status is called; owners name it in their rules
ROBOT = "github-actions[bot]"  # who comments with the token of a job


@dataclass(frozen=True, slots=True)
class Pages:
    """Where things are to be seen, or nothing: the pages of the site, the repository.

    `previews`: requests are shown below the site, too.
    """

    site: str = ""
    repository: str = ""
    previews: bool = False

    def of(self, request: Request) -> Links:
        """Where the pages and the files of a request are, or at least the pages of the site."""
        site = f"{self.site.rstrip('/')}/" if self.site else ""
        if site and self.previews and not distrust(request):
            site = f"{site}preview/pr-{request.number}/"
        files = f"{self.repository}/blob/{request.head}/" if self.repository else ""
        return Links(site, files)


def answer(host: Host, head: str, rules: Rules, pages: Pages) -> str:
    """Answer the request whose last commit this is; gives a line that says how.

    Raises NothingToDo, HostFault.
    """
    try:
        request = asked.find(host, head)
    except asked.Shared as shared:
        _set(host, head, Verdict("error", str(shared)), "")
        raise
    report, yet = _report(host, request)
    said = judge(request, report, rules)
    fault, place = None, ""
    if not yet:
        try:
            place = _comment(host, request, report, said, pages)
        except HostFault as error:  # the status is set all the same
            fault = error
    _set(host, head, said, place)
    if fault:
        raise fault
    return f"request #{request.number}: {said.state}: {said.why}"


def _report(host: Host, request: Request) -> tuple[Report | str, bool]:
    """The report, or why there is none; and whether there will be one."""
    try:
        return made_report.of(host, request), False
    except NotMade as none:
        return str(none), none.yet


def _comment(
    host: Host, request: Request, report: Report | str, said: Verdict, pages: Pages
) -> str:  # fmt: skip
    """Write or renew the comment; gives its address. Raises HostFault."""
    former = comment.find(host, request.number, ROBOT)
    text = comment.body(request, report, said, pages.of(request), former)
    return comment.post(host, request.number, former, text)


def _set(host: Host, head: str, said: Verdict, place: str) -> None:
    more = {"target_url": place} if place.startswith("https://") else {}
    status = {"state": said.state, "context": CONTEXT, "description": said.why}
    host.send("POST", f"statuses/{head}", {**status, **more})
