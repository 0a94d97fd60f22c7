"""The situation check that somebody walks alone: how its pages name a walk, and what is counted of it.

A walk has a random name, which stands in the form of each page and nowhere else. With it stands a mark that
only we can make, over this name and these answers: so we know that our own pages led to them, one by one.
"""

from __future__ import annotations

import hmac
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from hulplijn.content.plan_shapes import Plan
from hulplijn.guidance.actions import finish_selfcheck
from hulplijn.guidance.models import CountedCheck
from hulplijn.guidance.rules.situation import Place
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.privacy.keyed import keyed_hash

FORGET = "guidance.forget_counted_checks"
COUNTS_FOR = timedelta(hours=12)
"""How long after its first page a walk can still be counted."""
_NAME = re.compile(r"([0-9a-f]{32})\.(\d{1,12})\.([0-9a-f]{32})")


@dataclass(frozen=True)
class WalkName:
    """The name of one walk, and the hour in which it began."""

    name: str
    hour: int

    @property
    def until(self) -> datetime:
        return datetime.fromtimestamp(self.hour * 3600, UTC) + COUNTS_FOR

    def marked(self, plan: Plan, answers: str) -> str:
        """What the form of the page with these answers carries."""
        return f"{self.name}.{self.hour}.{self._mark(plan, answers)}"

    def _mark(self, plan: Plan, answers: str) -> str:
        about = f"{self.name}.{self.hour}.{plan.id}.{answers}"
        return keyed_hash("situation-check", about).hex()[:32]


def new_walk(at: datetime) -> WalkName:
    return WalkName(secrets.token_hex(16), int(at.timestamp()) // 3600)


def walk_of(carried: str, plan: Plan, answers: str, at: datetime) -> WalkName | None:
    """The walk that a form carries, if our page with just these answers made it; None where it did not, or
    did so too long ago."""
    found = _NAME.fullmatch(carried)
    if found is None:
        return None
    walk = WalkName(found[1], int(found[2]))
    if not hmac.compare_digest(walk.marked(plan, answers), carried):
        return None
    return walk if at < walk.until else None


def count_check(walk: WalkName, plan: Plan, place: Place, *, language: str, at: datetime) -> bool:
    """Count a finished check as one advice question, the first time that its walk comes to an end; False
    after that. Nothing is kept but coarse codes, the hour, and for half a day the hash of the walk's name."""
    if place.end is None:
        return False
    with writing():
        _, is_new = CountedCheck.objects.get_or_create(
            walk_hash=keyed_hash("counted-check", walk.name), defaults={"until": walk.until}
        )
        if is_new:
            codes: dict[str, Any] = {**codes_of(plan, place)}
            finish_selfcheck(at=at, language=language, **codes)
            if due.moment(FORGET, "all") is None:
                due.put(FORGET, "all", walk.until)
    return is_new


def codes_of(plan: Plan, place: Place) -> dict[str, str]:
    """The coded facts of a walk; reason and role are the plan's where it has one and no answer gave it."""
    codes = dict(place.codes)
    for name, own in (("reason", plan.for_reasons), ("role", plan.for_roles)):
        if name not in codes and len(own) == 1:
            codes[name] = own[0]
    return codes


def forget(_key: str, at: datetime) -> None:
    """Due when the oldest walk can be counted no more: nothing of it stays."""
    with writing():
        CountedCheck.objects.filter(until__lte=at).delete()
        rest = CountedCheck.objects.order_by("until").values_list("until", flat=True).first()
        if rest is not None:
            due.put(FORGET, "all", rest)
