"""The visitor's pages leave little behind, in both languages."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client

from hulplijn.content import queries as content
from hulplijn.site import queries

pytestmark = pytest.mark.django_db

PAGES = (
    "/",
    "/eerste-hulp/",
    "/iemand-anders/",
    "/veilig-surfen/",
    "/privacy/",
    "/klacht/",
    "/toegankelijkheid/",
    "/bel/",
    "/school/",
    "/school/poster/",
    "/school/brief-ouders/",
    "/mail/",
)
BOTH = [prefix + page for page in PAGES for prefix in ("", "/en")]


@pytest.mark.parametrize("path", [*BOTH, "/nergens/", "/en/nowhere/"])
def test_a_page_is_not_kept_tells_nobody_and_sets_no_cookie(
    client: Client, path: str, at_the_desk: None
) -> None:
    response = client.get(path)
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("path", [*BOTH, "/nergens/"])
def test_a_page_names_no_other_site_than_the_exit(client: Client, path: str, at_the_desk: None) -> None:
    page = client.get(path).content.decode()
    assert content.helpline().exit_url in page
    outside = set(re.findall(r'(?:href|src|action)="((?:https?:)?//[^"]+)"', page))
    assert outside == {content.helpline().exit_url}


@pytest.mark.parametrize("path", BOTH)
def test_the_exit_works_without_script_and_says_so_to_a_screen_reader(
    client: Client, path: str, at_the_desk: None
) -> None:
    page = client.get(path).content.decode()
    exits = re.findall(r"<a [^>]*data-exit>", page)
    assert len(exits) == 2, "one early for the keyboard, one in sight"
    assert all('rel="nofollow noreferrer"' in one for one in exits)
    word = "Emergency:" if path.startswith("/en/") else "Nood:"
    assert page.count(f'<span class="visually-hidden">{word} </span>') == 2


@pytest.mark.parametrize("path", BOTH)
def test_nothing_inline_that_the_policy_would_refuse(client: Client, path: str, at_the_desk: None) -> None:
    page = client.get(path).content.decode()
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", page)


def test_every_page_leads_to_the_same_page_in_the_other_language(client: Client, at_the_desk: None) -> None:
    for path in PAGES:
        assert f'href="/en{path}"' in client.get(path).content.decode()
        assert f'href="{path}" lang="nl"' in client.get("/en" + path).content.decode()


def test_every_page_ends_in_the_same_ways_to_talk(client: Client, at_the_desk: None) -> None:
    for path in PAGES[1:]:
        page = client.get(path).content.decode()
        assert "Praat met ons" in page
        assert 'href="/chat/"' in page


@pytest.mark.parametrize(
    ("path", "sentence"), [("/nergens/", "Deze pagina is er niet"), ("/en/nowhere/", "This page is not here")]
)
def test_a_wrong_address_is_answered_in_the_readers_language(
    client: Client, path: str, sentence: str
) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert f"<h1>{sentence}</h1>" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "sentence"), [("/", "Hier ging iets mis"), ("/en/", "Something went wrong here")]
)
def test_our_own_mistake_is_admitted_in_the_readers_language(
    client: Client, path: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(at: datetime, language: str) -> None:
        raise RuntimeError

    monkeypatch.setattr(queries, "front_door", fail)
    client.raise_request_exception = False
    response = client.get(path)
    assert response.status_code == 500
    assert f"<h1>{sentence}</h1>" in response.content.decode()
    assert "data-exit" in response.content.decode()


def test_the_pages_only_read(client: Client) -> None:
    for path in PAGES:
        assert client.post(path).status_code == 405


def test_the_about_someone_else_chat_says_so(client: Client, at_the_desk: None) -> None:
    assert 'href="/chat/?voor=ander"' in client.get("/iemand-anders/").content.decode()
