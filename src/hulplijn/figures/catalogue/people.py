"""Who made contact, about what, where it happened and how they found the helpline."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from hulplijn.content.queries import code_list
from hulplijn.figures import wording
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue import sextortion
from hulplijn.figures.catalogue.lines import Row
from hulplijn.figures.catalogue.making import contacts, figure
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure, Line
from hulplijn.figures.rules.shares import share

_YOUNG = ("12_18", "19_25")


def figures(counts: Counts) -> tuple[Figure, ...]:
    return (
        _age(counts),
        _gender(counts),
        _reason(counts),
        _additional_reasons(counts),
        _platform(counts),
        _platform_part(counts),
        _found_via(counts),
    )


def age_lines(counts: Counts) -> tuple[Line, ...]:
    """The ages as they are published."""
    return rows.guarded(rows.of_roll_up("age", counts.age), base=counts.staffed)


def reason_lines(counts: Counts) -> tuple[Line, ...]:
    """The main reasons as they are published: sextortion is a block of its own where its size may be told."""
    kinds = code_list("reason").flagged("sextortion")
    blocks = [kinds] if sextortion.stands_alone(counts) else []
    return rows.guarded(rows.of_list("reason", counts.reason), base=counts.staffed, blocks=blocks)


def _age(counts: Counts) -> Figure:
    lines = age_lines(counts)
    young = [line.count for line in lines if line.code in _YOUNG]
    part = share(sum(count or 0 for count in young), counts.staffed) if None not in young else None
    title = ""
    if part:
        title = _("%(part)s are between 12 and 25") % {"part": wording.sentence(wording.spoken(part))}
        lines = rows.strong(lines, _YOUNG)
    return figure(
        "age",
        counts,
        lines=lines,
        n=counts.staffed,
        title=title,
        subject=_("Age of who made contact, part of %(base)s") % {"base": contacts(counts.staffed)},
        missing=rows.missing(lines),
        spoken=wording.percent(part) if part else "",
    )


def _gender(counts: Counts) -> Figure:
    lines = rows.guarded(rows.of_roll_up("gender", counts.gender), base=counts.staffed)
    most = rows.top(lines)
    title = ""
    said = {"female": _("%(part)s are women"), "male": _("%(part)s are men")}
    if most and most.share and most.code in said:
        title = said[most.code] % {"part": wording.sentence(wording.spoken(most.share))}
        lines = rows.strong(lines, {most.code})
    return figure(
        "gender",
        counts,
        lines=lines,
        n=counts.staffed,
        title=title,
        subject=_("Gender of who made contact, part of %(base)s") % {"base": contacts(counts.staffed)},
        assumption=_assumed_gender() if counts.sample else "",
        missing=rows.missing(lines),
    )


def _assumed_gender() -> str:
    return _(
        "The published figures give 50 and 45 per cent without saying which is which. That the 50 are women"
        " is an assumption of the sample year."
    )


def _reason(counts: Counts) -> Figure:
    return _named_most(
        "reason",
        counts,
        reason_lines(counts),
        _("Reason given most: %(label)s, %(part)s"),
        _("Main reason for contact, part of %(base)s"),
    )


def _found_via(counts: Counts) -> Figure:
    lines = rows.guarded(rows.of_list("found_via", counts.found_via), base=counts.staffed)
    return _named_most(
        "found_via",
        counts,
        lines,
        _("Most found us through: %(label)s, %(part)s"),
        _("How they found us, part of %(base)s"),
    )


def _additional_reasons(counts: Counts) -> Figure:
    lines = rows.alone(rows.of_list("reason", counts.additional), base=counts.staffed)
    return _named_most(
        "additional_reasons",
        counts,
        tuple(line for line in lines if not line.unknown),
        _("Also going on most: %(label)s, %(part)s"),
        _("Reasons beside the main one, part of %(base)s"),
        sums_up=False,
    )


def _platform(counts: Counts) -> Figure:
    found = [
        *rows.of_list("platform", counts.platform),
        Row("none", _("None coded"), counts.without_platform),
    ]
    return _named_most(
        "platform",
        counts,
        tuple(
            line
            for line in rows.overlapping(found, base=counts.staffed)
            if line.code == "none" or line.count != 0
        ),
        _("Platform named most: %(label)s, %(part)s"),
        _("Platforms named, part of %(base)s"),
        sums_up=False,
    )


def _named_most(
    id: str, counts: Counts, lines: tuple[Line, ...], finding: str, subject: str, *, sums_up: bool = True
) -> Figure:
    lines = rows.largest_first(rows.without_zeros(lines))
    most = rows.top(lines)
    title = ""
    if most and most.share:
        title = finding % {"label": most.label, "part": wording.percent(most.share)}
        lines = rows.strong(lines, {most.code})
    return figure(
        id,
        counts,
        lines=lines,
        n=counts.staffed,
        title=title,
        subject=subject % {"base": contacts(counts.staffed)},
        missing=rows.missing(lines) if any(line.unknown for line in lines) else None,
        sums_up=sums_up,
    )


def _platform_part(counts: Counts) -> Figure:
    platforms = rows.overlapping(
        [*rows.of_list("platform", counts.platform), Row("none", "", counts.without_platform)],
        base=counts.staffed,
    )
    parts = [(one.code, str(one.label)) for one in code_list("platform_part").codes]
    parts.append(("unknown", _("part unknown")))
    named = [line for line in platforms if line.code != "none" and line.count != 0]
    lines = tuple(_split(line, parts, counts) for line in named)
    lines = rows.largest_first(lines)
    begun = rows.top(
        line for platform in lines for line in platform.inside if line.code.endswith(":contact_made_on")
    )
    title = ""
    if begun:
        where = next(line.label for line in lines if begun.code.startswith(f"{line.code}:"))
        title = _("Contact begins most often on %(platform)s") % {"platform": where}
    return figure(
        "platform_part",
        counts,
        lines=lines,
        n=counts.staffed,
        title=title,
        subject=_("Contacts by platform and its part in what happened"),
        chart="none",
        columns=tuple(label for _code, label in parts),
        sums_up=False,
    )


def _split(platform: Line, parts: list[tuple[str, str]], counts: Counts) -> Line:
    found = [
        Row(
            f"{platform.code}:{part}",
            f"{platform.label}, {label}",
            counts.platform_part.get((platform.code, part), 0),
        )
        for part, label in parts
    ]
    inside = rows.withheld(found) if platform.count is None else rows.overlapping(found, base=platform.count)
    return replace(platform, inside=inside)
