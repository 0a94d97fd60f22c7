"""Every sentence that tells visitors what we do names, in `told.toml`, the test that shows it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from hulplijn.content import queries as content
from hulplijn.content.shapes import Page
from tests.environment import REPOSITORY

SLUGS = ("privacy", "veilig-surfen", "klacht", "toegankelijkheid")
NOT_CODE = ("advice", "law", "limit", "people")
"""What no test can show: `told.toml` says what each means."""


def told() -> dict[str, dict[str, str]]:
    """Sentence by sentence what shows it, by page."""
    return tomllib.loads((Path(__file__).parent / "told.toml").read_text(encoding="utf-8"))


def sentences(page: Page) -> dict[str, list[str]]:
    """The sentences of a page, by section; its lead stands under no name."""
    found = {"": _cut(page.lead)}
    for section in page.sections:
        blocks = re.split(r"</(?:li|p)>", section.html)
        found[section.id] = [one for block in blocks for one in _cut(re.sub(r"<[^>]+>", "", block))]
    return found


def _cut(text: str) -> list[str]:
    plain = " ".join(text.split())
    return [one for one in re.split(r"(?<=[.?:])\s", plain) if one]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_sentence_has_what_shows_it(slug: str) -> None:
    page = content.page(slug, "nl")
    said = [one for part in sentences(page).values() for one in part]
    assert sorted(set(said)) == sorted(told()[slug])


@pytest.mark.parametrize("slug", SLUGS)
def test_what_shows_it_is_there(slug: str) -> None:
    missing = {}
    for sentence, shows in told()[slug].items():
        file, _, name = shows.partition("::")
        path = REPOSITORY / "tests" / file
        is_there = shows in NOT_CODE or (
            path.is_file() and f"def {name}(" in path.read_text(encoding="utf-8")
        )
        if not is_there:
            missing[sentence] = shows
    assert missing == {}


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_say_the_same_number_of_things(slug: str) -> None:
    here, there = (sentences(content.page(slug, language)) for language in ("nl", "en"))
    assert {part: len(said) for part, said in here.items()} == {
        part: len(said) for part, said in there.items()
    }
