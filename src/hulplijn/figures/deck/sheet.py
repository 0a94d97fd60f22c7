"""The frame of the deck: size, theme, title, foot, text and native charts in the house's measures."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, BinaryIO

import vl_convert
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE_DASH_STYLE, MSO_PATTERN_TYPE, MSO_THEME_COLOR
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu, Inches, Pt

from hulplijn.content.queries import helpline
from hulplijn.figures import wording
from hulplijn.figures.charts import describe
from hulplijn.figures.figure import Figure
from hulplijn.look.signs import WORD

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.75
FOOT = 6.56

_ROOMY = 8
"""Up to so many bars the labels have their full size."""

INK, PAPER, PETROL = MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.ACCENT_1
AMBER, GREY, BRICK = MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3, MSO_THEME_COLOR.ACCENT_4
LAMP, MINT, DEEP = MSO_THEME_COLOR.ACCENT_5, MSO_THEME_COLOR.ACCENT_6, MSO_THEME_COLOR.TEXT_2

_THEME = {
    "dk1": "182524",
    "lt1": "FCFDFA",
    "dk2": "0C3839",
    "lt2": "F0F2EC",
    "accent1": "0F4F4D",
    "accent2": "C27A12",
    "accent3": "7C8D88",
    "accent4": "A5321D",
    "accent5": "F4B450",
    "accent6": "8FD3C7",
    "hlink": "0F5A57",
    "folHlink": "4C5B58",
}
ON_DEEP, ON_DEEP_2 = RGBColor(0xF2, 0xF6, 0xF0), RGBColor(0xB9, 0xD0, 0xCB)
INK_2, RULE = RGBColor(0x4C, 0x5B, 0x58), RGBColor(0xC9, 0xD2, 0xCA)
Colour = MSO_THEME_COLOR | RGBColor


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its size and how the size is written at its end."""

    label: str
    value: float
    said: str
    strong: bool = False
    unknown: bool = False


class Deck:
    """A presentation that is filled from the first slide to the last."""

    def __init__(
        self, year: int, language: str, *, at: datetime | None, sample: bool, complete: bool = True
    ) -> None:
        self.year, self.sample, self.complete, self._at = year, sample, complete, at
        self._language = language
        self._file = Presentation()
        self._file.slide_width, self._file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        self._set_theme()
        self._set_layouts()
        core = self._file.core_properties
        core.title = _("%(year)s in figures") % {"year": year}
        core.author, core.language = helpline().name, language
        core.created = core.modified = (at or datetime(year, 12, 31, tzinfo=UTC)).replace(tzinfo=None)

    def save(self, to: BinaryIO) -> None:
        self._file.save(to)

    def slide(self, title: str, *, deep: bool = False, foot: str = "", notes: str = "") -> Slide:
        """A new slide with its title, the line above the foot, and what the speaker may say."""
        made = Slide(self._file.slides.add_slide(self._file.slide_layouts[0]), deep=deep)
        made.title(title)
        made.foot(self._foot(foot), number=len(self._file.slides))
        made.notes(notes)
        return made

    def _foot(self, own: str) -> str:
        told = [own] if own else []
        if self._at is not None:
            day = format_date(localtime(self._at), "j F Y")
            told.append(_("As counted on %(day)s.") % {"day": day})
        if not self.complete:
            told.append(wording.not_complete())
        if self.sample:
            told.append(_("Sample year: made up, no real person."))
        return " ".join(told)

    def _set_theme(self) -> None:
        """Colours of the house; the fonts of the default theme are Calibri already."""
        part = self._file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        xml = part.blob.decode("utf-8")
        for name, colour in _THEME.items():
            one = f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>'
            xml = re.sub(rf"<a:{name}>.*?</a:{name}>", one, xml, flags=re.DOTALL)
        part._blob = xml.encode("utf-8")

    def _set_layouts(self) -> None:
        """One layout, title and nothing else, at this size; the others were made for 4:3."""
        layouts = self._file.slide_layouts
        kept = next(one for one in layouts if one.name == "Title Only")
        for one in list(layouts):
            if one is not kept:
                layouts.remove(one)
        for holder in (self._file.slide_master, kept):
            for shape in list(holder.placeholders):
                if shape.placeholder_format.type == 1:  # the title
                    _place(shape, MARGIN, 0.5, WIDTH - 2 * MARGIN, 1.25)
                elif holder is kept:
                    shape._element.getparent().remove(shape._element)
                else:
                    _place(shape, MARGIN, 1.9 if shape.height > Inches(1) else 6.9, 11.8, 0.4)
        style = self._file.slide_master._element.find(".//{*}titleStyle/{*}lvl1pPr")
        style.set("algn", "l")
        run = style.find("{*}defRPr")
        run.set("sz", "3400")
        run.set("b", "1")


class Slide:
    """One slide and the few things that stand on it."""

    def __init__(self, slide: Any, *, deep: bool) -> None:
        self._slide, self.deep = slide, deep
        if deep:
            slide.background.fill.solid()
            slide.background.fill.fore_color.theme_color = DEEP

    @property
    def _ink(self) -> Colour:
        return ON_DEEP if self.deep else INK

    @property
    def _ink2(self) -> Colour:
        return ON_DEEP_2 if self.deep else INK_2

    def title(self, text: str) -> None:
        holder = self._slide.shapes.title
        holder.text_frame.text = text
        holder.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        holder.text_frame.word_wrap = True
        holder.text_frame.margin_left = 0
        for run in holder.text_frame.paragraphs[0].runs:
            run.font.size, run.font.bold = Pt(34), True
            _colour(run.font, self._ink)

    def foot(self, text: str, *, number: int) -> None:
        if not self.deep:
            self.rule(0, FOOT, WIDTH, PETROL, thick=2.5)
        picture = self._slide.shapes.add_picture(
            _wordmark(self.deep), Inches(MARGIN), Inches(FOOT + 0.24), height=Inches(0.36)
        )
        picture._element.nvPicPr.cNvPr.set("descr", helpline().name)
        self.text(1.74, FOOT + 0.24, 10.2, text, size=13, colour=self._ink2, height=0.4)
        self.text(
            12.0,
            FOOT + 0.24,
            WIDTH - MARGIN - 12.0,
            str(number),
            size=13,
            colour=self._ink2,
            height=0.4,
            end=True,
        )

    def notes(self, text: str) -> None:
        if text:
            self._slide.notes_slide.notes_text_frame.text = text

    def text(
        self,
        x: float,
        y: float,
        width: float,
        text: str,
        *,
        size: float = 16,
        bold: bool = False,
        colour: Colour | None = None,
        height: float = 0.5,
        end: bool = False,
        middle: bool = False,
    ) -> None:
        """Words in a box; lines of `text` become paragraphs."""
        box = self._slide.shapes.add_textbox(Inches(x), Inches(y), Inches(width), Inches(height))
        frame = box.text_frame
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for place, words in enumerate(text.split("\n")):
            paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
            paragraph.alignment = PP_ALIGN.CENTER if middle else PP_ALIGN.RIGHT if end else PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = words
            run.font.size, run.font.bold = Pt(size), bold
            _colour(run.font, colour or self._ink)

    def rule(self, x: float, y: float, width: float, colour: Colour, *, thick: float = 1) -> None:
        line = self._slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Inches(x), Inches(y), Inches(x + width), Inches(y)
        )
        _without_style(line)
        _colour(line.line, colour)
        line.line.width = Pt(thick)

    def knot(
        self, x: float, y: float, size: float, colour: Colour, *, hollow: bool = False, text: str = ""
    ) -> None:
        """A knot, centred on a point; its number in it, if it has one."""
        shape = self._slide.shapes.add_shape(
            MSO_SHAPE.OVAL, Inches(x - size / 2), Inches(y - size / 2), Inches(size), Inches(size)
        )
        _without_style(shape)
        shape.fill.solid()
        _fill(shape.fill, PAPER if hollow else colour)
        _colour(shape.line, colour)
        shape.line.width = Pt(2.25)
        if text:
            frame = shape.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            frame.paragraphs[0].alignment = PP_ALIGN.CENTER
            run = frame.paragraphs[0].add_run()
            run.text = text
            run.font.size, run.font.bold = Pt(18), True
            _colour(run.font, INK)

    def split_bar(self, x: float, y: float, width: float, part: float) -> None:
        """A bar of which `part` is full and the rest hatched."""
        for start, size, hatched in ((x, width * part, False), (x + width * part, width * (1 - part), True)):
            if size <= 0:
                continue
            shape = self._slide.shapes.add_shape(
                MSO_SHAPE.RECTANGLE, Inches(start), Inches(y), Inches(size), Inches(0.24)
            )
            _without_style(shape)
            shape.line.fill.background()
            if hatched:
                shape.fill.patterned()
                shape.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
                shape.fill.fore_color.theme_color = GREY
                shape.fill.back_color.theme_color = PAPER
            else:
                shape.fill.solid()
                _fill(shape.fill, PETROL)

    def bars(self, x: float, y: float, width: float, height: float, bars: Sequence[Bar], alt: str) -> None:
        """A native bar chart, first bar on top, sizes written at the bars' ends."""
        data = CategoryChartData(number_format="0%")
        data.categories = [one.label for one in bars]
        data.add_series(pgettext("figures", "Part"), [one.value for one in bars])
        chart = self._chart(XL_CHART_TYPE.BAR_CLUSTERED, x, y, width, height, data, alt)
        plot = chart.plots[0]
        plot.gap_width, plot.vary_by_categories = 140, False
        chart.category_axis.reverse_order = True
        if len(bars) > _ROOMY:
            chart.category_axis.tick_labels.font.size = Pt(14)
        _every_label(chart)
        chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
        _colour(chart.category_axis.format.line, GREY)
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
                _colour(point.format.line, GREY)
                point.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
            else:
                point.format.fill.solid()
                point.format.fill.fore_color.theme_color = PETROL if one.strong else GREY
            _label(point, one.said, bold=one.strong, position=XL_LABEL_POSITION.OUTSIDE_END)

    def change(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        years: Sequence[str],
        series: Sequence[tuple[str, Sequence[int], Sequence[str]]],
        alt: str,
    ) -> None:
        """A native line chart with markers: name, counts and what is written at each count.

        The name stands beside the last mark.
        """
        data = CategoryChartData(number_format="#,##0")
        data.categories = list(years)
        for name, counts, _said in series:
            data.add_series(name, list(counts))
        chart = self._chart(XL_CHART_TYPE.LINE_MARKERS, x, y, width, height, data, alt)
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
        _colour(chart.category_axis.format.line, GREY)
        for place, (name, counts, said) in enumerate(series):
            drawn = chart.plots[0].series[place]
            colour = (PETROL, AMBER)[place]
            drawn.smooth = False
            _colour(drawn.format.line, colour)
            drawn.format.line.width = Pt(3.5)
            if place:
                drawn.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
            drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 13
            drawn.marker.format.fill.solid()
            drawn.marker.format.fill.fore_color.theme_color = colour
            _colour(drawn.marker.format.line, colour)
            for point, words in enumerate(said):
                side = XL_LABEL_POSITION.RIGHT if point == len(said) - 1 else XL_LABEL_POSITION.LEFT
                _label(drawn.points[point], words, bold=place == 0, position=side)
            mark = y + height * (top + down * (1 - counts[-1] / most))
            self.text(x + width * (left + across) + 1.15, mark - 0.15, 4.2, name, height=0.4)

    def _chart(
        self, kind: XL_CHART_TYPE, x: float, y: float, width: float, height: float, data: Any, alt: str
    ) -> Any:
        frame = self._slide.shapes.add_chart(kind, Inches(x), Inches(y), Inches(width), Inches(height), data)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
        chart = frame.chart
        chart.has_legend = chart.has_title = False
        chart.font.size = Pt(16)
        _colour(chart.font, INK)
        return chart


def _without_style(shape: Any) -> None:
    """Take the theme's style off a shape: it casts a shadow."""
    shape._element.remove(shape._element.find("{*}style"))


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
            _colour(run.font, INK)
    point.data_label.position = position


def alternative(figure: Figure) -> str:
    """What a chart shows, for those who do not see it."""
    return f"{figure.title}. {describe(figure)}"


def _colour(holder: Any, colour: Colour) -> None:
    if isinstance(colour, RGBColor):
        holder.color.rgb = colour
    else:
        holder.color.theme_color = colour


def _fill(fill: Any, colour: Colour) -> None:
    if isinstance(colour, RGBColor):
        fill.fore_color.rgb = colour
    else:
        fill.fore_color.theme_color = colour


def _place(shape: Any, x: float, y: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = (Emu(Inches(one)) for one in (x, y, width, height))


def _wordmark(deep: bool) -> BinaryIO:
    return io.BytesIO(_drawn_wordmark(deep))


@lru_cache(maxsize=2)
def _drawn_wordmark(deep: bool) -> bytes:
    ink, dot = ("#f2f6f0", "#8fd3c7") if deep else ("#0f4f4d", "#0f4f4d")
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 138 58" width="138" height="58">'
        f'<path d="{WORD}" fill="none" stroke="{ink}" stroke-width="4.3" stroke-linecap="round"'
        ' stroke-linejoin="round"/><circle cx="97.5" cy="9" r="3.7" fill="#f4b450"/>'
        f'<circle cx="107.5" cy="9" r="3.7" fill="{dot}"/></svg>'
    )
    drawn: bytes = vl_convert.svg_to_png(svg, scale=4)
    return drawn
