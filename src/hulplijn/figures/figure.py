"""What a figure is: lines of numbers that may be shown, with everything needed to read them rightly."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from hulplijn.figures.rules import shares
from hulplijn.figures.rules.shares import Share

MOST_DRAWN = 10
"""Rows in a chart; a table has them all."""


@dataclass(frozen=True)
class Line:
    """One row of a figure. `count` is None where the cell is hidden; `sign` then says how.

    `earlier` is the same count a year before, `cents` an amount of money, `inside` the columns of a
    row that is split further. `strong` marks what the title is about.
    """

    code: str
    label: str
    count: int | None = None
    sign: str = ""
    share: Share | None = None
    earlier: int | None = None
    cents: int | None = None
    inside: tuple[Line, ...] = ()
    unknown: bool = False
    strong: bool = False

    @property
    def change(self) -> Fraction | None:
        """Growth on the year before, in per cent with one decimal."""
        return shares.change(self.count, self.earlier)


class Given(StrEnum):
    """What the published figures give of a figure. A sample year invents the rest."""

    ALL = "yes"
    SHARES = "shares only"
    NOTHING = "no"


class Synthetic(StrEnum):
    """What a sample year invented: of a figure, or of one of its rows."""

    NOTHING = "no"
    NUMBERS = "numbers"
    ALL = "yes"


@dataclass(frozen=True)
class Definition:
    """What one figure counts. The same words stand on the page, in the CSV, in the deck and in the docs."""

    id: str
    section: str
    name: str
    definition: str
    unit: str
    numerator: str
    denominator: str
    base: str
    missing: str
    given: Given
    given_rows: tuple[str, ...] = ()
    """Where only shares are published: the rows they are of."""


@dataclass(frozen=True)
class Figure:
    """One figure of one year, in one language, ready to be shown.

    `n` is the number in the base, None where it is too small to show. `missing` counts what the base
    holds without a known value. `chart` names how it is drawn, `drawn_note` tells how to read the drawing,
    `assumption` what of the numbers is one.
    `complete` is whether the year is over and all of it is there.
    """

    about: Definition
    year: int
    title: str
    subject: str
    chart: str
    lines: tuple[Line, ...]
    n: int | None
    missing: int | None = None
    notes: tuple[str, ...] = ()
    drawn_note: str = ""
    assumption: str = ""
    columns: tuple[str, ...] = ()
    sample: bool = False
    complete: bool = True
    total: Line | None = None
    mean_cents: int | None = None
    tells_counts: bool = False
    """A chart that tells the count of each row and not its share; it has room for all of them."""
    spoken: str = field(default="")
    """The finding in two or three words, for large print: 73%, 1 in 3."""

    @property
    def id(self) -> str:
        return self.about.id

    @property
    def synthetic(self) -> Synthetic:
        """What a sample year invented of this figure because the published figures do not give it."""
        if not self.sample or self.about.given == Given.ALL:
            return Synthetic.NOTHING
        return Synthetic.NUMBERS if self.about.given == Given.SHARES else Synthetic.ALL

    def synthetic_in(self, line: Line) -> Synthetic:
        """The same for one row: a share that is not among the published ones is invented too."""
        if self.synthetic != Synthetic.NUMBERS or line.code in self.about.given_rows:
            return self.synthetic
        return Synthetic.ALL

    @property
    def hides(self) -> bool:
        """Whether any cell is hidden for being small."""
        return any(line.sign or any(one.sign for one in line.inside) for line in self.lines)

    @property
    def first_lines(self) -> tuple[Line, ...]:
        """The rows that a chart has room for: the first ten, and always what is unknown."""
        if not self.long:
            return self.lines
        unknown = tuple(line for line in self.lines if line.unknown)
        known = tuple(line for line in self.lines if not line.unknown)
        return known[: max(MOST_DRAWN - len(unknown), 1)] + unknown

    @property
    def long(self) -> bool:
        return len(self.lines) > MOST_DRAWN and not self.tells_counts

    def line(self, code: str) -> Line:
        """The row of `code`.

        Raises:
            KeyError: the figure has no such row.
        """
        for line in self.lines:
            if line.code == code:
                return line
        raise KeyError(code)


@dataclass(frozen=True)
class Frame:
    """What stands together on the page: usually one figure, for a deep dive several."""

    id: str
    section: str
    title: str
    subject: str
    figures: tuple[Figure, ...]

    @property
    def together(self) -> bool:
        return len(self.figures) > 1

    @property
    def synthetic(self) -> Synthetic:
        """The most that was invented of any of its figures."""
        order = list(Synthetic)
        return max((figure.synthetic for figure in self.figures), key=order.index)

    @property
    def notes(self) -> tuple[str, ...]:
        """Every note once, in order, those on the drawing last."""
        of_figures = [note for figure in self.figures for note in figure.notes]
        of_drawings = [figure.drawn_note for figure in self.figures if figure.drawn_note]
        return tuple(dict.fromkeys(of_figures + of_drawings))
