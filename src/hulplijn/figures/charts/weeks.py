"""A value over a year in parts of four weeks: a knot for each, and what was to be expected of the last.

A part of one to four is drawn hollow at the bottom, as its number is not shown.
"""

from __future__ import annotations

from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hulplijn.figures import wording
from hulplijn.figures.charts.drawing import Drawing
from hulplijn.figures.rules.signals import WINDOW
from hulplijn.figures.rules.small_cells import Shown


def draw(
    id: str, title: str, blocks: tuple[Shown, ...], *, usual: float, highest: float, width: int
) -> SafeString:
    """The chart as SVG for a page."""
    sheet = Drawing(width, standalone=False)
    left, right, top, bottom = 8.0, width - 92.0, 20.0, 150.0
    most = max([highest, *(one.count or 0 for one in blocks)]) or 1.0
    step = (right - left) / max(len(blocks) - 1, 1)

    def height(count: float) -> float:
        return bottom - (bottom - top) * count / most

    sheet.line(left, bottom, right, bottom, "axis", thick=1.5)
    sheet.line(right - 2 * step, height(usual), right + 18, height(usual), "grey", thick=2, dash=(6, 4))
    sheet.words(
        right + 22,
        height(usual) + 5,
        _("usual %(n)s") % {"n": wording.number(round(usual))},
        role="ink2",
        size=13,
    )
    points = [(left + place * step, height(one.count or 0), one) for place, one in enumerate(blocks)]
    for (x1, y1, _before), (x2, y2, _after) in pairwise(points):
        sheet.line(x1, y1, x2, y2, "petrol", thick=2.5)
    for place, (x, y, one) in enumerate(points):
        last = place == len(points) - 1
        sheet.knot(x, y, "petrol", radius=8 if last else 5, hollow=bool(one.sign))
    if points:
        x, y, one = points[-1]
        # Apart from the word at the line, where they would touch.
        raised = -12 if abs(y - height(usual)) < 18 else 0
        sheet.words(x + 15, y + 5 + raised, wording.number(one.count or 0), bold=True)
    ago = _("%(weeks)s weeks ago") % {"weeks": WINDOW * len(blocks)}
    sheet.words(left, bottom + 20, ago, role="ink2", size=13)
    sheet.words(right, bottom + 20, _("now"), role="ink2", size=13, anchor="middle")
    told = ", ".join(
        wording.hidden(one.sign) if one.sign else wording.number(one.count or 0) for one in blocks
    )
    return sheet.svg(title=title, description=_("Per four weeks: %(counts)s.") % {"counts": told}, id=id)
