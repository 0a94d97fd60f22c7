"""Parts of a whole: twenty knots of five per cent, a bar with a hatched rest, or one in so many."""

from __future__ import annotations

from hulplijn.figures import wording
from hulplijn.figures.charts.drawing import Drawing, width_of, wrapped
from hulplijn.figures.figure import Figure, Line
from hulplijn.figures.rules import shares

KNOTS = 20


def draw_knots(figure: Figure, sheet: Drawing) -> None:
    """Twenty knots on a line; the first are filled."""
    line = figure.lines[0]
    if line.share is None:
        return
    filled = (2 * KNOTS * line.share.part + line.share.whole) // (2 * line.share.whole)
    _knots(sheet, KNOTS, filled)
    _said(sheet, line, figure.lines[1:], 52)


def draw_one_in(figure: Figure, sheet: Drawing) -> None:
    """As many knots as *one in k* says, one of them filled; twenty where the share is no such part."""
    line = figure.lines[0]
    k = shares.one_in(line.share)
    if k is None:
        draw_knots(figure, sheet)
        return
    _knots(sheet, k, 1)
    _said(sheet, line, figure.lines[1:], 44)


def draw_bar(figure: Figure, sheet: Drawing) -> None:
    """One bar: what the title is about, and the rest hatched."""
    line = next((one for one in figure.lines if one.strong and one.share), None)
    if line is None or line.share is None:
        return
    whole = sheet.width - 2
    part = whole * float(line.share.exact)
    sheet.bar(0, 4, part, 17, "petrol")
    if part < whole - 4:
        sheet.hatched(part + 4, 4, whole - part - 4, 17)
    _said(sheet, line, tuple(one for one in figure.lines if one is not line), 44)


def _knots(sheet: Drawing, count: int, filled: int) -> None:
    radius = min(9.5, sheet.width / (2.7 * count))
    step = (sheet.width - 2 * radius - 2) / (count - 1)
    places = [radius + 1 + place * step for place in range(count)]
    middle, end = 16.0, places[max(filled - 1, 0)]
    reach = end + (step * 0.46 if 0 < filled < count else 0)
    if filled:
        sheet.line(places[0], middle, reach, middle, "petrol")
    if filled < count:
        sheet.line(reach, middle, places[-1], middle, "grey", dash=(4, 4))
    for place, x in enumerate(places):
        full = place < filled
        sheet.knot(x, middle, "petrol" if full else "grey", radius=radius, hollow=not full)


def _said(sheet: Drawing, line: Line, rest: tuple[Line, ...], y: float) -> None:
    """What the filled part is, at the start; what remains, at the end, below it where both do not fit."""
    assert line.share is not None
    first = f"{wording.percent(line.share)} {line.label[:1].lower()}{line.label[1:]}"
    sheet.words(0, y, first, bold=True)
    told = [
        f"{wording.percent(one.share)} {one.label[:1].lower()}{one.label[1:]}" for one in rest if one.share
    ]
    if not told:
        return
    last = ", ".join(told)
    if width_of(first) + width_of(last) + 14 <= sheet.width:
        sheet.words(sheet.width, y, last, anchor="end")
        return
    for place, words in enumerate(wrapped(last, sheet.width)):
        sheet.words(0, y + 21 * (place + 1), words)
