"""The text pages: plain words, safe to show, the same parts in each language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hulplijn.content import queries
from hulplijn.content.shapes import Page
from tests.content.conftest import Spoil

PAGES = sorted({**queries.library().pages, **queries.library().school}.items())
SCHOOL = ("protocol", "brief-ouders", "les", "poster")
SLUGS = {"gevaar", "eerste-hulp", "veilig-surfen", "iemand-anders", "bellen", "mailen"} | {
    "privacy",
    "klacht",
    "toegankelijkheid",
    "school",
    *SCHOOL,
}


def sentences(page: Page) -> list[str]:
    """The sentences of a page; a list item or heading ends one too."""
    text = re.sub(r"</(li|p|h\d)>", ". ", page.html)
    text = re.sub(r"<[^>]+>", "", text)
    return [part for part in re.split(r"[.?:]+\s", f"{page.lead} {text}") if part.strip()]


def test_the_pages_that_a_visitor_needs_are_there() -> None:
    assert {slug for (slug, _), _ in PAGES} == SLUGS


@pytest.mark.parametrize("page", [page for _, page in PAGES], ids=[" ".join(key) for key, _ in PAGES])
def test_a_page_is_in_short_sentences_without_shouting(page: Page) -> None:
    lengths = [len(sentence.split()) for sentence in sentences(page)]

    assert sum(lengths) / len(lengths) <= 15
    assert max(lengths) <= 25
    assert "!" not in page.title + page.lead + page.html


def test_first_aid_says_what_to_do_and_what_not_when_somebody_is_blackmailed() -> None:
    section = queries.page("eerste-hulp", "nl").sections[0]

    assert section.id == "chantage"
    for words in (
        "Stop met antwoorden",
        "Betaal niet",
        "Bewaar de dreigementen",
        "Al betaald?",
        "herstelbureau",
    ):
        assert words in section.html


def test_someone_else_is_asked_not_to_look_forward_or_copy() -> None:
    assert "Kijk niet, stuur niet door, kopieer niet." in queries.page("iemand-anders", "nl").html
    assert "Do not look, do not forward, do not copy." in queries.page("iemand-anders", "en").html


def test_no_page_leads_away_or_names_a_number_that_nobody_checked() -> None:
    for _, page in PAGES:
        assert "http" not in page.html
        assert "0800-0188" not in page.html


def test_html_in_a_page_is_shown_and_not_obeyed(spoil: Spoil, folder: Path) -> None:
    spoil(
        "pages/bellen.nl.md",
        ("Ook halverwege.", "<script>alert(1)</script> [klik](javascript:alert(1))"),
        ("## Goed om te weten", "## Goed <b>om</b> te weten"),
    )

    with queries.use(folder):
        page = queries.page("bellen", "nl")

    assert "<script" not in page.html
    assert "<b>" not in page.html
    assert 'href="javascript' not in page.html


def test_a_language_without_pages_gets_those_of_the_first_language() -> None:
    assert queries.page("bellen", "ar").language == "nl"
    assert queries.page("bellen", "en-gb").language == "en"
