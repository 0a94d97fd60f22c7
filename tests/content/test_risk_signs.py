"""The list of signs that bring somebody forward."""

from __future__ import annotations

from pathlib import Path

from hulplijn.content import queries
from tests.content.conftest import Spoil


def test_every_sign_has_its_words_and_phrases_in_each_language() -> None:
    signs = queries.risk_signs()
    assert signs.version >= 1
    for sign in signs.signs:
        assert sign.level in (1, 2)
        assert sign.phrases
        for language in queries.helpline().languages:
            assert sign.words.in_(language)


def test_a_phrase_that_could_never_be_found_is_refused(spoil: Spoil) -> None:
    (error,) = spoil("risk.yaml", ("- wil|wou dood\n", "- Wil dóód\n"))
    assert error.file == "risk.yaml"
    assert "Wil dóód" in error.message


def test_a_level_that_lowers_does_not_exist(spoil: Spoil) -> None:
    (error,) = spoil("risk.yaml", ("code: suicide\n    level: raised", "code: suicide\n    level: lowered"))
    assert "lowered" in error.message


def test_a_sign_lacks_no_language(spoil: Spoil) -> None:
    assert spoil("risk.yaml", ("      en: [am|im in danger", "      fr: [am|im in danger"))


def test_the_danger_button_keeps_its_sign(spoil: Spoil) -> None:
    (error,) = spoil(
        "risk.yaml", ("code: in_danger\n    level: danger", "code: in_danger\n    level: raised")
    )
    assert "in_danger" in error.message


def test_a_folder_without_the_list_is_refused(folder: Path) -> None:
    (folder / "risk.yaml").unlink()
    assert [error.file for error in queries.check(folder)] == ["risk.yaml"]
