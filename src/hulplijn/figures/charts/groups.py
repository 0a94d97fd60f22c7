"""Groups: a line with a knot for each, its label before it and its share, or its count, at the knot.

A hidden row has its sign in place of a line.
"""

from __future__ import annotations

from hulplijn.figures import wording
from hulplijn.figures.charts.drawing import Drawing, width_of
from hulplijn.figures.figure import Figure, Line


def draw(figure: Figure, sheet: Drawing) -> None:
    lines = [line for line in figure.first_lines if line.share is not None or line.sign]
    if not any(line.count for line in lines):
        return
    longest = max(width_of(line.label) for line in lines)
    stacked = longest > (118 if sheet.narrow else 292)
    start = 2.0 if stacked else min(max(longest + 12, 96), 300)
    most = max(float(line.share.exact) for line in lines if line.share)
    room = sheet.width - start - 60
    step, top = (50 if stacked else 43 if sheet.narrow else 38), 6
    for place, line in enumerate(lines):
        middle = top + place * step + (36 if stacked else 16)
        if stacked:
            sheet.words(start + 6, middle - 15, line.label, bold=line.strong)
        else:
            sheet.words(0, middle + 5, line.label, bold=line.strong)
        if line.share is None:
            sheet.words(start + 9, middle + 5, wording.hidden(line.sign), role="ink2")
        else:
            end = start + 4 + room * float(line.share.exact) / most
            _drawn(sheet, line, start, middle, end, wording.drawn(figure, line))
    sheet.line(start, top, start, top + len(lines) * step, "axis", thick=1.5)


def _drawn(sheet: Drawing, line: Line, start: float, middle: float, end: float, said: str) -> None:
    role, radius = ("petrol", 8.0) if line.strong else ("grey", 6.5)
    if line.unknown:
        sheet.line(start, middle, end, middle, "grey", thick=4, dash=(6, 4))
    else:
        sheet.line(start, middle, end, middle, role, thick=6 if line.strong else 4.5)
    sheet.knot(end, middle, role, radius=radius, hollow=line.unknown)
    sheet.words(end + 15, middle + 5, said, bold=line.strong)
