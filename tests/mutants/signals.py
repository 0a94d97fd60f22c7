"""Faults in the signals: what a week is compared with, and what the brief tells."""

from tests.mutants.planting import Mutant

SIGNALS = [
    Mutant(
        name="a-history-that-holds-the-week-itself",
        promise="what is judged is no part of the history that it is judged by",
        file="src/hulplijn/figures/rules/signals.py",
        old="    end = len(series.counts) - WINDOW - GAP - before\n",
        new="    end = len(series.counts) - before\n",
        catches=(
            "tests/figures/test_signals.py::test_the_weeks_that_are_judged_are_no_part_of_their_own_history",
        ),
    ),
    Mutant(
        name="a-busy-week-in-which-everything-rises",
        promise="what rises is a part of all contacts, not a number",
        file="src/hulplijn/figures/rules/signals.py",
        old="    expected = fit.share * fit.season * sum(series.base[-span:])\n",
        new="    expected = fit.share * fit.season * sum(series.base) / len(series.base) * span\n",
        catches=("tests/figures/test_signals.py::test_a_busy_week_makes_nothing_rise",),
    ),
    Mutant(
        name="a-small-count-in-the-brief",
        promise="no count of one to four stands in a brief",
        file="src/hulplijn/figures/signals.py",
        old="    weeks = small_cells.protect_alone(of_weeks)\n",
        new="    weeks = Shown(of_weeks)\n",
        catches=(
            "tests/figures/test_signals_page.py::test_a_brief_hides_small_counts_and_holds_no_word_of_anybody",
        ),
    ),
]
