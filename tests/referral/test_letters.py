"""In which language a letter goes, and how long it is tried."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hulplijn.referral.rules.letters import language_of, next_try


@pytest.mark.parametrize(
    ("theirs", "spoken", "language"),
    [
        ((), "en", "nl"),
        (("nl", "fr"), "en", "nl"),
        (("nl", "en"), "en", "en"),
        (("en",), "nl", "en"),
        (("fr",), "nl", "en"),
    ],
)
def test_a_letter_is_in_a_language_that_the_partner_reads(
    theirs: tuple[str, ...], spoken: str, language: str
) -> None:
    assert language_of(theirs, spoken=spoken, ours=("nl", "en")) == language


def test_pauses_grow_to_an_hour_and_end_after_a_day() -> None:
    waited, pauses = timedelta(0), []
    while (pause := next_try(len(pauses) + 1, waited=waited)) is not None:
        pauses.append(pause)
        waited += pause
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=4)]
    assert max(pauses) == timedelta(hours=1)
    assert timedelta(hours=22) < waited <= timedelta(days=1)
