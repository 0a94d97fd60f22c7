"""The log of prevention, year by year."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from hulplijn.content import queries as content
from hulplijn.content.errors import NoSuchContent
from hulplijn.prevention.models import Activity

COLUMNS = (
    "day", "kind", "kind_label", "audiences", "partners", "organisation", "reached", "hours", "region",
    "material", "description",
)  # fmt: skip
"""The columns of the file. Codes are the same in every language, so that years can be laid side by side."""


def years() -> list[int]:
    """The years in which something was done, newest first."""
    return [one.year for one in Activity.objects.filter(removed_at=None).dates("day", "year", order="DESC")]


def of_year(year: int, kind: str = "") -> list[Activity]:
    """What was done in `year`, newest first; with `kind` only that."""
    rows = Activity.objects.filter(day__year=year, removed_at=None)
    return list((rows.filter(kind=kind) if kind else rows).order_by("-day", "-made_at"))


def removed_of_year(year: int) -> list[Activity]:
    """What was removed and can be put back, the last removed first."""
    return list(Activity.objects.filter(day__year=year).exclude(removed_at=None).order_by("-removed_at")[:20])


def activity(id: UUID) -> Activity:
    """One of them, removed or not.

    Raises:
        Activity.DoesNotExist
    """
    return Activity.objects.get(pk=id)


def label(list_name: str, code: str) -> str:
    """The words of a code; of one that has left the list, the code itself."""
    try:
        return str(content.code_list(list_name).label_of(code))
    except NoSuchContent:
        return code


def partner_name(code: str) -> str:
    """The partner's name; of one that has gone, its code."""
    try:
        return str(content.partner(code).name)
    except NoSuchContent:
        return code


def table(activities: Iterable[Activity]) -> list[list[object]]:
    """The rows of the file, in the order of `COLUMNS`."""
    return [
        [
            one.day.isoformat(),
            one.kind,
            label("prevention_kind", one.kind),
            " ".join(one.audiences),
            " ".join(one.partners),
            one.organisation,
            "" if one.reached is None else one.reached,
            "" if one.hours is None else round(one.hours, 2),
            one.region,
            one.material,
            one.description,
        ]
        for one in activities
    ]
