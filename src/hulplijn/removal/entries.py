"""The kinds of ledger entry that removal makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hulplijn.ledger.kinds import Fact
from hulplijn.removal.models import Notice
from hulplijn.removal.rules import HONOURED


@dataclass(frozen=True)
class NoticeSent(Fact):
    """A notice went to a platform. `items` is the number of addresses in it; platforms report both apart."""

    kind: ClassVar[str] = "notice_sent"

    platform: str
    content_kind: str
    depicted_minor: str
    reason: str
    items: int

    @classmethod
    def of(cls, notice: Notice, *, items: int) -> NoticeSent:
        return cls(
            notice.platform,
            notice.content_kind,
            notice.depicted_minor,
            notice.contact.coding.reason or "unknown",
            items,
        )


@dataclass(frozen=True)
class NoticeDecided(Fact):
    """A platform decided. `honoured`: removed, blocked in a region, account closed, or partly removed."""

    kind: ClassVar[str] = "notice_decided"

    platform: str
    content_kind: str
    depicted_minor: str
    reason: str
    outcome: str
    honoured: bool
    hours_to_decision: int | None

    @classmethod
    def of(cls, notice: Notice) -> NoticeDecided:
        spent = notice.decided_at - notice.sent_at if notice.decided_at and notice.sent_at else None
        return cls(
            notice.platform,
            notice.content_kind,
            notice.depicted_minor,
            notice.contact.coding.reason or "unknown",
            notice.outcome,
            notice.outcome in HONOURED,
            max(int(spent.total_seconds() // 3600), 0) if spent is not None else None,
        )
