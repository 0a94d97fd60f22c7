"""Keep the log of prevention: record, change, remove, put back, take along.

What of it is a code or a number is in the ledger too, for the figures of the year.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.ledger import actions as ledger
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.queries import holds_samples
from hulplijn.prevention import rights
from hulplijn.prevention.entries import Prevention
from hulplijn.prevention.models import Activity


@dataclass(frozen=True)
class Told:
    """What a coordinator tells of one activity; the fields of `Activity`, in codes and in short words."""

    day: date
    kind: str
    audiences: list[str]
    partners: list[str]
    organisation: str = ""
    reached: int | None = None
    minutes: int | None = None
    region: str = ""
    material: str = ""
    description: str = ""


class ActivityChanged(Exception):
    """A colleague changed or removed it meanwhile; `activity` is how it stands now."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(str(activity.pk))
        self.activity = activity


def record(told: Told, *, by: Actor, at: datetime) -> Activity:
    """Enter an activity."""
    rights.require(by, "prevention.record", at=at)
    with writing():
        activity = Activity.objects.create(**asdict(told), made_by=by.id, made_at=at, changed_at=at)
        _enter(activity, at=at)
        audit.record("prevention.record", by=by, on=activity, at=at)
    return activity


def change(activity: Activity, told: Told, *, version: int, by: Actor, at: datetime) -> Activity:
    """Write `told` over what stands there, if that is still the `version` that `by` saw.

    Raises:
        ActivityChanged: a colleague was faster.
    """
    rights.require(by, "prevention.change", at=at)
    with writing():
        mine = Activity.objects.filter(pk=activity.pk, version=version, removed_at=None)
        won = mine.update(**asdict(told), version=version + 1, changed_at=at)
        activity.refresh_from_db()
        if not won:  # the row count decides, on both databases
            raise ActivityChanged(activity)
        _enter(activity, at=at)
        audit.record("prevention.change", by=by, on=activity, at=at)
    return activity


def remove(activity: Activity, *, by: Actor, at: datetime) -> Activity:
    """Take it out of the list and of every total. `put_back` undoes that."""
    rights.require(by, "prevention.remove", at=at)
    return _set_removed(activity, at, "prevention.remove", by, at)


def put_back(activity: Activity, *, by: Actor, at: datetime) -> Activity:
    """Undo a removal."""
    rights.require(by, "prevention.remove", at=at)
    return _set_removed(activity, None, "prevention.put_back", by, at)


def export(*, by: Actor, at: datetime) -> None:
    """Enter that `by` took the log of prevention along as a file."""
    rights.require(by, "prevention.export", at=at)
    audit.record("prevention.export", by=by, at=at)


def _set_removed(activity: Activity, to: datetime | None, verb: str, by: Actor, at: datetime) -> Activity:
    """Whoever comes second changes nothing and leaves no trace."""
    with writing():
        rows = Activity.objects.filter(pk=activity.pk, removed_at__isnull=to is not None)
        won = rows.update(removed_at=to, changed_at=at)
        activity.refresh_from_db()
        if won:
            _enter(activity, at=at)
            audit.record(verb, by=by, on=activity, at=at)
    return activity


def _enter(activity: Activity, *, at: datetime) -> None:
    """Enter it in the ledger, or correct what was entered. Inside a write of its caller."""
    fact = Prevention.of(activity)
    if activity.entry is not None:
        ledger.correct(activity.entry, fact, at=at)
        return
    noon = datetime.combine(activity.day, time(12), UTC)
    activity.entry = ledger.enter(fact, at=noon, origin="sample" if holds_samples() else "live")
    activity.save(update_fields=["entry"])
