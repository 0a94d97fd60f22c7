"""A year that still runs or is being made compares with nothing and says so; an empty one has no files."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pptx import Presentation

from hulplijn.accounts.models import Staff
from hulplijn.figures import deck, export, queries
from hulplijn.plumbing.models import Installation
from tests.figures import builders

pytestmark = pytest.mark.django_db

NOTICE = "Niet compleet: voor dit jaar komt er nog meer bij."
IN_2024 = datetime(2024, 12, 31, 22, 59, tzinfo=UTC)
AFTER = datetime(2024, 12, 31, 23, tzinfo=UTC)


@pytest.fixture
def reader(client: Client, staff: Callable[..., Staff]) -> Client:
    client.force_login(staff("lies", role="analyst"))
    return client


def being_made(percent: int) -> None:
    Installation.objects.update_or_create(defaults={"sample": True, "year_progress": percent})


def words_of(path: Path) -> list[tuple[str, str]]:
    return [
        (
            " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame),
            slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "",
        )
        for slide in Presentation(str(path)).slides
    ]


@pytest.mark.parametrize(("at", "compared"), [(IN_2024, None), (AFTER, 100), (None, 100)])
def test_a_year_is_compared_once_it_is_over(at: datetime | None, compared: int | None) -> None:
    builders.a_year()
    figure = queries.figure(2024, "advice_questions", "en", at=at)
    assert figure.line("all").earlier == compared
    assert figure.complete is (compared is not None)
    assert ("2023" in figure.title) is (compared is not None)
    assert not figure.notes if compared is None else figure.notes


def test_nothing_is_compared_while_the_sample_year_is_being_made() -> None:
    builders.a_year()
    being_made(42)
    assert queries.figure(2024, "advice_questions", "en", at=AFTER).line("all").earlier is None
    being_made(100)
    assert queries.figure(2024, "advice_questions", "en", at=AFTER).line("all").earlier == 100


def test_every_form_says_that_a_year_is_not_complete(reader: Client, tmp_path: Path) -> None:
    builders.a_year()
    being_made(42)
    assert NOTICE in reader.get("/cijfers/2024/").content.decode()
    archive = zipfile.ZipFile(io.BytesIO(reader.get("/cijfers/2024/cijfers.zip").content))
    for name in archive.namelist():
        assert NOTICE in archive.read(name).decode("utf-8-sig"), name
    slides = words_of(deck.write_deck(2024, tmp_path / "a.pptx"))
    assert all(NOTICE in words for words, _notes in slides)
    assert any(NOTICE in notes for _words, notes in slides)
    assert all(NOTICE in notes for _words, notes in slides if notes)


def test_a_complete_year_does_not_say_so(reader: Client, tmp_path: Path) -> None:
    builders.a_year()
    assert "Niet compleet" not in reader.get("/cijfers/2024/").content.decode()
    assert not any(
        NOTICE in words for words, _n in words_of(deck.write_deck(2024, tmp_path / "a.pptx", at=AFTER))
    )


def test_the_command_line_marks_a_year_that_runs(tmp_path: Path) -> None:
    builders.a_year()
    export.write_csv(2024, tmp_path, "en", at=IN_2024)
    told = (tmp_path / "age.csv").read_text(encoding="utf-8-sig")
    assert "not_complete" in {row["code"] for row in csv.DictReader(io.StringIO(told))}


@pytest.mark.parametrize("path", ["presentatie.pptx", "cijfers.zip", "age.csv", "age.svg"])
def test_a_year_with_only_an_earlier_total_has_no_files(reader: Client, path: str) -> None:
    builders.earlier("advice_questions", 10_459)
    builders.contact(10)
    assert reader.get(f"/cijfers/2023/{path}").status_code == 404


def test_a_year_with_only_an_earlier_total_does_not_say_nought(reader: Client, tmp_path: Path) -> None:
    builders.earlier("advice_questions", 10_459)
    assert queries.is_empty(2023)
    page = reader.get("/cijfers/2023/").content.decode()
    assert "Voor 2023 is nog niets geteld" in page
    assert "0 adviesvragen" not in page
    for write in (
        lambda: export.write_csv(2023, tmp_path / "out"),
        lambda: deck.write_deck(2023, tmp_path / "a"),
    ):
        with pytest.raises(queries.EmptyYear) as refused:
            write()
        assert refused.value.year == 2023
    assert not list(tmp_path.glob("out/*"))
    assert not (tmp_path / "a").exists()
