"""Change: two dots on a line from zero, this year beside the year before."""

from __future__ import annotations

from hulplijn.figures import wording
from hulplijn.figures.charts.drawing import Drawing, wrapped
from hulplijn.figures.figure import Figure, Line

_SERIES = (("petrol", None), ("amber", (7.0, 5.0)))


def draw(figure: Figure, sheet: Drawing) -> None:
    lines = [line for line in figure.lines if line.count is not None][: len(_SERIES)]
    if not any(line.count for line in lines):
        return
    before = all(line.earlier is not None for line in lines)
    left, right = (66, 178) if sheet.narrow else (90, 372)
    top, bottom = 22, 226
    most = max(max(line.count or 0, line.earlier or 0) for line in lines)

    def height(count: int) -> float:
        return bottom - (bottom - top) * count / most

    if before:
        sheet.line(left, 4, left, bottom, "rule", thick=1.5)
    sheet.line(right, 4, right, bottom, "rule", thick=1.5)
    sheet.line(left, bottom, right, bottom, "axis", thick=1.5)
    sheet.words(left - 12, bottom + 4, "0", role="ink2", size=13.5, anchor="end")
    if before:
        sheet.words(left, bottom + 22, figure.columns[0], role="ink2", size=14, anchor="middle")
    sheet.words(right, bottom + 22, figure.columns[-1], role="ink2", size=14, anchor="middle")

    free = float(-top)
    for line, (role, dash) in zip(lines, _SERIES, strict=False):
        end = height(line.count or 0)
        if before:
            begin = height(line.earlier or 0)
            sheet.line(left, begin, right, end, role, thick=3.5, dash=dash)
            sheet.knot(left, begin, role, radius=8)
            sheet.words(
                left - 16, begin + 5, wording.number(line.earlier or 0), bold=line.strong, anchor="end"
            )
        sheet.knot(right, end, role, radius=8)
        free = _label(sheet, line, right + 17, max(end, free))


def _label(sheet: Drawing, line: Line, x: float, y: float) -> float:
    """The count with its change at the knot and what it is below; return where the next one may begin."""
    change = f"  {wording.growth(line.change)}" if line.change is not None else ""
    sheet.words(x, y, f"{wording.number(line.count or 0)}{change}", bold=True)
    below = wrapped(line.label[:1].lower() + line.label[1:], sheet.width - x - 2)
    for place, words in enumerate(below):
        sheet.words(x, y + 18 * (place + 1), words, role="ink2")
    return y + 18 * (len(below) + 1) + 14
