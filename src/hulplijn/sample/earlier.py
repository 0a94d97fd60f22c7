"""Who was helped earlier on the sample day."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from hulplijn.audit.actors import Actor
from hulplijn.hours import queries as hours
from hulplijn.sample import facts, making
from hulplijn.sample.plan import Request, Talk
from hulplijn.sample.themes import THEMES


def _codes(
    reason: str, age: str, gender: str, found_via: str, outcome: str = "advice_given", **more: Any
) -> dict[str, Any]:
    return {
        "reason": reason, "age": age, "gender": gender, "role": "victim", "found_via": found_via,
        "outcome": outcome, **more,
    }  # fmt: skip


_ON_INSTAGRAM = [{"platform": "instagram", "parts": ["contact_made_on", "threatened_on"]}]
_EARLIER: Sequence[tuple[str, str, str, dict[str, Any], Request | None, tuple[tuple[str, str], ...]]] = (
    ("sam", "phone", "closed",
     _codes("account_hacked", "45_54", "female", "search_engine", own={facts.TWO_STEP: "no"}), None, ()),
    (
        "anouk", "chat", "closed",
        _codes("sextortion_financial", "16_17", "male", "search_engine", "referred", paid="no",
               payment_method="crypto", since_when="today", depicted_minor="yes", platforms=_ON_INSTAGRAM),
        Request("offender_account", "instagram", "yes", confirmed=True), (("school_confidant", "advised"),),
    ),
    ("tarik", "chat", "left", _codes("cyberbullying", "12_15", "female", "school"), None, ()),
    (
        "noor", "email", "closed",
        _codes("impersonation_fake_profile", "26_34", "female", "social_media", "removal_started",
               own={facts.BEHIND: "ex_partner"},
               platforms=[{"platform": "facebook", "parts": ["published_on"]}]),
        Request("fake_account", "facebook", "no"), (),
    ),
    ("sam", "chat", "closed", _codes("scam_fraud", "55_64", "male", "family_friend", "referred"), None,
     (("fraudehelpdesk", "advised"),)),
    ("tarik", "chat", "closed",
     _codes("sextortion_financial", "19_25", "male", "search_engine", paid="yes", paid_cents=25_000,
            demanded_cents=50_000, payment_method="bank_transfer", since_when="weeks",
            platforms=_ON_INSTAGRAM), None, (("police_report", "advised"),)),
    ("anouk", "phone", "closed",
     _codes("grooming", "5_11", "female", "school", "referred") | {"role": "parent"}, None,
     (("csg", "warm_transfer"),)),
    ("noor", "chat", "exit", _codes("cyberstalking", "26_34", "female", "police"), None, ()),
    (
        "tarik", "chat", "closed",
        _codes("ncii_spread", "19_25", "female", "search_engine", "removal_started", depicted_minor="no",
               images_shared="yes", platforms=[{"platform": "telegram", "parts": ["published_on"]}]),
        Request("image", "telegram", "no", confirmed=True), (("slachtofferhulp", "accepted"),),
    ),
    ("sam", "email", "closed",
     _codes("prevention_info", "35_44", "female", "campaign") | {"role": "teacher"}, None, ()),
    ("anouk", "chat", "closed", _codes("sextortion_mail_bluff", "45_54", "male", "search_engine"), None, ()),
    ("sam", "chat", "closed", _codes("online_sexual_harassment", "18", "female", "social_media"), None, ()),
)  # fmt: skip


def make(by: Mapping[str, Actor], *, at: datetime, rng: random.Random) -> None:
    """Make the contacts that came and went between the opening and an hour ago."""
    opened = _opened_at(at)
    room = at - timedelta(minutes=50) - opened
    for place, (name, channel, way, codes, request, referrals) in enumerate(_EARLIER):
        planned = Talk(
            number=place,
            at=opened + room * (place + rng.random() * 0.6) / len(_EARLIER),
            wait=timedelta(seconds=rng.randrange(20, 420)),
            length=timedelta(minutes=rng.randrange(11, 38)),
            channel=channel,
            language="nl",
            counsellor=0,
            way=way,
            theme=THEMES[codes["reason"]],
            codes=codes,
            request=request,
            referrals=referrals,
        )
        making.talk(planned, by=by[name], rng=rng)


def _opened_at(at: datetime) -> datetime:
    """When the helpline opened on the day of `at`, to the quarter of an hour."""
    quarter = timedelta(minutes=15)
    moment = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
    while hours.is_open(moment - quarter):
        moment -= quarter
    return moment
