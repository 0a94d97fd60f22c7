"""Faults in the situation check: what counts, and what goes along."""

from tests.mutants.planting import Mutant

_COUNTED = "tests/guidance/test_situation_check.py::test_a_walk_counts_once_and_then_nothing_of_it_is_left"

SELFCHECK = [
    Mutant(
        name="a-check-that-counts-by-each-reload",
        promise="a finished situation check counts once, whatever is loaded again",
        file="src/hulplijn/guidance/selfcheck.py",
        old="        if is_new:",
        new="        if walk:",
        catches=(_COUNTED,),
    ),
    Mutant(
        name="answers-that-no-page-of-ours-led-to",
        promise="only a walk that our own pages led, question by question, counts or goes along",
        file="src/hulplijn/guidance/selfcheck.py",
        old="    if not hmac.compare_digest(walk.marked(plan, answers), carried):\n        return None\n",
        new="",
        catches=(_COUNTED,),
    ),
    Mutant(
        name="an-end-with-two-things-to-do",
        promise="each end of a situation check says exactly three things to do now",
        file="src/hulplijn/content/rules/checks.py",
        old="    if len(end.now) != THINGS_NOW:",
        new="    if len(end.now) > THINGS_NOW:",
        catches=("tests/content/test_situation_checks.py::test_an_end_says_three_things",),
    ),
]
