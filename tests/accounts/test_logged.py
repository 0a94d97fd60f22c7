"""Each change of rights is in the audit log: who did it, to whom, when; and no name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pyotp
import pytest

from hulplijn.accounts import actions
from hulplijn.accounts.models import Passkey, Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.audit.models import AuditEntry
from tests.environment import PASSWORD

pytestmark = pytest.mark.django_db


def logged() -> list[tuple[str, str, str]]:
    """Verb, who, and to whose account, in the order in which it happened."""
    entries = AuditEntry.objects.filter(object_kind__in=("staff", "passkey", "appcode")).order_by("pk")
    return [(one.verb, one.actor_id, one.object_id) for one in entries]


def test_whoever_gets_other_rights_or_loses_them_is_in_the_log_with_who_did_it(
    staff: Callable[..., Staff], at: datetime
) -> None:
    els = actor_of(staff("els", role="administrator"))
    before = len(logged())
    zoe = actions.add_staff(username="zoe", alias="Zoë", role="counsellor", password=PASSWORD, by=els, at=at)
    actions.set_role(zoe, "coordinator", by=els, at=at)
    actions.reset_factors(zoe, by=els, at=at)
    actions.end_staff(zoe, by=els, at=at)
    verbs = ("staff.add", "staff.set_role", "staff.reset", "staff.end")
    assert logged()[before:] == [(verb, els.id, str(zoe.pk)) for verb in verbs]
    assert set(AuditEntry.objects.values_list("at", flat=True)) == {at}
    everything = " ".join(str(row) for row in AuditEntry.objects.values_list())
    assert "zoe" not in everything.casefold()
    assert "zoë" not in everything.casefold()


def test_who_is_invited_and_comes_is_in_the_log(staff: Callable[..., Staff], at: datetime) -> None:
    carla = actor_of(staff("carla", role="coordinator"))
    token = actions.invite(username="zoe", alias="Zoë", role="counsellor", by=carla, at=at)
    zoe = actions.accept_invitation(token, "nieuwe-zin-om-te-onthouden", at=at)
    entries = AuditEntry.objects.filter(verb__in=("staff.invite", "staff.accept_invitation")).order_by("pk")
    assert [(one.verb, one.actor_id) for one in entries] == [
        ("staff.invite", carla.id),
        ("staff.accept_invitation", str(zoe.pk)),
    ]


def test_what_somebody_logs_in_with_is_in_the_log_when_it_comes_and_goes(
    staff: Callable[..., Staff], at: datetime
) -> None:
    anouk = staff("anouk")
    by, before = actor_of(anouk), len(logged())
    secret, _ = actions.begin_app_code(anouk, by=by, at=at)
    actions.confirm_app_code(anouk, pyotp.TOTP(secret).at(at), by=by, at=at, outside=at)
    passkey = Passkey.objects.create(staff=anouk, credential_id=b"1", credential=b"1", made_at=at)
    actions.remove_passkey(passkey, by=by, at=at)
    assert [(verb, who) for verb, who, _ in logged()[before:]] == [
        ("factor.set", by.id),
        ("factor.remove", by.id),
    ]
