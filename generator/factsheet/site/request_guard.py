"""Who may ask the preview, and for what: names and addresses in, yes or no out.

Another site can give its own name the address of this machine (DNS rebinding); its script then
reads what the preview shows, drafts too, as pages of its own. The browser still says in `Host`
which name it asked for, and that name is foreign. Nothing here knows a server.
"""

import re
from collections.abc import Collection
from contextlib import suppress
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address
from typing import Any

READS = ("GET", "HEAD")
# of files that somebody else may have made: their scripts run, but as those of another site
APART = ("Content-Security-Policy", "sandbox allow-scripts allow-popups allow-downloads")
OURS = ("editions/", "editions/index.html", "editions.html")  # our page that lists editions
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
    if found and found["name"]:
        name = found["name"].lower().removesuffix(".")
        if name in {"localhost", *(n.lower() for n in names)}:
            return True
    with suppress(AddressValueError):
        return bool(found and (IPv6Address(found["six"]) if found["six"] else IPv4Address(name)))
    return False


def sound(path: str) -> bool:
    """Whether a path, its escapes undone to one character per byte, can be one of a site."""
    try:
        text = path.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return False
    return len(text) <= LONGEST and not _ODD.search(text)


def apart(path: str) -> bool:
    """Whether a path below the top may lead to a file of an edition, by any spelling of a disk.

    An edition holds whatever its file does, pages with scripts too: none may use the bench.
    """
    first = next((part for part in path.split("/") if part.strip(" .")), "")
    letters = first.encode("latin-1", "ignore").decode("utf-8", "ignore").casefold()
    return path not in OURS and letters.encode("ascii", "ignore").startswith(b"editio")


def at_home(address: str) -> bool:
    """Whether a request comes from this machine."""
    with suppress(ValueError):
        return ip_address(address).is_loopback
    return False


def refusal(request: dict[str, Any], names: Collection[str]) -> tuple[str, str]:
    """(status of HTTP, why) of a WSGI request that is refused; both empty when it is not."""
    if not allowed(request.get("HTTP_HOST", ""), names):
        return "403 Forbidden", "open the preview at localhost, or at an address of numbers"
    if request["REQUEST_METHOD"] not in READS:
        return "405 Method Not Allowed", f"only {', '.join(READS)}"
    if "HTTP_SERVICE_WORKER" in request:
        return "403 Forbidden", "no script of a page stays between a browser and the preview"
    if not sound(request.get("PATH_INFO", "")):
        return "400 Bad Request", "this is no address of a page"
    return "", ""
