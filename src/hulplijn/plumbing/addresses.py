"""Where a request comes from: passing, for bounds and keyed hashes; never stored as it is."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest


def address_of(client: str, headers: Mapping[str, str]) -> str:
    """The address that asks: the connection's own, or the one that our own proxy saw (its last entry)."""
    if settings.HULPLIJN_TRUST_PROXY:
        seen = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        return seen or client
    return client


def address_that_asks(request: HttpRequest) -> str:
    """The same, of a request that Django answers."""
    return address_of(client_of(request), headers_of(request))


def client_of(request: HttpRequest) -> str:
    """The other end of the connection."""
    return str(request.META.get("REMOTE_ADDR", ""))


def headers_of(request: HttpRequest) -> dict[str, str]:
    """The headers by their names in small letters."""
    return {name.lower(): value for name, value in request.headers.items()}


def network_of(address: str) -> str:
    """One household has 2^64 addresses of the new kind; they count as one."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((known, 64), strict=False))
    return address
