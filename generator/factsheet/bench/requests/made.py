"""What jobs of the site's workflow have left: found by the commit, fetched with bounds."""

from collections.abc import Callable
from typing import Any

from factsheet.bench.requests.host import Host, HostFault

WORKFLOW = ".github/workflows/site.yml"
MAX_RUNS = 300  # of one commit, or of the main branch
MAX_ARTIFACTS = 300  # of one run


class NotMade(Exception):
    """Why there is nothing; `yet`: its job has not ended."""

    def __init__(self, why: str, yet: bool = False) -> None:
        super().__init__(why)
        self.yet = yet


def of_request(host: Host, head: str, name: str, most: int) -> bytes:
    """The archive of that name that was made of the last commit of a request.

    It is one of at most so many bytes. Raises NotMade, HostFault.
    """

    def fits(run: dict[str, Any]) -> bool:
        return run.get("head_sha") == head and run.get("event") == "pull_request"

    return _fetched(host, _last(host, fits, head_sha=head, event="pull_request"), name, most)


def of_branch(host: Host, branch: str, name: str, most: int) -> bytes:
    """The archive of that name that was made when a branch of ours was last pushed and sound.

    Raises NotMade, HostFault.
    """

    def fits(run: dict[str, Any]) -> bool:
        ours = (run.get("head_repository") or {}).get("full_name") == host.repository
        return ours and run.get("event") == "push" and run.get("head_branch") == branch

    run = _last(host, fits, branch=branch, event="push", status="success")
    return _fetched(host, run, name, most)


def _last(host: Host, fits: Callable[[dict[str, Any]], bool], **asked: str) -> dict[str, Any]:
    """The last run of the workflow that fits, which has ended."""
    found = host.pages("actions/runs", MAX_RUNS, "workflow_runs", **asked)
    runs = [one for one in found if fits(one) and _path(one) == WORKFLOW]
    if not runs:
        raise NotMade("its job has not begun; perhaps it waits to be allowed", yet=True)
    last = max(runs, key=_number)
    if last.get("status") != "completed":
        raise NotMade("its job has not ended", yet=True)
    return last


def _path(run: dict[str, Any]) -> str:
    return str(run.get("path")).partition("@")[0]


def _fetched(host: Host, run: dict[str, Any], name: str, most: int) -> bytes:
    """The archive that a run has left; the last one, where the run was repeated."""
    listed = host.pages(f"actions/runs/{_number(run)}/artifacts", MAX_ARTIFACTS, "artifacts")
    found = [one for one in listed if one.get("name") == name]
    if not found:
        raise NotMade(f"its job has left no {name}; its log says why")
    last = max(found, key=_number)
    if last.get("expired") is not False:
        raise NotMade(f"its {name} is too old and was deleted; run its job again")
    size = last.get("size_in_bytes")
    if not isinstance(size, int) or size > most:
        raise NotMade(f"its {name} has more than {most:,} bytes")
    return host.download(f"actions/artifacts/{_number(last)}/zip", most)


def _number(one: dict[str, Any]) -> int:
    """The number that the host has given to a thing. Raises HostFault."""
    number = one.get("id")
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise HostFault("the host gives something no number")
    return number
