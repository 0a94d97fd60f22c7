"""The school kit: four sheets, each as a page and as a PDF, with the helpline's own facts on them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from hulplijn.content import queries as content
from hulplijn.look import paper
from hulplijn.site import school
from tests.paper import flat

pytestmark = pytest.mark.django_db


def test_the_overview_leads_to_each_sheet_and_each_sheet_to_its_pdf(client: Client) -> None:
    overview = client.get("/school/").content.decode()
    for slug in school.PARTS:
        assert f'href="/school/{slug}/"' in overview
        assert f'href="/school/{slug}.pdf"' in client.get(f"/school/{slug}/").content.decode()


@pytest.mark.parametrize("slug", school.PARTS)
def test_each_sheet_is_a_pdf_that_can_be_read_aloud_in_its_own_language(client: Client, slug: str) -> None:
    for prefix, language in (("", "nl"), ("/en", "en")):
        response = client.get(f"{prefix}/school/{slug}.pdf")
        assert response.headers["Content-Type"] == "application/pdf"
        assert b"/Marked true" in response.content
        assert f"/Lang({language})".encode() in response.content
        said = flat(response.content)
        assert content.school_page(slug, language).title.split()[0] in said
        assert content.helpline().phone in said
        assert "113" in said


def test_the_poster_fits_on_one_sheet_and_its_code_leads_to_the_helpline_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    make = school.segno.make
    monkeypatch.setattr(school.segno, "make", lambda what, **how: drawn.append(what) or make(what, **how))
    school._made.cache_clear()
    for path in ("/school/poster.pdf", "/en/school/poster.pdf"):
        poster = client.get(path).content
        assert b"/Count 1/Kids" in poster
        assert b"/S/Figure" in poster
    assert set(drawn) == {content.helpline().web_uri}
    assert "<svg" in client.get("/school/poster/").content.decode()


def test_what_is_for_the_school_alone_stands_on_a_sheet_of_its_own(client: Client) -> None:
    letter = client.get("/school/brief-ouders.pdf").content
    assert b"/Count 2/Kids" in letter
    said = flat(letter)
    assert said.index("[naam en functie]") < said.index("Praat met ons") < said.index("niet meesturen")


def test_the_minutes_of_the_lesson_make_45() -> None:
    for language in ("nl", "en"):
        steps = content.school_page("les", language).source
        assert sum(int(minutes) for minutes in re.findall(r"^\d\. \*\*(\d+) minut", steps, re.M)) == 45


def test_a_sheet_is_made_once_however_often_it_is_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    set_page = paper.pdf
    monkeypatch.setattr(
        paper,
        "pdf",
        lambda name, data, *, language: made.append(name) or set_page(name, data, language=language),
    )
    school._made.cache_clear()
    for _ in range(3):
        client.get("/school/les.pdf")
    assert made == ["site/school.typ"]


def test_a_sheet_that_the_kit_has_not_is_not_there(client: Client) -> None:
    assert client.get("/school/../helpline.pdf").status_code == 404
    assert client.get("/school/geheim.pdf").status_code == 404
    assert client.get("/school/geheim/").status_code == 404
