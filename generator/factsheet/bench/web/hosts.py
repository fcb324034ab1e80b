"""Which machines may be asked: public ones, at the address that was judged and no other."""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Ip = IPv4Address | IPv6Address
PORTS = (80, 443, 8000, 8080, 8443)  # at others something else may listen than a web server
_WRAPPED = (ip_network("64:ff9b::/96"), ip_network("2002::/16"), ip_network("2001::/32"))
_LOCAL = (  # which some versions of Python take for public ones
    ip_network("fec0::/10"), ip_network("64:ff9b:1::/48"), ip_network("3fff::/20"),
    ip_network("192.0.0.0/24"), ip_network("192.88.99.0/24"),
)  # fmt: skip
_NO_SUCH_NAME = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class NoSuchName(Exception):
    """A name that the name service does not know."""


class CannotAsk(Exception):
    """Why a machine is not asked, or could not be."""


def public(address: Ip, port: int) -> str:
    """Why a machine is none that the whole world can reach; empty when it is one."""
    if port not in PORTS:
        return f"port {port} is none of web pages"
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return public(address.ipv4_mapped, port)
        if any(address in network for network in _WRAPPED):  # an IPv4 address hides in it
            return f"{address} stands for another address"
    local = any(address in network for network in _LOCAL)
    if local or address.is_multicast or address.is_reserved or not address.is_global:
        return f"{address} is no public address"
    return ""


def resolve(name: str, port: int) -> list[str]:
    """The addresses of a name. Raises NoSuchName, OSError."""
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in _NO_SUCH_NAME:
            raise NoSuchName(name) from error
        raise
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Network:
    """How names become addresses, and which of these may be asked.

    Neither can be set from the command line or from settings; tests play a network of their own.
    """

    resolve: Callable[[str, int], list[str]] = resolve
    refused: Callable[[Ip, int], str] = public
    names: set[str] = field(default_factory=set)  # those that the name service has known

    def addresses(self, name: str, port: int) -> list[str]:
        """The addresses to connect to, and to no others: all of them may be asked.

        Raises NoSuchName, CannotAsk.
        """
        try:
            found = self.resolve(name, port)
        except NoSuchName:
            raise
        except (OSError, UnicodeError) as error:
            raise CannotAsk(f"the name {name} could not be looked up: {error}") from error
        self.names.add(name)
        for text in found:
            if why := self.refused(ip_address(text.partition("%")[0]), port):
                raise CannotAsk(f"{name} is not asked: {why}")
        if not found:
            raise NoSuchName(name)
        return found
