"""The log manager's page: entries of the audit log, found and counted; and who looked at a case."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _

from hulplijn.accounts.queries import aliases
from hulplijn.audit import queries as audit
from hulplijn.audit.models import AuditEntry
from hulplijn.casework.looks import looks
from hulplijn.casework.models import Case
from hulplijn.workspace.queries.log_words import KINDS, outcome_says, role_says, verb_says, why_says

PAGE, MOST_ROWS = 50, 50_000
COLUMNS = ("number", "at", "kind", "who", "alias", "roles", "verb", "object", "id", "case", "why", "outcome")


@dataclass(frozen=True)
class Sought:
    """What somebody looks for in the log; empty means everything. `before` is where the last page ended."""

    who: str = ""
    kind: str = ""
    case: str = ""
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None

    @property
    def is_everything(self) -> bool:
        return self == Sought(before=self.before)


@dataclass(frozen=True)
class LogRow:
    """One entry as the log manager reads it: ids are there as aliases and references where they exist."""

    entry: AuditEntry
    who: str
    roles: str
    says: str
    case: str
    why: str
    outcome: str


@dataclass(frozen=True)
class LogPage:
    """Some entries, newest first; `older` is where the next page begins, if there is one."""

    rows: list[LogRow]
    older: int | None
    people: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Look:
    """Somebody looked at a case: once, or again and again on one day."""

    who: str
    actor_id: str
    roles: str
    says: str
    why: str
    since: datetime
    until: datetime
    times: int


def log_page(sought: Sought) -> LogPage:
    """The newest entries that are sought, at most a page."""
    found = list(_found(sought).order_by("-pk")[: PAGE + 1])
    names = aliases()
    people = sorted(names.items(), key=lambda one: (one[1].casefold(), one[0]))
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return LogPage(_rows(found[:PAGE], names), older, people)


def log_table(sought: Sought) -> Iterable[Sequence[object]]:
    """The same for a file: the newest `MOST_ROWS`, as they are stored."""
    names = aliases()
    for one in _found(sought).order_by("-pk")[:MOST_ROWS].iterator(2000):
        alias = names.get(one.actor_id, "") if one.actor_kind == "staff" else ""
        case = str(one.case_id or "")
        moment = one.at.isoformat(timespec="seconds")
        yield (
            *(one.number, moment, one.actor_kind, one.actor_id, alias, one.actor_roles),
            *(one.verb, one.object_kind, one.object_id, case, one.why, one.outcome),
        )


def chain(at: datetime) -> audit.State:
    """How far the log is sealed and anchored, and whether its newest part is whole."""
    return audit.state(at)


def who_looked(case: Case, *, most: int = 500) -> list[Look]:
    """Who looked at `case`, newest first; the same person with the same reason on one day is one line."""
    names, lines = aliases(), dict[object, Look]()
    for one in looks(case).order_by("-at", "-pk")[:most]:
        key = (one.actor_id, one.verb, one.why, localtime(one.at).date())
        before = lines.get(key)
        lines[key] = Look(
            names.get(one.actor_id, ""),
            one.actor_id,
            role_says(one.actor_roles),
            verb_says(one.verb),
            why_says(one.verb, one.why),
            since=one.at,
            until=before.until if before else one.at,
            times=before.times + 1 if before else 1,
        )
    return list(lines.values())


def _found(sought: Sought) -> QuerySet[AuditEntry]:
    entries = AuditEntry.objects.all()
    if sought.who in ("visitor", "system", "nobody"):
        entries = entries.filter(actor_kind=sought.who)
    elif sought.who:
        entries = entries.filter(actor_kind="staff", actor_id=sought.who)
    if sought.kind in KINDS:
        wanted = Q()
        for start in KINDS[sought.kind].starts:
            wanted |= Q(verb__startswith=start)
        entries = entries.filter(wanted)
    if sought.case:
        case = _case_id(sought.case)
        entries = entries.filter(Q(case_id=case) | Q(object_id=str(case))) if case else entries.none()
    if sought.outcome:
        entries = entries.filter(outcome=sought.outcome)
    if sought.since:
        entries = entries.filter(at__gte=_midnight(sought.since))
    if sought.until:
        entries = entries.filter(at__lt=_midnight(sought.until + timedelta(days=1)))
    return entries.filter(pk__lt=sought.before) if sought.before else entries


def _case_id(sought: str) -> uuid.UUID | None:
    """By its id, also of a case that is gone, or by its reference."""
    try:
        return uuid.UUID(sought)
    except ValueError:
        return Case.objects.filter(reference__iexact=sought).values_list("pk", flat=True).first()


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))


def _rows(entries: list[AuditEntry], names: dict[str, str]) -> list[LogRow]:
    ids = {one.case_id for one in entries if one.case_id}
    references = dict(Case.objects.filter(pk__in=ids).values_list("pk", "reference"))
    return [
        LogRow(
            one,
            _who(one, names),
            role_says(one.actor_roles),
            verb_says(one.verb),
            _case(one, references),
            why_says(one.verb, one.why),
            outcome_says(one.outcome),
        )
        for one in entries
    ]


def _case(entry: AuditEntry, references: dict[uuid.UUID, str]) -> str:
    """The reference of its case; of one that is gone the first characters of its id."""
    if entry.case_id is None:
        return ""
    return references.get(entry.case_id) or str(entry.case_id)[:8]


def _who(entry: AuditEntry, names: dict[str, str]) -> str:
    match entry.actor_kind:
        case "staff":
            return names.get(entry.actor_id) or _("somebody who is gone")
        case "visitor":
            return _("a visitor")
        case "system":
            return _("the system")
    return _("nobody known")
