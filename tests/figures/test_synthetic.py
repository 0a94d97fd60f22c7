"""What a sample year invented is marked wherever it is shown, row by row, and its assumption is told."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from pptx import Presentation

from hulplijn.accounts.models import Staff
from hulplijn.figures import deck, export, queries
from hulplijn.figures.figure import Figure, Synthetic
from hulplijn.ledger.models import Entry
from tests.figures import builders

pytestmark = pytest.mark.django_db

ASSUMED = "That the 50 are women is an assumption of the sample year."
SHARES = "the published figures give the shares; the sample year made up the numbers."
ONE_SHARE = (
    "the published figures give one share ({}); the sample year made up the other shares and all numbers."
)
MEAN = "the published figures give the mean; the sample year made up the numbers."


@pytest.fixture
def sample_year() -> None:
    builders.a_year()
    Entry.objects.update(origin="sample")


def of(id: str) -> Figure:
    return queries.figure(2024, id, "en")


def rows_of(figure: Figure) -> dict[str, dict[str, str]]:
    told = export.csv_of(figure).decode("utf-8-sig")
    return {row["code"]: row for row in csv.DictReader(io.StringIO(told))}


def slides_of(path: Path) -> dict[str, tuple[str, str]]:
    """The words and the notes of every slide by its title."""
    found = {}
    for slide in Presentation(str(deck.write_deck(2024, path, "en"))).slides:
        words = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        found[slide.shapes.title.text_frame.text] = (words, notes)
    return found


def test_a_live_year_has_nothing_synthetic_and_assumes_nothing() -> None:
    builders.a_year()
    for figure in queries.year_figures(2024, "en"):
        assert figure.synthetic == Synthetic.NOTHING
        assert not any("ynthetic" in note or ASSUMED in note for note in figure.notes)
        assert {row["synthetic"] for row in rows_of(figure).values()} <= {"no"}


@pytest.mark.usefixtures("sample_year")
def test_each_figure_says_how_much_of_it_is_published() -> None:
    made = {figure.id: figure.synthetic for figure in queries.year_figures(2024, "en")}
    published = {id for id, what in made.items() if what == Synthetic.NOTHING}
    shares = {id for id, what in made.items() if what == Synthetic.NUMBERS}
    assert published == {"advice_questions", "age", "gender"}
    assert shares == {"removal", "sextortion_gender", "sextortion_paid", "sextortion_amount_paid"}


@pytest.mark.usefixtures("sample_year")
def test_a_share_that_is_not_published_is_marked_in_its_row() -> None:
    gender, paid = rows_of(of("sextortion_gender")), rows_of(of("sextortion_paid"))
    assert gender["male"]["synthetic"] == paid["yes"]["synthetic"] == "numbers"
    for row in (gender["female"], gender["other_or_unknown"], paid["no"], paid["unknown"], paid["total"]):
        assert row["synthetic"] == "yes"
    removal, amount = rows_of(of("removal")), rows_of(of("sextortion_amount_paid"))
    assert {removal["honoured"]["synthetic"], removal["rest"]["synthetic"]} == {"numbers"}
    assert amount["mean"]["synthetic"] == "numbers"
    assert amount["known"]["synthetic"] == "yes"


@pytest.mark.usefixtures("sample_year")
def test_the_page_marks_made_up_numbers_and_tells_the_assumption(
    client: Client, staff: Callable[..., Staff]
) -> None:
    client.force_login(staff("lies", role="analyst"))
    page = " ".join(client.get("/en/cijfers/2024/").content.decode().split())
    assert page.count('<span class="synthetic">partly synthetic</span>') == 2 + 4  # frames and definitions
    for told in (ASSUMED, SHARES, ONE_SHARE.format("Male"), ONE_SHARE.format("Paid"), MEAN):
        assert told in page


@pytest.mark.usefixtures("sample_year")
def test_the_deck_marks_made_up_numbers_and_tells_the_assumption(tmp_path: Path) -> None:
    slides = slides_of(tmp_path / "a.pptx")
    words, notes = slides[of("removal").title]
    assert "Partly synthetic." in words
    assert SHARES in words
    assert SHARES in notes
    words, notes = slides[of("gender").title]
    assert ASSUMED in words
    assert ASSUMED in notes
    words, notes = next(told for title, told in slides.items() if title.startswith("Sextortion contacts:"))
    assert "Partly synthetic." in words
    assert "33% not paid, 33% unknown (synthetic)" in words
    assert ONE_SHARE.format("Male") in notes
    assert MEAN in notes


@pytest.mark.usefixtures("sample_year")
def test_the_removal_slide_has_honoured_of_all_that_was_sent(tmp_path: Path) -> None:
    sent = of("removal_sent")
    words, notes = slides_of(tmp_path / "a.pptx")[of("removal").title]
    assert f"{sent.title}. Part of 30 removal requests that were sent in 2024. Synthetic." in words
    assert "57%" in words
    assert sent.about.definition in notes
    assert "Each knot" not in notes


@pytest.mark.usefixtures("sample_year")
def test_the_definitions_tell_what_is_made_up_and_assumed(tmp_path: Path) -> None:
    export.write_csv(2024, tmp_path, "en")
    told = (tmp_path / "definitions.csv").read_text(encoding="utf-8-sig")
    notes = {row["figure"]: row["notes"] for row in csv.DictReader(io.StringIO(told))}
    assert ASSUMED in notes["gender"]
    assert SHARES in notes["removal"]
    assert "made them up" in notes["reason"]
    assert "Each knot" not in notes["removal"]
