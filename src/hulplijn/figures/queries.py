"""Reads of the figures: the years there are, and all figures of one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.utils import translation
from django.utils.translation import gettext as _

from hulplijn.content.queries import lists_version
from hulplijn.figures import catalogue, counts, wording
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure, Frame, Line
from hulplijn.ledger import queries as ledger
from hulplijn.plumbing.models import Installation

_DEEP_DIVE = ("sextortion_gender", "sextortion_paid", "sextortion_amount_paid")


def years() -> list[int]:
    """The years with anything to show, latest first."""
    return list(_years(ledger.state(), lists_version()))


def counts_of(year: int, *, at: datetime | None = None) -> Counts:
    """The counts of one year as the ledger stands now.

    They are not complete while the year runs at `at`, or while a sample year is being made.
    """
    counted = _counts(year, ledger.state(), lists_version())
    running = at is not None and not counts.is_over(year, at)
    return counted.unfinished() if running or sample_progress() is not None else counted


def is_empty(year: int) -> bool:
    """Whether nothing was counted in `year`."""
    return _counts(year, ledger.state(), lists_version()).empty


class EmptyYear(Exception):
    """Nothing was counted in `year`, so there is nothing to hand out."""

    def __init__(self, year: int) -> None:
        super().__init__(f"nothing was counted in {year}")
        self.year = year


def year_figures(
    year: int, language: str | None = None, *, at: datetime | None = None, roles: Collection[str] = ()
) -> tuple[Figure, ...]:
    """Every figure of `year` in `language` (by default the active one), in the order of the page.

    Those of own fields are among them where one of `roles` may see the field.
    """
    return figures_of(counts_of(year, at=at), language, roles)


def figures_to_hand_out(
    year: int, language: str | None = None, *, at: datetime | None = None, roles: Collection[str] = ()
) -> tuple[Figure, ...]:
    """Every figure of `year`, for a file.

    Raises:
        EmptyYear
    """
    if is_empty(year):
        raise EmptyYear(year)
    return year_figures(year, language, at=at, roles=roles)


def figures_of(
    counted: Counts, language: str | None = None, roles: Collection[str] = ()
) -> tuple[Figure, ...]:
    """Every figure of the year that was counted, in `language` (by default the active one)."""
    with translation.override(language or translation.get_language()):
        return catalogue.year_figures(counted, roles)


def figure(year: int, id: str, language: str | None = None, *, at: datetime | None = None) -> Figure:
    """One figure.

    Raises:
        KeyError: there is no such figure.
    """
    return {one.id: one for one in year_figures(year, language, at=at)}[id]


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
        return _("Sextortion contacts: %(part)s are from men, in %(paid)s the victim paid") % words
    return _("Sextortion contacts: %(part)s are from women, in %(paid)s the victim paid") % words


@dataclass(frozen=True)
class Headline:
    """A finding in large print at the top of the page and of the deck."""

    value: str
    text: str


def headlines(figures: tuple[Figure, ...]) -> tuple[Headline, ...]:
    """The year in a handful of numbers: the first is the largest. What is hidden or empty stays out."""
    by_id = {one.id: one for one in figures}
    advice = by_id["advice_questions"]
    everything, staffed = advice.line("all"), advice.line("staffed")
    made = [Headline(advice.spoken, _growth_in_words(everything, advice.year))]
    if staffed.count:
        made.append(Headline(wording.number(staffed.count), staffed.label[:1].lower() + staffed.label[1:]))
    for id, text in (
        ("age", _("are between 12 and 25")),
        ("removal", _("of the removal requests are honoured")),
        ("sextortion_paid", _("of the sextortion contacts: the victim paid")),
    ):
        if by_id[id].spoken:
            made.append(Headline(by_id[id].spoken, text))
    return tuple(made)


def _growth_in_words(line: Line, year: int) -> str:
    words: dict[str, object] = {"before": year - 1}
    if not line.change:
        return _("advice questions")
    words["change"] = wording.growth(line.change, signed=False)
    if line.change > 0:
        return _("advice questions, %(change)s more than in %(before)s") % words
    return _("advice questions, %(change)s fewer than in %(before)s") % words


def sample_progress() -> int | None:
    """How far the sample year is in hundredths while it is being made; None when it is whole or absent."""
    here = Installation.objects.filter(year_progress__lt=100).first()
    return here.year_progress if here else None


@lru_cache(maxsize=16)
def _counts(year: int, state: ledger.State, lists: str) -> Counts:
    return counts.of_year(year)


@lru_cache(maxsize=4)
def _years(state: ledger.State, lists: str) -> tuple[int, ...]:
    return tuple(counts.years())
