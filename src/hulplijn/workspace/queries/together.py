"""Who else has to do with a contact, as the counsellor's screen shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import COORDINATOR
from hulplijn.casework import company, rights
from hulplijn.casework.models import Contact, Guest, Handover
from hulplijn.content.queries import page, partner
from hulplijn.content.shapes import Page
from hulplijn.shifts import queries as shifts
from hulplijn.shifts.models import Offer, Presence

PROTOCOL = "gevaar"
"""The page of content that says what to do when a visitor is in danger. For staff; no visitor's page leads
there."""

_NUMBERS = {
    "police_emergency_112": _("in danger now"),
    "113": _("thinks about suicide"),
}


@dataclass(frozen=True)
class Strips:
    """What wants an answer of one member of staff, wherever she is on the screen."""

    handovers: list[Handover] = field(default_factory=list)
    offers: list[Guest] = field(default_factory=list)
    visits: list[Guest] = field(default_factory=list)
    dangers: list[Contact] = field(default_factory=list)
    held: Offer | None = None


@dataclass(frozen=True)
class Here:
    """Who is in one contact, and what `by` may do about it. `guest` is her own visit, where she is one."""

    contact: Contact
    is_mine: bool
    viewers: list[str]
    readers: list[Guest]
    asked: list[Guest]
    offers: list[Guest]
    refused: list[Guest]
    handover: Handover | None
    guest: Guest | None
    may_hand_over: bool
    colleagues: list[Presence]
    numbers: list[tuple[str, str]]
    protocol: Page | None
    coordinators: list[str]

    @property
    def is_open(self) -> bool:
        """Whether the visitor's conversation goes on."""
        return self.contact.goes_on

    @property
    def may_note(self) -> bool:
        """Whether she may write notes: a guest who only reads may not."""
        return self.guest is None or self.guest.how != Guest.How.READ

    @property
    def invitable(self) -> list[Presence]:
        """Colleagues who can still be asked to look along."""
        out = {one.staff_id for one in [*self.readers, *self.asked, *self.offers, *self.refused]}
        return [one for one in self.colleagues if one.staff_id not in out]


@dataclass(frozen=True)
class UnderWay:
    """A conversation that goes on, as colleagues see it: nothing that was said, and no name."""

    contact: Contact
    viewers: list[str]
    is_mine: bool
    visit: Guest | None
    said_no: bool
    owner_is_gone: bool
    waits: bool


def strips(by: Actor, at: datetime, *, chosen: str = "", without_line: bool = False) -> Strips:
    """What wants an answer of `by` at `at`; what her page shows (`chosen`) says itself.

    `without_line`: her page has no queue beside it, so who is held out to her stands here too.
    """
    dangers = company.in_danger(by) if company.may_see_dangers(by) else []
    visits = company.my_visits(by)
    inside = {one.contact_id for one in visits if one.is_in}
    return Strips(
        handovers=company.handovers_to(by, at),
        offers=company.offers_to(by),
        visits=[one for one in visits if str(one.contact_id) != chosen],
        dangers=[one for one in dangers if one.pk not in inside],
        held=shifts.held_out_to(by) if without_line else None,
    )


def here(contact: Contact, by: Actor, at: datetime) -> Here:
    """Who is in `contact` at `at`."""
    guests = company.guests(contact) if contact.goes_on else []
    now = [one for one in guests if one.ended_at is None]
    is_mine = contact.belongs_to(by)
    named = {by.id, *(str(one.staff_id) for one in now if one.is_in)}
    present = shifts.present(at) if contact.goes_on else []
    others = [one for one in present if str(one.staff_id) != by.id and one.staff_id != contact.owner_id]
    danger = contact.danger_called_at is not None and contact.goes_on
    last = company.last_handover(contact) if contact.goes_on else None
    return Here(
        contact=contact,
        is_mine=is_mine,
        viewers=[one.staff.alias for one in company.viewers(contact, at) if str(one.staff_id) not in named],
        readers=[one for one in now if one.is_in],
        asked=[one for one in now if one.consent == Guest.Consent.ASKED],
        offers=[one for one in now if one.consent == Guest.Consent.OFFERED],
        refused=[one for one in guests if one.consent == Guest.Consent.REFUSED],
        handover=last if last and last.state != Handover.State.ACCEPTED else None,
        guest=next((one for one in now if str(one.staff_id) == by.id and one.is_in), None),
        may_hand_over=contact.goes_on and rights.may(by, "contact.hand_over", contact) and is_mine,
        colleagues=others,
        numbers=safety_numbers() if danger else [],
        protocol=page(PROTOCOL, get_language() or "nl") if danger else None,
        coordinators=[one.alias for one in _by_name(present, now) if one.role == COORDINATOR],
    )


def _by_name(present: Iterable[Presence], guests: Iterable[Guest]) -> list[Staff]:
    """Who can help: who is present, and who is in the conversation without having said so."""
    staff = [one.staff for one in present] + [one.staff for one in guests if one.is_in]
    return sorted({one.pk: one for one in staff}.values(), key=lambda one: one.alias)


def under_way(by: Actor, at: datetime) -> list[UnderWay]:
    """All conversations that go on at `at`."""
    contacts = company.under_way()
    seen = company.seen_by(contacts, at)
    visits = {one.contact_id: one for one in company.my_visits(by)}
    gone = {one.staff_id for one in shifts.silent_screens(at)}
    no, waits = company.refused_to(by), company.waiting_for_answer(contacts)
    return [
        UnderWay(
            contact=one,
            viewers=[alias for alias in seen.get(one.pk, []) if one.owner and alias != one.owner.alias],
            is_mine=one.belongs_to(by),
            visit=visits.get(one.pk),
            said_no=one.pk in no,
            owner_is_gone=one.owner_id in gone,
            waits=one.pk in waits,
        )
        for one in contacts
    ]


def safety_numbers() -> list[tuple[str, str]]:
    """112 and 113, each with when it is for."""
    known = [(partner(code), str(when)) for code, when in _NUMBERS.items()]
    return [(one.phone, when) for one, when in known if one.phone]
