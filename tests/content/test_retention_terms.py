"""How long what is held about a person stays, as the helpline writes it."""

from __future__ import annotations

from pathlib import Path

from hulplijn.content import queries
from hulplijn.content.shapes import Retention
from tests.content.conftest import Spoil


def test_the_terms_that_come_with_the_product_are_the_defaults() -> None:
    assert queries.retention() == Retention()
    assert queries.longer_terms() == {}


def test_a_shorter_term_is_fine_and_a_longer_one_is_named(spoil: Spoil, folder: Path) -> None:
    assert spoil("retention.yaml", ("  text: 30\n", "  text: 14\n")) == []
    assert queries.longer_terms(folder) == {}
    assert spoil("retention.yaml", ("  record: 730\n", "  record: 1000\n")) == []
    assert queries.longer_terms(folder) == {"record": (1000, 730)}


def test_text_with_open_work_does_not_go_before_other_text(spoil: Spoil) -> None:
    (error,) = spoil("retention.yaml", ("  text_with_open_work: 90\n", "  text_with_open_work: 20\n"))
    assert "30" in error.message


def test_nothing_stays_longer_than_the_record(spoil: Spoil) -> None:
    (error,) = spoil("retention.yaml", ("  record: 730\n", "  record: 60\n"))
    assert "90" in error.message


def test_a_term_is_a_number_of_days(spoil: Spoil) -> None:
    assert "contact_details" in spoil("retention.yaml", ("details: 90", "details: drie maanden"))[0].message
    assert spoil("retention.yaml", ("  text: 30\n", "  text: 0\n"))
    assert spoil("retention.yaml", ("  text: 0\n", "  text: 40000\n"))
    assert spoil("retention.yaml", ("  text: 40000\n", ""))
