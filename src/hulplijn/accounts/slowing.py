"""Guessing is slowed, and nobody can be locked out: whoever guesses makes others wait a minute at most.

A browser in which somebody logged in before knows it by a signed cookie, and counts for itself only: what
strangers do to her name or her address does not hold her up (the device cookies of OWASP).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from hulplijn.accounts.models import Staff, WrongLogIns
from hulplijn.plumbing import due
from hulplijn.plumbing.addresses import address_that_asks, network_of
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.rules import Pace
from hulplijn.privacy.keyed import keyed_hash

FORGET = "accounts.forget_wrong_log_ins"
_REMEMBERED = timedelta(hours=1)
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)

NAME = Pace(timedelta(seconds=20), 5)
"""For one name: three tries a minute by strangers, all of them together."""
ADDRESS = Pace(timedelta(seconds=5), 20)
"""For one address, behind which a whole helpline may sit."""
DEVICE = Pace(timedelta(seconds=10), 8)
"""For one browser in which she logged in before."""
CODE = Pace(timedelta(seconds=60), 5)
"""For the second step of one account: of a million codes three open at a time."""

COOKIE = "hulplijn-known"
_KNOWN_FOR = timedelta(days=90)

Keys = dict[bytes, Pace]


@dataclass
class TooFast(Exception):
    """A moment's patience first."""

    wait: timedelta

    @property
    def seconds(self) -> int:
        return max(1, round(self.wait.total_seconds() + 0.5))


def first_step(request: HttpRequest, username: str, *, at: datetime) -> Keys:
    """What one try of name and password in this browser counts for."""
    device = _device(request, username)
    if device:
        return {keyed_hash("log-in-device", device): DEVICE}
    return {keyed_hash("log-in-name", username.casefold()): NAME, **at_address(request, at=at)}


def without_name(request: HttpRequest, *, at: datetime) -> Keys:
    """What one question for a passkey counts for: nobody says yet who she is."""
    device = _known(request)
    return {keyed_hash("log-in-device", device): DEVICE} if device else at_address(request, at=at)


def at_address(request: HttpRequest, *, at: datetime) -> Keys:
    """What one try at a link counts for."""
    network = network_of(address_that_asks(request))
    return {keyed_hash("log-in-address", f"{at:%Y-%m-%d}:{network}"): ADDRESS}


def second_step(request: HttpRequest, staff: Staff) -> Keys:
    """What one code counts for."""
    device = _device(request, staff.username)
    return {keyed_hash("log-in-code", device or str(staff.pk)): CODE}


def spend(keys: Keys, *, at: datetime) -> None:
    """Count one try, before it is known whether it is right: of many at one moment each counts.

    Raises:
        TooFast: there were too many; this one does not count.
    """
    with writing():
        for key in keys:
            WrongLogIns.objects.get_or_create(who_hash=key, defaults={"spent_until": _LONG_AGO})
        rows = _held(keys)
        wait = max(keys[bytes(row.who_hash)].wait(row.spent_until, at) for row in rows)
        if not wait:
            for row in rows:
                row.spent_until = keys[bytes(row.who_hash)].after_wrong(row.spent_until, at)
                row.save(update_fields=["spent_until"])
            due.put(FORGET, "all", at + _REMEMBERED)
    if wait:
        raise TooFast(wait)


def give_back(keys: Keys) -> None:
    """The try was right."""
    with writing():
        for row in _held(keys):
            row.spent_until = keys[bytes(row.who_hash)].given_back(row.spent_until)
            row.save(update_fields=["spent_until"])


def forget(_key: str, at: datetime) -> None:
    """Due an hour after the last try: nothing of it stays."""
    with writing():
        WrongLogIns.objects.filter(spent_until__lte=at).delete()
        if WrongLogIns.objects.exists():
            due.put(FORGET, "all", at + _REMEMBERED)


def know(response: HttpResponse, staff: Staff) -> HttpResponse:
    """Let this browser be known as one in which `staff` logged in."""
    response.set_signed_cookie(
        COOKIE,
        f"{staff.pk}:{secrets.token_urlsafe(12)}",
        salt=COOKIE,
        max_age=_KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _known(request: HttpRequest) -> str:
    try:
        return request.get_signed_cookie(COOKIE, salt=COOKIE, max_age=_KNOWN_FOR) or ""
    except (KeyError, signing.BadSignature):
        return ""


def _device(request: HttpRequest, username: str) -> str:
    held = _known(request)
    staff_id = held.partition(":")[0]
    return held if held and Staff.objects.filter(pk=staff_id, username=username).exists() else ""


def _held(keys: Keys) -> list[WrongLogIns]:
    return list(WrongLogIns.objects.select_for_update().filter(who_hash__in=list(keys)).order_by("who_hash"))
