"""A small SVG sheet: lines, knots and words in the roles of the house's colours."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

COLOURS = {
    "petrol": "#0f4f4d",
    "amber": "#c27a12",
    "grey": "#7c8d88",
    "ink": "#182524",
    "ink2": "#4c5b58",
    "axis": "#6e7f7a",
    "rule": "#c9d2ca",
    "ground": "#fcfdfa",
}
"""The light colours, for a file of its own; on a page the style sheet gives each role its colour."""

LETTER = 0.56
"""Mean width of a letter in ems, on the safe side for the fonts of the house."""


class Drawing:
    """Collects shapes from top to bottom; `height` is what has been used."""

    def __init__(self, width: int, *, standalone: bool) -> None:
        self.width, self.height = width, 0.0
        self._standalone = standalone
        self._shapes: list[SafeString] = []

    @property
    def empty(self) -> bool:
        return not self._shapes

    @property
    def narrow(self) -> bool:
        return self.width < 360

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        role: str,
        *,
        thick: float = 2.5,
        dash: tuple[float, float] | None = None,
    ) -> None:
        dashed = format_html(' stroke-dasharray="{} {}"', *dash) if dash else ""
        self._add(
            format_html(
                '<line x1="{}" y1="{}" x2="{}" y2="{}" stroke-width="{}"{}{}/>',
                _short(x1),
                _short(y1),
                _short(x2),
                _short(y2),
                thick,
                dashed,
                self._paint("stroke", role),
            ),
            max(y1, y2),
        )

    def knot(self, x: float, y: float, role: str, *, radius: float = 6, hollow: bool = False) -> None:
        if hollow:
            paint = format_html(' stroke-width="2.5"{}', self._both(stroke=role, fill="ground"))
            radius -= 1
        else:
            paint = self._paint("fill", role)
        self._add(
            format_html('<circle cx="{}" cy="{}" r="{}"{}/>', _short(x), _short(y), radius, paint), y + radius
        )

    def bar(self, x: float, y: float, width: float, height: float, role: str) -> None:
        self._add(
            format_html(
                '<rect x="{}" y="{}" width="{}" height="{}" rx="1.5"{}/>',
                _short(x),
                _short(y),
                _short(width),
                height,
                self._paint("fill", role),
            ),
            y + height,
        )

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """A bar of slanting lines: what remains."""
        slant = height
        steps = range(-int(slant), int(width), 7)
        for step in steps:
            start, end = max(step, 0), min(step + slant, width)
            if end <= start:
                continue
            self.line(
                x + start, y + height - (start - step), x + end, y + height - (end - step), "grey", thick=1.6
            )

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        role: str = "ink",
        size: float = 14.5,
        bold: bool = False,
        anchor: str = "start",
    ) -> None:
        self._add(
            format_html(
                '<text x="{}" y="{}" font-size="{}"{}{}{}>{}</text>',
                _short(x),
                _short(y),
                size,
                mark_safe(' font-weight="700"') if bold else "",
                format_html(' text-anchor="{}"', anchor) if anchor != "start" else "",
                self._paint("fill", role),
                text,
            ),
            y + 4,
        )

    def svg(self, *, title: str, description: str, id: str) -> SafeString:
        """The whole sheet, with its title and description for a screen reader."""
        own = mark_safe(
            ' xmlns="http://www.w3.org/2000/svg" font-family="system-ui, -apple-system, Segoe UI, Roboto,'
            ' Noto Sans, sans-serif"'
        )
        height = round(self.height + 6)
        ground = (
            format_html('<rect width="{}" height="{}" fill="{}"/>', self.width, height, COLOURS["ground"])
            if self._standalone
            else ""
        )
        return format_html(
            '<svg{} class="chart-drawing" viewBox="0 0 {} {}" width="{}" height="{}" role="img"'
            ' aria-labelledby="{}-t {}-d"><title id="{}-t">{}</title><desc id="{}-d">{}</desc>{}{}</svg>',
            own if self._standalone else "",
            self.width,
            height,
            self.width,
            height,
            id,
            id,
            id,
            title,
            id,
            description,
            ground,
            format_html_join("", "{}", ((shape,) for shape in self._shapes)),
        )

    def _add(self, shape: SafeString, bottom: float) -> None:
        self._shapes.append(shape)
        self.height = max(self.height, bottom)

    def _paint(self, what: str, role: str) -> SafeString:
        return self._both(**{what: role})

    def _both(self, **roles: str) -> SafeString:
        if self._standalone:
            return format_html_join("", ' {}="{}"', ((what, COLOURS[role]) for what, role in roles.items()))
        return format_html(' class="{}"', " ".join(f"{what}-{role}" for what, role in roles.items()))


def width_of(text: str, size: float = 14.5) -> float:
    return len(text) * LETTER * size


def wrapped(text: str, width: float, size: float = 14.5) -> list[str]:
    """`text` in lines that fit `width`."""
    made = [""]
    for word in text.split():
        longer = f"{made[-1]} {word}".strip()
        if made[-1] and width_of(longer, size) > width:
            made.append(word)
        else:
            made[-1] = longer
    return made


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
