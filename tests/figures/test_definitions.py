"""The documented definitions are those of the catalogue."""

from __future__ import annotations

import pytest
from django.utils import translation

from hulplijn.figures import definitions_table
from hulplijn.figures.catalogue import definitions, sections
from tests.environment import REPOSITORY


def test_the_docs_list_every_definition_as_it_is() -> None:
    page = (REPOSITORY / "docs" / "figures.md").read_text(encoding="utf-8")
    assert definitions_table.written_into(page) == page


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_figure_says_everything_about_itself(language: str) -> None:
    with translation.override(language):
        for one in definitions():
            assert one.section in sections()
            told = (one.name, one.definition, one.unit, one.numerator, one.denominator, one.base, one.missing)
            assert all(told)


def test_the_definitions_differ_by_language() -> None:
    with translation.override("nl"):
        dutch = [one.definition for one in definitions()]
    with translation.override("en"):
        english = [one.definition for one in definitions()]
    assert not set(dutch) & set(english)
