"""Where somebody connects from, as a keyed hash: kept with her connection only, never in the clear."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest

from hulplijn.plumbing.addresses import address_of, client_of, headers_of
from hulplijn.plumbing.addresses import address_that_asks as address_that_asks
from hulplijn.privacy.keyed import keyed_hash


def who_hash(client: str, headers: Mapping[str, str]) -> bytes:
    """The keyed hash of address and browser together: of three hundred pupils behind one address it means
    one kind of phone, not the school."""
    browser = (headers.get("user-agent", ""), headers.get("accept-language", ""))
    return keyed_hash("visitor", "|".join((address_of(client, headers), *browser)))


def who_asks(request: HttpRequest) -> bytes:
    """The same, of a request that Django answers."""
    return who_hash(client_of(request), headers_of(request))
