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
    """Write the presentation of `year` to `path`. `at` is printed as the day of counting.

    Raises:
        EmptyYear: nothing was counted in it.
    """
    made = deck_of(year, lang, at=at)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(made)
    return path


def deck_of(year: int, lang: str, *, at: datetime | None = None) -> bytes:
    """The presentation of `year` in `lang` as the bytes of a .pptx file.

    Raises:
        EmptyYear: nothing was counted in it.
    """
    with translation.override(lang):
        figures = queries.figures_to_hand_out(year, lang, at=at)
        sample, complete = figures[0].sample, figures[0].complete
        deck = Deck(year, lang, at=at, sample=sample, complete=complete)
        slides.fill(deck, figures)
        made = io.BytesIO()
        deck.save(made)
    return made.getvalue()
