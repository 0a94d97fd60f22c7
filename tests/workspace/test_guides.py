"""A guide for each role: two pages at most, in each language, with the keys that the screen really has."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from hulplijn.accounts.models import Staff
from hulplijn.workspace.queries import guides
from hulplijn.workspace.shortcuts import DEEDS
from tests import builders
from tests.paper import flat


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("role", Staff.Role.values)
def test_a_guide_is_two_pages_of_paper_at_most(role: str, language: str) -> None:
    with override(language):
        one = guides.guide(role)
        assert one is not None
        pages = re.findall(rb"/Type/Page/", guides.pdf(one))
    assert 1 <= len(pages) <= 2


def test_the_counsellors_guide_has_every_key_of_the_screen_on_the_page_and_on_paper() -> None:
    with override("en"):
        one = guides.guide("counsellor")
        assert one is not None
        paper = flat(guides.pdf(one))
        for deed in DEEDS:
            assert f"<code>{deed.key}</code></td>\n<td>{deed.says}</td>" in one.html
            assert deed.key in paper


@pytest.mark.django_db
def test_somebody_finds_the_guide_of_her_role() -> None:
    client = Client()
    client.force_login(builders.staff(role="analyst"))
    page = client.get(reverse("workspace:guides")).content.decode()
    assert 'href="/werk/gids/analyst/"' in page
    answer = client.get("/werk/gids/analyst/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert client.get("/werk/gids/niemand/").status_code == 404
