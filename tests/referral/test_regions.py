"""The countries of partners: chosen by their names, not by their codes."""

from __future__ import annotations

from django.utils.translation import override

from hulplijn.content.regions import region_name
from hulplijn.referral import queries


def test_a_country_is_chosen_by_its_name_in_the_readers_language() -> None:
    with override("nl"):
        assert queries.regions() == (("BE", "België"),)
    with override("en"):
        assert queries.regions() == (("BE", "Belgium"),)


def test_a_region_that_we_have_no_name_for_keeps_its_code() -> None:
    with override("nl"):
        assert [region_name(one) for one in ("NL-NH", "XX-1")] == ["Noord-Holland", "XX-1"]
