"""Faults in step plans."""

from __future__ import annotations

from tests.mutants.planting import Mutant

PLANS = [
    Mutant(
        name="a-plan-nobody-reviewed",
        promise="in production no visitor sees a plan that no specialist has read",
        file="src/hulplijn/content/queries.py",
        old='    return plan.reviewed is not None or settings.HULPLIJN_MODE != "production"',
        new="    return bool(plan.steps)",
        catches=(
            (
                "tests/content/test_plan_conditions.py::"
                "test_a_plan_that_nobody_reviewed_is_not_public_in_production"
            ),
        ),
    ),
    Mutant(
        name="a-plan-that-changes-under-a-case",
        promise="a running case goes on in the text of its plan that it began with",
        file="src/hulplijn/guidance/queries.py",
        old="    if not walk.fingerprint or (today and today.fingerprint == walk.fingerprint):",
        new="    if not walk.fingerprint or today:",
        catches=(
            (
                "tests/workspace/test_plan.py::"
                "test_a_running_case_keeps_the_version_it_began_with_and_a_new_one_gets_the_changed_plan"
            ),
        ),
    ),
    Mutant(
        name="a-text-that-is-hard-to-read",
        promise="the content check names what is too hard to read",
        file="src/hulplijn/content/rules/wording.py",
        old="    if words > limit.words:",
        new="    if words > 2 * limit.words:",
        catches=(
            "tests/content/test_wording.py::test_a_page_is_measured_sentence_by_sentence_and_part_by_part",
        ),
    ),
]
