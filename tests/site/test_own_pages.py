"""A page that the helpline adds itself: published by two, found at an address and from a link."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client

from hulplijn.audit.actors import Actor
from hulplijn.content import queries as content
from hulplijn.content.models import Draft
from hulplijn.content.rules.names import PLACED
from hulplijn.guidance import editing
from tests import builders
from tests.environment import REPOSITORY

pytestmark = pytest.mark.django_db
TEXT = "# {title}\n\nWie er bij ons werkt.\n\n## Opleiding {{#opleiding}}\n\nIedereen leert hier eerst.\n"


@pytest.fixture
def second() -> Actor:
    return builders.actor(builders.staff("dora", role="coordinator"))


def written(by: Actor, at: datetime) -> list[Draft]:
    """The page "team" in both languages, asked to be published."""
    drafts = []
    for language, title in (("nl", "Ons team"), ("en", "Our team")):
        name = f"pages/team.{language}.md"
        drafts.append(editing.keep_draft(name, TEXT.format(title=title), by=by, at=at))
    return [editing.ask_to_publish(one, by=by, at=at) for one in drafts]


def test_it_is_there_once_two_agreed_and_gone_in_every_language_once_it_is_taken_back(
    client: Client, coordinator: Actor, second: Actor, at: datetime, at_the_desk: None
) -> None:
    drafts = written(coordinator, at)
    content.refresh()
    assert client.get("/p/team/").status_code == 404
    assert "Ons team" not in client.get("/").content.decode()

    editing.publish(drafts[0], by=second, at=at)
    content.refresh()
    page, english = client.get("/p/team/"), client.get("/en/p/team/")
    assert "Iedereen leert hier eerst." in page.content.decode()
    assert page.content.decode().count("data-exit>") == 2
    assert "<h1>Our team</h1>" in english.content.decode()
    assert '<li><a href="/p/team/">Ons team</a></li>' in client.get("/").content.decode()

    editing.take_back("pages/team.en.md", 0, by=coordinator, at=at)
    content.refresh()
    assert {client.get(path).status_code for path in ("/p/team/", "/en/p/team/")} == {404}
    assert "/p/team/" not in client.get("/").content.decode()


@pytest.mark.parametrize("slug", sorted(PLACED))
def test_a_page_of_the_product_has_one_address_only(client: Client, slug: str) -> None:
    assert client.get(f"/p/{slug}/").status_code == 404


def test_every_page_of_the_product_is_known_as_one() -> None:
    shipped = {Path(one.stem).stem for one in (REPOSITORY / "content" / "pages").glob("*.md")}
    assert shipped == PLACED
