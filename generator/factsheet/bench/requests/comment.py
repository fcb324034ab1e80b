"""The one comment on a request: found again, renewed, with the ticks of its readers kept.

Its text is written here from the data of the report. A tick stays as long as what it is about has
the same digest.
"""

from dataclasses import dataclass

from factsheet.bench.desk.links import Links
from factsheet.bench.desk.report import Report
from factsheet.bench.desk.writing import MAX_COMMENT, to_markdown
from factsheet.bench.requests.host import Host
from factsheet.bench.requests.request import Request
from factsheet.bench.requests.verdict import Verdict, distrust
from factsheet.document import in_comment, ticked

MARKER = "<!-- factsheet: the report on this request -->"  # a comment of ours begins with it
MAX_COMMENTS = 3_000  # on a request, that are looked through
_MARKS = {"success": "✅", "pending": "⏳", "error": "⚠️"}


@dataclass(frozen=True, slots=True)
class Former:
    """The comment that is there: its number, its address, its text."""

    number: int
    address: str
    text: str


def find(host: Host, number: int, robot: str) -> Former | None:
    """Our comment on a request, which `robot` has written. Raises HostFault."""
    for one in host.pages(f"issues/{number}/comments", MAX_COMMENTS):
        text = str(one.get("body")).replace("\r\n", "\n")
        if (one.get("user") or {}).get("login") == robot and text.startswith(MARKER):
            return Former(int(one["id"]), str(one.get("html_url")), text)
    return None


def post(host: Host, number: int, former: Former | None, text: str) -> str:
    """Write the comment, or renew the one that is there; gives its address. Raises HostFault."""
    if former is None:
        told = host.send("POST", f"issues/{number}/comments", {"body": text})
        return str(told.get("html_url"))
    if text != former.text:
        host.send("PATCH", f"issues/comments/{former.number}", {"body": text})
    return former.address


def body(
    request: Request, report: Report | str, said: Verdict, links: Links, former: Former | None
) -> str:  # fmt: skip
    """What the comment says: how it stands with a second reader, then the report, or why none."""
    why = said.why[:1].upper() + said.why[1:]
    head = [MARKER, f"{_MARKS[said.state]} **{in_comment(why)}**"]
    if isinstance(report, str):
        return "\n\n".join([*head, f"There is no report: {in_comment(report)}\n"])
    if odd := distrust(request):
        more = f"Not to be relied on: {odd}, so it could say anything of itself. Read its files."
        head.append(f"> [!WARNING]\n> {in_comment(more)}")
    top = "\n\n".join(head)
    done = ticked(former.text) if former else frozenset[str]()
    return f"{top}\n\n{to_markdown(report, links, done, MAX_COMMENT - len(top), judged=True)}"
