"""Numbers and shares as the language now active writes and says them."""

from __future__ import annotations

from fractions import Fraction

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hulplijn.figures.figure import Figure, Line, Synthetic
from hulplijn.figures.rules import shares, small_cells
from hulplijn.figures.rules.shares import Share


def number(value: int) -> str:
    """12206 as 12.206 or 12,206."""
    return formats.number_format(value, decimal_pos=0, use_l10n=True, force_grouping=True)


def percent(share: Share) -> str:
    """A share in whole per cents. Something that rounds to nothing is less than one, never nothing."""
    if share.under_one:
        return _("<1%")
    return _("%(number)s%%") % {"number": share.percent}


def growth(change: Fraction, *, signed: bool = True) -> str:
    """A change in per cent with one decimal, with its sign or as a size."""
    value = float(change) if signed else float(abs(change))
    text = formats.number_format(f"{value:.1f}", decimal_pos=1, use_l10n=True, force_grouping=True)
    plus = "+" if signed and change > 0 else ""
    return plus + _("%(number)s%%") % {"number": text.replace("-", "−")}


def euros(cents: int) -> str:
    """54850 as € 548,50 or €548.50."""
    amount = formats.number_format(
        f"{cents // 100}.{cents % 100:02d}", decimal_pos=2, use_l10n=True, force_grouping=True
    )
    return _("€%(amount)s") % {"amount": amount}


def hidden(sign: str) -> str:
    """The sign of a cell that is not shown."""
    return (
        _("<%(least)s") % {"least": small_cells.LEAST}
        if sign == small_cells.SMALL
        else pgettext("figures", "hidden")
    )


def spoken(share: Share) -> str:
    """A share as people say it (almost half), else in per cent."""
    how = shares.said(share)
    if how is None:
        return percent(share)
    return {
        ("exactly", "quarter"): pgettext("share", "a quarter"),
        ("exactly", "third"): pgettext("share", "one third"),
        ("exactly", "half"): pgettext("share", "half"),
        ("exactly", "two_thirds"): pgettext("share", "two thirds"),
        ("exactly", "three_quarters"): pgettext("share", "three quarters"),
        ("almost", "quarter"): pgettext("share", "almost a quarter"),
        ("almost", "third"): pgettext("share", "almost one third"),
        ("almost", "half"): pgettext("share", "almost half"),
        ("almost", "two_thirds"): pgettext("share", "almost two thirds"),
        ("almost", "three_quarters"): pgettext("share", "almost three quarters"),
        ("over", "quarter"): pgettext("share", "over a quarter"),
        ("over", "third"): pgettext("share", "over one third"),
        ("over", "half"): pgettext("share", "over half"),
        ("over", "two_thirds"): pgettext("share", "over two thirds"),
        ("over", "three_quarters"): pgettext("share", "over three quarters"),
    }[how]


def one_in(share: Share) -> str:
    """1 in 3, else the per cent."""
    k = shares.one_in(share)
    return _("1 in %(k)s") % {"k": k} if k else percent(share)


def small_cells_are_hidden() -> str:
    """What is to be known where a cell is hidden."""
    return _("A count of one to four is shown as %(small)s; what would give it away is hidden too.") % {
        "small": hidden(small_cells.SMALL)
    }


def not_complete() -> str:
    """Of a year that is still running or being made."""
    return _("Not complete: more will be counted for this year.")


def made_up() -> str:
    """Of a figure that a sample year invented as a whole."""
    return _("Synthetic: the published figures give no values for this, so the sample year made them up.")


def what_is_published(made: Figure) -> str:
    """Which shares of the figure are published, where its numbers are not."""
    named = [line.label for line in made.lines if line.code in made.about.given_rows]
    if not named:
        return _("Synthetic: the published figures give the mean; the sample year made up the numbers.")
    if len(named) == len(made.lines):
        return _("Synthetic: the published figures give the shares; the sample year made up the numbers.")
    return _(
        "Synthetic: the published figures give one share (%(label)s); the sample year made up the other"
        " shares and all numbers."
    ) % {"label": ", ".join(named)}


def invented(what: Synthetic) -> str:
    """The mark on a figure that a sample year invented, or a part of it."""
    return {
        Synthetic.NOTHING: "",
        Synthetic.NUMBERS: _("Partly synthetic."),
        Synthetic.ALL: _("Synthetic."),
    }[what]


def value(line: Line) -> str:
    """The cell of a row as it is read: its share, else its count, else the sign that hides it."""
    if line.sign:
        return hidden(line.sign)
    if line.share is not None:
        return percent(line.share)
    return number(line.count) if line.count is not None else ""


def drawn(made: Figure, line: Line) -> str:
    """What stands beside a row in a chart of `made`."""
    if made.tells_counts and not line.sign and line.count is not None:
        return number(line.count)
    return value(line)


def sentence(text: str) -> str:
    """`text` with a capital first; the rest as it is."""
    return text[:1].upper() + text[1:]
