"""A demonstration's second factor: a fresh one-time code for each log-in, on loopback only."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import HttpRequest

from hulplijn.accounts.models import Staff
from hulplijn.accounts.rules import DIGITS

_THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")
_FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_VIA")


def is_one() -> bool:
    """Whether this helpline is a demonstration."""
    return bool(settings.HULPLIJN_MODE == "demonstration")


def is_asked_from_here(request: HttpRequest) -> bool:
    """Whether a browser on this machine asks, not one behind a tunnel or a proxy."""
    if any(name in request.META for name in _FORWARDED):
        return False
    return request.get_host().rpartition(":")[0] in _THIS_MACHINE or request.get_host() in _THIS_MACHINE


def print_code(staff: Staff) -> str:
    """Print a fresh code for `staff` in the terminal and return it."""
    code = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    print(f"One-time code for {staff.username}: {code}", flush=True)
    return code
