"""Pages for paper: tagged, with a title and a language, and whatever somebody typed stays what it is."""

from __future__ import annotations

import pytest

from hulplijn.look import paper
from tests.environment import REPOSITORY
from tests.paper import flat

TRICKY = 'Zeg #let x = 1 "] *niet* $x$ \\ <b> @ref // einde'


@pytest.fixture(scope="module")
def page() -> bytes:
    table = "| Tijd | Wat |\n|---|---|\n| 5 min | Begin |"
    written = paper.blocks(f"## Kop {{#kop}}\n\nEen **vet** woord.\n\n1. {TRICKY}\n\n{table}")
    return paper.pdf(
        "look/plain.typ",
        {"title": f"Titel {TRICKY}", "helpline": "De lijn", "foot": "versie 3", "blocks": written},
        language="nl",
    )


def test_a_page_is_tagged_and_says_its_language_and_its_title(page: bytes) -> None:
    assert b"/MarkInfo<</Marked true" in page
    assert b"/Lang(nl)" in page
    assert b"/DisplayDocTitle true" in page
    for part in (b"/S/H1/", b"/S/H2/", b"/S/LI/", b"/S/TH/"):
        assert part in page


def test_what_was_typed_is_shown_and_not_obeyed(page: bytes) -> None:
    said = flat(page)
    assert f"Titel {TRICKY}" in said
    assert "Een vet woord." in said.replace("\n", "")


def test_a_page_says_whose_it_is_and_which_page_of_how_many(page: bytes) -> None:
    said = flat(page)
    assert "De lijn" in said
    assert "versie 3" in said
    assert "1 / 1" in said
    assert "{#kop}" not in said


def test_the_same_words_make_the_same_file(page: bytes) -> None:
    empty = {"title": "T", "helpline": "H", "blocks": []}
    assert paper.pdf("look/plain.typ", empty, language="en") == paper.pdf(
        "look/plain.typ", empty, language="en"
    )


@pytest.mark.parametrize("typed", ["Ali 😀", "李 heeft gebeld", "‮ЀȀ⁰ Ⴀ"])
def test_signs_that_no_font_has_do_not_hold_up_the_page(typed: str) -> None:
    made = paper.pdf("look/plain.typ", {"title": typed, "helpline": "H", "blocks": []}, language="nl")
    assert "?" in flat(made)


def test_no_template_takes_in_anything_from_elsewhere() -> None:
    """A package would be fetched from the network."""
    for template in (REPOSITORY / "src").rglob("*.typ"):
        assert '"@' not in template.read_text(), template
