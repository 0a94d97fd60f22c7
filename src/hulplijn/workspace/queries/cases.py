"""The list of cases: references and codes, nothing that anybody said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from hulplijn.audit.actors import Actor
from hulplijn.casework import queries as casework
from hulplijn.casework.models import Case, Contact, Task
from hulplijn.content.queries import code_list, helpline
from hulplijn.content.texts import Text
from hulplijn.workspace.queries.facts import Choice, choices
from hulplijn.workspace.rules.sought import CODED, NAMES, Sought, sought_in


@dataclass(frozen=True)
class CaseRow:
    """A case with its newest contact; `reason` is that contact's."""

    case: Case
    newest: Contact
    contacts: int
    channel: Text
    reason: Text | None


@dataclass(frozen=True)
class CaseRows:
    """The newest cases, and whether there are older ones that are not shown."""

    rows: list[CaseRow]
    are_more: bool


@dataclass(frozen=True)
class CaseFilter:
    """What can be chosen to look for, and what is."""

    sought: Sought
    lists: list[tuple[str, str, list[Choice]]]
    """Name in the address, words and choices of each coded fact."""


def case_rows(by: Actor, sought: Sought, *, most: int = 50) -> CaseRows:
    """The cases that `by` may open and that have what is `sought`, newest first, at most `most`."""
    has = _has(sought) if sought.has_facts else None
    found = casework.cases(by, reference=sought.reference, has=has, most=most + 1)
    return CaseRows([_row(case) for case in found[:most] if case.contacts.all()], len(found) > most)


def case_filter(asked: Mapping[str, str]) -> CaseFilter:
    """What an address asks for, and the lists to choose from."""
    known = {name: [one.code for one in code_list(name).codes] for name in CODED}
    sought = sought_in(asked, known)
    says = {"reason": _("Reason"), "age": _("Age"), "platform": _("Platform"), "channel": _("Channel")}
    return CaseFilter(
        sought, [(NAMES[name], says[name], choices(name, {getattr(sought, name)})) for name in CODED]
    )


def _has(sought: Sought) -> Q:
    """One contact that has all of it."""
    has = Q()
    if sought.reason:
        # Inside the JSON of the further ones its code stands between quotes, on both databases.
        has &= Q(coding__reason=sought.reason) | Q(coding__additional_reasons__icontains=f'"{sought.reason}"')
    if sought.age:
        has &= Q(coding__age=sought.age)
    if sought.platform:
        has &= Q(coding__platforms__icontains=f'"platform": "{sought.platform}"')
    if sought.channel:
        has &= Q(channel=sought.channel)
    zone = ZoneInfo(helpline().timezone)
    if sought.since:
        has &= Q(started_at__gte=datetime.combine(sought.since, time(0), tzinfo=zone))
    if sought.until:
        has &= Q(started_at__lt=datetime.combine(sought.until + timedelta(days=1), time(0), tzinfo=zone))
    if sought.to_wrap_up:
        has &= Q(ended_at__isnull=False, closed_at=None)
    if sought.open_tasks:
        has &= Q(case__in=Task.objects.filter(done_at=None).values("case"))
    return has


def _row(case: Case) -> CaseRow:
    every = [contact for one in (case, *case.merged.all()) for contact in one.contacts.all()]
    contacts = sorted(every, key=lambda one: one.started_at)
    newest, reasons = contacts[-1], code_list("reason")
    coded = newest.coding.reason
    return CaseRow(
        case,
        newest,
        len(contacts),
        code_list("channel").label_of(newest.channel),
        reasons.label_of(coded) if coded in reasons else None,
    )
