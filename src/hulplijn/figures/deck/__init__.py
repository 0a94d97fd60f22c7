"""The year as a PowerPoint file: findings as titles, native charts, definitions in the notes."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from django.utils import translation

from hulplijn.figures import queries
from hulplijn.figures.deck import slides
from hulplijn.figures.deck.sheet import Deck

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def write_deck(year: int, path: Path, lang: str = "nl", *, at: datetime | None = None) -> Path:
    """Write the presentation of `year` to `path`. `at` is printed as the day of counting."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(deck_of(year, lang, at=at))
    return path


def deck_of(year: int, lang: str, *, at: datetime | None = None) -> bytes:
    """The presentation of `year` in `lang` as the bytes of a .pptx file."""
    with translation.override(lang):
        figures = queries.year_figures(year, lang)
        deck = Deck(year, lang, at=at, sample=any(figure.sample for figure in figures))
        slides.fill(deck, figures)
        made = io.BytesIO()
        deck.save(made)
    return made.getvalue()
