"""The second factor: codes of an app, codes on paper."""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

import pyotp

from hulplijn.accounts import queries, rights
from hulplijn.accounts.models import AppCode, RecoveryCode, Staff
from hulplijn.accounts.rules import draw_recovery_codes, recovery_code_of, shown, step_that_shows
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.plumbing.database import writing
from hulplijn.privacy.keyed import keyed_hash, sealing_key
from hulplijn.privacy.sealing import CannotOpen, unwrap, wrap

_RNG = secrets.SystemRandom()


class CannotConfirm(Exception):
    """That is not the code which the app shows now."""


class LastFactor(Exception):
    """Without it she could not log in any more."""


def begin_app_code(staff: Staff, begun: str = "", *, by: Actor, at: datetime) -> tuple[str, str]:
    """The secret that `staff` puts in the app on her phone; it opens nothing before `confirm_app_code`.

    With it comes a mark. A browser that brings it (`begun`) gets the same secret again, so that a page that
    is reloaded stays right; any other gets a fresh one, so that nobody who saw one earlier knows it.
    """
    rights.require(by, "factor.set", staff, at=at)
    row = AppCode.objects.filter(staff=staff).first()
    if row is not None and (row.confirmed_at is not None or hmac.compare_digest(_mark(_secret(row)), begun)):
        return ("", begun) if row.confirmed_at else (_secret(row), begun)
    secret = pyotp.random_base32()
    with writing():
        AppCode.objects.filter(staff=staff, confirmed_at=None).delete()
        row, _made = AppCode.objects.get_or_create(staff=staff, defaults={"secret": _sealed(staff, secret)})
    return (_secret(row), _mark(_secret(row))) if row.confirmed_at is None else ("", begun)


def confirm_app_code(staff: Staff, typed: str, *, by: Actor, at: datetime, outside: datetime) -> list[str]:
    """`staff` typed the first code of her app: from now on it opens.

    `outside` is what her phone's clock says. Returns her codes on paper, which are shown once; empty where
    she has some already.

    Raises:
        CannotConfirm: another code, or nothing was begun.
    """
    rights.require(by, "factor.set", staff, at=at)
    row = AppCode.objects.filter(staff=staff, confirmed_at=None).first()
    step = step_that_shows(_secret(row), typed, at=outside, after=0) if row else None
    if row is None or step is None:
        raise CannotConfirm
    with writing():
        AppCode.objects.filter(pk=row.pk).update(confirmed_at=at, last_step=step)
        audit.record("factor.set", by=by, on=row, at=at)
        return first_sheet(staff)


def first_sheet(staff: Staff) -> list[str]:
    """Codes on paper with her first factor; none where she has some. Part of the write that sets a factor."""
    return [] if queries.recovery_codes_left(staff) else _new_sheet(staff)


def remove_app_code(staff: Staff, *, by: Actor, at: datetime) -> None:
    """`staff` no longer uses an app.

    Raises:
        LastFactor: she has no passkey to log in with.
    """
    rights.require(by, "factor.set", staff, at=at)
    with writing():
        if not queries.factors_of(staff).without_app:
            raise LastFactor
        if AppCode.objects.filter(staff=staff).delete()[0]:
            audit.record("factor.remove", by=by, on=staff, at=at)


def new_recovery_codes(staff: Staff, *, by: Actor, at: datetime) -> list[str]:
    """A new sheet of codes on paper; the old ones open nothing any more. Shown once, kept as hashes."""
    rights.require(by, "factor.set", staff, at=at)
    with writing():
        sheet = _new_sheet(staff)
        audit.record("factor.new_recovery_codes", by=by, on=staff, at=at)
    return sheet


def use_app_code(staff: Staff, typed: str, *, at: datetime, outside: datetime) -> bool:
    """Whether `typed` is what her app shows, and was not used before; `outside`: her phone's clock."""
    row = AppCode.objects.filter(staff=staff, confirmed_at__isnull=False).first()
    if row is None:
        return False
    try:
        step = step_that_shows(_secret(row), typed, at=outside, after=row.last_step)
    except CannotOpen:  # the hash key is lost: she needs a new invitation, as who lost her phone
        return False
    if step is None:
        return False
    with writing():
        return bool(AppCode.objects.filter(pk=row.pk, last_step__lt=step).update(last_step=step))


def use_recovery_code(staff: Staff, typed: str, *, at: datetime) -> bool:
    """Whether `typed` is one of her codes on paper that was not used before."""
    code = recovery_code_of(typed)
    if not code:
        return False
    with writing():
        unused = RecoveryCode.objects.filter(staff=staff, code_hash=_hash(staff, code), used_at=None)
        used = bool(unused.update(used_at=at))
        if used:
            audit.record("factor.use_recovery_code", by=queries.actor_of(staff), on=staff, at=at)
    return used


def _new_sheet(staff: Staff) -> list[str]:
    codes = draw_recovery_codes(_RNG)
    RecoveryCode.objects.filter(staff=staff).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(staff=staff, code_hash=_hash(staff, code)) for code in codes
    )
    return [shown(code) for code in codes]


def _hash(staff: Staff, code: str) -> bytes:
    return keyed_hash("recovery-code", f"{staff.pk}:{code}")


def _mark(secret: str) -> str:
    return keyed_hash("app-code-begun", secret).hex()


def _sealed(staff: Staff, secret: str) -> bytes:
    return wrap(sealing_key("app-code"), secret.encode(), about=f"app-code:{staff.pk}")


def _secret(row: AppCode) -> str:
    return unwrap(sealing_key("app-code"), bytes(row.secret), about=f"app-code:{row.staff_id}").decode()
