"""Who may ask the preview, and for what: names and addresses in, yes or no out.

Another site can give its own name the address of this machine (DNS rebinding); its script then reads
what the preview shows, drafts too, as pages of its own. The browser still says in `Host` which name
it asked for, and that name is foreign. Nothing here knows a server.
"""

import re
from collections.abc import Collection
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Any

READS = ("GET", "HEAD")
LONGEST = 2_000  # characters of an address
_HOST = re.compile(r"(?:\[(?P<six>[^\]]+)\]|(?P<name>[^\[\]:/@,\s]+))(?::[0-9]{1,5})?")
_ODD = re.compile(  # what no browser asks for
    r"""\A(?!/)                 # another server's address
    | \A//                      # would lead to another host when redirected
    | [\x00-\x1f\x7f\\]         # and on Windows a backslash leads out of the site
    | (?:\A|/)\.\.(?:/|\Z)
    | \A/[A-Za-z]:              # a drive of Windows
    """,
    re.VERBOSE,
)


def allowed(host: str, names: Collection[str]) -> bool:
    """Whether a request with this `Host` is answered.

    `names`: what this machine is called, besides localhost. A numeric address is always right:
    rebinding needs a name. Any port is, too: a tunnel may give another one.
    """
    found = _HOST.fullmatch(host)
    if not found:
        return False
    if found["six"]:
        return _is(IPv6Address, found["six"])
    name = found["name"].lower().removesuffix(".")
    return name == "localhost" or name in {n.lower() for n in names} or _is(IPv4Address, name)


def _is(kind: type[IPv4Address] | type[IPv6Address], text: str) -> bool:
    try:
        kind(text)
    except AddressValueError:
        return False
    return True


def sound(path: str) -> bool:
    """Whether a path, its escapes undone to one character per byte, can be one of a site."""
    try:
        text = path.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False
    return len(text) <= LONGEST and not _ODD.search(text)


def refusal(request: dict[str, Any], names: Collection[str]) -> tuple[str, str]:
    """The status of HTTP with which a request (a WSGI environment) is refused, and why.

    Both empty when it is not.
    """
    if not allowed(request.get("HTTP_HOST", ""), names):
        return "403 Forbidden", "open the preview at localhost, or at an address of numbers"
    if request["REQUEST_METHOD"] not in READS:
        return "405 Method Not Allowed", f"only {', '.join(READS)}"
    if not sound(request.get("PATH_INFO", "")):
        return "400 Bad Request", "this is no address of a page"
    return "", ""
