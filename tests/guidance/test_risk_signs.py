"""Words of danger in what a visitor writes."""

from __future__ import annotations

import random

import pytest

from hulplijn.content import queries as content
from hulplijn.guidance.queries import sign_in
from hulplijn.guidance.rules import risk

RULES = risk.rules_of(content.risk_signs().signs)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("ik ben in gevaar", "in_danger"),
        ("I'm in danger", "in_danger"),
        ("ik wil gewoon niet meer leven", "suicide"),
        ("IK WIL DÓÓD", "suicide"),
        ("ik wil doooood", "suicide"),
        ("sorry ik denk aan zelfmoordgedachten enzo", "suicide"),
        ("i want to die", "suicide"),
        ("ik heb pillen geslikt", "suicide_now"),
        ("going to kill myself", "suicide_now"),
        ("ik snij mezelf", "self_harm"),
        ("i’ve been cutting myself", "self_harm"),
        ("hij staat voor mijn deur", "threatened_now"),
        ("he has a knife", "threatened_now"),
        ("kan niet praten, hij zit naast me", "abuser_near"),
        ("ik ben verkracht", "abuse"),
        ("he wants to meet me tomorrow", "meets_in_person"),
        ("hij wil me ontmoeten bij het station", "meets_in_person"),
    ],
)
def test_a_sign_is_found(said: str, code: str) -> None:
    found = sign_in(said)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "said",
    [
        "",
        "hoi, is dit echt anoniem?",
        "hij wil geld, anders stuurt hij mijn foto naar iedereen",
        "mijn telefoon is dood",
        "ik wil dat hij stopt. zet me dan niet in de groep",
        "they want 500 euro or they send it to my school",
        "should i call the police",
        "moet ik de politie bellen",
        "ik kan niet meer in mijn account",
        "he can see me on cam",
        "kan het hotelletje op de site weg",
    ],
)
def test_what_is_common_here_raises_nobody(said: str) -> None:
    assert risk.level_of(said, RULES) == 0


def test_not_does_not_lower() -> None:
    assert risk.level_of("ik wil niet dood", RULES) == 1
    assert risk.level_of("i don't want to die", RULES) == 1


def test_the_gravest_sign_counts() -> None:
    assert risk.level_of("ik wil dood. ik heb net pillen geslikt", RULES) == 2


def test_one_slip_in_a_long_word_is_overlooked_and_none_in_a_short_one() -> None:
    for slip in ("ik wil stervn", "ik wil stervven", "ik wil stevren"):
        assert risk.level_of(slip, RULES) == 1, slip
    assert risk.level_of("ik wil doof", RULES) == 0


def test_words_far_apart_are_no_phrase() -> None:
    assert risk.level_of("ik wil dat het stopt en mijn hond is dood", RULES) == 0


def test_every_phrase_of_the_list_is_found_as_it_is_written() -> None:
    for sign in content.risk_signs().signs:
        for phrase in sign.phrases:
            said = " ".join(place[-1].rstrip("*") for place in phrase)
            assert risk.level_of(said, RULES) >= sign.level, said


def test_more_words_never_lower() -> None:
    words = ["ik", "wil", "niet", "dood", "mes", "deur", "staat", "mijn", "voor", "x", "pillen", "geslikt"]
    for seed in range(500):
        rng = random.Random(seed)
        said = [rng.choice(words) for _ in range(rng.randrange(1, 9))]
        before = risk.level_of(" ".join(said), RULES)
        assert risk.level_of(" ".join([*said, rng.choice(words)]), RULES) >= before, seed
        assert risk.level_of(" ".join([rng.choice(words), *said]), RULES) >= before, seed
