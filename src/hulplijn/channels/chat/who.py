"""Where somebody connects from, as a keyed hash: kept with her connection only, never in the clear."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest

from hulplijn.privacy.keyed import keyed_hash


def address_of(client: str, headers: Mapping[str, str]) -> str:
    """The address that asks: the connection's own, or the one that our own proxy saw (its last entry)."""
    if settings.HULPLIJN_TRUST_PROXY:
        seen = headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        return seen or client
    return client


def who_hash(client: str, headers: Mapping[str, str]) -> bytes:
    """The keyed hash of address and browser together: of three hundred pupils behind one address it means
    one kind of phone, not the school."""
    browser = (headers.get("user-agent", ""), headers.get("accept-language", ""))
    return keyed_hash("visitor", "|".join((address_of(client, headers), *browser)))


def who_asks(request: HttpRequest) -> bytes:
    """The same, of a request that Django answers."""
    return who_hash(client_of(request), headers_of(request))


def address_that_asks(request: HttpRequest) -> str:
    """The address alone, for the bound on beginnings; it is never stored."""
    return address_of(client_of(request), headers_of(request))


def client_of(request: HttpRequest) -> str:
    """The other end of the connection."""
    return str(request.META.get("REMOTE_ADDR", ""))


def headers_of(request: HttpRequest) -> dict[str, str]:
    """The headers by their names in small letters."""
    return {name.lower(): value for name, value in request.headers.items()}
