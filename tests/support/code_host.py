"""A host that keeps a repository, played on this machine: as much of its API as the desk asks.

No test asks any other host. What is told to it is kept in `statuses` and `comments`.
"""

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "ghs_aSecretThatNobodyMaySee"
BOT = "github-actions[bot]"
HEAD, OLDER = "a1" * 20, "b2" * 20
REPOSITORY = "desk/facts"


def user(name: str) -> dict[str, str]:
    """An account, of a person unless it says otherwise."""
    return {"login": name, "type": "Bot" if name.endswith("[bot]") else "User"}


def archive(*entries: tuple[str | zipfile.ZipInfo, str | bytes]) -> bytes:
    """A ZIP with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in entries:
            opened.writestr(name, content)
    return out.getvalue()


@dataclass
class CodeHost:
    """One repository with one request, #7 by `ann`, which changes a record; all can be changed."""

    paths: list[dict[str, str]] = field(
        default_factory=lambda: [{"filename": "data/groups/army.yml"}]
    )
    commits: list[dict[str, Any]] = field(
        default_factory=lambda: [{"author": user("ann"), "committer": user("web-flow")}]
    )
    reviews: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    artifact: bytes = b""  # the report of the request
    pages: bytes = b""  # the site as the request would have it
    published: bytes = b""  # the site of the main branch
    artifacts: list[dict[str, Any]] | None = None
    runs: list[dict[str, Any]] | None = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # what else is listed
    elsewhere: set[str] = field(default_factory=set)  # commits that main has not
    fails: dict[str, int] = field(default_factory=dict)  # method and the end of a path: status
    asked: list[tuple[str, str, str]] = field(default_factory=list)  # method, path, authorization
    api: str = ""

    def __post_init__(self) -> None:
        self.requests = self.requests or [self.request()]

    def request(self, number: int = 7, head: str = HEAD, by: str = "ann", base: str = "main",
                fork: str = "ann/facts") -> dict[str, Any]:  # fmt: skip
        """A request as the host tells of it."""
        return {
            "number": number, "state": "open", "user": user(by),
            "head": {"sha": head, "repo": {"full_name": fork}},
            "base": {"ref": base}, "changed_files": len(self.paths), "commits": len(self.commits),
        }  # fmt: skip

    def review(self, who: str, state: str = "APPROVED", commit: str = HEAD,
               standing: str = "COLLABORATOR") -> None:  # fmt: skip
        """Somebody reviews the request."""
        said = {"state": state, "commit_id": commit, "author_association": standing}
        self.reviews.append({"user": user(who), **said})

    def comment(self, body: str, by: str = BOT) -> dict[str, Any]:
        """Somebody comments on it."""
        said = {"id": 100 + len(self.comments), "user": user(by), "body": body}
        self.comments.append({**said, "html_url": f"https://host.example/{said['id']}"})
        return self.comments[-1]

    @property
    def status(self) -> dict[str, str]:
        """The last status that was set, on the commit of the request."""
        commit, said = self.statuses[-1]
        assert commit == HEAD
        return said

    def answer(self, method: str, path: str, query: dict[str, str], said: dict[str, Any]) -> Any:
        """What the API answers, or None for what it does not know."""
        below = path.removeprefix(f"/repos/{REPOSITORY}").strip("/").split("/")
        if method == "GET":
            return self._get(below, query)
        if below[0] == "statuses":
            self.statuses.append((below[1], said))
            return {}
        if below[:2] == ["issues", "comments"]:
            found = next(one for one in self.comments if one["id"] == int(below[2]))
            found["body"] = said["body"]
            return found
        return self.comment(said["body"]) if below[2:] == ["comments"] else None

    def _get(self, below: list[str], query: dict[str, str]) -> Any:
        one = next((r for r in self.requests if below[1:2] == [str(r["number"])]), None)
        if below == [""]:
            return {"default_branch": "main"}
        if below[0] == "compare":
            return {"behind_by": int(below[1].partition("...")[0] in self.elsewhere)}
        if below[0] == "pulls" and len(below) == 2 and one:
            return one
        listed = {
            "pulls": self.requests, "pulls/7/files": self.paths, "pulls/7/commits": self.commits,
            "pulls/7/reviews": self.reviews, "issues/7/comments": self.comments, **self.lists,
        }.get("/".join(below))  # fmt: skip
        size, page = int(query.get("per_page", 30)), int(query.get("page", 1))
        if listed is not None:
            return listed[size * (page - 1) :][:size]
        if below == ["actions", "runs"]:
            return {"workflow_runs": self._runs(query) if page == 1 else []}
        if below[:2] == ["actions", "runs"] and below[3:] == ["artifacts"]:
            return {"artifacts": self._artifacts(below[2]) if page == 1 else []}
        return None

    def _runs(self, query: dict[str, str]) -> list[dict[str, Any]]:
        usual = {"path": ".github/workflows/site.yml", "status": "completed"}
        if "branch" in query:
            whose = {"head_branch": "main", "head_repository": {"full_name": REPOSITORY}}
            return [{"id": 40, "event": "push", **whose, **usual}]
        one = {"id": 41, "head_sha": query.get("head_sha"), "event": "pull_request", **usual}
        return [one] if self.runs is None else self.runs

    def _artifacts(self, run: str) -> list[dict[str, Any]]:
        if run == "41" and self.artifacts is not None:
            return self.artifacts
        names = {50: "github-pages"} if run == "40" else {51: "report", 52: "github-pages"}
        return [
            {"id": at, "name": name, "expired": False, "size_in_bytes": len(self.blob(at))}
            for at, name in names.items()
        ]

    def blob(self, at: int) -> bytes:
        """The artifact of that number."""
        return {50: self.published, 51: self.artifact, 52: self.pages}.get(at, b"")


class _Handler(BaseHTTPRequestHandler):
    host: CodeHost

    def _serve(self) -> None:
        place = urlsplit(self.path)
        query = {key: values[0] for key, values in parse_qs(place.query).items()}
        length = int(self.headers.get("Content-Length") or 0)
        said = json.loads(self.rfile.read(length) or b"{}")
        self.host.asked.append((self.command, self.path, self.headers.get("Authorization", "")))
        for end, status in self.host.fails.items():
            if f"{self.command} {place.path}".endswith(end):
                return self._give(status, b"{}")
        if place.path.startswith("/blob"):
            return self._give(200, self.host.blob(int(query["id"])))
        if place.path.endswith("/zip"):
            where = (
                self.host.api.replace("127.0.0.1", "localhost")
                + f"/blob?id={place.path.split('/')[-2]}&signature=x"
            )
            return self._give(302, b"", Location=where)
        found = self.host.answer(self.command, place.path, query, said)
        body = b"{}" if found is None else json.dumps(found).encode()
        self._give(404 if found is None else 200, body)

    do_GET = do_POST = do_PATCH = _serve

    def _give(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def played(host: CodeHost | None = None) -> Iterator[CodeHost]:
    """The host answers while the block runs."""
    host = host or CodeHost()
    handler = type("Handler", (_Handler,), {"host": host})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    host.api = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
