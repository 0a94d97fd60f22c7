"""The deep dive into sextortion: who, paid or not, how much, which kind."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.content.queries import code_list
from hulplijn.figures import wording
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue.lines import Row
from hulplijn.figures.catalogue.making import figure, number_or_sign
from hulplijn.figures.counts import Amounts, Counts, Tally
from hulplijn.figures.figure import Figure, Line
from hulplijn.figures.rules import shares, small_cells


def size(counts: Counts) -> int:
    """How many contacts the deep dive is about."""
    return sum(counts.reason.get(kind, 0) for kind in code_list("reason").flagged("sextortion"))


def stands_alone(counts: Counts) -> bool:
    """Whether the size of the deep dive may be shown: neither it nor what remains beside it is small."""
    n = size(counts)
    return not small_cells.is_small(n) and not small_cells.is_small(counts.staffed - n)


def figures(counts: Counts) -> tuple[Figure, ...]:
    return (
        _gender(counts),
        _paid(counts),
        _amount_paid(counts),
        _amount_demanded(counts),
        _kind(counts),
        _ticked("sextortion_payment_method", counts, "payment_method", counts.sextortion_payment),
        _ticked("sextortion_since_when", counts, "since_when", counts.sextortion_since),
    )


def _lines(counts: Counts, found: list[Row]) -> tuple[Line, ...]:
    return rows.guarded(found, base=size(counts)) if stands_alone(counts) else rows.withheld(found)


def _n(counts: Counts) -> int:
    """The base to print; a size that may not be shown is passed on as a small one."""
    return size(counts) if stands_alone(counts) else 1


def _subject(counts: Counts) -> str:
    return _("Part of %(n)s sextortion contacts in %(year)s") % {
        "n": number_or_sign(_n(counts)),
        "year": counts.year,
    }


def _gender(counts: Counts) -> Figure:
    lines = _lines(counts, rows.of_roll_up("gender", counts.sextortion_gender))
    most = rows.top(lines)
    title, spoken = "", ""
    said = {
        "female": _("%(part)s of the sextortion contacts are from women"),
        "male": _("%(part)s of the sextortion contacts are from men"),
    }
    if most and most.share and most.code in said:
        spoken = wording.percent(most.share)
        title = said[most.code] % {"part": wording.sentence(wording.spoken(most.share))}
        lines = rows.strong(lines, {most.code})
    return figure(
        "sextortion_gender",
        counts,
        lines=lines,
        n=_n(counts),
        title=title,
        subject=_subject(counts),
        chart="bar",
        missing=rows.missing(lines),
        spoken=spoken,
    )


def _paid(counts: Counts) -> Figure:
    found = [
        Row("yes", _("Paid"), counts.sextortion_paid.get("yes", 0)),
        Row("no", _("Not paid"), counts.sextortion_paid.get("no", 0)),
        Row("unknown", _("Unknown"), counts.sextortion_paid.get("unknown", 0)),
    ]
    lines = rows.strong(_lines(counts, found), {"yes"})
    part = lines[0].share
    return figure(
        "sextortion_paid",
        counts,
        lines=lines,
        n=_n(counts),
        title=_("In %(part)s of the sextortion contacts the victim paid") % {"part": wording.spoken(part)}
        if part and part.part
        else "",
        subject=_subject(counts),
        chart="one_in",
        missing=rows.missing(lines),
        spoken=wording.one_in(part) if part and part.part else "",
    )


def _amounts(
    id: str, counts: Counts, amounts: Amounts, base: int | None, *, finding: str, subject: str
) -> Figure:
    """A mean over those with a known amount, beside those without. `base` is None where it is hidden."""
    found = [
        Row("known", _("Amount known"), amounts.n),
        Row("unknown", _("Amount unknown"), (base or 0) - amounts.n),
    ]
    lines = rows.withheld(found) if base is None else rows.guarded(found, base=base)
    # A mean of few would give away what one of them paid.
    enough = base is not None and amounts.n >= small_cells.LEAST
    cents = shares.mean(amounts.cents, amounts.n) if enough else None
    lines = rows.strong(lines, {"known"})
    known = lines[0]
    return figure(
        id,
        counts,
        lines=lines,
        n=1 if base is None else base,
        title=finding % {"amount": wording.euros(cents)} if cents is not None else "",
        subject=subject
        % {"n": wording.number(known.count) if known.count is not None else wording.hidden(known.sign)},
        chart="amount",
        missing=rows.missing(lines),
        mean_cents=cents,
        spoken=wording.euros(cents) if cents is not None else "",
    )


def _amount_paid(counts: Counts) -> Figure:
    payers = next(line.count for line in _paid(counts).lines if line.code == "yes")
    return _amounts(
        "sextortion_amount_paid",
        counts,
        counts.paid_amounts,
        payers,
        finding=_("Those who paid, paid %(amount)s on average"),
        subject=_("Mean of %(n)s contacts that paid and told the amount"),
    )


def _amount_demanded(counts: Counts) -> Figure:
    return _amounts(
        "sextortion_amount_demanded",
        counts,
        counts.demanded_amounts,
        size(counts) if stands_alone(counts) else None,
        finding=_("The offender asks for %(amount)s on average"),
        subject=_("Mean of %(n)s sextortion contacts of which the demand is known"),
    )


def _kind(counts: Counts) -> Figure:
    kinds = code_list("reason").flagged("sextortion")
    found = [row for row in rows.of_list("reason", counts.reason) if row.code in kinds]
    lines = _lines(counts, found)
    most = rows.top(lines)
    title = ""
    if most and most.share:
        title = _("Kind seen most: %(label)s, %(part)s") % {
            "label": most.label,
            "part": wording.percent(most.share),
        }
        lines = rows.strong(lines, {most.code})
    return figure("sextortion_kind", counts, lines=lines, n=_n(counts), title=title, subject=_subject(counts))


def _ticked(id: str, counts: Counts, name: str, tally: Tally) -> Figure:
    """What was ticked of one list in the sextortion contacts."""
    lines = _lines(counts, rows.of_list(name, tally))
    return figure(
        id, counts, lines=lines, n=_n(counts), subject=_subject(counts), missing=rows.missing(lines)
    )
