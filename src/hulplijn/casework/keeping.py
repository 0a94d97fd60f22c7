"""Reads for keeping to the terms: what is due of which case, what would go, and what is on hold."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Min, Q, QuerySet

from hulplijn.casework import joined
from hulplijn.casework.models import Case, Contact, Hold
from hulplijn.content.queries import helpline, retention
from hulplijn.conversations.models import Message
from hulplijn.privacy import holders
from hulplijn.privacy.retention_rules import Facts, Term, Terms, day_ends, goes_at

UNCLAIMED, PRACTISED = "unclaimed", "practised"
PRACTISED_FOR = timedelta(days=7)
"""From its beginning: long enough to look back on what one did, and it is nobody's."""
_AT_ONCE = 200
_AT_LATEST = timedelta(days=7)


@dataclass(frozen=True)
class Looked:
    """A case, and when each part of it that is still there goes; nothing while it is open or held."""

    case: Case
    facts: Facts
    goes: dict[Term, datetime]

    def due(self, at: datetime) -> frozenset[Term]:
        return frozenset(term for term, moment in self.goes.items() if moment <= at)

    def next_look(self, at: datetime) -> datetime:
        """When to look again: at the next term, daily while something can move it, and within a week
        anyhow, as a helpline may shorten its terms."""
        later = [at + _AT_LATEST, *(moment for moment in self.goes.values() if moment > at)]
        if self.facts.closed_at is None or self.facts.open_work:
            later.append(at + timedelta(days=1))
        return min(later)


@dataclass(frozen=True)
class Going:
    """One line of a dry run: how many cases lose this part now, and since when the oldest might."""

    what: str
    many: int
    oldest: datetime


def terms() -> Terms:
    """The helpline's terms."""
    days = retention()
    return Terms(
        unclaimed=timedelta(days=days.unclaimed),
        text=timedelta(days=days.text),
        text_with_open_work=timedelta(days=days.text_with_open_work),
        left_message=timedelta(days=days.left_message),
        contact_details=timedelta(days=days.contact_details),
        removal_file=timedelta(days=days.removal_file),
        record=timedelta(days=days.record),
    )


def to_look_at(at: datetime) -> QuerySet[Case]:
    """Cases of which something may have come to its term, or that a clock that was wrong put far off."""
    never = Q(look_at__gt=at + _AT_LATEST + timedelta(days=1))
    return Case.objects.filter(Q(look_at=None) | Q(look_at__lte=at) | never).order_by("pk")


def holds(at: datetime) -> QuerySet[Hold]:
    """The holds that keep something at `at`."""
    still = Q(until=None) | Q(until__gt=at)
    return Hold.objects.filter(still, lifted_at=None).select_related("case", "by").order_by("at", "pk")


def hold_on(case: Case, at: datetime) -> Hold | None:
    """The hold on this one case, if there is any; the sample's is on none in particular."""
    return holds(at).filter(case=case).first()


def look(cases: Sequence[Case], at: datetime) -> list[Looked]:
    """What is due of each of `cases`, in a handful of queries for all of them.

    Cases that are merged are open, at work and held together.
    """
    keys = [case.key_id for case in cases]
    groups = joined.groups(cases)
    everyone = {one.pk: one for group in groups.values() for one in group}
    contacts: dict[uuid.UUID, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.filter(case__in=everyone):
        contacts[contact.case_id].append(contact)
    answered = _answered(contact for found in contacts.values() for contact in found)
    with_work = holders.with_open_work([one.key_id for one in everyone.values()])
    since = {term: holders.since(term, keys) for term in Term}
    has = {term: holders.keys_with(term, keys) for term in Term}
    held = set(holds(at).filter(case__in=everyone).values_list("case_id", flat=True))
    samples_held = holds(at).filter(case=None).exists()
    found = []
    for case in cases:
        group = groups[case.pk]
        facts = Facts(
            **_times([one for each in group for one in contacts[each.pk]], answered, case.opened_at),
            open_work=any(one.key_id in with_work for one in group),
            on_hold=any(one.pk in held for one in group) or (case.sample and samples_held),
            since={term: moments[case.key_id] for term, moments in since.items() if case.key_id in moments},
            has=frozenset(term for term, those in has.items() if case.key_id in those),
        )
        ends = day_ends(facts.closed_at, _zone()) if facts.closed_at else None
        goes = goes_at(facts, terms(), day_ends=ends)
        if case.practice:
            goes = {Term.RECORD: case.opened_at + PRACTISED_FOR}
        found.append(Looked(case, facts, goes))
    return found


def _times(
    contacts: list[Contact], answered: dict[uuid.UUID, datetime], opened_at: datetime
) -> dict[str, Any]:
    closed = [contact.closed_at for contact in contacts]
    is_closed = all(closed)
    last = max((one for one in closed if one), default=opened_at)
    answers = [
        answered.get(contact.conversation_id) if contact.left_message and contact.conversation_id else None
        for contact in contacts
    ]
    return {
        "closed_at": last if is_closed else None,
        "unclaimed": bool(contacts)
        and all(contact.owner_id is None and not contact.left_message for contact in contacts),
        "answered_at": max(one for one in answers if one) if answers and all(answers) else None,
    }


def _answered(contacts: Iterable[Contact]) -> dict[uuid.UUID, datetime]:
    """When each message that was left got its first answer, by conversation."""
    left = [contact.conversation_id for contact in contacts if contact.left_message]
    said = Message.objects.filter(conversation__in=left, sender=Message.Sender.STAFF)
    return dict(said.order_by().values_list("conversation").annotate(first=Min("at")))


def how_much_was_said(case: Case) -> int:
    """How many messages of `case` are still there, hers and ours."""
    said = Message.objects.filter(conversation__contact__case=case)
    return said.exclude(sender=Message.Sender.SYSTEM).count()


def what_would_go(at: datetime) -> list[Going]:
    """The dry run: what would go now, kind by kind. Nothing is changed."""
    found: dict[str, list[datetime]] = defaultdict(list)
    last: uuid.UUID | None = None
    while True:
        cases = list((to_look_at(at).filter(pk__gt=last) if last else to_look_at(at))[:_AT_ONCE])
        if not cases:
            break
        last = cases[-1].pk
        for one in look(cases, at):
            for term in one.due(at):
                found[_what(one, term)].append(one.goes[term])
    order = [PRACTISED, UNCLAIMED, *(str(term) for term in Term)]
    return [Going(what, len(found[what]), min(found[what])) for what in order if what in found]


def _what(one: Looked, term: Term) -> str:
    if one.case.practice:
        return PRACTISED
    return UNCLAIMED if one.facts.unclaimed else str(term)


def _zone() -> ZoneInfo:
    return ZoneInfo(helpline().timezone)
