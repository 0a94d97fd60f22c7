"""Reads of referrals, and which partners fit."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.models import Case, Contact
from hulplijn.content import queries as content
from hulplijn.content.partner_shapes import Partner
from hulplijn.content.regions import region_name
from hulplijn.content.texts import Text
from hulplijn.conversations.models import Conversation
from hulplijn.conversations.queries import visitors_sealer
from hulplijn.hours.queries import Moment, timetable_of_hours, words
from hulplijn.privacy.private_text import PrivateText
from hulplijn.referral.checks import is_asked
from hulplijn.referral.models import NotReferred, PassedOn, Referral
from hulplijn.referral.rules.finding import is_found
from hulplijn.referral.rules.matching import Facts, Offer, fit


@dataclass(frozen=True)
class Hours:
    """Whether a partner is open now. `is_open` None: nobody knows. `until` None: it never closes."""

    is_open: bool | None
    until: Moment | None = None
    opens: Moment | None = None
    is_checked: bool = False


@dataclass(frozen=True)
class Choice:
    """A partner that can be named in a contact.

    `fits`: it suits what is coded; `because` and `against` are the facts that decided, in words. `referral`:
    it was named. `says`: all that a search looks through, in every language.
    """

    partner: Partner
    fits: bool
    referral: Referral | None
    because: tuple[Text | str, ...]
    against: tuple[Text | str, ...]
    hours: Hours
    says: str


def referral(id: uuid.UUID) -> Referral:
    """The referral with its contact.

    Raises:
        Referral.DoesNotExist
    """
    return Referral.objects.select_related("contact__owner", "contact__coding", "case").get(pk=id)


def referrals(case: Case) -> list[Referral]:
    """The referrals of `case`, the oldest first."""
    return list(Referral.objects.filter(case=case).select_related("contact__owner").order_by("made_at", "pk"))


def choices(contact: Contact, at: datetime, *, sought: str = "", region: str = "") -> list[Choice]:
    """All partners for `contact`: those already named first, then those that fit, the best before. One query.

    `sought` leaves those out that do not hold these words; `region` is where she lives, where that is known.
    """
    facts = _facts(contact, region)
    named = {row.partner: row for row in Referral.objects.filter(contact=contact)}
    found = []
    for place, partner in enumerate(content.partners()):
        says = _says(partner)
        if not is_found(sought, says):
            continue
        hours = hours_now(partner, at)
        one = fit(facts, _offer(partner), is_open=hours.is_open)
        because, against = (
            tuple(_word(name, facts) for name in names) for names in (one.because, one.against)
        )
        row = named.get(partner.code)
        choice = Choice(partner, one.fits, row, because if one.fits else (), against, hours, says)
        found.append(((row is None, not one.fits, -one.weight if one.fits else 0, place), choice))
    return [choice for _, choice in sorted(found, key=lambda pair: pair[0])]


def hours_now(partner: Partner, at: datetime) -> Hours:
    """Whether `partner` is open at `at`, and until when or from when."""
    if not partner.hours:
        return Hours(None)
    table, language = timetable_of_hours(partner.hours), get_language() or "nl"
    is_open = table.is_open(at)
    change = None if partner.hours == "24/7" else table.next_change(at)
    moment = words(change, at, language) if change else None
    if is_open:
        return Hours(True, until=moment, is_checked=partner.is_checked)
    return Hours(False, opens=moment, is_checked=partner.is_checked)


def regions() -> tuple[tuple[str, str], ...]:
    """Where somebody can live that decides who helps her: the partners' regions, but for our own country.
    Each with its name in the reader's language, in the order of the names."""
    ours = content.helpline().country
    found = {one for partner in content.partners() for one in partner.regions} - {ours}
    return tuple(sorted(((one, region_name(one)) for one in found), key=lambda one: one[1]))


def _facts(contact: Contact, region: str) -> Facts:
    coding = contact.coding
    group = content.code_list("reason").get(coding.reason).group if coding.reason else ""
    return Facts(coding.reason, group, coding.age, coding.role, contact.language, region)


def _offer(partner: Partner) -> Offer:
    return Offer(
        reasons=partner.reasons,
        groups=partner.suits,
        ages=partner.ages,
        roles=partner.roles,
        regions=partner.regions,
        languages=partner.languages,
        abroad=partner.is_sister,
    )


def _word(name: str, facts: Facts) -> Text | str:
    """A fact as it is said on the screen."""
    if name == "group":
        return content.code_list("reason").groups[facts.group]
    code = str(getattr(facts, name))
    if name == "region":
        return region_name(code)
    return content.code_list(name).label_of(code) if name in ("reason", "age", "role") else code.upper()


def _says(partner: Partner) -> str:
    """Its name, what it does, for which problems and for whom, in every language."""
    reasons = content.code_list("reason")
    problems = [reasons.groups[group] for group in partner.suits]
    problems += [
        one.label for one in reasons.codes if one.code in partner.reasons or one.group in partner.suits
    ]
    people = [content.code_list("role").label_of(role) for role in partner.roles if role != "victim"]
    texts = (partner.name, partner.what, partner.for_whom, *problems, *people)
    return " ".join(dict.fromkeys(word for text in texts for word in text.values()))


@dataclass(frozen=True)
class Slip:
    """A partner as a visitor takes it along: only what somebody has checked of how to reach it."""

    partner: Partner
    reach: tuple[tuple[str, str], ...]
    hours: Hours | None


@dataclass(frozen=True)
class Asked:
    """A text of which a visitor says whether it may go to `partner`."""

    passed: PassedOn
    partner: Partner
    text: PrivateText
    is_under_way: bool = False
    """It is being handed to the mail server: she cannot take it back at this moment."""


def slips(conversation: Conversation, at: datetime) -> list[Slip]:
    """The partners that were named in a talk and that she did not turn down, the oldest first."""
    known = {one.code: one for one in content.partners()}
    rows = Referral.objects.filter(contact__conversation=conversation).order_by("made_at", "pk")
    named = [row.partner for row in rows.exclude(state=Referral.State.DECLINED_BY_CLIENT)]
    return [_slip(known[code], at) for code in named if code in known]


def _slip(partner: Partner, at: datetime) -> Slip:
    hours = hours_now(partner, at) if partner.public_hours else None
    return Slip(partner, partner.public_reach, hours)


def asked_words(conversation: Conversation, at: datetime) -> list[Asked]:
    """The texts of a talk that she has been asked about, with their words: for her page alone."""
    found = PassedOn.objects.filter(referral__contact__conversation=conversation).select_related("referral")
    rows = list(found.order_by("asked_at"))
    sealer = visitors_sealer(conversation) if rows else None
    return [
        Asked(
            row,
            content.partner(row.referral.partner),
            sealer.open(row.body, about=row.about),
            row.is_under_way(at),
        )
        for row in rows
        if sealer
    ]


def words_of(opened: OpenedCase, referral: Referral) -> Asked | None:
    """The text about which she was asked for this referral, from her opened case."""
    row = PassedOn.objects.filter(pk=referral.pk).select_related("referral__contact__case").first()
    if row is None:
        return None
    text = opened.sealer.open(row.body, about=row.about)
    return Asked(row, content.partner(referral.partner), text)


def note_of(opened: OpenedCase, referral: Referral) -> PrivateText | None:
    """What was written beside the feedback, from the opened case."""
    if not referral.feedback_note:
        return None
    return opened.sealer.open(referral.feedback_note, about=referral.note_about)


def nobody_named(contact: Contact) -> list[tuple[str, str, bool]] | None:
    """The reasons why nobody is named, each with whether it was chosen; None where that is not asked."""
    if not is_asked(contact.coding) or Referral.objects.filter(contact=contact).exists():
        return None
    chosen = NotReferred.objects.filter(contact=contact).values_list("why", flat=True).first()
    return [(code, str(says), code == chosen) for code, says in NotReferred.Why.choices]


def partners_to_check(today: date) -> list[tuple[Partner, str]]:
    """The partners to look at, with why (`overdue`, `never`, `details`), the most urgent first.

    Overdue goes before never: that one is shown to visitors as it stands. Of those never looked at, who has a
    number or an address already comes first.
    """
    found = [(one, why) for one in content.partners() if (why := one.to_check(today))]
    order = ("overdue", "never", "details")
    return sorted(
        found, key=lambda pair: (order.index(pair[1]), pair[0].next_check or today, not pair[0].reach)
    )


def referral_to(contact: Contact, partner: str) -> Referral | None:
    """The referral of `contact` to `partner`, where it was named."""
    found = Referral.objects.filter(contact=contact, partner=partner)
    return found.select_related("contact__owner", "contact__coding", "contact__case", "case").first()


def named_partner(code: str) -> Partner | None:
    """The partner of that code, where the helpline has it."""
    return next((one for one in content.partners() if one.code == code), None)
