"""Standard replies: read, checked, and easy to read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hulplijn.content import queries
from hulplijn.content.rules import readability, replies
from tests.content.conftest import Spoil
from tests.environment import REPOSITORY

EXAMPLES: list[dict[str, Any]] = json.loads((REPOSITORY / "tests/content/readability.json").read_text())


def test_the_subjects_stand_in_their_places() -> None:
    subjects = [one.id for one in queries.replies()]

    assert subjects[0] == "beginning"
    assert subjects[-1] == "ending"


def test_every_reply_says_itself_in_every_language_of_the_helpline() -> None:
    for subject in queries.replies():
        for reply in subject.replies:
            assert set(reply.text) == set(reply.label) == set(queries.helpline().languages), reply.id


def test_the_question_about_suicide_is_asked_plainly() -> None:
    texts = {reply.id: reply.text for subject in queries.replies() for reply in subject.replies}

    assert "een eind aan je leven" in texts["ask_suicide"]["nl"]
    assert "ending your life" in texts["ask_suicide"]["en"]


def test_an_unknown_field_is_refused_with_its_line(spoil: Spoil) -> None:
    errors = spoil("replies/ending.yaml", ("op {phone}", "op {mobile}"))

    assert [error.message_in("nl") for error in errors] == [
        "Het veld ‘mobile’ is onbekend. Bekend zijn: " + ", ".join(replies.FIELDS) + "."
    ]


def test_a_reply_that_is_hard_to_read_is_refused(spoil: Spoil) -> None:
    hard = "Onmiddellijke aangifte verdient nadrukkelijk overweging."
    errors = spoil("replies/ending.yaml", ("Is er nog iets wat je wilt zeggen of vragen?", hard))

    assert "moeilijk te lezen" in errors[0].message_in("nl")


def test_the_same_reply_twice_is_refused(spoil: Spoil) -> None:
    errors = spoil("replies/ending.yaml", ("id: goodbye", "id: summary"))

    assert "twee keer" in errors[0].message_in("nl")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["text"][:20] or "nothing")
def test_the_measure_of_reading_tells_easy_from_hard(example: dict[str, Any]) -> None:
    found = readability.lix(example["text"]), readability.level_of(example["text"])

    assert found == (example["lix"], example["level"])
