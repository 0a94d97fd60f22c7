"""To whom was referred, and what came of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.figure import Definition, Given


def definitions() -> tuple[Definition, ...]:
    return (
        Definition(
            id="referral_partner",
            section="referral",
            name=_("Referrals"),
            definition=_("To whom a counsellor referred. One contact may have several referrals."),
            unit=_("referrals"),
            numerator=_("Referrals to this organisation."),
            denominator=_("All referrals of the year."),
            base=_("Referrals made in the year."),
            missing=_("Nothing can be missing."),
            given=Given.NOTHING,
        ),
        Definition(
            id="referral_state",
            section="referral",
            name=_("What came of the referral"),
            definition=_("How the referral stands now, as far as the helpline knows."),
            unit=_("referrals"),
            numerator=_("Referrals in this state."),
            denominator=_("All referrals of the year."),
            base=_("Referrals made in the year."),
            missing=_("What the helpline did not hear stays at advised."),
            given=Given.NOTHING,
        ),
        Definition(
            id="nobody_named",
            section="referral",
            name=_("Nobody named"),
            definition=_(
                "Why a contact about something that asks for a referral ended without one, as the counsellor"
                " said at the wrap-up. Where somebody was named after all, it is not counted here."
            ),
            unit=_("contacts"),
            numerator=_("Contacts without a referral for this reason."),
            denominator=_("All contacts of the year of which was said why nobody was named."),
            base=_("Contacts of which was said in the year why nobody was named."),
            missing=_("What was closed before the question could be asked is not counted."),
            given=Given.NOTHING,
        ),
    )
