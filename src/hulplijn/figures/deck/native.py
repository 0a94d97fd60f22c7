"""The native charts of the deck: bars, and a change between two years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import pgettext
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE, MSO_THEME_COLOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from hulplijn.figures.deck.paint import AMBER, GREY, INK, PAPER, PETROL, coloured

_ROOMY = 8
"""Up to so many bars the labels have their full size."""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its size and how the size is written at its end."""

    label: str
    value: float
    said: str
    strong: bool = False
    unknown: bool = False


def bars(shapes: Any, x: float, y: float, width: float, height: float, bars: Sequence[Bar], alt: str) -> None:
    """A native bar chart, first bar on top, sizes written at the bars' ends."""
    data = CategoryChartData(number_format="0%")
    data.categories = [one.label for one in bars]
    data.add_series(pgettext("figures", "Part"), [one.value for one in bars])
    chart = _chart(shapes, XL_CHART_TYPE.BAR_CLUSTERED, x, y, width, height, data, alt)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 140, False
    chart.category_axis.reverse_order = True
    if len(bars) > _ROOMY:
        chart.category_axis.tick_labels.font.size = Pt(14)
    _every_label(chart)
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    coloured(chart.category_axis.format.line, GREY)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    chart.value_axis.maximum_scale = max((one.value for one in bars), default=1) * 1.15 or 1
    series = plot.series[0]
    for place, one in enumerate(bars):
        point = series.points[place]
        if one.unknown:
            point.format.fill.patterned()
            point.format.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
            point.format.fill.fore_color.theme_color = GREY
            point.format.fill.back_color.theme_color = PAPER
            coloured(point.format.line, GREY)
            point.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
        else:
            point.format.fill.solid()
            point.format.fill.fore_color.theme_color = PETROL if one.strong else GREY
        _label(point, one.said, bold=one.strong, position=XL_LABEL_POSITION.OUTSIDE_END)


def change(
    shapes: Any,
    x: float,
    y: float,
    width: float,
    height: float,
    years: Sequence[str],
    series: Sequence[tuple[str, Sequence[int], Sequence[str]]],
    alt: str,
) -> list[tuple[float, float, str]]:
    """A native line chart with markers: name, counts and what is written at each count.

    Returns where the name of each line is to stand: beside its last mark.
    """
    data = CategoryChartData(number_format="#,##0")
    data.categories = list(years)
    for name, counts, _said in series:
        data.add_series(name, list(counts))
    chart = _chart(shapes, XL_CHART_TYPE.LINE_MARKERS, x, y, width, height, data, alt)
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    most = 1.15 * max(max(counts) for _name, counts, _said in series)
    chart.value_axis.maximum_scale = most
    # Points on the edges of the plot, and room beside them for what is said at each.
    _points_on_the_edges(chart)
    left, top, across, down = 0.11, 0.04, 0.45, 0.82
    _lay_out(chart, left, top, across, down)
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    coloured(chart.category_axis.format.line, GREY)
    names = []
    for place, (name, counts, said) in enumerate(series):
        drawn = chart.plots[0].series[place]
        _drawn(drawn, (PETROL, AMBER)[place], dashed=place > 0)
        for point, words in enumerate(said):
            side = XL_LABEL_POSITION.RIGHT if point == len(said) - 1 else XL_LABEL_POSITION.LEFT
            _label(drawn.points[point], words, bold=place == 0, position=side)
        mark = y + height * (top + down * (1 - counts[-1] / most))
        names.append((x + width * (left + across) + 1.15, mark - 0.15, name))
    return names


def _drawn(line: Any, colour: MSO_THEME_COLOR, *, dashed: bool) -> None:
    line.smooth = False
    coloured(line.format.line, colour)
    line.format.line.width = Pt(3.5)
    if dashed:
        line.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    line.marker.style, line.marker.size = XL_MARKER_STYLE.CIRCLE, 13
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.theme_color = colour
    coloured(line.marker.format.line, colour)


def _chart(
    shapes: Any, kind: XL_CHART_TYPE, x: float, y: float, width: float, height: float, data: Any, alt: str
) -> Any:
    frame = shapes.add_chart(kind, Inches(x), Inches(y), Inches(width), Inches(height), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    chart.font.size = Pt(16)
    coloured(chart.font, INK)
    return chart


def _points_on_the_edges(chart: Any) -> None:
    axis = chart.value_axis._element
    for old in axis.findall("{*}crossBetween"):
        axis.remove(old)
    before = axis.findall("{*}crosses") or axis.findall("{*}crossAx")
    before[-1].addnext(parse_xml(f'<c:crossBetween {nsdecls("c")} val="midCat"/>'))


def _every_label(chart: Any) -> None:
    """Write the label of each category: without this every other one goes when they stand close."""
    axis = chart.category_axis._element
    before = axis.findall("{*}lblOffset") or axis.findall("{*}crosses") or axis.findall("{*}crossAx")
    before[-1].addnext(parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>'))


def _lay_out(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """Fix the plot inside its chart, in parts of the chart's size."""
    area = chart._chartSpace.find(".//{*}plotArea")
    old = area.find("{*}layout")
    if old is not None:
        area.remove(old)
    told = "".join(
        f'<c:{name} val="{value}"/>'
        for name, value in (
            ("layoutTarget", "inner"),
            ("xMode", "edge"),
            ("yMode", "edge"),
            ("x", x),
            ("y", y),
            ("w", width),
            ("h", height),
        )
    )
    layout = parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{told}</c:manualLayout></c:layout>")
    area.insert(0, layout)


def _label(point: Any, words: str, *, bold: bool, position: XL_LABEL_POSITION) -> None:
    frame = point.data_label.text_frame
    frame.text = words
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(16), bold
            coloured(run.font, INK)
    point.data_label.position = position
