"""The frame of the deck: size, theme, title, foot and text in the house's measures."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, BinaryIO

import vl_convert
from django.utils.dateformat import format as format_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches, Pt

from hulplijn.content.queries import helpline
from hulplijn.figures import wording
from hulplijn.figures.charts import describe
from hulplijn.figures.deck import native
from hulplijn.figures.deck.native import Bar
from hulplijn.figures.deck.paint import (
    DEEP,
    GREY,
    INK,
    INK_2,
    ON_DEEP,
    ON_DEEP_2,
    PAPER,
    PETROL,
    THEME,
    Colour,
    coloured,
    filled,
)
from hulplijn.figures.figure import Figure
from hulplijn.look.signs import WORD

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.75
FOOT = 6.56


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
        for name, colour in THEME.items():
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
            coloured(run.font, self._ink)

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
            coloured(run.font, colour or self._ink)

    def rule(self, x: float, y: float, width: float, colour: Colour, *, thick: float = 1) -> None:
        line = self._slide.shapes.add_connector(
            MSO_CONNECTOR.STRAIGHT, Inches(x), Inches(y), Inches(x + width), Inches(y)
        )
        _without_style(line)
        coloured(line.line, colour)
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
        filled(shape.fill, PAPER if hollow else colour)
        coloured(shape.line, colour)
        shape.line.width = Pt(2.25)
        if text:
            frame = shape.text_frame
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            frame.paragraphs[0].alignment = PP_ALIGN.CENTER
            run = frame.paragraphs[0].add_run()
            run.text = text
            run.font.size, run.font.bold = Pt(18), True
            coloured(run.font, INK)

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
                filled(shape.fill, PETROL)

    def bars(self, x: float, y: float, width: float, height: float, bars: Sequence[Bar], alt: str) -> None:
        """A native bar chart, first bar on top, sizes written at the bars' ends."""
        native.bars(self._slide.shapes, x, y, width, height, bars, alt)

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
        """A native line chart with markers: name, counts and what is written at each count."""
        shapes = self._slide.shapes
        for left, top, name in native.change(shapes, x, y, width, height, years, series, alt):
            self.text(left, top, 4.2, name, height=0.4)


def _without_style(shape: Any) -> None:
    """Take the theme's style off a shape: it casts a shadow."""
    shape._element.remove(shape._element.find("{*}style"))


def alternative(figure: Figure) -> str:
    """What a chart shows, for those who do not see it."""
    return f"{figure.title}. {describe(figure)}"


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
