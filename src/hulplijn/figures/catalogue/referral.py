"""To whom was referred, and what came of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures import wording
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue.making import figure, number_or_sign
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure


def figures(counts: Counts) -> tuple[Figure, ...]:
    n = sum(counts.referral_partner.values())
    subject = _("Part of %(n)s referrals in %(year)s") % {"n": number_or_sign(n), "year": counts.year}
    partners = rows.guarded(rows.of_list("referral_to", counts.referral_partner), base=n)
    partners = rows.largest_first(rows.without_zeros(partners))
    states = rows.guarded(rows.of_list("referral_state", counts.referral_state), base=n)
    nobody = sum(counts.nobody_named.values())
    whys = rows.guarded(_whys(counts), base=nobody)
    why = rows.top(whys)
    most, usual = rows.top(partners), rows.top(states)
    return (
        figure(
            "referral_partner",
            counts,
            lines=rows.strong(partners, {most.code} if most else ()),
            n=n,
            title=_("Referred to most: %(label)s, %(part)s")
            % {"label": most.label, "part": wording.percent(most.share)}
            if most and most.share
            else "",
            subject=subject,
        ),
        figure(
            "referral_state",
            counts,
            lines=rows.strong(states, {usual.code} if usual else ()),
            n=n,
            title=_("What came of it most: %(label)s, %(part)s")
            % {"label": usual.label, "part": wording.percent(usual.share)}
            if usual and usual.share
            else "",
            subject=subject,
        ),
        figure(
            "nobody_named",
            counts,
            lines=rows.strong(whys, {why.code} if why else ()),
            n=nobody,
            title=_("Nobody named, mostly: %(label)s, %(part)s")
            % {"label": why.label, "part": wording.percent(why.share)}
            if why and why.share
            else "",
            subject=_("Part of %(n)s contacts in %(year)s that ended without a referral")
            % {"n": number_or_sign(nobody), "year": counts.year},
        ),
    )


def _whys(counts: Counts) -> list[rows.Row]:
    said = {
        "none_fits": _("Nobody fits"),
        "not_wanted": _("The visitor does not want it"),
        "not_asked": _("It could not be asked"),
    }
    return [rows.Row(code, label, counts.nobody_named.get(code, 0)) for code, label in said.items()]
