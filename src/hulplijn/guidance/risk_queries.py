"""Reads of what was asked about suicide and safety."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.content.texts import Text
from hulplijn.guidance.models import RiskCheck
from hulplijn.guidance.rules import level
from hulplijn.privacy.private_text import PrivateText


@dataclass(frozen=True)
class Risk:
    """How a contact stands. `shown` is the level on the screen, which a later sign may have raised.

    `sign` says in words which sign was seen, `proposed` which level a new check begins with.
    """

    newest: RiskCheck | None
    shown: str
    proposed: str
    sign: Text | None
    is_newer: bool
    is_required: bool

    @property
    def is_answered(self) -> bool:
        return self.newest is not None and self.newest.is_complete

    @property
    def shown_says(self) -> str:
        return str(RiskCheck.Level(self.shown).label) if self.shown else ""

    @property
    def is_grave(self) -> bool:
        """Whether 113 and 112 must stand in reach."""
        return self.shown in (RiskCheck.Level.RAISED, RiskCheck.Level.ACUTE)


@dataclass(frozen=True)
class Told:
    """One check as its page shows it."""

    check: RiskCheck
    actions: list[str]
    words: PrivateText | None
    at: datetime


def is_required(reason: str) -> bool:
    """Whether a contact about `reason` must not close before it was asked."""
    listed = content.code_list("reason")
    return reason in listed and listed.get(reason).is_("ask_suicide")


@dataclass(frozen=True)
class Completeness:
    """How often suicide was asked about where it must be. `required` counts closed contacts."""

    required: int
    asked: int
    not_possible: int


def completeness(since: datetime) -> Completeness:
    """Of the contacts closed from `since` on whose reason asks for it, of all counsellors together."""
    reasons = content.code_list("reason").flagged("ask_suicide")
    closed = Contact.real.filter(closed_at__gte=since, coding__reason__in=reasons)
    by_asking = {
        asked: closed.filter(risk_checks__asked=asked).distinct().count() for asked in RiskCheck.Asked.values
    }
    asked = by_asking[RiskCheck.Asked.YES]
    either = closed.filter(risk_checks__asked__in=["yes", "not_possible"]).distinct().count()
    return Completeness(closed.count(), asked, either - asked)


def newest_check(contact: Contact) -> RiskCheck | None:
    """The check that counts."""
    found = RiskCheck.objects.filter(contact=contact).select_related("by", "second_worker", "contact")
    return found.order_by("-number").first()


def risk_of(contact: Contact) -> Risk:
    """How `contact` stands now. One query."""
    newest = newest_check(contact)
    seen = newest.signal if newest else 0
    sign = content.risk_signs().get(contact.urgent_why) if contact.urgent_why else None
    return Risk(
        newest=newest,
        shown=level.shown(newest.level if newest else "", then=seen, now=contact.urgency),
        proposed=level.proposed(contact.urgency) if contact.urgency > seen or newest is None else "",
        sign=sign.words if sign else None,
        is_newer=newest is not None and contact.urgency > newest.signal,
        is_required=is_required(contact.coding.reason),
    )


def acute_among(contacts: Collection[Contact]) -> set[uuid.UUID]:
    """Which of `contacts` stand at acute, by the newest check or a sign since. One query; none for nobody."""
    if not contacts:
        return set()
    rows = RiskCheck.objects.filter(contact__in=contacts).order_by("number")
    newest = {pk: (judged, seen) for pk, judged, seen in rows.values_list("contact", "level", "signal")}
    found = set()
    for contact in contacts:
        judged, seen = newest.get(contact.pk, ("", 0))
        if level.shown(judged, then=seen, now=contact.urgency) == RiskCheck.Level.ACUTE:
            found.add(contact.pk)
    return found


def checks_of(opened: OpenedCase, contact: Contact) -> list[Told]:
    """All checks of one contact of an opened case, the newest first."""
    rows = RiskCheck.objects.filter(contact=contact, contact__case=opened.case)
    return [
        Told(
            one,
            [str(RiskCheck.Action(code).label) for code in one.actions],
            opened.sealer.open(one.words, about=one.about) if one.words else None,
            one.at,
        )
        for one in rows.select_related("by", "second_worker").order_by("-number")
    ]
