"""How many asked for advice, and how."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hulplijn.figures import wording
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue.making import figure, number_or_sign
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure, Line
from hulplijn.figures.rules import shares


def figures(counts: Counts) -> tuple[Figure, ...]:
    return _advice_questions(counts), _channel(counts)


def _advice_questions(counts: Counts) -> Figure:
    before, before_staffed = counts.earlier_advice, counts.earlier_staffed
    others = before - before_staffed if before is not None and before_staffed is not None else None
    lines = (
        Line("all", _("All advice questions"), counts.advice, earlier=before, strong=True),
        Line("staffed", staffed_in_words(counts), counts.staffed, earlier=before_staffed),
        Line("other", _("Other channels"), counts.self_checks, earlier=others),
    )
    return figure(
        "advice_questions",
        counts,
        lines=lines,
        n=counts.advice,
        title=_title(counts),
        subject=_("Number of advice questions a year"),
        chart="change",
        notes=_notes(counts),
        columns=(str(counts.year - 1), str(counts.year)) if before is not None else (str(counts.year),),
        sums_up=False,
        spoken=wording.number(counts.advice),
    )


def staffed_in_words(counts: Counts) -> str:
    """The staffed channels by their names, where there are no others than the three."""
    if counts.channel.get("other_staffed"):
        return _("With a counsellor")
    return _("E-mail, chat, phone")


def _title(counts: Counts) -> str:
    change = shares.change(counts.advice, counts.earlier_advice)
    words = {"n": wording.number(counts.advice), "year": counts.year, "before": counts.year - 1}
    if change is None:
        return _("%(n)s advice questions in %(year)s") % words
    words["change"] = wording.growth(change, signed=False)
    if change > 0:
        return _("More people asked for advice: %(n)s, %(change)s more than in %(before)s") % words
    if change < 0:
        return _("Fewer people asked for advice: %(n)s, %(change)s fewer than in %(before)s") % words
    return _("As many people asked for advice as in %(before)s: %(n)s") % words


def _notes(counts: Counts) -> tuple[str, ...]:
    if counts.earlier_source == "derived_from_growth":
        return (
            _("The totals of %(before)s are worked back from the published growth, not counted.")
            % {"before": counts.year - 1},
        )
    if counts.earlier_advice is not None and counts.earlier_source != "ledger":
        return (
            _("The totals of %(before)s were published before this count began.")
            % {"before": counts.year - 1},
        )
    return ()


def _channel(counts: Counts) -> Figure:
    alone = {"selfcheck"}
    found = rows.of_roll_up("channel", counts.channel)
    lines = rows.guarded(found, base=counts.advice, blocks=[alone])
    lines = rows.largest_first(rows.without_zeros(lines))
    part = shares.share(counts.staffed, counts.advice)
    title = (
        _("%(part)s of the advice questions were a talk with a counsellor") % {"part": wording.percent(part)}
        if part
        else ""
    )
    return figure(
        "channel",
        counts,
        lines=rows.strong(lines, {line.code for line in lines} - alone),
        n=counts.advice,
        title=title,
        subject=_("How they reached us, part of %(n)s advice questions")
        % {"n": number_or_sign(counts.advice)},
    )
