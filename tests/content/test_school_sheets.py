"""What the sheets for schools need beyond what every page needs."""

from __future__ import annotations

import pytest

from hulplijn.content import queries
from hulplijn.content.errors import ContentError
from hulplijn.content.rules import school

SHEETS = sorted(file.name for file in (queries.folder() / "school").glob("*.md"))


def mistakes(name: str, old: str = "", new: str = "") -> list[ContentError]:
    source = (queries.folder() / "school" / name).read_text("utf-8")
    assert old in source
    slug, language, _ = name.split(".")
    errors: list[ContentError] = []
    school.read(f"school/{name}", slug, language, source.replace(old, new, 1), errors)
    return errors


@pytest.mark.parametrize("name", SHEETS)
def test_our_own_are_right(name: str) -> None:
    assert not mistakes(name)


def test_a_letter_whose_words_for_the_school_would_go_along_to_parents_is_refused() -> None:
    (mistake,) = mistakes("brief-ouders.nl.md", "{#vooraf}", "{#eerst}")
    assert "vooraf" in mistake.message_in("nl")


def test_a_poster_takes_two_lists() -> None:
    (mistake,) = mistakes("poster.nl.md", "- Gratis\n- Zonder je naam\n- Wij worden niet boos", "Gratis.")
    assert mistake.message_in("nl").startswith("De poster laat twee lijsten zien")
