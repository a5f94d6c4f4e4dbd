"""Where a webhook may go: a public address, looked up once and connected to, so that a name cannot change its mind.

A URL that leads into the network of the service would let whoever controls a name read from it (server-side request
forgery, OWASP API7:2023). Endpoints inside are for operators to allow, one by one.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import regex

from models.errors import CheckerError, InvalidInput

_SENT_AS_THEY_ARE = "%/:?#[]@!$&'()*+,;=~"
"""Characters of a path and query that have a meaning there (RFC 3986); others are percent-encoded."""
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""An IPv4 address behind a translator (RFC 6052)."""
_NOT_GLOBAL = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))
"""Not global by IANA's registries of special addresses; not every Python that we run on knows them."""
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})
"""How the last 64 bits of an IPv6 address begin that ends in an IPv4 address to send to (RFC 5214)."""
_LABEL = regex.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = regex.compile(r"[0-9]+|0x[0-9a-f]*")
"""What stands last in a name is no number (URL standard): such a host is an address in a form of its own."""
_INSIDE = frozenset({"corp", "home", "internal", "intranet", "lan", "local", "localdomain", "localhost"})
_NOWHERE = frozenset({"invalid", "onion"})
"""Names that are reserved (RFC 2606, 6761, 6762, 7686, ICANN's .internal) or in use inside networks."""
_UNLESS_ALLOWED = ": if this is intended, an operator can register it with webhooks.py add --inside-allowed"
MAX_HOST_LENGTH = 253
"""Characters that a name server takes (RFC 1035)."""
Lookup = Callable[[str, int], Sequence[str]]
"""Host and port to addresses, as `addresses_of`."""


class NotAllowed(CheckerError):
    """The endpoint's name leads to an address inside, or to none."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to connect, and what to ask for there."""

    scheme: str
    host: str
    port: int
    path: str
    address: str

    @property
    def authority(self) -> str:
        """Host and port as a Host header names them, an IPv6 address in brackets (RFC 9110, 7.2)."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def parse(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and path with query, all in ASCII (an international host name in its IDNA form).

    Raises InvalidInput for what is no plain http(s) URL.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InvalidInput(f"the URL cannot be read ({error})", "url") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InvalidInput("the URL must begin with https:// or http:// and name a host", "url")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise InvalidInput("the URL must hold no user, password or fragment", "url")
    try:
        path = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_SENT_AS_THEY_ARE)
    except UnicodeEncodeError as error:
        raise InvalidInput("the URL holds half of a UTF-16 surrogate pair", "url") from error
    return parts.scheme, _ascii_host(parts.hostname), port or (443 if parts.scheme == "https" else 80), path


def _ascii_host(host: str) -> str:
    if ":" in host:  # an IPv6 address
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InvalidInput(f"the host name {host!r} cannot be looked up ({error})", "url") from error


def refuse_unreachable(url: str, inside_allowed: bool) -> None:
    """Raises InvalidInput for a URL that nothing could ever be delivered to, as far as it says so itself.

    A private address or the name of one, unless that is allowed; a number that only some programs read as an address;
    a name that no name server knows. What a public name leads to is looked at before each delivery: it may change.
    """
    _, host, _, _ = parse(url)
    if urlsplit(url).port == 0:
        raise InvalidInput("port 0 takes no connections", "url")
    if not _is_name(host):
        if not inside_allowed and not is_public(host):
            raise InvalidInput(f"{host} is not a public address{_UNLESS_ALLOWED}", "url")
        return
    labels = host.removesuffix(".").split(".")
    if not all(_LABEL.fullmatch(label) for label in labels) or len(host) > MAX_HOST_LENGTH:
        valid = "letters, digits and hyphens, separated by dots"
        raise InvalidInput(f"{host!r} is not a valid host name: use {valid}", "url")
    if _NUMBER.fullmatch(labels[-1]):
        form = "write it as four numbers, 203.0.113.7, or as [2001:db8::7]"
        raise InvalidInput(f"{host!r} is not a valid address: {form}", "url")
    if labels[-1] in _NOWHERE:
        raise InvalidInput(f"no name server knows names in .{labels[-1]}", "url")
    if not inside_allowed and (len(labels) == 1 or labels[-1] in _INSIDE or labels[-2:] == ["home", "arpa"]):
        raise InvalidInput(f"{host} is a name inside a network{_UNLESS_ALLOWED}", "url")


def _is_name(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return ":" not in host
    return False


def addresses_of(host: str, port: int) -> Sequence[str]:
    """Every address of a host. Raises OSError when it has none."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def locate(url: str, inside_allowed: bool, lookup: Lookup = addresses_of) -> Place:
    """Where a URL leads now. Raises NotAllowed when any of its addresses is not public, unless that is allowed."""
    scheme, host, port, path = parse(url)
    try:
        addresses = lookup(host, port)
    except (OSError, UnicodeError) as error:
        raise NotAllowed(f"{host} has no address ({error})") from error
    if not addresses:
        raise NotAllowed(f"{host} has no address")
    inside = [address for address in addresses if not is_public(address)]
    if inside and not inside_allowed:
        raise NotAllowed(f"{host} leads to {inside[0]}, which is not a public address")
    return Place(scheme, host, port, path, addresses[0])


def is_public(address: str) -> bool:
    """True for an address of the open Internet in every reading: IPv4 inside IPv6 counts as what it is.

    Of IPv6 only global unicast (RFC 4291) is public, so that no spelling of an inner address gets through.
    is_public("93.184.215.14"), not is_public("127.0.0.1"), not is_public("::ffff:10.0.0.1")
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if any(found in network for network in _NOT_GLOBAL):
        return False
    if isinstance(found, ipaddress.IPv4Address):
        return found.is_global and not found.is_multicast
    last = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    if found.ipv4_mapped is not None or found in _TRANSLATED:
        return is_public(str(last))
    tunnelled = [found.sixtofour] if found.sixtofour else list(found.teredo or ())
    inside = [*tunnelled, *([last] if int(found) >> 32 & 0xFFFFFFFF in _ISATAP else [])]
    if found not in _GLOBAL_UNICAST or not all(is_public(str(inner)) for inner in inside):
        return False
    return bool(tunnelled) or found.is_global
