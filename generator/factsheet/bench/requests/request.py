"""A pull request as the host tells of it: who asks for what, and who has read it."""

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from factsheet.bench.requests.host import Host, HostFault

MAX_REQUESTS = 1_000  # open ones that are looked through
MAX_FILES = 3_000  # the host lists no more
MAX_COMMITS = 250  # the host lists no more
MAX_REVIEWS = 1_000
_SHA = re.compile(r"[0-9a-f]{40}")
T = TypeVar("T")
_MACHINE = "web-flow"  # the host itself: it commits what is typed in a browser


class NothingToDo(Exception):
    """Why there is nothing to be said about a commit."""


class Shared(HostFault):
    """Several requests end in one commit: what is said of it would be said of all of them."""


@dataclass(frozen=True, slots=True)
class Review:
    """What somebody said of a commit of the request; `standing` is what they are to it."""

    who: str
    state: str
    commit: str
    standing: str


@dataclass(frozen=True, slots=True)
class Request:
    """An open request. Names are in small letters.

    `paths` are all files that it touches, under their former names too; None when there are too
    many to list. `writers` asked for it or wrote its commits; None when they cannot be told.
    """

    number: int
    head: str
    branch: str  # into which it is to go, the main one
    ours: bool  # its branch is one of this repository
    paths: tuple[str, ...] | None
    writers: frozenset[str] | None
    reviews: tuple[Review, ...] = ()


def find(host: Host, head: str) -> Request:
    """The open request into the main branch whose last commit is this one.

    It is looked for among all, by its commit: nothing that a stranger's job says decides which it
    is. Raises NothingToDo, Shared, HostFault.
    """
    if not _SHA.fullmatch(head):
        raise HostFault("the commit is not written as 40 hexadecimal digits")
    branch = main_branch(host)
    found = [one for one in open_requests(host, branch) if _told(one, str, "head", "sha") == head]
    if not found:
        raise NothingToDo("no open request has this commit as its last one")
    if len(found) > 1:
        numbers = ", ".join(f"#{_told(one, int, 'number')}" for one in found)
        raise Shared(f"{numbers} have the same last commit; close all but one")
    number = _told(found[0], int, "number")
    request = _read(host, number, head, branch)
    now = host.get(f"pulls/{number}")  # what was listed meanwhile is what this commit changes
    there = _told(now, str, "head", "sha"), _told(now, str, "base", "ref"), now.get("state")
    if there != (head, branch, "open"):
        raise NothingToDo(f"request #{number} has moved on meanwhile")
    return request


def main_branch(host: Host) -> str:
    """The branch from which the site is published. Raises HostFault."""
    return _told(host.get(""), str, "default_branch")


def open_requests(host: Host, branch: str) -> list[dict[str, Any]]:
    """The open requests into a branch, as the host tells of them. Raises HostFault."""
    found = host.pages("pulls", MAX_REQUESTS, state="open", base=branch)
    return [one for one in found if _told(one, str, "base", "ref") == branch]


def _read(host: Host, number: int, head: str, branch: str) -> Request:
    told = host.get(f"pulls/{number}")
    author = _told(told, str, "user", "login").lower()
    here = told.get("head", {}).get("repo") or {}  # none, where the fork was deleted
    return Request(
        number,
        head,
        branch,
        str(here.get("full_name", "")).lower() == host.repository.lower(),
        _paths(host, number, _told(told, int, "changed_files")),
        _writers(host, number, author, _told(told, int, "commits")),
        tuple(_reviews(host, number)),
    )


def _paths(host: Host, number: int, count: int) -> tuple[str, ...] | None:
    """Every path that the request touches, old names of renamed files too."""
    if count > MAX_FILES:
        return None
    try:
        found = host.pages(f"pulls/{number}/files", MAX_FILES)
    except HostFault:
        return None
    if len(found) != count:
        return None
    names = [one.get(key) for one in found for key in ("filename", "previous_filename")]
    return tuple(str(name) for name in names if name is not None)


def _writers(host: Host, number: int, author: str, count: int) -> frozenset[str] | None:
    """Who asked for it, and who wrote and committed what is in it."""
    if count > MAX_COMMITS:
        return None
    found = host.pages(f"pulls/{number}/commits", MAX_COMMITS)
    if len(found) != count:
        return None
    who = [(one.get(key) or {}).get("login") for one in found for key in ("author", "committer")]
    return frozenset({author, *(str(name).lower() for name in who if name)} - {_MACHINE})


def _reviews(host: Host, number: int) -> list[Review]:
    """What people have said, the oldest first; programs and deleted accounts are left out."""
    out = []
    for one in host.pages(f"pulls/{number}/reviews", MAX_REVIEWS):
        user = one.get("user") or {}
        if user.get("type") != "User" or not isinstance(user.get("login"), str):
            continue
        keys = ("state", "commit_id", "author_association")
        state, commit, standing = (str(one.get(key) or "") for key in keys)
        out.append(Review(user["login"].lower(), state, commit, standing))
    return out


def _told(data: Any, sort: type[T], *keys: str) -> T:
    """What the host says under some keys. Raises HostFault where it says nothing of that sort."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    if not isinstance(data, sort) or isinstance(data, bool):
        raise HostFault(f"the host does not say {' '.join(keys)}")
    return data
