"""A title says no more than what is shown: no largest group where a hidden one may be larger."""

from __future__ import annotations

import pytest
from django.utils import translation

from hulplijn.figures import catalogue, queries
from hulplijn.figures.counts import Counts
from hulplijn.figures.figure import Figure
from tests.figures import builders


def named(counts: Counts) -> dict[str, Figure]:
    return {figure.id: figure for figure in catalogue.year_figures(counts)}


HIDING_THE_LARGEST = Counts(
    year=2024,
    staffed=152,
    channel={"chat": 152},
    gender={"female": 110, "male": 40, "other_or_unknown": 2},
    found_via={"search_engine": 100, "social_media": 50, "police": 2},
    reason={"ncii_spread": 120, "cyberbullying": 30, "grooming": 2},
    referral_partner={"police_report": 2, "csg": 60, "gp": 30},
    referral_state={"advised": 60, "warm_transfer": 30, "accepted": 2},
)


@pytest.mark.parametrize("id", ["gender", "found_via", "reason", "referral_partner", "referral_state"])
def test_no_group_is_called_the_largest_where_a_larger_one_is_hidden(id: str) -> None:
    figure = named(HIDING_THE_LARGEST)[id]
    assert any(line.sign == "withheld" for line in figure.lines)
    assert figure.title == figure.about.name
    assert not any(line.strong for line in figure.lines)


def test_a_small_hidden_group_takes_nothing_from_the_largest() -> None:
    found = {"search_engine": 100, "social_media": 50, "police": 2, "unknown": 9}
    figure = named(Counts(year=2024, staffed=161, found_via=found))["found_via"]
    assert figure.line("search_engine").strong
    assert figure.title != figure.about.name


def test_the_platform_where_contact_begins_is_not_named_where_a_larger_one_is_hidden() -> None:
    figure = named(
        Counts(
            year=2024,
            staffed=152,
            platform={"instagram": 120, "snapchat": 30, "x": 2},
            platform_part={("instagram", "contact_made_on"): 120, ("snapchat", "contact_made_on"): 30},
        )
    )["platform_part"]
    assert any(line.sign == "withheld" for line in figure.lines)
    assert figure.title == figure.about.name


@pytest.mark.django_db
def test_sextortion_is_told_of_contacts_and_not_of_victims() -> None:
    builders.a_year()
    figures = queries.year_figures(2024, "en")
    told = [figure.title for figure in figures] + [one.text for one in queries.headlines(figures)]
    with translation.override("en"):
        told += [frame.title for frame in queries.frames(figures)]
    assert "Two thirds of the sextortion contacts are from men" in told
    assert "In one third of the sextortion contacts the victim paid" in told
    assert "Sextortion contacts: two thirds are from men, in one third the victim paid" in told
    assert not any("of the victims" in words for words in told)
