"""A list over several years: each year as it was counted, with what changed in between as a footnote.

Nothing is counted anew: every cell is a sum of rows that the figure of its year shows. An entry keeps the
code that it was made with, and a year its figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hulplijn.content.list_shapes import Change, CodeList
from hulplijn.content.queries import code_list
from hulplijn.figures import queries
from hulplijn.figures.catalogue import lines as rows
from hulplijn.figures.catalogue import people
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Line
from hulplijn.figures.rules.over_years import together
from hulplijn.plumbing.spreadsheets import csv_table

_LINES: dict[str, Callable[[Counts], Sequence[Line]]] = {"reason": people.reason_lines}
COLUMNS = ("list", "year", "codes", "label", "count", "percent", "base", "notes")


@dataclass(frozen=True)
class Compared:
    """One row: the codes in it, a cell for each year, and the numbers of its footnotes."""

    codes: tuple[str, ...]
    label: str
    cells: tuple[Line, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True)
class Comparison:
    """A list over `years`, the earliest first."""

    name: str
    years: tuple[int, ...]
    bases: tuple[int | None, ...]
    rows: tuple[Compared, ...]
    notes: tuple[str, ...]


def over_years(name: str, years: Sequence[int]) -> Comparison:
    """How often each code of the list `name` was given in each of `years`, among staffed contacts."""
    codes, asked = code_list(name), tuple(sorted(years))
    counted = [queries.counts_of(year) for year in asked]
    shown = [{line.code: line for line in _LINES[name](one)} for one in counted]
    between = _between(codes, asked)
    known = {one.code for one in codes.codes}
    lost = sorted({code for lines in shown for code in lines} - known)
    made = []
    for row in together([one.code for one in codes.codes] + lost, [one.was for one in between]):
        label = " / ".join(_label(codes, code) for code in _named(codes, row.codes))
        cells = tuple(
            rows.added(
                row.codes[0], label, [lines[code] for code in row.codes if code in lines], base=one.staffed
            )
            for one, lines in zip(counted, shown, strict=True)
        )
        if any(cell.count != 0 for cell in cells):
            made.append(Compared(row.codes, label, cells, tuple(note + 1 for note in row.notes)))
    bases = tuple(rows.base_size(one.staffed) for one in counted)
    return Comparison(name, asked, bases, tuple(made), tuple(str(one.note) for one in between))


def _cell(codes: Sequence[str], label: str, lines: Mapping[str, Line], *, base: int) -> Line:
    return rows.added(codes[0], label, [lines[code] for code in codes if code in lines], base=base)


def _between(codes: CodeList, years: Sequence[int]) -> list[Change]:
    """The changes after the first year began and before the last one ended."""
    if not years:
        return []
    first, last = date(years[0], 1, 1), date(years[-1], 12, 31)
    return [one for one in codes.changes if first < one.since <= last]


def _named(codes: CodeList, inside: Sequence[str]) -> Sequence[str]:
    """Those that name a row: what is still ticked, or all where nothing is."""
    still = [code for code in inside if code in codes and codes.get(code).until is None]
    return still or inside


def _label(codes: CodeList, code: str) -> str:
    return str(codes.label_of(code)) if code in codes else code


def csv_of(found: Comparison) -> bytes:
    """A row for each year and row of the comparison, with its footnotes written out."""
    return csv_table(COLUMNS, _cells(found))


def _cells(found: Comparison) -> Iterator[Sequence[object]]:
    for row in found.rows:
        notes = " ".join(found.notes[number - 1] for number in row.notes)
        for year, base, cell in zip(found.years, found.bases, row.cells, strict=True):
            count = cell.count if not cell.sign else "<5" if cell.sign == "small" else "hidden"
            part = None if cell.share is None else "<1" if cell.share.under_one else cell.share.percent
            yield found.name, year, "+".join(row.codes), row.label, count, part, base, notes
