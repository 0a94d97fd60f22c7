"""Faults around practising: counted, in the way of a real visitor, or said twice."""

from tests.mutants.planting import Mutant

PLAYING = "tests/practice/test_playing.py::"
LEFT_OUT = "tests/practice/test_left_out.py::"

PRACTICE = [
    Mutant(
        name="a-practice-in-the-figures",
        promise="nothing that somebody practises with enters the ledger",
        file="src/hulplijn/ledger/actions.py",
        old="    if origin == PRACTICE:",
        new='    if origin == "":',
        catches=(f"{LEFT_OUT}test_no_place_changes_by_a_practice_that_goes_on_nor_by_one_that_is_over",),
    ),
    Mutant(
        name="a-practice-that-takes-a-place",
        promise="a real visitor is held out to who practises, as usual",
        file="src/hulplijn/shifts/queries.py",
        old="    rows = Contact.real.filter(\n        owner_id__in=",
        new="    rows = Contact.objects.filter(\n        owner_id__in=",
        catches=(f"{LEFT_OUT}test_a_real_visitor_is_held_out_to_who_practises_as_usual",),
    ),
    Mutant(
        name="a-turn-that-two-take",
        promise="of two processes one says the scripted visitor's next words",
        file="src/hulplijn/practice/playing.py",
        old="    now = Practice.objects.filter(pk=practice.pk, turns=practice.turns)",
        new="    now = Practice.objects.filter(pk=practice.pk)",
        catches=(f"{PLAYING}test_a_line_is_said_once_though_a_process_died_over_it_or_two_were_at_it",),
    ),
]
