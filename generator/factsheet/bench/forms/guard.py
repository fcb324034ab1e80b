"""Who may use the bench: a browser on this machine that shows a page of the bench itself.

A page of another site can make a browser send requests here, and can give its own name the address
of this machine. It can say neither `Host: localhost` nor the bench's `Origin`, and does not know
the token. Nothing here knows a server.
"""

import re
from collections.abc import Mapping
from hmac import compare_digest
from ipaddress import ip_address

READS = ("GET", "HEAD")
CHANGES = ("POST",)
MAX_SENT = 12_000_000  # bytes of one request: a saved page of 10 MB and what stands around it
MAX_PARTS = 2_000  # fields of a form
MAX_FIELD = 2_000_000  # bytes of the fields of a form together, files apart
TOKEN = "token"
HEADER = "X-Bench-Token"
_HOST = re.compile(r"([A-Za-z]+|[0-9.]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?", re.ASCII)
HEADERS = {  # of every answer: nobody keeps it, frames it or loads into it what is not ours
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
}


def local(host: str) -> bool:
    """Whether a `Host` names this machine and no other: localhost, or an address that loops."""
    found = _HOST.fullmatch(host)
    name = found[1].strip("[]").lower() if found else ""
    return name == "localhost" or loops(name)


def loops(address: str) -> bool:
    """Whether an address is one that leads back to this machine."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def refusal(method: str, headers: Mapping[str, str], sender: str) -> str:
    """Why a request is refused, whatever is in it; empty when it is not.

    `sender` is the address it comes from.
    """
    host, origin = headers.get("Host", ""), headers.get("Origin")
    if not loops(sender) or not local(host):
        return "the bench answers this machine alone: open it at localhost"
    if method not in (*READS, *CHANGES):
        return f"only {', '.join((*READS, *CHANGES))}"
    site = headers.get("Sec-Fetch-Site", "none")
    if method in READS:
        page = headers.get("Sec-Fetch-Mode") == "navigate" and site in ("none", "cross-site")
        followed = page and headers.get("Sec-Fetch-Dest") == "document"
        return "" if site in ("none", "same-origin") or followed else "asked by another site"
    if origin != f"http://{host}" or site not in ("none", "same-origin"):
        return "this form was not sent by the bench"
    return ""


def mistaken(sent: str, token: str) -> str:
    """Why a form is refused that brings this token instead of ours; empty when it does not."""
    if not compare_digest(sent.encode("utf-8", "surrogatepass"), token.encode()):
        return "this form is of an earlier preview: load the page anew, what you typed is kept"
    return ""
