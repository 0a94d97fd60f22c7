"""Charts as SVG: lines with knots, drawn for the width at hand and never shrunk.

On the page colours come from classes, so that light, dark and print need one drawing; a file of its own
carries its colours.
"""

from __future__ import annotations

from collections.abc import Callable

from django.utils.safestring import SafeString

from hulplijn.figures import wording
from hulplijn.figures.charts import change, groups, parts
from hulplijn.figures.charts.drawing import Drawing
from hulplijn.figures.figure import Figure

WIDE, NARROW, MINI = 576, 320, 376

_DRAWN: dict[str, Callable[[Figure, Drawing], None]] = {
    "change": change.draw,
    "groups": groups.draw,
    "knots": parts.draw_knots,
    "bar": parts.draw_bar,
    "one_in": parts.draw_one_in,
}


def chart(figure: Figure, *, width: int, standalone: bool = False, anchor: str = "") -> SafeString | None:
    """The chart of `figure` at `width`, or None where there is nothing to draw.

    `anchor` makes the ids unique where the same chart stands on a page at two widths.
    """
    draw = _DRAWN.get(figure.chart)
    if draw is None:
        return None
    drawing = Drawing(width, standalone=standalone)
    draw(figure, drawing)
    if drawing.empty:
        return None
    return drawing.svg(
        title=figure.title, description=describe(figure), id=f"chart-{figure.id}-{anchor or width}"
    )


def describe(figure: Figure) -> str:
    """The chart in one sentence, for those who do not see it."""
    told = [f"{line.label} {wording.drawn(figure, line)}" for line in figure.lines if not line.sign]
    return f"{figure.subject}: {', '.join(told)}."
