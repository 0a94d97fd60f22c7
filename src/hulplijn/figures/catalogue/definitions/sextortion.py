"""The deep dive into sextortion."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.catalogue.definitions.shared import not_known
from hulplijn.figures.figure import Definition, Given


def definitions() -> tuple[Definition, ...]:
    return (
        Definition(
            id="sextortion_gender",
            section="sextortion",
            name=_("Gender in sextortion contacts"),
            definition=_(
                "Gender of who made contact about sextortion: mostly the victim, sometimes a parent or"
                " friend. Sextortion is threatening with intimate images: for money, more images or sex, or"
                " to force a crime."
            ),
            unit=_("contacts"),
            numerator=_("Sextortion contacts in which who made contact has this gender."),
            denominator=_("All sextortion contacts, unknown ones too."),
            base=_sextortion(),
            missing=not_known(),
            given=Given.SHARES,
            given_rows=("male",),
        ),
        Definition(
            id="sextortion_paid",
            section="sextortion",
            name=_("Paid or not"),
            definition=_(
                "Whether the victim paid, in money or gift cards, as far as who made contact knows."
            ),
            unit=_("contacts"),
            numerator=_("Sextortion contacts in which something was paid."),
            denominator=_("All sextortion contacts, also those of whom it is unknown."),
            base=_sextortion(),
            missing=not_known(),
            given=Given.SHARES,
            given_rows=("yes",),
        ),
        Definition(
            id="sextortion_amount_paid",
            section="sextortion",
            name=_("Mean amount paid"),
            definition=_("What those who paid have paid on average. Only who paid and told the amount."),
            unit=_("euros"),
            numerator=_("All amounts paid together."),
            denominator=_("Sextortion contacts that paid and of which the amount is known."),
            base=_("Sextortion contacts in which something was paid."),
            missing=_("Who paid without a known amount: shown as its own row and not in the mean."),
            given=Given.SHARES,
            given_rows=("mean",),
        ),
        Definition(
            id="sextortion_amount_demanded",
            section="sextortion",
            name=_("Mean amount demanded"),
            definition=_(
                "What the offender asked for on average, paid or not. Something else than what was paid."
            ),
            unit=_("euros"),
            numerator=_("All amounts demanded together."),
            denominator=_("Sextortion contacts of which the demanded amount is known."),
            base=_sextortion(),
            missing=_("Contacts without a known demand: shown as their own row and not in the mean."),
            given=Given.NOTHING,
        ),
        Definition(
            id="sextortion_kind",
            section="sextortion",
            name=_("Kinds of sextortion"),
            definition=_(
                "What the offender wants: money; more images or sex; or that the victim commits a crime."
            ),
            unit=_("contacts"),
            numerator=_("Sextortion contacts of this kind."),
            denominator=_("All sextortion contacts."),
            base=_sextortion(),
            missing=_("Nothing can be missing: the kind is the main reason."),
            given=Given.NOTHING,
        ),
        Definition(
            id="sextortion_payment_method",
            section="sextortion",
            name=_("Way of paying in sextortion"),
            definition=_("How the offender wants to be paid, or was paid."),
            unit=_("contacts"),
            numerator=_("Sextortion contacts with this way of paying."),
            denominator=_("All sextortion contacts, unknown ones too."),
            base=_sextortion(),
            missing=not_known(),
            given=Given.NOTHING,
        ),
        Definition(
            id="sextortion_since_when",
            section="sextortion",
            name=_("Since when it goes on"),
            definition=_("How long the extortion had been going on when contact was made."),
            unit=_("contacts"),
            numerator=_("Sextortion contacts in which it went on for so long."),
            denominator=_("All sextortion contacts, unknown ones too."),
            base=_sextortion(),
            missing=not_known(),
            given=Given.NOTHING,
        ),
    )


def _sextortion() -> str:
    return _(
        "Staffed contacts whose main reason is one of the three kinds of sextortion. The mass mail that only"
        " bluffs is not one of them."
    )
