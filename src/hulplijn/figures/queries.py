"""Reads of the figures: the years there are, and all figures of one."""

from __future__ import annotations

from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from hulplijn.content.queries import lists_version
from hulplijn.figures import catalogue, counts, wording
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure, Frame
from hulplijn.ledger import queries as ledger

_DEEP_DIVE = ("sextortion_gender", "sextortion_paid", "sextortion_amount_paid")


def years() -> list[int]:
    """The years with anything to show, latest first."""
    return list(_years(ledger.state(), lists_version()))


def counts_of(year: int) -> Counts:
    """The counts of one year as the ledger stands now."""
    return _counts(year, ledger.state(), lists_version())


def year_figures(year: int, language: str | None = None) -> tuple[Figure, ...]:
    """Every figure of `year` in `language` (by default the active one), in the order of the page."""
    with translation.override(language or translation.get_language()):
        return catalogue.year_figures(counts_of(year))


def figure(year: int, id: str, language: str | None = None) -> Figure:
    """One figure.

    Raises:
        KeyError: there is no such figure.
    """
    return {one.id: one for one in year_figures(year, language)}[id]


def frames(figures: tuple[Figure, ...]) -> tuple[Frame, ...]:
    """The figures as they stand on the page: the deep dive's three together, the others alone."""
    made: list[Frame] = []
    for one in figures:
        if one.id not in _DEEP_DIVE:
            made.append(Frame(one.id, one.about.section, one.title, one.subject, (one,)))
        elif one.id == _DEEP_DIVE[0]:
            together = tuple(figure for figure in figures if figure.id in _DEEP_DIVE)
            made.append(Frame("sextortion", "sextortion", deep_dive_title(together), one.subject, together))
    return tuple(made)


def deep_dive_title(figures: tuple[Figure, ...]) -> str:
    """The finding of the deep dive as a whole: who, and which part paid."""
    gender, paid = figures[0], figures[1]
    most = next((line for line in gender.lines if line.strong and line.share), None)
    payers = paid.line("yes").share
    if most is None or most.share is None or not payers:
        return _("Sextortion")
    words = {"part": wording.spoken(most.share), "paid": wording.spoken(payers)}
    if most.code == "male":
        return _("Sextortion: %(part)s are men, %(paid)s paid") % words
    return _("Sextortion: %(part)s are women, %(paid)s paid") % words


@lru_cache(maxsize=16)
def _counts(year: int, state: tuple[int, int], lists: str) -> Counts:
    return counts.of_year(year)


@lru_cache(maxsize=4)
def _years(state: tuple[int, int], lists: str) -> tuple[int, ...]:
    return tuple(counts.years())
