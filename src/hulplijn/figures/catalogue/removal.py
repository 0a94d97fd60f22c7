"""What came of the removal requests."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hulplijn.figures import wording
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue.lines import Row
from hulplijn.figures.catalogue.making import figure, number_or_sign
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure
from hulplijn.figures.rules.shares import share


def figures(counts: Counts) -> tuple[Figure, ...]:
    honoured, decided = counts.honoured, counts.decided
    found = [
        Row("honoured", _("Honoured"), honoured),
        Row("rest", pgettext("figures", "Rest"), decided - honoured),
    ]
    lines = rows.strong(rows.guarded(found, base=decided), {"honoured"})
    part = lines[0].share
    title = ""
    if part:
        title = _("Of every 100 removal requests %(honoured)s are honoured") % {"honoured": part.percent}
    of_decided = figure(
        "removal",
        counts,
        lines=lines,
        n=decided,
        title=title,
        subject=_("Part of %(n)s removal requests that were decided in %(year)s")
        % {"n": number_or_sign(decided), "year": counts.year},
        chart="knots",
        drawn_note=_("Each knot is 5%."),
        spoken=wording.percent(part) if part else "",
    )
    seen = lines[0].count
    of_sent = share(seen if seen is None or seen <= counts.sent else None, counts.sent)
    line = rows.strong(lines[:1], {"honoured"})[0]
    of_all_sent = figure(
        "removal_sent",
        counts,
        lines=(replace(line, share=of_sent),),
        n=counts.sent,
        title=_("Of all that was sent, %(part)s is honoured so far") % {"part": wording.percent(of_sent)}
        if of_sent
        else "",
        subject=_("Part of %(n)s removal requests that were sent in %(year)s")
        % {"n": number_or_sign(counts.sent), "year": counts.year},
        chart="knots",
        drawn_note=_("Each knot is 5%."),
        total=_("All that was sent"),
    )
    return of_decided, of_all_sent
