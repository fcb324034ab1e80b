"""The host that keeps the repository: it is asked, and told, by way of its API alone.

Every answer is bounded. The token goes to the API and nowhere else: not to where a download leads,
not into a message.
"""

import json
import re
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from factsheet.bench.web.hosts import Network
from factsheet.bench.web.web_reader import Asking, Reply, Sending, ask

PER_PAGE = 30  # of a list: a hundred long ones would not fit into one answer
MAX_ANSWER = 24_000_000  # bytes: so many comments of 65,536 letters, each letter escaped
MAX_DOWNLOAD_SECONDS = 180
AGENT = "factsheet"
_REPOSITORY = re.compile(r"[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}")
_TOKEN = re.compile(r"[!-~]{1,1000}")
_HERE = ("localhost", "127.0.0.1", "::1")


class HostFault(Exception):
    """Why the host could not be asked, or what it answers instead."""


def _anywhere(*_: object) -> str:
    """The runner of the job says where the API is: it may be in a network of its own."""
    return ""


@dataclass(frozen=True, slots=True)
class Host:
    """The API of a host, for one repository, `owner/name`. Raises HostFault for what is none."""

    api: str
    repository: str
    token: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse what would send the token to nobody knows where."""
        if not _safe(self.api) or set(self.api) & set("?#@"):
            raise HostFault("the address of the API is no https address")
        if not _REPOSITORY.fullmatch(self.repository):
            raise HostFault("the repository is not written OWNER/NAME")
        if not _TOKEN.fullmatch(self.token):
            raise HostFault("there is no token in GITHUB_TOKEN")

    def get(self, path: str, **query: object) -> Any:
        """What the API answers to a question below the repository. Raises HostFault."""
        asked = {key: value for key, value in query.items() if value != ""}
        return self._data(Sending(), path + (f"?{urlencode(asked)}" if asked else ""))

    def pages(self, path: str, most: int, key: str = "", **query: object) -> list[dict[str, Any]]:
        """A list, page after page; `key` is where it stands in an answer that holds more.

        Raises HostFault, also when it has more than `most` entries.
        """
        out: list[dict[str, Any]] = []
        for page in range(1, most // PER_PAGE + 2):
            answer = self.get(path, **query, per_page=PER_PAGE, page=page)
            found = answer.get(key) if key and isinstance(answer, dict) else answer
            if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
                raise HostFault(f"the host gives no list of {_named(path)}")
            out += found
            if len(out) > most:
                break
            if len(found) < PER_PAGE:
                return out
        raise HostFault(f"there are more than {most:,} {_named(path)}")

    def send(self, method: str, path: str, said: dict[str, object]) -> Any:
        """Tell the host something below the repository. Raises HostFault."""
        return self._data(Sending(method, body=json.dumps(said).encode()), path)

    def download(self, path: str, most: int) -> bytes:
        """A file that the API leads to, of so many bytes at most. Raises HostFault."""
        reply = self._ask(self._address(path), Sending())
        if reply.status in (301, 302, 303, 307, 308):
            where = reply.headers.get("location", "")
            if not _safe(where):
                raise HostFault(f"the host leads to no https address for {_named(path)}")
            how = replace(self._how(), seconds=MAX_DOWNLOAD_SECONDS, most=most)
            reply = ask(where, how)  # without the token
        if reply.trouble or reply.cut or reply.status != 200:
            raise HostFault(_why(reply, _named(path)))
        return reply.body

    def _data(self, sending: Sending, path: str) -> Any:
        reply = self._ask(self._address(path), sending)
        if reply.trouble or reply.cut or reply.status not in (200, 201):
            raise HostFault(_why(reply, _named(path)))
        try:
            return json.loads(reply.body)
        except (ValueError, RecursionError) as error:
            raise HostFault(f"the host answers no JSON about {_named(path)}") from error

    def _ask(self, url: str, sending: Sending) -> Reply:
        headers = {"Authorization": f"Bearer {self.token}", "X-GitHub-Api-Version": "2022-11-28"}
        if sending.body is not None:
            headers["Content-Type"] = "application/json"
        return ask(url, self._how(), replace(sending, headers=headers))

    def _address(self, path: str) -> str:
        below = quote(f"/repos/{self.repository}/{path}".rstrip("/"), safe="/?=&%+")
        return self.api.rstrip("/") + below

    def _how(self) -> Asking:
        network = Network(refused=_anywhere)
        return Asking(network, AGENT, accept="application/vnd.github+json", most=MAX_ANSWER)


def _safe(url: str) -> bool:
    """Whether nobody on the way can read what is asked of an address."""
    try:
        place = urlsplit(url)
    except ValueError:
        return False
    return place.scheme == "https" or (place.scheme == "http" and place.hostname in _HERE)


def _named(path: str) -> str:
    """The thing that is asked for, without numbers: `pulls files`."""
    words = path.partition("?")[0].split("/")
    named = " ".join(word for word in words if word.isascii() and word.isalpha() and len(word) < 20)
    return named or "the repository"


def _why(reply: Reply, what: str) -> str:
    """Why there is no answer of use. Nothing of what the host wrote is repeated."""
    if reply.trouble:
        return f"the host cannot be asked for {what}: {reply.trouble}"
    if reply.cut:
        return f"the host answers too much about {what}"
    refused = " (has the job the permission?)" if reply.status in (401, 403, 404) else ""
    return f"the host answers {reply.status} about {what}{refused}"
