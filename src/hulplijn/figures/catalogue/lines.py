"""Rows out of tallies: labelled, guarded, in an order that tells nothing that is hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from hulplijn.content.queries import code_list
from hulplijn.figures.counts import Tally
from hulplijn.figures.figure import Line
from hulplijn.figures.rules import small_cells
from hulplijn.figures.rules.shares import share
from hulplijn.figures.rules.small_cells import Shown

UNKNOWN = frozenset({"unknown", "not_asked", "not_said", "other_or_unknown", "none"})


@dataclass(frozen=True)
class Row:
    """A row before it is guarded."""

    code: str
    label: str
    count: int

    @property
    def unknown(self) -> bool:
        return self.code in UNKNOWN


def of_list(name: str, tally: Tally) -> list[Row]:
    """A row for every code of a list, in its order; a code that the list no longer has comes last."""
    codes = code_list(name).codes
    rows = [Row(one.code, str(one.label), tally.get(one.code, 0)) for one in codes]
    return rows + _left_over(rows, tally)


def of_roll_up(name: str, tally: Tally) -> list[Row]:
    """A row for every published group of a list; a code that belongs to none comes last."""
    groups = code_list(name).roll_ups["published"].groups
    rows = [Row(group, str(label), tally.get(group, 0)) for group, label in groups.items()]
    return rows + _left_over(rows, tally)


def _left_over(rows: Iterable[Row], tally: Tally) -> list[Row]:
    known = {row.code for row in rows}
    return [Row(code, code, count) for code, count in tally.items() if code not in known]


def guarded(rows: Sequence[Row], *, base: int, blocks: Sequence[Collection[str]] = ()) -> tuple[Line, ...]:
    """Rows that add up to `base`. Each of `blocks` has a subtotal that is published; the rest is one more."""
    shown: dict[str, Shown] = {}
    apart = {code for block in blocks for code in block}
    for block in [*blocks, {row.code for row in rows} - apart]:
        inside = [row for row in rows if row.code in block]
        first = [place for place, row in enumerate(inside) if row.unknown]
        cells = small_cells.protect([row.count for row in inside], first=first)
        shown |= {row.code: cell for row, cell in zip(inside, cells, strict=True)}
    return tuple(_line(row, shown[row.code], base) for row in rows)


def overlapping(rows: Sequence[Row], *, base: int) -> tuple[Line, ...]:
    """Rows of which one contact may have several; together they cover `base`."""
    first = [place for place, row in enumerate(rows) if row.unknown]
    cells = small_cells.protect_overlapping([row.count for row in rows], whole=base, first=first)
    return tuple(_line(row, cell, base) for row, cell in zip(rows, cells, strict=True))


def alone(rows: Sequence[Row], *, base: int) -> tuple[Line, ...]:
    """Rows that add up to nothing and cover nothing."""
    return tuple(_line(row, small_cells.protect_alone(row.count), base) for row in rows)


def plain(rows: Iterable[Row], *, base: int) -> tuple[Line, ...]:
    """Rows that count no people, so that nothing of them is hidden."""
    return tuple(_line(row, Shown(row.count), base) for row in rows)


def withheld(rows: Iterable[Row]) -> tuple[Line, ...]:
    """Every row hidden: of a base that is itself too small."""
    return tuple(_line(row, Shown(None, small_cells.WITHHELD), 0) for row in rows)


def added(code: str, label: str, lines: Sequence[Line], *, base: int) -> Line:
    """A row that is the sum of rows shown elsewhere: hidden as soon as one of those is."""
    known = [line.count for line in lines if line.count is not None]
    if len(known) < len(lines):
        alone = lines[0].sign if len(lines) == 1 else small_cells.WITHHELD
        return _line(Row(code, label, 0), Shown(None, alone), base)
    return _line(Row(code, label, 0), Shown(sum(known)), base)


def _line(row: Row, cell: Shown, base: int) -> Line:
    return Line(
        code=row.code,
        label=row.label,
        count=cell.count,
        sign=cell.sign,
        share=share(cell.count, base),
        unknown=row.unknown,
    )


def largest_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Shown counts from large to small, then hidden cells, then what is unknown.

    A hidden cell has no place among the shown ones: its place would tell its size.
    """
    return tuple(sorted(lines, key=lambda line: (line.unknown, line.count is None, -(line.count or 0))))


def without_zeros(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Leave out what nobody named; unknown rows stay."""
    return tuple(line for line in lines if line.count != 0 or line.unknown)


def strong(lines: Iterable[Line], codes: Collection[str]) -> tuple[Line, ...]:
    """Mark the rows that the title is about."""
    return tuple(replace(line, strong=line.code in codes) for line in lines)


def top(lines: Iterable[Line]) -> Line | None:
    """The largest known row; None where a row is withheld, for that one may be larger."""
    known = [line for line in lines if not line.unknown]
    if any(line.sign == small_cells.WITHHELD for line in known):
        return None
    return max((line for line in known if line.count), key=lambda line: line.count or 0, default=None)


def missing(lines: Iterable[Line]) -> int | None:
    """How many have no known value; None where one of those rows is hidden."""
    unknown = [line.count for line in lines if line.unknown]
    return None if None in unknown else sum(count or 0 for count in unknown)


def base_size(n: int) -> int | None:
    """The size of a base as it may be shown."""
    return None if small_cells.is_small(n) else n
