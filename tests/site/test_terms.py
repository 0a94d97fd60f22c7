"""The privacy page says how long things stay by the terms with which they are erased."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from hulplijn.content import queries as content
from hulplijn.site.queries import _KEPT

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_changes(tmp_path: Path) -> Iterator[Callable[[str, str, str], None]]:
    """Changes a file of a content folder of this test's own."""
    folder = Path(shutil.copytree(content.folder(), tmp_path / "content"))

    def change(name: str, old: str, new: str) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new), encoding="utf-8")
        content.refresh()

    with content.use(folder):
        content.refresh()
        yield change


def test_a_term_that_the_helpline_changes_is_on_the_page(
    client: Client, with_changes: Callable[[str, str, str], None]
) -> None:
    assert "als we klaar zijn: <b>30 dagen</b>" in client.get("/privacy/").content.decode()
    with_changes("retention.yaml", "  text: 30", "  text: 21")
    assert "als we klaar zijn: <b>21 dagen</b>" in client.get("/privacy/").content.decode()


def test_no_term_about_a_person_is_left_out() -> None:
    of_figures = {"ledger_detail"}
    assert set(_KEPT) == set(content.retention().__dataclass_fields__) - of_figures


def test_who_answers_questions_is_named_once_somebody_checked_it(
    client: Client, with_changes: Callable[[str, str, str], None]
) -> None:
    with_changes("helpline.yaml", 'privacy_contact: ""', "privacy_contact: Noor de Boer")
    assert "Noor de Boer" not in client.get("/privacy/").content.decode()
    with_changes("helpline.yaml", "privacy_contact: null", "privacy_contact: {on: 2026-11-01, by: Els}")
    assert "Noor de Boer" in client.get("/privacy/").content.decode()


def test_the_term_of_a_complaint_is_the_helplines(
    client: Client, with_changes: Callable[[str, str, str], None]
) -> None:
    with_changes("helpline.yaml", "complaint_weeks: 6", "complaint_weeks: 4")
    assert "binnen 4 weken" in client.get("/klacht/").content.decode()
