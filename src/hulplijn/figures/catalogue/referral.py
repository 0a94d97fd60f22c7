"""To whom was referred, and what came of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures import wording
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue.making import figure, number_or_sign
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure, Line


def figures(counts: Counts) -> tuple[Figure, ...]:
    n = sum(counts.referral_partner.values())
    subject = _("Part of %(n)s referrals in %(year)s") % {"n": number_or_sign(n), "year": counts.year}
    partners = rows.guarded(rows.of_list("referral_to", counts.referral_partner), base=n)
    partners = rows.largest_first(rows.without_zeros(partners))
    states = rows.guarded(rows.of_list("referral_state", counts.referral_state), base=n)
    nobody = sum(counts.nobody_named.values())
    whys = rows.guarded(_whys(counts), base=nobody)
    return (
        _led_by_its_largest(
            "referral_partner",
            counts,
            partners,
            n,
            title=_("Referred to most: %(label)s, %(part)s"),
            subject=subject,
        ),
        _led_by_its_largest(
            "referral_state",
            counts,
            states,
            n,
            title=_("What came of it most: %(label)s, %(part)s"),
            subject=subject,
        ),
        _led_by_its_largest(
            "nobody_named",
            counts,
            whys,
            nobody,
            title=_("Nobody named, mostly: %(label)s, %(part)s"),
            subject=_("Part of %(n)s contacts in %(year)s that ended without a referral")
            % {"n": number_or_sign(nobody), "year": counts.year},
        ),
    )


def _led_by_its_largest(
    id: str, counts: Counts, lines: tuple[Line, ...], n: int, *, title: str, subject: str
) -> Figure:
    """A figure whose title names the largest of its lines; without one that may be shown it has no title."""
    top = rows.top(lines)
    return figure(
        id,
        counts,
        lines=rows.strong(lines, {top.code} if top else ()),
        n=n,
        title=title % {"label": top.label, "part": wording.percent(top.share)} if top and top.share else "",
        subject=subject,
    )


def _whys(counts: Counts) -> list[rows.Row]:
    said = {
        "none_fits": _("Nobody fits"),
        "not_wanted": _("The visitor does not want it"),
        "not_asked": _("It could not be asked"),
    }
    return [rows.Row(code, label, counts.nobody_named.get(code, 0)) for code, label in said.items()]
