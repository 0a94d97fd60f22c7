"""The faults at the doors: what a flood, a page elsewhere and bad input would get through."""

from __future__ import annotations

from tests.mutants.planting import Mutant

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
        name="a-frame-taken-at-its-word",
        promise="no frame breaks a line",
        file="src/hulplijn/channels/chat/frames.py",
        old="    if not isinstance(value, str):\n        raise BadFrame(name)\n",
        new="",
        catches=("tests/attacks/test_frames.py::test_no_frame_and_no_post_breaks_a_line_or_tells",),
        slow=True,
    ),
]
