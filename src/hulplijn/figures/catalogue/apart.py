"""What is counted apart from the talks: situation checks done alone, and contacts that are no question."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue.making import figure, number_or_sign
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure


def figures(counts: Counts) -> tuple[Figure, ...]:
    return _self_checks(counts), _not_counted(counts)


def _self_checks(counts: Counts) -> Figure:
    n = counts.self_checks
    lines = rows.guarded(rows.of_list("reason", counts.selfcheck_reason), base=n)
    lines = rows.largest_first(rows.without_zeros(lines))
    most = rows.top(lines)
    return figure(
        "self_checks",
        counts,
        lines=rows.strong(lines, {most.code} if most else ()),
        n=n,
        title=_("%(n)s situation checks were done without a counsellor") % {"n": number_or_sign(n)}
        if n
        else "",
        subject=_("Reasons that came out, part of %(n)s situation checks") % {"n": number_or_sign(n)},
        missing=rows.missing(lines),
    )


def _not_counted(counts: Counts) -> Figure:
    n = sum(counts.not_counted.values())
    lines = rows.guarded(rows.of_roll_up("channel", counts.not_counted), base=n)
    return figure(
        "not_counted",
        counts,
        lines=rows.largest_first(rows.without_zeros(lines)),
        n=n,
        title=_("%(n)s contacts were no advice question") % {"n": number_or_sign(n)} if n else "",
        subject=_("Contacts by channel that are in no other figure"),
    )
