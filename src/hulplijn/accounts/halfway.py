"""Somebody between the two steps of a log-in: her password was right, and she opens nothing yet."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest

from hulplijn.accounts import demonstration
from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import factors_of
from hulplijn.accounts.rules import digits_of
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.rules import APART
from hulplijn.privacy.keyed import keyed_hash

_NAME = "half"
HOLDS = timedelta(minutes=10)
TRIES = 5
"""Wrong codes after which the password is asked again."""


@dataclass(frozen=True)
class Half:
    """Who is half-way in, and where she wants to go."""

    staff: Staff
    next: str
    printed: bool
    """Whether a code stands in the terminal."""

    @property
    def may_set_up(self) -> bool:
        """Whether her password is all that she can prove. Else nobody adds a factor with that alone."""
        return not self.printed and not factors_of(self.staff).any


def begin(request: HttpRequest, staff: Staff, next: str, *, at: datetime) -> None:
    """The password of `staff` was right. Whatever this browser was logged in to ends."""
    held: dict[str, object] = {"staff": staff.pk, "next": next, "at": at.isoformat(), "tries": 0}
    held["proof"] = staff.get_session_auth_hash()
    if demonstration.is_one():
        held["code"] = _hash(staff, demonstration.print_code(staff))
    with writing():
        request.session.clear_expired()
        request.session.flush()
        request.session[_NAME] = held


def of(request: HttpRequest, *, at: datetime) -> Half | None:
    """Who is half-way in with this browser: for ten minutes at most, and while the password is the same."""
    held = request.session.get(_NAME)
    if not held or not -APART <= at - datetime.fromisoformat(held["at"]) <= HOLDS:
        return None
    staff = Staff.objects.filter(pk=held["staff"], is_active=True).first()
    if staff is None or not hmac.compare_digest(held["proof"], staff.get_session_auth_hash()):
        return None
    return Half(staff, held["next"], "code" in held)


def use_printed_code(request: HttpRequest, half: Half, typed: str) -> bool:
    """Whether `typed` is the code that a demonstration printed for this log-in; it opens once."""
    held = request.session[_NAME]
    wanted = held.get("code", "")
    right = bool(wanted) and hmac.compare_digest(wanted, _hash(half.staff, digits_of(typed)))
    if right:
        request.session[_NAME] = {name: told for name, told in held.items() if name != "code"}
    return right


def count_wrong(request: HttpRequest) -> bool:
    """One more wrong code; whether there were so many that the password is asked again."""
    held = request.session[_NAME]
    held["tries"] += 1
    request.session[_NAME] = held
    if held["tries"] >= TRIES:
        request.session.flush()
        return True
    return False


def _hash(staff: Staff, code: str) -> str:
    return keyed_hash("demonstration-code", f"{staff.pk}:{code}").hex()
