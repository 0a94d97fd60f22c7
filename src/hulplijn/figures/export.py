"""The figures as CSV: one file for each, and one with all definitions.

Counts are plain numbers; a hidden cell holds its sign. How they are written: `plumbing.spreadsheets`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from hulplijn.figures import queries, wording
from hulplijn.figures.catalogue import networks
from hulplijn.figures.figure import Figure, Line, Synthetic
from hulplijn.figures.rules import small_cells
from hulplijn.figures.rules.shares import Share
from hulplijn.plumbing.spreadsheets import csv_table

COLUMNS = (
    "figure",
    "year",
    "code",
    "label",
    "count",
    "percent",
    "base",
    "year_before",
    "change_percent",
    "euros",
    "synthetic",
)
DEFINITIONS = (
    "figure",
    "name",
    "title",
    "definition",
    "unit",
    "numerator",
    "denominator",
    "base",
    "n",
    "missing",
    "missing_means",
    "notes",
)

CROSSWALK = ("code", "label", "definition", "example", "bik", "chi", "dsa", "dsa_minor")


def write_csv(year: int, folder: Path, lang: str = "nl", *, at: datetime | None = None) -> list[Path]:
    """Write every figure of `year` and their definitions into `folder`; return the files.

    At `at` a year that still runs is marked as not complete.

    Raises:
        EmptyYear: nothing was counted in it.
    """
    figures = queries.figures_to_hand_out(year, lang, at=at)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with translation.override(lang):
        for name, data in _files(figures):
            (folder / name).write_bytes(data)
            written.append(folder / name)
    return written


def zip_of(figures: Sequence[Figure]) -> bytes:
    """The same files in one archive, without times, so that the same figures give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in _files(figures):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def csv_of(figure: Figure) -> bytes:
    """One figure. A row that is split further is followed by its parts."""
    return csv_table(COLUMNS, _rows(figure))


def definitions_of(figures: Iterable[Figure]) -> bytes:
    return csv_table(DEFINITIONS, (_definition(figure) for figure in figures))


def _files(figures: Sequence[Figure]) -> Iterable[tuple[str, bytes]]:
    for figure in figures:
        yield f"{figure.id}.csv", csv_of(figure)
    yield "definitions.csv", definitions_of(figures)


def crosswalk() -> bytes:
    """Which reason belongs where at the networks and in the Digital Services Act."""
    return csv_table(CROSSWALK, networks.crosswalk())


def _rows(figure: Figure) -> Iterable[Sequence[object]]:
    base = figure.n
    for line in figure.lines:
        yield _row(figure, line)
        for one in line.inside:
            yield _row(figure, one)
    if figure.total is not None:
        yield _row(figure, figure.total)
    if figure.mean_cents is not None:
        known = figure.line("known").count
        mean = Line("mean", figure.about.name, count=known, cents=figure.mean_cents)
        yield _row(figure, mean)
    if figure.sample:
        note = _("Sample year: made up, no real person.")
        yield (figure.id, figure.year, "note", note, "", "", base, "", "", "", figure.synthetic)
    if not figure.complete:
        note = wording.not_complete()
        yield (figure.id, figure.year, "not_complete", note, "", "", base, "", "", "", figure.synthetic)


def _row(figure: Figure, line: Line) -> Sequence[object]:
    cents = line.cents
    return (
        figure.id,
        figure.year,
        line.code,
        line.label,
        _sign(line) if line.sign else line.count,
        _percent(line.share) if line.share else None,
        line.share.whole if line.share else None,
        line.earlier,
        f"{float(line.change):.1f}" if line.change is not None else None,
        f"{cents // 100}.{cents % 100:02d}" if cents is not None else None,
        figure.synthetic_in(line),
    )


def _definition(figure: Figure) -> Sequence[object]:
    about = figure.about
    return (
        about.id,
        about.name,
        figure.title,
        about.definition,
        about.unit,
        about.numerator,
        about.denominator,
        about.base,
        figure.n,
        figure.missing,
        about.missing,
        " ".join(_notes(figure)),
    )


def _notes(figure: Figure) -> tuple[str, ...]:
    made_up = (wording.made_up(),) if figure.synthetic == Synthetic.ALL else ()
    return (*figure.notes, *made_up, *(() if figure.complete else (wording.not_complete(),)))


def _sign(line: Line) -> str:
    return f"<{small_cells.LEAST}" if line.sign == small_cells.SMALL else "hidden"


def _percent(share: Share) -> int | str:
    """As on the page: what is something never rounds to nothing."""
    return "<1" if share.under_one else share.percent
