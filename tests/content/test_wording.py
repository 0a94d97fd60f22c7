"""How hard a text is to read: known easy and hard texts, and what each kind of text may be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hulplijn.content.rules.readability import level_of, lix
from hulplijn.content.rules.wording import complaints

TEXTS = json.loads((Path(__file__).parent / "easy_and_hard.json").read_text("utf-8"))
EASY, HARD = TEXTS["easy"], TEXTS["hard"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_easy_text_is_ranked_before_every_hard_one(language: str) -> None:
    easy, hard = [lix(text) for text in EASY[language]], [lix(text) for text in HARD[language]]

    assert max(easy) + 20 < min(hard), (easy, hard)
    assert {level_of(text) for text in EASY[language]} == {"easy"}
    assert {level_of(text) for text in HARD[language]} == {"hard"}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("place", ["visitor", "hint"])
def test_the_limits_let_every_easy_text_through_and_no_hard_one(place: str, language: str) -> None:
    def found(text: str) -> int:
        return len(
            complaints(
                "plans/a.yaml", f"steps:\n- items:\n  - {place}:\n      {language}: >-\n        {text}\n"
            )
        )

    assert [found(text) for text in EASY[language]] == [0] * 4
    assert [found(text) for text in HARD[language]] == [1] * 4


@pytest.mark.parametrize(
    ("file", "path", "is_for_her"),
    [
        ("plans/a.yaml", "visitor", True),
        ("plans/a.yaml", "check", True),
        ("plans/a.yaml", "replies:\n - text", True),
        ("replies/a.yaml", "replies:\n - text", True),
        ("partners/a.yaml", "what", True),
        ("plans/a.yaml", "hint", False),
        ("plans/a.yaml", "replies:\n - label", False),
    ],
)
def test_what_a_visitor_reads_has_to_be_easier_than_what_a_counsellor_reads(
    file: str, path: str, is_for_her: bool
) -> None:
    twenty = "een twee drie vier vijf zes zeven acht negen tien " * 2

    wrong = complaints(file, f"{path}:\n    nl: {twenty}\n")

    assert [(error.line, error.facts) for error in wrong] == (
        [(path.count("\n") + 2, {"words": 20, "most": 18})] if is_for_her else []
    )


def test_a_page_is_measured_sentence_by_sentence_and_part_by_part() -> None:
    page = f"# Titel\n\n{'heel ' * 26}\n\n## Deel {{#deel}}\n\n{HARD['nl'][0]}\n"

    assert [error.line for error in complaints("pages/a.nl.md", page)] == [3, 5]
    assert complaints("pages/a.fr.md", page) == (), "in no language that the limits were tried on"
