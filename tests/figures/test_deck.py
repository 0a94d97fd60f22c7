"""The slides show what the page shows: hidden rows keep their place, and what is left out is counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from hulplijn.figures import deck, export, queries
from tests.figures import builders

pytestmark = pytest.mark.django_db


def slide_of(title: str, path: Path) -> Any:
    slides = Presentation(str(deck.write_deck(2024, path, "en"))).slides
    return next(slide for slide in slides if slide.shapes.title.text_frame.text == title)


def words_on(slide: Any) -> str:
    return " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def bars_on(slide: Any) -> dict[str, str]:
    """What is written at each bar."""
    plot = next(shape.chart for shape in slide.shapes if shape.has_chart).plots[0]
    points = [plot.series[0].points[place] for place in range(len(plot.categories))]
    return {
        label: point.data_label.text_frame.text for label, point in zip(plot.categories, points, strict=True)
    }


def test_a_hidden_row_keeps_its_place_on_the_slide(tmp_path: Path) -> None:
    builders.contact(40, gender="female", age="19_25")
    builders.contact(30, gender="male", age="16_17")
    builders.contact(3, gender="unknown", age="35_44")
    figure = queries.figure(2024, "gender", "en")
    slide = slide_of(figure.title, tmp_path / "a.pptx")
    assert bars_on(slide) == {"Female": "hidden", "Male": "41%", "Other or unknown": "<5"}
    assert "A count of one to four is shown as <5" in words_on(slide)


def test_a_slide_with_the_largest_rows_says_of_how_many(tmp_path: Path) -> None:
    reasons = (
        "ncii_spread", "grooming", "cyberbullying", "cyberstalking", "account_hacked", "scam_fraud",
        "sexting_advice", "deepfake_sexual", "exposing_doxing", "prevention_info", "game_toxicity",
    )  # fmt: skip
    for more, reason in enumerate(reasons):
        builders.contact(20 - more, reason=reason)
    builders.contact(6)
    figure = queries.figure(2024, "reason", "en")
    slide = slide_of(figure.title, tmp_path / "a.pptx")
    assert len(bars_on(slide)) == 10
    assert "The 9 largest of 11 rows, and what is unknown" in words_on(slide)


def test_no_shape_casts_a_shadow(tmp_path: Path) -> None:
    builders.a_year()
    for slide in Presentation(str(deck.write_deck(2024, tmp_path / "a.pptx"))).slides:
        for shape in slide.shapes:
            assert shape._element.find("{*}style") is None


def test_what_rounds_to_nothing_is_less_than_one_everywhere(tmp_path: Path) -> None:
    builders.contact(5, gender="male")
    builders.contact(1500, gender="female")
    figure = queries.figure(2024, "gender", "en")
    assert bars_on(slide_of(figure.title, tmp_path / "a.pptx"))["Male"] == "<1%"
    assert ",5,<1,1505," in export.csv_of(figure).decode("utf-8-sig")


def test_a_deep_dive_with_a_hidden_finding_still_has_its_rows(tmp_path: Path) -> None:
    builders.contact(60, reason="ncii_spread", gender="female")
    builders.contact(12, reason="sextortion_financial", gender="male", paid="yes")
    builders.contact(20, reason="sextortion_financial", gender="male", paid="no")
    builders.contact(2, reason="sextortion_financial", gender="male", paid="unknown")
    figure = queries.figure(2024, "sextortion_paid", "en")
    assert not figure.spoken
    slide = slide_of(figure.title, tmp_path / "a.pptx")
    assert bars_on(slide) == {"Paid": "hidden", "Not paid": "59%", "Unknown": "<5"}
