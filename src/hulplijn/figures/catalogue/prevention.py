"""What was done to prevent harm: kinds, and by month activities, people reached and hours."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from hulplijn.figures import wording
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue.lines import Row
from hulplijn.figures.catalogue.making import figure, number_or_sign
from hulplijn.figures.counts import Counts, Prevented
from hulplijn.figures.figure import Figure


def figures(counts: Counts) -> tuple[Figure, ...]:
    return _kinds(counts), _months(counts), _reached(counts), _hours(counts)


def _kinds(counts: Counts) -> Figure:
    n = _sum(counts, lambda one: one.activities)
    tally: dict[str, int] = {}
    for one in counts.prevented:
        tally[one.kind] = tally.get(one.kind, 0) + one.activities
    lines = rows.largest_first(rows.without_zeros(rows.plain(rows.of_list("prevention_kind", tally), base=n)))
    most = rows.top(lines)
    title = ""
    if most:
        title = _("%(n)s times prevention, most often: %(label)s") % {
            "n": wording.number(n),
            "label": most.label[:1].lower() + most.label[1:],
        }
    return figure(
        "prevention_kind",
        counts,
        lines=rows.strong(lines, {most.code} if most else ()),
        n=n,
        title=title,
        subject=_activities(counts, n),
        of_people=False,
        tells_counts=True,
    )


def _months(counts: Counts) -> Figure:
    n = _sum(counts, lambda one: one.activities)
    return figure(
        "prevention_month",
        counts,
        lines=rows.plain(_by_month(counts, lambda one: one.activities), base=n),
        n=n,
        subject=_activities(counts, n),
        of_people=False,
        tells_counts=True,
    )


def _reached(counts: Counts) -> Figure:
    n = _sum(counts, lambda one: one.reached)
    title = _("%(n)s people reached by prevention") % {"n": number_or_sign(n)} if n else ""
    return figure(
        "prevention_reached",
        counts,
        lines=rows.guarded(_by_month(counts, lambda one: one.reached), base=n),
        n=n,
        title=title,
        subject=_("People reached in %(year)s, by month") % {"year": counts.year},
        missing=_sum(counts, lambda one: one.uncounted),
        tells_counts=True,
    )


def _hours(counts: Counts) -> Figure:
    n = _rounded(_sum(counts, lambda one: one.minutes))
    minutes = _by_month(counts, lambda one: one.minutes)
    lines = rows.plain([Row(one.code, one.label, _rounded(one.count)) for one in minutes], base=n)
    return figure(
        "prevention_hours",
        counts,
        lines=lines,
        n=n,
        title=_("%(n)s hours of prevention") % {"n": wording.number(n)} if n else "",
        subject=_("Hours of prevention in %(year)s, by month") % {"year": counts.year},
        of_people=False,
        tells_counts=True,
    )


def _activities(counts: Counts, n: int) -> str:
    return _("%(n)s activities in %(year)s") % {"n": wording.number(n), "year": counts.year}


def _by_month(counts: Counts, what: Callable[[Prevented], int]) -> list[Row]:
    """A row for every month of a year in which something was done, in its order."""
    if not counts.prevented:
        return []
    sums = dict.fromkeys(range(1, 13), 0)
    for one in counts.prevented:
        sums[one.month] += what(one)
    return [Row(f"{month:02d}", str(MONTHS[month]), sums[month]) for month in sums]


def _sum(counts: Counts, what: Callable[[Prevented], int]) -> int:
    return sum(what(one) for one in counts.prevented)


def _rounded(minutes: int) -> int:
    """In whole hours, halves up."""
    return (minutes + 30) // 60
