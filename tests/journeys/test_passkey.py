"""A counsellor makes a passkey and comes in with it, without name, password or code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import Screen
from tests.live import Helpline


@pytest.fixture
def with_keys(shared_live: Helpline, screen: Callable[..., Screen]) -> Screen:
    """A desktop whose computer can hold passkeys. They need a name: an address of figures has none."""
    made = screen(shared_live.url.replace("127.0.0.1", "localhost"), "desktop")
    made.watch.expect("400")
    return made


def give_authenticator(page: Page) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_she_makes_a_passkey_and_comes_in_with_it(
    with_keys: Screen, shared_live: Helpline, axe: Callable[[Page], None]
) -> None:
    page = with_keys.open("/inloggen/?next=/mijn-inlog/")
    give_authenticator(page)
    page.fill("[name=username]", "els")
    page.fill("[name=password]", shared_live.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/inloggen/code/")
    page.fill("[name=code]", shared_live.printed_codes("els")[-1])
    page.press("[name=code]", "Enter")
    page.get_by_role("button", name="Maak een passkey op dit apparaat").click()
    expect(page.locator(".paper-codes li")).to_have_count(10)
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    axe(page)
    page.get_by_role("button", name="Uitloggen").first.click()
    page.wait_for_url("**/inloggen/")
    axe(page)
    page.get_by_role("button", name="Log in met een passkey").click()
    page.wait_for_url(lambda url: "/inloggen/" not in url)
    page.goto(with_keys.watch.home + "/mijn-inlog/")
    expect(page.get_by_role("heading", name="Mijn inlog")).to_be_visible()
