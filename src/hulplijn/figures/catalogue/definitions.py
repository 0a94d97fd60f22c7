"""The definition of every figure: what is counted, out of what, and what is missing.

`docs/figures.md` is made from this list.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.figure import Definition, Given


def sections() -> dict[str, str]:
    """The parts of the year page by their code, in their order."""
    return {
        "advice": _("Advice questions"),
        "who": _("Who"),
        "what": _("About what"),
        "where": _("Where online"),
        "found": _("Found through"),
        "removal": _("Removal"),
        "referral": _("Referral"),
        "sextortion": _("Sextortion"),
        "apart": _("Counted apart"),
        "networks": _("For the networks"),
        "own": _("Of our own"),
    }


def definitions() -> tuple[Definition, ...]:
    """Every figure, in the order of the page, in the language now active."""
    contacts = _("Staffed contacts: talks by chat, phone, e-mail or another way with a counsellor.")
    sextortion = _(
        "Staffed contacts whose main reason is one of the three kinds of sextortion. The mass mail that only"
        " bluffs is not one of them."
    )
    unknown = _("Not asked, not said or not coded yet: shown as its own row and kept in the base.")
    return (
        Definition(
            id="advice_questions",
            section="advice",
            name=_("Advice questions"),
            definition=_(
                "Every question to the helpline counts once: talks with a counsellor and situation checks"
                " that someone finished alone. Silence and pranks do not count. A contact counts in the year"
                " in which it was closed, by local time."
            ),
            unit=_("contacts"),
            numerator=_("Advice questions of the year."),
            denominator=_("None; the change is in per cent of the year before."),
            base=_("All contacts that count as an advice question."),
            missing=_("Nothing can be missing."),
            given=Given.ALL,
        ),
        Definition(
            id="channel",
            section="advice",
            name=_("Channel"),
            definition=_("How the question reached the helpline."),
            unit=_("contacts"),
            numerator=_("Advice questions through this channel."),
            denominator=_("All advice questions."),
            base=_("All contacts that count as an advice question."),
            missing=_("Nothing can be missing."),
            given=Given.NOTHING,
        ),
        Definition(
            id="age",
            section="who",
            name=_("Age"),
            definition=_("As told to the counsellor. Unknown: not asked or not told."),
            unit=_("contacts"),
            numerator=_("Staffed contacts in this age group."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=contacts,
            missing=unknown,
            given=Given.ALL,
        ),
        Definition(
            id="gender",
            section="who",
            name=_("Gender"),
            definition=_(
                "As the person describes it. Other and unknown are one row, as in the published figures."
            ),
            unit=_("contacts"),
            numerator=_("Staffed contacts with this gender."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=contacts,
            missing=unknown,
            given=Given.ALL,
        ),
        Definition(
            id="reason",
            section="what",
            name=_("Main reason"),
            definition=_("The one main reason for contact, as the counsellor coded it."),
            unit=_("contacts"),
            numerator=_("Staffed contacts with this main reason."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=contacts,
            missing=unknown,
            given=Given.NOTHING,
        ),
        Definition(
            id="additional_reasons",
            section="what",
            name=_("Additional reasons"),
            definition=_(
                "What else was going on, beside the main reason. One contact may have several or none."
            ),
            unit=_("contacts"),
            numerator=_("Staffed contacts that name this reason beside their main one."),
            denominator=_("All staffed contacts. The shares do not add up to a hundred."),
            base=contacts,
            missing=_("A contact without additional reasons has none or was not coded for it."),
            given=Given.NOTHING,
        ),
        Definition(
            id="platform",
            section="where",
            name=_("Platform"),
            definition=_("On which online services it happened. One contact may name several."),
            unit=_("contacts"),
            numerator=_("Staffed contacts that name this platform."),
            denominator=_("All staffed contacts. The shares do not add up to a hundred."),
            base=contacts,
            missing=_("Contacts without a platform: none was involved, or it was not coded."),
            given=Given.NOTHING,
        ),
        Definition(
            id="platform_part",
            section="where",
            name=_("Part of the platform"),
            definition=_(
                "What a platform had to do with it. One platform may have several parts in one contact."
            ),
            unit=_("contacts"),
            numerator=_("Staffed contacts in which the platform had this part."),
            denominator=_("Staffed contacts that name this platform."),
            base=contacts,
            missing=_("A platform whose part was not coded stands under part unknown."),
            given=Given.NOTHING,
        ),
        Definition(
            id="found_via",
            section="found",
            name=_("Found through"),
            definition=_("How the person found the helpline."),
            unit=_("contacts"),
            numerator=_("Staffed contacts that found the helpline this way."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=contacts,
            missing=unknown,
            given=Given.NOTHING,
        ),
        Definition(
            id="removal",
            section="removal",
            name=_("Removal requests"),
            definition=_(
                "Honoured: taken down, no longer visible here, account closed, or a part of that. Rest:"
                " refused. A request counts in the year of the decision; what is sent late in the year may be"
                " decided in the next."
            ),
            unit=_("removal requests"),
            numerator=_("Decisions of the year that honour the request."),
            denominator=_("All decisions of the year; beside it all requests sent in the year."),
            base=_("Removal requests that a platform decided on in the year."),
            missing=_("Requests without a decision are in no row; how many were sent is shown."),
            given=Given.SHARES,
            given_rows=("honoured", "rest"),
        ),
        Definition(
            id="removal_sent",
            section="removal",
            name=_("Honoured of all sent"),
            definition=_(
                "The same honoured requests as a share of everything that was sent in the year, answered or"
                " not."
            ),
            unit=_("removal requests"),
            numerator=_("Decisions of the year that honour the request."),
            denominator=_("All removal requests sent in the year."),
            base=_("Removal requests that were sent to a platform in the year."),
            missing=_("What a platform did not answer counts as not honoured."),
            given=Given.NOTHING,
        ),
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
            base=sextortion,
            missing=unknown,
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
            base=sextortion,
            missing=unknown,
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
            base=sextortion,
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
            base=sextortion,
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
            base=sextortion,
            missing=unknown,
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
            base=sextortion,
            missing=unknown,
            given=Given.NOTHING,
        ),
        Definition(
            id="self_checks",
            section="apart",
            name=_("Situation checks"),
            definition=_(
                "Checks that someone finished alone, without a counsellor, by the reason that came out."
            ),
            unit=_("situation checks"),
            numerator=_("Situation checks with this reason."),
            denominator=_("All situation checks of the year."),
            base=_("Situation checks that count as an advice question."),
            missing=unknown,
            given=Given.NOTHING,
        ),
        Definition(
            id="not_counted",
            section="apart",
            name=_("Not counted as advice"),
            definition=_(
                "Contacts that are no advice question: silence, pranks, wrong numbers, left before an answer."
                " They are in no other figure."
            ),
            unit=_("contacts"),
            numerator=_("Such contacts through this channel."),
            denominator=_("All such contacts."),
            base=_("Contacts that do not count as an advice question."),
            missing=_("Nothing can be missing."),
            given=Given.NOTHING,
        ),
        Definition(
            id="age_insafe",
            section="networks",
            name=_("Age for Insafe"),
            definition=_(
                "The same ages in the groups of the European network Insafe, where a teen is 12 to 18."
            ),
            unit=_("contacts"),
            numerator=_("Staffed contacts in this age group."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=contacts,
            missing=unknown,
            given=Given.NOTHING,
        ),
        Definition(
            id="reason_bik",
            section="networks",
            name=_("Reason for Better Internet for Kids"),
            definition=_(
                "The main reason in the categories of the quarterly count of Insafe. The crosswalk says which"
                " reason belongs to which category."
            ),
            unit=_("contacts"),
            numerator=_("Staffed contacts whose main reason is in this category."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=contacts,
            missing=unknown,
            given=Given.NOTHING,
        ),
        Definition(
            id="reason_chi",
            section="networks",
            name=_("Reason for Child Helpline International"),
            definition=_(
                "The main reason in the categories of the yearly count of Child Helpline International. The"
                " crosswalk says which reason belongs to which category."
            ),
            unit=_("contacts"),
            numerator=_("Staffed contacts whose main reason is in this category."),
            denominator=_("All staffed contacts, unknown ones too."),
            base=contacts,
            missing=unknown,
            given=Given.NOTHING,
        ),
    )


def definition(id: str) -> Definition:
    """The definition of one figure.

    Raises:
        KeyError: there is no such figure.
    """
    return {one.id: one for one in definitions()}[id]
