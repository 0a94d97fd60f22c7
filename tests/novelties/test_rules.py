"""What a tag may be called: what happens, never anything that could lead to somebody."""

from __future__ import annotations

import pytest

from hulplijn.novelties import rules


@pytest.mark.parametrize(
    "title",
    [
        "nep-brieven van de rechtbank",
        "AI-stem van een familielid aan de telefoon",
        "filter van 2026 dat kleren weghaalt",
        "betalen met tegoed in een spel (18+)",
        "dreigen met de school, o.a. via de app van de klas",
    ],
)
def test_words_about_what_happens_are_kept(title: str) -> None:
    assert rules.complaint(title) == ""


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("  ", rules.EMPTY),
        ("x" * 81, rules.TOO_LONG),
        ("mail van boef@voorbeeld.nl", rules.MAIL),
        ("boef (at) voorbeeld", rules.MAIL),
        ("account @boefje dreigt", rules.HANDLE),
        ("volg boef_1999", rules.HANDLE),
        ("zie https://boef.example", rules.LINK),
        ("op www.boef.nl", rules.LINK),
        ("groep op t.me/boeven", rules.LINK),
        ("site boef.com", rules.LINK),
        ("bel 06-1234 5678", rules.NUMBER),
        ("tikkie naar NL91ABNA0417164300", rules.NUMBER),
        ("bel ０６１２３４５６７８", rules.NUMBER),
    ],
)
def test_what_could_lead_to_somebody_is_refused(title: str, why: str) -> None:
    assert rules.complaint(title) == why
