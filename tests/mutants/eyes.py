"""Faults in what others are told, and in what the walks by everybody must see."""

from __future__ import annotations

from tests.mutants.planting import Mutant

EYES = [
    Mutant(
        name="a-journey-that-may-fail-twice",
        promise="a journey that fails twice has failed",
        file=".ci/test.py",
        old="            code = _command([*PYTEST, *unsteady], variables, out)\n",
        new="            code = 0 * _command([*PYTEST, *unsteady], variables, out)\n",
        catches=("tests/house/test_played_again.py::test_what_fails_twice_has_failed",),
    ),
    Mutant(
        name="a-sentence-that-nobody-shows",
        promise="every sentence about what we do names the test that shows it",
        file="content/pages/privacy.nl.md",
        old="- Je IP-adres bewaren we niet.",
        new="- Je IP-adres bewaren we niet. We letten goed op je gegevens.",
        catches=("tests/site/test_told.py::test_every_sentence_has_what_shows_it",),
    ),
    Mutant(
        name="a-frame-without-a-row",
        promise="a new kind of frame has its row in docs/rights.md",
        file="src/hulplijn/channels/chat/visitor.py",
        old='            case "beat":\n',
        new='            case "whisper":\n                pass\n            case "beat":\n',
        catches=("tests/rights/test_every_message.py::test_every_kind_of_frame_has_its_row",),
    ),
    Mutant(
        name="a-draft-in-a-colleagues-talk",
        promise="a post does nothing in a conversation that its sender may not read",
        file="src/hulplijn/channels/chat/staff_screen.py",
        old='        if conversation is None or not rights.may(self.by, "case.read", contact):\n',
        new="        if conversation is None:\n",
        catches=(
            "tests/rights/test_every_message.py::test_everybody_gets_on_a_line_what_the_table_says[colleague]",
        ),
    ),
]
