"""To which addresses this system may send a question: https or http, to the open internet, and nowhere else."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, urlsplit

from teamaround.kernel.refusal import Refusal

LONGEST = 400
PORTS = {"https": 443, "http": 80}
NEVER = tuple(
    ipaddress.ip_network(text)
    for text in (
        "168.63.129.16/32",  # a public number behind which one cloud keeps its own machinery
        "192.0.0.0/24",  # protocols' own (RFC 6890), another cloud's machinery among them
        "192.88.99.0/24",  # relays from IPv4 to IPv6, given up (RFC 7526)
        "2001::/23",  # protocols' own, tunnels among them
        "2002::/16",  # an IPv4 network within IPv6 (RFC 3056)
        "64:ff9b:1::/48",  # the same within one network (RFC 8215)
    )
)
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def tidy_address(text: str) -> str:
    """A feed's address as it is kept, without a slash at its end; refuses what is none."""
    address = text.strip()
    if len(address) > LONGEST or any(sign.isspace() or not sign.isprintable() for sign in address):
        raise _no_address()
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise _no_address() from None
    if parts.scheme.lower() not in PORTS or not parts.hostname or port == 0:
        raise _no_address()
    if parts.username is not None or parts.password is not None:
        raise Refusal("address-secret", "Leave name and password out of the address.", field="address")
    if parts.query or parts.fragment:
        raise Refusal("address-end", "Give the address without anything from ? or # on.", field="address")
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{parts.path.rstrip('/')}"


def _no_address() -> Refusal:
    return Refusal(
        "address", "Give a whole address, such as https://example.org/open-referral.", field="address"
    )


def host_of(address: str) -> str:
    """The name of the computer in an address."""
    return urlsplit(address).hostname or ""


def port_of(parts: SplitResult) -> int:
    """The port that an address means."""
    return parts.port or PORTS[parts.scheme]


def is_public(text: str) -> bool:
    """Whether a numeric address belongs to the open internet, however it is wrapped in another."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_is_open(each) for each in (address, *_within(address)))


def is_public_or_here(text: str) -> bool:
    """The same, or this machine itself: for somebody at its keyboard who says so."""
    try:
        return is_public(text) or ipaddress.ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_open(address: Address) -> bool:
    is_special = address.is_multicast or address.is_unspecified or any(address in each for each in NEVER)
    is_reserved = address.version == 4 and address.is_reserved
    return address.is_global and not is_special and not is_reserved


def _within(address: Address) -> list[Address]:
    """IPv4 addresses that an IPv6 address carries."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found = [address.ipv4_mapped] if address.ipv4_mapped else []
    if address in _TRANSLATED:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return list(found)
