"""Where a request comes from when web servers stand in front of the site.

Each of them adds the address that it was called from at the end of X-Forwarded-For, whose beginning anybody can
write. So it is read from its end, and only as far as addresses that the settings trust (TEAMAROUND_TRUSTED_PROXIES);
the first that they do not trust is the visitor's. Without any trusted address the header is not read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Answer = Callable[[HttpRequest], HttpResponse]


def trusted(text: str) -> tuple[Network, ...]:
    """The addresses and networks that a setting names, with commas between; ValueError for anything else."""
    return tuple(ip_network(each.strip(), strict=False) for each in text.split(",") if each.strip())


def visitor(peer: str, forwarded: str, trusted: Sequence[Network]) -> str:
    """The address of whoever asks: that of the connection, unless trusted servers passed the request on."""
    told = [each.strip() for each in forwarded.split(",")] if forwarded else []
    found = peer
    while told and _is_trusted(found, trusted):
        said = _address(told.pop())
        if said is None:
            break
        found = str(said)
    return found


def _is_trusted(text: str, trusted: Sequence[Network]) -> bool:
    address = _address(text)
    return address is not None and any(address in network for network in trusted)


def _address(text: str) -> Address | None:
    """An address as servers write it, with or without a port; None for anything else."""
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


def comes_from(answer: Answer) -> Answer:
    """Puts the visitor's address where everything looks for it: limits, sign-in and the audit."""

    def placed(http: HttpRequest) -> HttpResponse:
        if settings.TRUSTED_PROXIES:
            forwarded = http.META.get("HTTP_X_FORWARDED_FOR", "")
            http.META["REMOTE_ADDR"] = visitor(
                http.META.get("REMOTE_ADDR", ""), forwarded, settings.TRUSTED_PROXIES
            )
        return answer(http)

    return placed
