"""Open requests as they would look, each in a folder beside the site, as one folder to publish.

Scripts and styles are always those of the main branch, and a policy in each page lets no other run:
that a request cannot bring any is believed, and not relied upon.
"""

from collections.abc import Iterator, Mapping

from factsheet.bench.requests import made, request as asked
from factsheet.bench.requests.answering import ROBOT
from factsheet.bench.requests.artifact import BadArtifact
from factsheet.bench.requests.host import Host, HostFault
from factsheet.bench.requests.made import NotMade
from factsheet.bench.requests.request import NothingToDo, Request
from factsheet.bench.requests.preview_page import policy, shown
from factsheet.bench.requests.site_archive import MAX_SITE, unpacked
from factsheet.bench.requests.verdict import distrust

ARTIFACT = "github-pages"  # what the action that uploads a site calls it
CONTEXT = "factsheet / preview"  # the status of a commit of a fork that may be shown
MAX_PREVIEWS = 10  # the newest requests
MAX_STATUSES = 1_000  # of one commit
MAX_WHOLE = 900_000_000  # bytes; the host publishes 1 GB
FOLDER = "preview/pr-{}/"


def whole(host: Host) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The site of the main branch with its previews: what was done, in a line, and the files of it.

    Raises HostFault where there is no such site.
    """
    branch = asked.main_branch(host)
    try:
        main = unpacked(made.of_branch(host, branch, ARTIFACT, MAX_SITE))
    except (NotMade, BadArtifact) as why:
        raise HostFault(f"the site of {branch} cannot be had: {why}") from why
    yield f"the site of {branch}: {len(main):,} files", main
    rules, room = policy(main), MAX_WHOLE - _size(main)
    for head in _newest(host, branch):
        try:
            request = asked.find(host, head)
            files = _preview(host, request, main, rules)
        except (NothingToDo, NotMade, BadArtifact, HostFault) as why:
            yield f"no preview of {head[:8]}: {why}", {}
            continue
        except Exception as error:  # no request keeps the site itself from being published
            yield f"no preview of {head[:8]}: a fault of ours, {type(error).__name__}", {}
            continue
        if (room := room - _size(files)) < 0:
            yield (
                f"no preview of request #{request.number}, and of older ones: there is no room",
                {},
            )
            return
        yield f"a preview of request #{request.number}: {len(files):,} files", files


def _size(files: Mapping[str, bytes]) -> int:
    return sum(map(len, files.values()))


def _newest(host: Host, branch: str) -> list[str]:
    """The last commits of the newest requests."""
    found = asked.open_requests(host, branch)
    found.sort(key=lambda one: -int(one["number"]))
    return [str(one["head"]["sha"]) for one in found[:MAX_PREVIEWS]]


def _preview(
    host: Host, request: Request, main: Mapping[str, bytes], rules: str
) -> dict[str, bytes]:  # fmt: skip
    """The files of a preview, by their paths on the site. Raises NotMade and what that raises."""
    if why := distrust(request):
        raise NotMade(why)
    if not request.ours and not _allowed(host, request.head):
        raise NotMade("it comes from a fork, and nobody has allowed it yet")
    site = unpacked(made.of_request(host, request.head, ARTIFACT, MAX_SITE))
    return {
        FOLDER.format(request.number) + path: content
        for path, content in shown(site, main, rules, request.number).items()
    }


def _allowed(host: Host, head: str) -> bool:
    """Whether the job that waits for somebody to agree has run for this very commit."""
    found = host.pages(f"commits/{head}/statuses", MAX_STATUSES)
    return any(
        one.get("context") == CONTEXT and one.get("state") == "success"
        for one in found
        if (one.get("creator") or {}).get("login") == ROBOT
    )
