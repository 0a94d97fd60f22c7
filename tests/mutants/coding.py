"""Faults of coding: own fields, and lists that change."""

from __future__ import annotations

from tests.mutants.planting import Mutant

CODING = [
    Mutant(
        name="an-ended-choice-is-ticked",
        promise="a choice of an own field that has ended is not ticked any more",
        file="src/hulplijn/content/rules/own.py",
        old="if one.until is None or on <= one.until} | kept",
        new="} | kept",
        catches=(
            "tests/content/test_own_values.py::test_an_ended_code_is_refused_unless_it_was_chosen_before",
        ),
    ),
    Mutant(
        name="a-code-is-lost",
        promise="the next version of an own field keeps every code there was",
        file="src/hulplijn/content/rules/own.py",
        old="    return (*kept, *given.values())",
        new="    return tuple(after)",
        catches=("tests/content/test_own_values.py::test_the_next_version_keeps_every_code_there_was",),
    ),
    Mutant(
        name="a-split-code-without-a-footnote",
        promise="a comparison over years says where a list changed",
        file="src/hulplijn/figures/rules/over_years.py",
        old="            if known:\n",
        new="            if not known:\n",
        catches=(
            "tests/figures/test_over_years.py::test_a_code_that_was_renamed_split_or_put_together_is_one_row",
        ),
    ),
]
