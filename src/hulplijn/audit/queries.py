"""Reads of the audit log: whether it is whole, and how far it is sealed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hulplijn.audit import anchors, rules
from hulplijn.audit.models import AuditEntry, ChainHead
from hulplijn.audit.sealing import facts_of

LATE = timedelta(minutes=1)
_PAGE = 2000


@dataclass(frozen=True)
class Verdict:
    """What a walk through the whole log found; `late` is since when an entry waits to be sealed, if too
    long."""

    found: rules.Broken | rules.Whole
    anchors: anchors.Written
    unsealed: int
    late: datetime | None

    @property
    def is_whole(self) -> bool:
        """Whether every entry is as it was, and something outside the database says so too."""
        return isinstance(self.found, rules.Whole) and self.anchors.exists and not self.anchors.unreadable


def verify(at: datetime, told: Callable[[int], object] = lambda number: None) -> Verdict:
    """Walk the log from its beginning and hold it against the anchors. Reads only, a page at a time.

    `told` hears the number that the walk has come to.
    """
    written, head, found = _walk(told)
    if isinstance(found, rules.Broken) and head.begins < _head().begins:
        written, head, found = _walk(told)  # the oldest were pruned away under our feet
    waiting = AuditEntry.objects.filter(number=None)
    late = waiting.filter(at__lt=at - LATE).order_by("at").values_list("at", flat=True).first()
    return Verdict(found, written, waiting.count(), late)


def _walk(told: Callable[[int], object]) -> tuple[anchors.Written, ChainHead, rules.Broken | rules.Whole]:
    # The anchors first: what is sealed while we walk is more than they say, never less.
    written = anchors.read()
    head = _head()
    begin = written.anchors.begin
    if head.begins > begin.number:
        return written, head, rules.Broken("begins late", begin.number)
    walked = _sealed(begin.number, head.number, told)
    return written, head, rules.verify(walked, written.anchors, head=head.number)


def _head() -> ChainHead:
    return ChainHead.objects.filter(pk=1).first() or ChainHead(digest=rules.BEFORE_THE_FIRST)


def _sealed(begins: int, head: int, told: Callable[[int], object]) -> Iterator[rules.Sealed]:
    """The sealed entries up to `head`, a page at a time."""
    before = begins - 1
    sealed = AuditEntry.objects.filter(number__lte=head).order_by("number")
    while page := list(sealed.filter(number__gt=before)[:_PAGE]):
        for entry in page:
            yield rules.Sealed(entry.number or 0, bytes(entry.digest or b""), entry.at, facts_of(entry))
        before = page[-1].number or before
        told(before)


@dataclass(frozen=True)
class State:
    """How the log stands, quickly told: how far it is sealed and anchored, and whether its newest part is
    whole."""

    last: int
    unsealed: int
    late: datetime | None
    anchored_at: datetime | None
    checked: int
    broken: rules.Broken | None


def state(at: datetime) -> State:
    """Look at the newest entries only; `verify` walks the whole log."""
    written, head = anchors.read(), _head()
    first = max(written.anchors.begin.number, head.number - _PAGE + 1)
    before = AuditEntry.objects.filter(number=first - 1).values_list("digest", flat=True).first()
    begin = rules.Begin(first, bytes(before)) if before else written.anchors.begin
    newest = rules.Anchors(begin, {n: one for n, one in written.anchors.digests.items() if n >= first})
    found = rules.verify(_sealed(first, head.number, lambda number: None), newest, head=head.number)
    waiting = AuditEntry.objects.filter(number=None)
    late = waiting.filter(at__lt=at - LATE).order_by("at").values_list("at", flat=True).first()
    broken = found if isinstance(found, rules.Broken) else None
    return State(head.number, waiting.count(), late, written.latest, head.number - begin.number + 1, broken)
