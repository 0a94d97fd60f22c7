"""The same number stands in the page, the CSV and the presentation, in both languages."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pptx import Presentation

from hulplijn.accounts.models import Staff
from hulplijn.figures import deck, export, queries
from hulplijn.plumbing import spreadsheets
from hulplijn.plumbing.models import Installation
from tests.figures import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client, staff: Callable[..., Staff]) -> Client:
    client.force_login(staff("lies", role="analyst"))
    return client


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return re.sub(r"[ \n]+", " ", answer.content.decode())


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


@pytest.mark.parametrize(("prefix", "language"), [("", "nl"), ("/en", "en")])
def test_every_row_of_the_page_is_in_the_csv(reader: Client, prefix: str, language: str) -> None:
    builders.a_year()
    page = text_of(reader, f"{prefix}/cijfers/2024/")
    archive = zipfile.ZipFile(io.BytesIO(reader.get(f"{prefix}/cijfers/2024/cijfers.zip").content))
    for figure in queries.year_figures(2024, language):
        rows = {row["code"]: row for row in read_csv(archive.read(f"{figure.id}.csv"))}
        for line in figure.lines:
            assert rows[line.code]["count"] == str(line.count)
            assert line.label in page
            if line.share is not None:
                assert rows[line.code]["percent"] == str(line.share.percent)
                cells = f'<td class="number">{line.count}</td><td class="number">{line.share.percent}%</td>'
                assert cells in page
        assert reader.get(f"{prefix}/cijfers/2024/{figure.id}.csv").content == archive.read(
            f"{figure.id}.csv"
        )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_deck_says_what_the_figures_say(language: str, tmp_path: Path) -> None:
    builders.a_year()
    slides = Presentation(str(deck.write_deck(2024, tmp_path / "year.pptx", language))).slides
    by_title = {slide.shapes.title.text_frame.text: slide for slide in slides}
    for figure in queries.year_figures(2024, language):
        if figure.id not in ("age", "gender", "reason", "removal", "sextortion_kind"):
            continue
        slide = by_title[figure.title]
        chart = next(shape.chart for shape in slide.shapes if shape.has_chart)
        drawn = dict(zip(chart.plots[0].categories, chart.plots[0].series[0].values, strict=True))
        for line in figure.first_lines:
            assert line.share is not None
            assert drawn[line.label] == pytest.approx(line.share.percent / 100)
        assert figure.about.definition in slide.notes_slide.notes_text_frame.text
        assert f"n = {figure.n}" in slide.notes_slide.notes_text_frame.text


def test_the_deck_has_native_charts_with_words_for_who_does_not_see_them(tmp_path: Path) -> None:
    builders.a_year()
    slides = list(Presentation(str(deck.write_deck(2024, tmp_path / "year.pptx"))).slides)
    charts = [shape for slide in slides for shape in slide.shapes if shape.has_chart]
    assert len(charts) >= 6
    for shape in charts:
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr")
        assert shape.chart.part.chart_workbook.xlsx_part is not None
    closing = " ".join(shape.text_frame.text for shape in slides[-1].shapes if shape.has_text_frame)
    for told in ("020-2615275", "info@helpwanted.nl", "www.helpwanted.nl", "07:00 – 23:00"):
        assert told in closing


def test_the_amount_is_the_same_everywhere(reader: Client, tmp_path: Path) -> None:
    builders.a_year()
    assert "€\u00a0548,50" in text_of(reader, "/cijfers/2024/")
    assert "€548.50" in text_of(reader, "/en/cijfers/2024/")
    rows = read_csv(reader.get("/cijfers/2024/sextortion_amount_paid.csv").content)
    assert [row["euros"] for row in rows if row["code"] == "mean"] == ["548.50"]
    told = " ".join(
        shape.text_frame.text
        for slide in Presentation(str(deck.write_deck(2024, tmp_path / "a.pptx", "en"))).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert "€548.50" in told


def test_hidden_cells_are_hidden_in_every_form(reader: Client) -> None:
    builders.contact(40, gender="female", age="19_25")
    builders.contact(3, gender="male", age="19_25")
    page = text_of(reader, "/cijfers/2024/")
    assert "&lt;5" in page
    rows = {row["code"]: row["count"] for row in read_csv(reader.get("/cijfers/2024/gender.csv").content)}
    assert rows["male"] == "<5"
    assert rows["female"] == "hidden"
    assert reader.get("/cijfers/2024/gender.svg").status_code == 404


def test_a_chart_keeps_a_hidden_row_with_its_sign(reader: Client) -> None:
    builders.contact(40, gender="female")
    builders.contact(30, gender="male")
    builders.contact(3, gender="unknown")
    drawn = reader.get("/cijfers/2024/gender.svg").content.decode()
    for told in (">Vrouw<", ">verborgen<", ">41%<", ">Anders of onbekend<", ">&lt;5<"):
        assert told in drawn


def test_csv_files_and_definitions_are_written(tmp_path: Path) -> None:
    builders.a_year()
    files = export.write_csv(2024, tmp_path / "out", "en")
    assert {file.name for file in files} >= {"age.csv", "removal.csv", "definitions.csv"}
    told = read_csv((tmp_path / "out" / "definitions.csv").read_bytes())
    assert len(told) == len(queries.year_figures(2024, "en"))
    assert all(row["definition"] and row["numerator"] and row["denominator"] and row["base"] for row in told)


@pytest.mark.parametrize("cell", ["=1+1", "+31", "-x", "@SUM(A1)", "\tx"])
def test_words_that_look_like_a_formula_are_not_run(cell: str) -> None:
    assert spreadsheets._safe(cell) in (f"'{cell}", "+31")


def test_a_change_below_zero_stays_a_number() -> None:
    assert spreadsheets._safe("-3.5") == "-3.5"


def test_every_chart_has_a_title_and_a_description(reader: Client) -> None:
    builders.a_year()
    page = text_of(reader, "/cijfers/2024/")
    charts = re.findall(r'<svg class="chart-drawing".*?</svg>', page)
    assert len(charts) > 20
    for drawn in charts:
        assert re.search(r"<title id=[^>]+>[^<]+</title><desc id=[^>]+>[^<]+</desc>", drawn)
        assert "style=" not in drawn
    ids = re.findall(r' id="(chart-[^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_a_chart_of_its_own_carries_its_colours(reader: Client) -> None:
    builders.a_year()
    answer = reader.get("/cijfers/2024/age.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert 'xmlns="http://www.w3.org/2000/svg"' in answer.content.decode()
    assert "#0f4f4d" in answer.content.decode()


def test_a_year_with_nothing_says_so(reader: Client) -> None:
    assert "Voor 2019 is nog niets geteld" in text_of(reader, "/cijfers/2019/")


def test_the_page_says_how_far_the_sample_year_is(reader: Client) -> None:
    builders.contact(10, origin="sample")
    Installation.objects.update_or_create(defaults={"sample": True, "year_progress": 42})
    page = text_of(reader, "/cijfers/2024/")
    assert "42%" in page
    assert 'value="42"' in page
    Installation.objects.update(year_progress=100)
    assert "<progress" not in text_of(reader, "/cijfers/2024/")


def test_every_form_of_a_sample_year_says_that_it_is_made_up(reader: Client, tmp_path: Path) -> None:
    builders.contact(10, origin="sample")
    notice = "Voorbeeldjaar: verzonnen, geen echte mensen."
    assert notice in text_of(reader, "/cijfers/2024/")
    assert notice in reader.get("/cijfers/2024/age.csv").content.decode("utf-8-sig")
    slides = Presentation(str(deck.write_deck(2024, tmp_path / "a.pptx"))).slides
    for slide in slides:
        assert any(notice in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_the_address_of_the_figures_leads_to_the_latest_year(reader: Client) -> None:
    builders.contact(5)
    answer = reader.get("/cijfers/")
    assert answer["Location"] == "/cijfers/2024/"


@pytest.mark.parametrize("path", ["", "age.csv", "age.svg", "cijfers.zip", "presentatie.pptx"])
def test_a_counsellor_has_no_figures_and_a_stranger_must_log_in(
    client: Client, staff: Callable[..., Staff], path: str
) -> None:
    assert client.get(f"/cijfers/2024/{path}").status_code == 302
    client.force_login(staff("anouk"))
    assert client.get(f"/cijfers/2024/{path}").status_code == 403


def test_what_is_no_figure_is_not_found(reader: Client) -> None:
    assert reader.get("/cijfers/2024/nothing.csv").status_code == 404
    assert reader.get("/cijfers/1234/").status_code == 404


def test_a_page_asks_the_ledger_as_often_for_many_entries_as_for_few(reader: Client) -> None:
    asked = []
    for more in (5, 5, 45):
        builders.contact(more)
        with CaptureQueriesContext(connection) as queries_of_page:
            reader.get("/cijfers/2024/")
        asked.append(len(queries_of_page))
    assert asked[1] == asked[2]  # the first one also made the extract
