"""The colours of the deck, by their place in its theme."""

from __future__ import annotations

from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR

INK, PAPER, PETROL = MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.BACKGROUND_1, MSO_THEME_COLOR.ACCENT_1
AMBER, GREY, BRICK = MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3, MSO_THEME_COLOR.ACCENT_4
LAMP, MINT, DEEP = MSO_THEME_COLOR.ACCENT_5, MSO_THEME_COLOR.ACCENT_6, MSO_THEME_COLOR.TEXT_2

THEME = {
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


def coloured(holder: Any, colour: Colour) -> None:
    if isinstance(colour, RGBColor):
        holder.color.rgb = colour
    else:
        holder.color.theme_color = colour


def filled(fill: Any, colour: Colour) -> None:
    if isinstance(colour, RGBColor):
        fill.fore_color.rgb = colour
    else:
        fill.fore_color.theme_color = colour
