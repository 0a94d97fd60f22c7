"""The year in the categories of the networks that a helpline belongs to, and the crosswalk that leads there.

Every number here is a sum of rows that another figure of the same year shows. A category with a hidden row in
it is hidden too, so that nothing can be worked out from the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from hulplijn.content.list_shapes import CodeList
from hulplijn.content.queries import code_list
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue import people
from hulplijn.figures.catalogue.making import contacts, figure
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure, Line

AGE_GROUPS = "insafe"
REASON_GROUPS = ("bik", "chi")


def figures(counts: Counts) -> tuple[Figure, ...]:
    ages, reasons = people.age_lines(counts), people.reason_lines(counts)
    return (
        _grouped("age_insafe", counts, ages, code_list("age"), AGE_GROUPS, by="published"),
        *(_grouped(f"reason_{name}", counts, reasons, code_list("reason"), name) for name in REASON_GROUPS),
    )


def _grouped(
    id: str, counts: Counts, shown: Sequence[Line], codes: CodeList, roll_up: str, *, by: str = ""
) -> Figure:
    """The lines `shown` of a list, or of its roll-up `by`, added up to the groups of `roll_up`."""
    belongs = {(one.rolls_up_to[by] if by else one.code): one.rolls_up_to[roll_up] for one in codes.codes}
    found = {
        group: [line for line in shown if belongs.get(line.code, "unknown") == group]
        for group in codes.roll_ups[roll_up].groups
    }
    lines = [
        rows.added(group, str(label), found[group], base=counts.staffed)
        for group, label in codes.roll_ups[roll_up].groups.items()
    ]
    made = rows.without_zeros(lines)
    made = rows.largest_first(made) if roll_up in REASON_GROUPS else made
    return figure(
        id,
        counts,
        lines=made,
        n=counts.staffed,
        subject=_("Part of %(base)s") % {"base": contacts(counts.staffed)},
        missing=rows.missing(made),
    )


def crosswalk() -> Iterator[tuple[str, ...]]:
    """For each reason: code, name, definition, example, its place at each network and in the law."""
    reasons = code_list("reason")
    for one in reasons.codes:
        yield (
            one.code,
            str(one.label),
            str(one.definition),
            str(one.example or ""),
            *(str(reasons.roll_ups[name].groups[one.rolls_up_to[name]]) for name in REASON_GROUPS),
            *("; ".join(_words(one.extra.get(name))) for name in ("dsa", "dsa_minor")),
        )


def age_crosswalk() -> Iterator[tuple[str, ...]]:
    """A row for each age: code, name, and its group in the yearly figures, at Insafe and before the law."""
    ages = code_list("age")
    for one in ages.codes:
        yield (
            one.code,
            str(one.label),
            *(str(ages.roll_ups[name].groups[one.rolls_up_to[name]]) for name in ages.roll_ups),
        )


def _words(found: object) -> tuple[str, ...]:
    return tuple(str(word) for word in found) if isinstance(found, tuple) else ()
