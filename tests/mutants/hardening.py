"""The faults at the doors: what a flood, a page elsewhere and bad input would get through."""

from __future__ import annotations

from tests.mutants.planting import Mutant

_CHECKED_MOMENT = """    try:
        moment = datetime.fromisoformat(value)
    except ValueError as wrong:
        raise BadEnvironment("HULPLIJN_DEMO_CLOCK must be like 2026-11-21T20:40:00+01:00.") from wrong
"""

HARDENING = [
    Mutant(
        name="a-guard-that-believes",
        promise="under attack a beginning without work leaves nothing",
        file="src/hulplijn/channels/chat/proof.py",
        old="    if work and is_worked(shown):",
        new="    if work:",
        catches=("tests/chat/test_proof.py::test_a_flood_without_proof_is_refused_and_leaves_nothing",),
    ),
    Mutant(
        name="a-proof-for-everybody",
        promise="a proof is worth one beginning",
        file="src/hulplijn/channels/chat/proof.py",
        old='keyed_hash("chat-proof", f"{start_id.hex}:{moment}")',
        new='keyed_hash("chat-proof", moment)',
        catches=("tests/chat/test_proof.py::test_a_proof_counts_for_no_other_beginning",),
    ),
    Mutant(
        name="a-page-that-others-may-show",
        promise="every address says who may show it and what it may use",
        file="src/hulplijn/look/discretion.py",
        old='        response.headers["Permissions-Policy"] = PERMISSIONS\n',
        new="",
        catches=(
            "tests/server/test_headers.py::test_every_address_says_all_of_it_and_gives_no_loose_cookie[nobody]",
        ),
    ),
    Mutant(
        name="a-setting-taken-at-its-word",
        promise="what breaks on bad input is found by the attacks",
        file="src/hulplijn/server/environment.py",
        old=_CHECKED_MOMENT,
        new="    moment = datetime.fromisoformat(value)\n",
        catches=("tests/attacks/test_files.py::test_a_bad_setting_is_refused_by_its_name",),
    ),
]
