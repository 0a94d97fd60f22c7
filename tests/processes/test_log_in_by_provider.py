"""Staff log in by a real provider of another make, which this test starts; and what is refused of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from hulplijn.accounts import oidc
from hulplijn.accounts.models import Staff
from hulplijn.audit.models import AuditEntry
from tests.processes import glewlwyd

BACK = "http://testserver/inloggen/extern/terug/"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[glewlwyd.Provider]:
    with glewlwyd.running(tmp_path_factory.mktemp("provider"), BACK) as provider:
        yield provider


@pytest.fixture
def provider(running: glewlwyd.Provider, settings: Settings, db: None) -> glewlwyd.Provider:
    settings.HULPLIJN_OIDC = {
        "issuer": running.issuer,
        "client_id": glewlwyd.CLIENT,
        "secret": glewlwyd.SECRET,
        "claim": "groups",
        "roles": {"bosses": "administrator", "helpline": "counsellor"},
        "asks_second": True,
    }
    return running


def comes(provider: glewlwyd.Provider, browser: Client, name: str, **changed: str) -> HttpResponse:
    """Go to the provider, log in there as `name`, and come back."""
    sent = browser.get("/inloggen/extern/?next=/mijn-inlog/")
    assert sent.status_code == 302
    back = provider.comes_back(name, sent.headers["Location"]) | changed
    return browser.get("/inloggen/extern/terug/", back)  # type: ignore[return-value]


def is_in(browser: Client) -> bool:
    return browser.get("/mijn-inlog/").status_code == 200


def test_who_has_a_role_there_gets_an_account_and_is_in(provider: glewlwyd.Provider) -> None:
    browser = Client()
    page = comes(provider, browser, "sanne").content.decode()
    assert 'content="0;url=/mijn-inlog/"' in page
    assert is_in(browser)
    sanne = Staff.objects.get()
    assert (sanne.role, sanne.has_usable_password()) == ("counsellor", False)


def test_she_is_the_same_the_next_time_and_her_role_follows(
    provider: glewlwyd.Provider, settings: Settings
) -> None:
    before = Client()
    comes(provider, before, "sanne")
    settings.HULPLIJN_OIDC = settings.HULPLIJN_OIDC | {"roles": {"staff": "analyst"}}
    after = Client()
    comes(provider, after, "sanne")
    assert Staff.objects.get().role == "analyst"
    assert (is_in(before), is_in(after)) == (False, True)


def test_who_has_no_role_there_is_refused_with_a_sentence(provider: glewlwyd.Provider) -> None:
    browser = Client()
    answer = comes(provider, browser, "gast")
    assert answer.status_code == 403
    assert "geen rol" in answer.content.decode()
    assert not Staff.objects.exists()
    assert not is_in(browser)


def test_where_the_provider_does_not_say_that_it_asked_twice_our_step_comes(
    provider: glewlwyd.Provider, settings: Settings
) -> None:
    settings.HULPLIJN_OIDC = settings.HULPLIJN_OIDC | {"asks_second": False}
    browser = Client()
    page = comes(provider, browser, "sanne").content.decode()
    assert 'content="0;url=/inloggen/code/"' in page
    assert not is_in(browser)
    assert browser.get("/inloggen/code/").headers["Location"] == "/inloggen/instellen/"


def test_another_browsers_answer_is_refused(provider: glewlwyd.Provider) -> None:
    sent = Client().get("/inloggen/extern/")
    brought = provider.comes_back("sanne", sent.headers["Location"])
    stranger = Client()
    assert stranger.get("/inloggen/extern/terug/", brought).status_code == 502
    stranger.get("/inloggen/extern/")
    assert stranger.get("/inloggen/extern/terug/", brought).status_code == 502
    assert not is_in(stranger)


@pytest.mark.parametrize("changed", [{"state": "another"}, {"code": "another"}])
def test_an_answer_that_was_changed_on_the_way_is_refused(
    provider: glewlwyd.Provider, changed: dict[str, str]
) -> None:
    browser = Client()
    assert comes(provider, browser, "sanne", **changed).status_code == 502
    assert not is_in(browser)
    assert AuditEntry.objects.filter(verb="session.begin", outcome="refused").count() == 1


def test_where_tls_is_no_neighbour_plants_an_errand_of_her_own(
    provider: glewlwyd.Provider, settings: Settings
) -> None:
    settings.SESSION_COOKIE_SECURE = True
    sent = Client().get("/inloggen/extern/", secure=True)
    given = [name for name in sent.cookies if "errand" in name]
    assert given == ["__Host-hulplijn-errand"]
    assert (sent.cookies[given[0]]["path"], sent.cookies[given[0]]["domain"]) == ("/", "")


@pytest.mark.parametrize("name", ["issuer", "client_id", "nonce", "clock"])
def test_what_is_signed_for_something_else_is_refused(
    provider: glewlwyd.Provider, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    check = oidc._check

    def for_another(known: oidc.Provider, errand: oidc.Errand, claims: oidc.Claims, outside: object) -> None:
        if name == "nonce":
            errand = replace(errand, nonce="another")
        elif name == "clock":
            claims = claims | {"exp": 1}
        else:
            known = replace(known, **{name: "another"})
        check(known, errand, claims, outside)  # type: ignore[arg-type]

    monkeypatch.setattr(oidc, "_check", for_another)
    assert comes(provider, Client(), "sanne").status_code == 502
    assert not Staff.objects.exists()


def test_a_colleague_of_ours_with_that_name_is_not_taken_over(
    provider: glewlwyd.Provider, staff: Callable[..., Staff]
) -> None:
    ours = staff("sanne", role="administrator")
    comes(provider, Client(), "sanne")
    ours.refresh_from_db()
    assert ours.subject_hash is None
    assert Staff.objects.exclude(pk=ours.pk).get().role == "counsellor"


def test_who_left_does_not_come_back_by_the_provider(provider: glewlwyd.Provider) -> None:
    comes(provider, Client(), "sanne")
    Staff.objects.update(is_active=False)
    browser = Client()
    assert comes(provider, browser, "sanne").status_code == 403
    assert not is_in(browser)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://id.example/", True),
        ("http://localhost:8/", True),
        ("http://id.example/", False),
        ("ftp://id.example/", False),
        ("http://169.254.169.254/", False),
    ],
)
def test_only_https_or_this_machine_is_asked(address: str, safe: bool) -> None:
    assert oidc.is_safe(address) is safe


def test_without_a_provider_there_is_no_such_door(db: None) -> None:
    assert Client().get("/inloggen/extern/").status_code == 404
    assert "organisatie" not in Client().get("/inloggen/").content.decode()
