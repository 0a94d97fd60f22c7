"""Which partner fits, by coded facts alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hulplijn.content import queries as content
from hulplijn.referral.rules.finding import is_found
from hulplijn.referral.rules.matching import Facts, Offer, fit

GIRL = Facts(reason="sextortion_financial", group="sextortion", age="16_17", role="victim", language="nl")
YOUNG = Offer(groups=("sextortion",), ages=("12_15", "16_17"), languages=("nl",))


def test_the_facts_that_decided_are_named_the_subject_first() -> None:
    found = fit(GIRL, YOUNG)
    assert found.fits
    assert found.because == ("group", "age", "language")


@pytest.mark.parametrize(
    ("name", "known"),
    [("age", "26_34"), ("role", "teacher"), ("language", "pl"), ("region", "BE"), ("group", "identity")],
)
def test_one_known_fact_that_speaks_against_it_is_enough(name: str, known: str) -> None:
    offer = replace(YOUNG, roles=("victim",), regions=("NL",))
    assert fit(GIRL, offer).fits
    assert not fit(replace(GIRL, reason="", **{name: known}), offer).fits  # type: ignore[arg-type]


@pytest.mark.parametrize("nothing", ["", "unknown", "other"])
def test_what_is_not_known_speaks_for_nobody_and_against_nobody(nothing: str) -> None:
    found = fit(replace(GIRL, age=nothing), YOUNG)
    assert found.fits
    assert "age" not in found.because


def test_without_a_reason_nobody_fits() -> None:
    assert not fit(Facts(age="16_17", language="nl"), YOUNG).fits


def test_a_reason_counts_for_more_than_its_group_and_between_equals_it_is_open_now() -> None:
    by_group, by_reason = Offer(groups=("sextortion",)), Offer(reasons=("sextortion_financial",))
    assert fit(GIRL, by_reason).weight > fit(GIRL, by_group, is_open=True).weight
    assert fit(GIRL, by_group, is_open=True).weight > fit(GIRL, by_group, is_open=False).weight
    assert fit(GIRL, YOUNG).weight > fit(GIRL, by_group, is_open=True).weight


def test_a_helpline_abroad_fits_only_who_is_known_to_live_there() -> None:
    sister = Offer(groups=("sextortion",), regions=("BE",), languages=("nl", "fr"), abroad=True)
    assert not fit(GIRL, sister).fits
    assert fit(replace(GIRL, region="BE"), sister).fits
    assert fit(replace(GIRL, region="BE-VLG"), sister).because[-1] == "region"


def test_every_word_that_was_typed_must_be_found_without_its_accents() -> None:
    assert is_found("SEXTOR slacht", "Slachtofferhulp: sextortion, financiëel")
    assert is_found("financieel", "Slachtofferhulp: sextortion, financiëel")
    assert not is_found("slacht loodgieter", "Slachtofferhulp: sextortion")


def test_a_minor_is_led_to_the_tool_for_images_from_before_eighteen_only() -> None:
    """On our own content: StopNCII takes images of adults, Take It Down those from before."""
    ours = {code: content.partner(code) for code in ("take_it_down", "stopncii")}
    offers = {code: Offer(reasons=one.reasons, ages=one.ages) for code, one in ours.items()}
    girl = replace(GIRL, reason="ncii_spread", group="images")
    assert [code for code, offer in offers.items() if fit(girl, offer).fits] == ["take_it_down"]
    assert all(fit(replace(girl, age="19_25"), offer).fits for offer in offers.values())
