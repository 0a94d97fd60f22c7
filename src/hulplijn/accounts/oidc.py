"""Log-in by a provider (OpenID Connect): the code flow with PKCE, and what is checked of its answer."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

_PATIENCE, _MOST = 5, 256 * 1024
_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
_LEEWAY = 60
_STRONG = {"mfa", "otp", "hwk", "swk", "sms", "fpt", "face", "iris", "pop"}
"""Methods (RFC 8176) with which the provider says that it asked for more than a password."""

Claims = dict[str, Any]


class ProviderFailed(Exception):
    """The provider did not answer, or what it said does not hold; `why` is a code for the log."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Provider:
    """The provider of the settings."""

    issuer: str
    client_id: str
    secret: str
    claim: str
    roles: dict[str, str]
    asks_second: bool
    """Whether it asks everybody for a second factor."""


@dataclass(frozen=True)
class Errand:
    """What a browser keeps between going to the provider and coming back."""

    state: str
    nonce: str
    verifier: str
    next: str

    @classmethod
    def new(cls, next: str) -> Errand:
        return cls(secrets.token_urlsafe(24), secrets.token_urlsafe(24), secrets.token_urlsafe(48), next)


def provider() -> Provider | None:
    """The provider, where the settings name one."""
    stated: dict[str, Any] | None = settings.HULPLIJN_OIDC
    return Provider(**stated) if stated else None


def way_there(known: Provider, errand: Errand, back: str) -> str:
    """The provider's address at which somebody logs in."""
    hashed = hashlib.sha256(errand.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": known.client_id,
        "redirect_uri": back,
        "scope": "openid profile",
        "state": errand.state,
        "nonce": errand.nonce,
        "code_challenge": base64.urlsafe_b64encode(hashed).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    at = str(_described(known)["authorization_endpoint"])
    return f"{at}{'&' if '?' in at else '?'}{urlencode(asked)}"


def claims_for(known: Provider, errand: Errand, code: str, back: str, *, outside: datetime) -> Claims:
    """Who came back with `code`, as the provider signed it for us, now, for this errand.

    Raises:
        ProviderFailed
    """
    described = _described(known)
    pair = f"{quote(known.client_id, safe='')}:{quote(known.secret, safe='')}".encode()
    told = _json(
        str(described["token_endpoint"]),
        urlencode(
            {
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": back,
                "code_verifier": errand.verifier,
            }
        ).encode(),
        {"Authorization": f"Basic {base64.b64encode(pair).decode()}"},
    )
    keys: Any = _json(str(described["jwks_uri"]))
    try:
        claims: Claims = jwt.decode(
            str(told["id_token"]),
            KeySet.import_key_set(keys),
            algorithms=_ALGORITHMS,
        ).claims
    except (JoseError, KeyError, ValueError) as wrong:
        raise ProviderFailed("signature") from wrong
    _check(known, errand, claims, outside)
    return claims


def role_of(known: Provider, claims: Claims) -> str | None:
    """The role that the settings give for what the provider says; the first of them that fits."""
    told = claims.get(known.claim, [])
    values = {str(one) for one in told} if isinstance(told, list) else set(str(told).split())
    return next((role for value, role in known.roles.items() if value in values), None)


def proved_twice(known: Provider, claims: Claims) -> bool:
    """Whether the provider asked for a second factor; otherwise ours is asked."""
    methods = claims.get("amr", [])
    return known.asks_second or (isinstance(methods, list) and bool(_STRONG & {str(one) for one in methods}))


def is_safe(address: str) -> bool:
    """Whether a provider may be asked there: https, or this machine itself."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1")
    )


def _check(known: Provider, errand: Errand, claims: Claims, outside: datetime) -> None:
    audience = claims.get("aud")
    ours = audience if isinstance(audience, list) else [audience]
    now = outside.timestamp()
    wrong = {
        "issuer": claims.get("iss") != known.issuer,
        "audience": known.client_id not in ours,
        "party": (len(ours) > 1 or "azp" in claims) and claims.get("azp") != known.client_id,
        "expired": not isinstance(claims.get("exp"), int | float) or claims["exp"] < now - _LEEWAY,
        "issued": not isinstance(claims.get("iat"), int | float) or claims["iat"] > now + _LEEWAY,
        "nonce": not hmac.compare_digest(str(claims.get("nonce", "")), errand.nonce),
        "subject": not isinstance(claims.get("sub"), str) or not claims["sub"],
    }
    for why, is_wrong in wrong.items():
        if is_wrong:
            raise ProviderFailed(why)


def _described(known: Provider) -> Claims:
    told = _json(known.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if told.get("issuer") != known.issuer:
        raise ProviderFailed("issuer")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not is_safe(str(told.get(name, ""))):
            raise ProviderFailed(name)
    return told


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _json(address: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Claims:
    if not is_safe(address):
        raise ProviderFailed("address")
    request = Request(address, body, {"Accept": "application/json", **(headers or {})})  # noqa: S310 checked above
    try:
        with build_opener(_Stay).open(request, timeout=_PATIENCE) as answer:
            told = json.loads(answer.read(_MOST))
    except (URLError, OSError, ValueError) as wrong:
        raise ProviderFailed("no answer") from wrong
    if not isinstance(told, dict):
        raise ProviderFailed("no answer")
    return told
