"""The kind of ledger entry that prevention makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hulplijn.ledger.kinds import Fact
from hulplijn.prevention.models import Activity


@dataclass(frozen=True)
class Prevention(Fact):
    """Something was done to prevent harm, in the month of the day that was told.

    `counts` until it is taken out of the log; `reached` and `minutes` are None where nobody counted.
    """

    kind: ClassVar[str] = "prevention"

    what: str
    year: int
    month: int
    reached: int | None
    minutes: int | None
    counts: bool

    @classmethod
    def of(cls, activity: Activity) -> Prevention:
        day = activity.day
        counts = not activity.is_removed
        return cls(activity.kind, day.year, day.month, activity.reached, activity.minutes, counts)
