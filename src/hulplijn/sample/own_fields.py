"""Two coded fields of the sample's own, as a helpline adds them, each asked of one reason only."""

from __future__ import annotations

from datetime import date, datetime

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import ANALYST, COORDINATOR, COUNSELLOR
from hulplijn.casework import actions as casework
from hulplijn.content.own import own_fields
from hulplijn.content.rules.own import ONE, YES_NO, Own, OwnCode
from hulplijn.content.texts import Text
from hulplijn.sample.facts import BEHIND, TWO_STEP

_SEEN_BY = frozenset({COUNSELLOR, COORDINATOR, ANALYST})
_SINCE = date(2024, 1, 1)
_FIELDS = (
    Own(
        code="",
        version=0,
        kind=YES_NO,
        label=Text({"nl": "Inloggen in twee stappen", "en": "Two-step log-in"}),
        definition=Text(
            {
                "nl": "Stond inloggen in twee stappen aan toen het account werd overgenomen?",
                "en": "Was log-in in two steps on when the account was taken over?",
            }
        ),
        reasons=("account_hacked",),
        roles=_SEEN_BY,
        since=_SINCE,
    ),
    Own(
        code="",
        version=0,
        kind=ONE,
        label=Text({"nl": "Wie erachter zit", "en": "Who is behind it"}),
        definition=Text(
            {
                "nl": "Van wie het nepaccount is, voor zover de bezoeker dat weet.",
                "en": "Whose fake account it is, as far as the visitor knows.",
            }
        ),
        codes=(
            OwnCode("ex_partner", Text({"nl": "Ex-partner", "en": "Ex-partner"})),
            OwnCode("somebody_known", Text({"nl": "Andere bekende", "en": "Somebody else who is known"})),
            OwnCode("stranger", Text({"nl": "Onbekende", "en": "Stranger"})),
            OwnCode("not_known", Text({"nl": "Weet niemand", "en": "Nobody knows"})),
        ),
        reasons=("impersonation_fake_profile",),
        roles=_SEEN_BY,
        since=_SINCE,
    ),
)


def settle(*, by: Actor, at: datetime) -> None:
    """See that both are there; `by` is a coordinator."""
    there = {one.code for one in own_fields()}
    for code, field in zip((TWO_STEP, BEHIND), _FIELDS, strict=True):
        if code not in there:
            casework.save_own_field(field, by=by, at=at)
