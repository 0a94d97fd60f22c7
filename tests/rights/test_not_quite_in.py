"""Every address, for who has typed a password and no more, and behind a screen that is locked: the door."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.environment import PASSWORD
from tests.rights.addresses import every, is_kept_out, is_staffs
from tests.rights.world import made

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("takes_screenshots"),
    pytest.mark.sqlite,  # who may do what is the same on every database: once is enough
]

THE_LOCK = {"accounts:locked", "accounts:lock", "accounts:log_out", "workspace:wall", "workspace:wall-part"}
"""What a locked screen may ask for: itself, and the wall, on which nobody's words stand."""
THE_DOOR = {"accounts:second", "accounts:set_up", "accounts:passkey_begin", "accounts:log_out"}
"""What half a log-in may ask for: its other half."""


def test_behind_a_locked_screen_no_address_shows_or_does_anything() -> None:
    world = made(over=True)
    browser = world.browser("coordinator")
    browser.post("/slot/dicht/")
    pages = [one for one in every() if is_staffs(one) and one.name not in THE_LOCK]
    assert len(pages) > 100
    assert not [str(one) for one in pages if not is_kept_out(world, browser, "coordinator", one)]


def test_half_a_log_in_opens_no_address_but_its_other_half() -> None:
    world, browser = made(over=True), Client(HTTP_ORIGIN="http://testserver")
    begun = browser.post("/inloggen/", {"username": "anouk", "password": PASSWORD})
    assert begun.headers["Location"] == "/inloggen/code/"
    pages = [one for one in every() if is_staffs(one) and one.name not in THE_DOOR]
    assert not [str(one) for one in pages if not is_kept_out(world, browser, "counsellor", one)]
