"""`{% chart %}` and the filters that write a cell."""

from __future__ import annotations

from django import template
from django.utils import formats
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hulplijn.figures import charts, wording
from hulplijn.figures.charts import weeks
from hulplijn.figures.figure import Figure, Line, Synthetic
from hulplijn.figures.rules.shares import Share
from hulplijn.figures.rules.small_cells import Shown
from hulplijn.figures.signals import Signal

register = template.Library()


@register.simple_tag
def chart(figure: Figure, size: str) -> SafeString | str:
    """The chart of `figure` at a size: wide, mini or narrow."""
    width = {"wide": charts.WIDE, "mini": charts.MINI, "narrow": charts.NARROW}[size]
    return charts.chart(figure, width=width, anchor=size) or ""


@register.simple_tag
def weeks_chart(signal: Signal, size: str) -> SafeString:
    """A year of `signal` in parts of four weeks."""
    width = charts.WIDE if size == "wide" else charts.NARROW
    id = f"chart-{signal.id.replace(':', '-')}-{size}"
    return weeks.draw(
        id, signal.label, signal.blocks, usual=signal.usual, highest=signal.highest, width=width
    )


@register.filter
def shown(cell: Shown) -> str:
    """The count of a cell, or the sign that hides it."""
    return wording.hidden(cell.sign) if cell.sign else number(cell.count)


@register.filter
def times(factor: float) -> str:
    """2.1 as 2,1 or 2.1."""
    return formats.number_format(f"{factor:.1f}", decimal_pos=1, use_l10n=True)


@register.filter
def whole(value: float) -> str:
    return wording.number(round(value))


@register.filter
def has_chart(figure: Figure) -> bool:
    return charts.chart(figure, width=charts.WIDE) is not None


@register.filter
def mark(what: Synthetic) -> str:
    """The mark on what a sample year invented."""
    return {
        Synthetic.NOTHING: "",
        Synthetic.NUMBERS: _("partly synthetic"),
        Synthetic.ALL: _("synthetic"),
    }[what]


@register.filter
def number(value: int | None) -> str:
    return "" if value is None else wording.number(value)


@register.filter
def count(line: Line) -> str:
    """The count of a row, or the sign that hides it."""
    return wording.hidden(line.sign) if line.sign else number(line.count)


@register.filter
def part(line: Line) -> str:
    """The share of a row; nothing where it is hidden."""
    return wording.percent(line.share) if line.share else ""


@register.filter
def percent(share: Share) -> str:
    return wording.percent(share)


@register.filter
def grown(line: Line) -> str:
    """The change of a row on the year before."""
    return wording.growth(line.change) if line.change is not None else ""
