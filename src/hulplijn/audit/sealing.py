"""The chain is made here: `seal`, `anchor`, `prune`. Timers do all three.

An entry is sealed after its commit and not inside it: on PostgreSQL all writes would else wait for one row.
"""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from django.conf import settings

from hulplijn.audit import anchors, rules
from hulplijn.audit.models import AuditEntry, ChainHead
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing

SEAL, ANCHOR = "audit.seal", "audit.anchor"
_PAUSE, _DAY = timedelta(seconds=5), timedelta(days=1)
_GROUP, _PIECE = 400, 1000


class SealedMeanwhile(Exception):
    """Another process sealed the same entries first, or one of them is gone."""


def register() -> None:
    """Enter the two timers."""
    due.register(SEAL, lambda key, at: _seal_and_come_again(at), together=True)
    due.register(ANCHOR, lambda key, at: _daily(at), long=True)


def begin(*, at: datetime) -> None:
    """A server starts: anchor what is sealed, and set the timers."""
    anchor(at=at)
    with writing():
        due.put(SEAL, "", at)
        due.put(ANCHOR, "", at + _DAY)


def seal(*, at: datetime, most: int = _GROUP) -> int:
    """Seal what is committed and not sealed yet, at most `most`; returns how many."""
    waiting = list(AuditEntry.objects.filter(number=None).order_by("pk")[:most])
    if not waiting:
        return 0
    head = head_now()
    number, digest = head.number, bytes(head.digest)
    for entry in waiting:
        number += 1
        digest = rules.digest_of(digest, number, entry.at, facts_of(entry))
        entry.number, entry.digest = number, digest
    try:
        with writing():
            # Of two sealers at once the second finds the head moved, and all of its own is taken back.
            moved = ChainHead.objects.filter(pk=1, number=head.number).update(number=number, digest=digest)
            if not moved:
                raise SealedMeanwhile
            sealed = AuditEntry.objects.bulk_update(waiting, ["number", "digest"], batch_size=100)
            if sealed != len(waiting):
                raise SealedMeanwhile
    except SealedMeanwhile:
        return 0
    return len(waiting)


def seal_all(*, at: datetime) -> int:
    """Seal everything there is; for a command, which has no timers, at its end."""
    done = 0
    while sealed := seal(at=at):
        done += sealed
    return done


def anchor(*, at: datetime, mark: str = "") -> ChainHead:
    """Write down outside the database how far the log is sealed."""
    head = head_now()
    anchors.add(number=head.number, digest=bytes(head.digest), at=at, mark=mark)
    return head


def restored(*, at: datetime) -> None:
    """The database was put back from a backup: what was anchored beyond its head is gone with leave."""
    anchor(at=at, mark="restored")


def prune(*, at: datetime) -> int:
    """Delete what is older than the log's term, in small pieces; returns how many.

    First the anchors say where the log begins now, so that it can be verified from there.
    """
    cutoff = at - timedelta(days=math.ceil(365.25 * settings.HULPLIJN_LOG_YEARS))
    kept = AuditEntry.objects.filter(at__gte=cutoff, number__isnull=False)
    first = kept.order_by("number").values_list("number", flat=True).first()
    head = head_now()
    first = head.number + 1 if first is None else first
    if first > head.begins:
        (before,) = AuditEntry.objects.filter(number=first - 1).values_list("digest", flat=True)
        anchors.add(number=first, digest=bytes(before or b""), at=at, mark="begins")
        with writing():
            ChainHead.objects.filter(pk=1).update(begins=first)
    gone = 0
    while pieces := list(
        AuditEntry.objects.filter(number__lt=first).order_by("number").values_list("pk", flat=True)[:_PIECE]
    ):
        with writing():
            gone += AuditEntry.objects.filter(pk__in=pieces).delete()[0]
    return gone


def head_now() -> ChainHead:
    """The last sealed entry."""
    found = ChainHead.objects.filter(pk=1).first()
    if found is None:
        with writing():
            found, _ = ChainHead.objects.get_or_create(pk=1, defaults={"digest": rules.BEFORE_THE_FIRST})
    return found


def facts_of(entry: AuditEntry) -> tuple[str, ...]:
    """What the digest covers beside number and moment: every other column."""
    return (
        entry.actor_kind,
        entry.actor_id,
        entry.actor_roles,
        entry.verb,
        entry.object_kind,
        entry.object_id,
        str(entry.case_id or ""),
        entry.why,
        entry.outcome,
    )


def _seal_and_come_again(at: datetime) -> None:
    more = seal(at=at) == _GROUP
    due.put(SEAL, "", at + (timedelta(milliseconds=200) if more else _PAUSE))


def _daily(at: datetime) -> None:
    seal(at=at)
    anchor(at=at)
    prune(at=at)
    due.put(ANCHOR, "", at + _DAY)
