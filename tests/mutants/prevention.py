"""Faults in how prevention counts: what is gone still counts, a few people show."""

from tests.mutants.planting import Mutant

PREVENTION = [
    Mutant(
        name="prevention-that-is-gone-still-counts",
        promise="what is taken out of the log of prevention counts in no figure",
        file="src/hulplijn/prevention/entries.py",
        old="        counts = not activity.is_removed\n",
        new="        counts = True\n",
        catches=(
            "tests/prevention/test_in_the_figures.py::test_what_is_taken_out_counts_only_once_it_is_back",
        ),
    ),
    Mutant(
        name="a-few-people-reached-are-shown",
        promise="one to four people reached by prevention are never shown, nor what would give them away",
        file="src/hulplijn/figures/catalogue/prevention.py",
        old="lines=rows.guarded(_by_month(",
        new="lines=rows.plain(_by_month(",
        catches=(
            "tests/figures/test_prevention.py::test_a_few_people_are_hidden_and_what_would_give_them_away",
        ),
    ),
]
