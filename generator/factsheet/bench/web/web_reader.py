"""One question to one web server: the only place of the package that opens a connection.

Each question has bounds on its size, packed and unpacked, and on its time as a whole. The
connection is made to the address that was judged (no second look-up that could give another),
certificates are verified, proxies of the environment are passed over, no cookie is kept.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from factsheet.bench.web.hosts import CannotAsk, Network, NoSuchName

MAX_BODY = 5_000_000  # bytes of a page, packed or unpacked
MAX_SECONDS = 30  # for one question as a whole
MAX_SILENCE = 15  # seconds without a byte
_PIECE = 65_536
_ERRORS = (OSError, http.client.HTTPException, ValueError, AttributeError)  # of a closed socket too


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server has answered: status 0 and `trouble` when it has not.

    `headers` have their names in small letters. `cut`: the page is larger than what was read.
    `nameless`: the name service does not know the host. `late`: it took too long.
    """

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: bool = False
    trouble: str = ""
    nameless: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Asking:
    """How questions are asked: of which network, under which name, how long and for how much."""

    network: Network
    agent: str
    seconds: float = MAX_SECONDS
    most: int = MAX_BODY
    accept: str = "text/html,application/xhtml+xml,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Sending:
    """What a question carries besides its address; nothing, where somebody only looks."""

    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict, repr=False)  # perhaps with a secret
    body: bytes | None = None


def ask(url: str, how: Asking, sending: Sending = Sending()) -> Reply:
    """Ask for one address; where it leads on, that is the answer. Raises nothing."""
    place = urlsplit(url)
    host, secure = place.hostname or "", place.scheme == "https"
    try:
        port = place.port or (443 if secure else 80)
        addresses = how.network.addresses(host, port)
    except NoSuchName:
        return Reply(trouble=f"there is no name {host}", nameless=True)
    except (CannotAsk, ValueError) as error:
        return Reply(trouble=str(error))
    line = _Connection(host, port, addresses, secure, how.seconds)
    clock = threading.Timer(how.seconds, line.stop)
    clock.daemon = True
    clock.start()
    try:
        target = (place.path or "/") + (f"?{place.query}" if place.query else "")
        headers = {"User-Agent": how.agent, "Accept": how.accept, "Accept-Encoding": "gzip"}
        headers |= sending.headers | {"Connection": "close"}
        line.request(sending.method, target, sending.body, headers)
        return _read(line.getresponse(), line, how.most)
    except _ERRORS as error:
        return _failed(error, line)
    finally:
        clock.cancel()
        line.close()


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was judged, under the name of its host."""

    def __init__(
        self, host: str, port: int, addresses: list[str], secure: bool, seconds: float
    ) -> None:
        super().__init__(host, port)
        self.default_port = 443 if secure else 80  # which the header Host leaves out
        self.addresses, self.secure = addresses, secure
        self.end = time.monotonic() + seconds
        self.late = False

    def connect(self) -> None:
        """Connect to the first address that answers. Raises OSError."""
        failed: OSError = OSError("it has no address")
        for address in self.addresses[:4]:
            left = min(MAX_SILENCE, self.end - time.monotonic())
            if left <= 0:
                raise TimeoutError
            try:
                self.sock = socket.create_connection((address, self.port), left)
                break
            except OSError as error:
                failed = error
        else:
            raise failed
        if self.secure:
            self.sock = _verified().wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()

    def stop(self) -> None:
        """Break off, from another thread: a server may send a byte now and then for ever."""
        self.late = True
        if self.sock:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


@cache
def _verified() -> ssl.SSLContext:
    """How certificates are verified: by the authorities that this machine trusts."""
    return ssl.create_default_context()


def _read(response: http.client.HTTPResponse, line: _Connection, most: int) -> Reply:
    """The answer, with as much of the page as is allowed."""
    headers = {name.lower(): value for name, value in response.getheaders()}
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("gzip", "x-gzip", "identity", ""):
        trouble = f"the page is packed as {packing[:40]}, which nobody asked for"
        return Reply(response.status, headers, trouble=trouble)
    unpack = zlib.decompressobj(31) if "gzip" in packing else None
    body, read = bytearray(), 0
    while piece := response.read1(_PIECE):
        read += len(piece)
        try:
            body += unpack.decompress(piece, most + 1 - len(body)) if unpack else piece
        except zlib.error:
            return Reply(response.status, headers, trouble="the page cannot be unpacked")
        if max(read, len(body)) > most:
            return Reply(response.status, headers, bytes(body[:most]), cut=True)
    if line.late:
        raise TimeoutError
    if response.length or (unpack and read and not unpack.eof):
        return Reply(response.status, headers, trouble="the page broke off")
    return Reply(response.status, headers, bytes(body))


def _failed(error: Exception, line: _Connection) -> Reply:
    """Why there is no answer, in a few words."""
    if line.late or isinstance(error, TimeoutError):
        return Reply(trouble="it took too long", late=True)
    if isinstance(error, ssl.SSLError):
        why = getattr(error, "verify_message", "") or error.reason or "no agreement"
        return Reply(trouble=f"the connection is not safe: {why}")
    if isinstance(error, ConnectionRefusedError):
        return Reply(trouble="the connection was refused", late=True)
    if isinstance(error, (ConnectionError, http.client.HTTPException)):
        return Reply(trouble="the connection broke off")
    return Reply(trouble=f"no connection: {getattr(error, 'strerror', '') or type(error).__name__}")
