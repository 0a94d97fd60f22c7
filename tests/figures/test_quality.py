"""How complete the coding is: worst first, left open apart from unknown, small counts hidden."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client

from hulplijn.accounts.models import Staff
from hulplijn.figures import quality
from tests import builders as house
from tests.figures import builders

pytestmark = pytest.mark.django_db


def test_not_asked_unknown_and_left_open_are_told_apart_and_the_worst_is_first() -> None:
    builders.contact(10, reason="grooming", found_via="not_asked", age="18")
    builders.contact(20, reason="grooming", found_via="school", age="", not_coded=("age",))
    builders.contact(10, reason="unknown", found_via="school", age="unknown")
    builders.self_check(50)
    builders.contact(9, counts_as_data=False, not_coded=("reason",))

    found = quality.completeness(2024)
    named = {one.field: one for one in found}
    age = named["age"]
    assert (age.n, age.known.count, age.unknown.count, age.left_open.count) == (40, 10, 10, 20)
    assert age.missing is not None
    assert age.missing.percent == 75
    assert named["found_via"].not_asked.count == 10
    shares = [one.missing.exact for one in found if one.missing]
    assert shares == sorted(shares, reverse=True)


def test_a_channel_and_a_quarter_have_their_own_base() -> None:
    builders.contact(8, reason="grooming", at=datetime(2024, 3, 31, 21, tzinfo=UTC))
    builders.contact(7, reason="grooming", channel="phone", at=datetime(2024, 3, 31, 22, tzinfo=UTC))

    def n(**chosen: object) -> int | None:
        return {one.field: one.n for one in quality.completeness(2024, **chosen)}["reason"]  # type: ignore[arg-type]

    assert (n(), n(quarter=1), n(quarter=2), n(channel="phone")) == (15, 8, 7, 7)


def test_small_counts_are_hidden_and_a_small_base_hides_all() -> None:
    builders.contact(12, reason="grooming", role="victim")
    builders.contact(2, reason="grooming", not_coded=("role",))
    builders.contact(3, reason="sextortion_financial", paid="yes", role="victim")

    named = {one.field: one for one in quality.completeness(2024)}
    assert (named["role"].left_open.count, named["role"].left_open.sign) == (None, "small")
    assert named["paid"].n is None
    assert named["paid"].known.count is None


def test_an_own_field_is_among_them_for_who_may_see_it() -> None:
    house.own_field("School", "vmbo", "havo")
    builders.contact(6, reason="grooming", own=("school@1=vmbo",))
    builders.contact(14, reason="grooming")

    own = {one.field: one for one in quality.completeness(2024, roles={"coordinator"})}["own:school"]
    assert (own.known.count, own.left_open.count) == (6, 14)
    assert "own:school" not in {one.field for one in quality.completeness(2024)}


def test_a_coordinator_sees_it_and_is_led_to_the_open_wrap_ups(
    client: Client, staff: Callable[..., Staff]
) -> None:
    builders.contact(10, reason="grooming")
    client.force_login(staff("dora", role="coordinator"))
    page = client.get("/cijfers/2024/volledigheid/?kanaal=chat&kwartaal=2").content.decode()
    assert "/werk/zaken/?afronden=ja" in page
    assert "Hoe compleet is de codering, 2024" in page
    client.force_login(staff("lies", role="analyst"))
    assert client.get("/cijfers/2024/volledigheid/").status_code == 403
