"""A guide for each role: two pages at most, in each language, with the keys that the screen really has."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from hulplijn.accounts.models import Staff
from hulplijn.content import on_paper
from hulplijn.content import queries as content
from hulplijn.content.errors import ContentError
from hulplijn.content.rules import guides as written
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


def test_a_guide_of_three_pages_is_refused() -> None:
    source = content.guide("analyst", "nl")
    assert not on_paper.complaints("guides/analyst.nl.md", source)

    (mistake,) = on_paper.complaints("guides/analyst.nl.md", source + "\n\nEn nog iets." * 90)

    assert mistake.message_in("nl").endswith("het moet op 2 passen. Laat iets weg.")


def test_the_counsellors_guide_keeps_the_place_of_the_keys() -> None:
    source = content.guide("counsellor", "nl")
    for wrong in ("", "Druk op {keys}", "{keys}\n\n{keys}"):
        errors: list[ContentError] = []
        written.read("guides/counsellor.nl.md", "counsellor", source.replace("{keys}", wrong), errors)
        assert len(errors) == 1, wrong


@pytest.mark.django_db
def test_somebody_finds_the_guide_of_her_role() -> None:
    client = Client()
    client.force_login(builders.staff(role="analyst"))
    page = client.get(reverse("workspace:guides")).content.decode()
    assert 'href="/werk/gids/analyst/"' in page
    answer = client.get("/werk/gids/analyst/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert client.get("/werk/gids/niemand/").status_code == 404
