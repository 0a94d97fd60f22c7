"""A table for each coded field of the helpline's own, for those who may see it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hulplijn.content.own import own_fields
from hulplijn.content.rules.own import NUMBER, SEVERAL, Own, bands
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue import people
from hulplijn.figures.catalogue.lines import Row
from hulplijn.figures.catalogue.making import figure, number_or_sign
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Definition, Figure, Given, Line
from hulplijn.figures.rules import small_cells


def figures(counts: Counts, roles: Collection[str]) -> tuple[Figure, ...]:
    """The fields that one of `roles` may see and that were asked in this year."""
    fields = own_fields() if roles else ()
    seen = [one for one in fields if one.seen_by(roles) and one.since.year <= counts.year]
    return tuple(_figure(one, counts) for one in seen if one.until is None or counts.year <= one.until.year)


def _figure(field: Own, counts: Counts) -> Figure:
    n = _size(field, counts)
    told = n if n is not None else 1
    found = _rows(field, counts, told)
    if n is None:
        lines: tuple[Line, ...] = rows.withheld(found)
    elif field.kind == SEVERAL:
        lines = rows.overlapping(found, base=n)
    else:
        lines = rows.guarded(found, base=n)
    return figure(
        f"own-{field.code}",
        counts,
        lines=lines,
        n=told,
        about=_about(field),
        subject=_("Part of %(n)s staffed contacts") % {"n": number_or_sign(told)},
        missing=rows.missing(lines),
        sums_up=field.kind != SEVERAL,
    )


def _size(field: Own, counts: Counts) -> int | None:
    """How many contacts it was asked of; None where that number would tell of a small reason."""
    if not field.reasons:
        return counts.staffed
    shown = {line.code: line.count for line in people.reason_lines(counts)}
    parts = [shown.get(reason, 0) for reason in field.reasons]
    n = sum(part or 0 for part in parts)
    if None in parts or small_cells.is_small(n) or small_cells.is_small(counts.staffed - n):
        return None
    return n


def _rows(field: Own, counts: Counts, n: int) -> Sequence[Row]:
    reasons = field.reasons or tuple({reason for reason, _ in counts.own_answered})
    tally: dict[str, int] = {}
    for (reason, name, code), count in counts.own.items():
        if name == field.code and reason in reasons:
            tally[code] = tally.get(code, 0) + count
    answered = sum(counts.own_answered.get((reason, field.code), 0) for reason in reasons)
    unknown = Row("unknown", _("Unknown"), n - answered + tally.pop("unknown", 0))
    if field.kind == NUMBER:
        typed = {int(code): count for code, count in tally.items()}
        found = [
            Row(
                f"{low}_{high}",
                f"{low}–{high}" if low != high else str(low),
                sum(count for number, count in typed.items() if low <= number <= high),
            )
            for low, high in bands(field)
        ]
        beside = sum(typed.values()) - sum(row.count for row in found)
        found += [Row("other", _("Other numbers, of an earlier version"), beside)] if beside else []
    else:
        known = [one for one in field.codes if one.code != "unknown"]
        found = [Row(one.code, str(one.label), tally.get(one.code, 0)) for one in known]
    return [*found, unknown]


def _about(field: Own) -> Definition:
    told = [str(field.definition), _("Asked since %(day)s.") % {"day": date_format(field.since, "j F Y")}]
    return Definition(
        id=f"own-{field.code}",
        section="own",
        name=str(field.label),
        definition=" ".join(told),
        unit=_("contacts"),
        numerator=_("Staffed contacts with this answer."),
        denominator=_("Staffed contacts with a reason that this is asked with, unknown ones too.")
        if field.reasons
        else _("All staffed contacts, unknown ones too."),
        base=_("Staffed contacts: talks by chat, phone, e-mail or another way with a counsellor."),
        missing=_("Not asked, not said or not coded yet: shown as its own row and kept in the base."),
        given=Given.NOTHING,
    )
