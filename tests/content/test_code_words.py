"""The words of return codes: short, easy, and far enough apart."""

from __future__ import annotations

import pytest

from hulplijn.content.queries import code_words, library
from hulplijn.content.rules.codewords import COUNT
from tests.content.conftest import Spoil


@pytest.mark.parametrize("language", ["nl", "en"])
def test_there_are_1024_different_short_words(language: str) -> None:
    words = code_words(language)
    assert len(set(words)) == len(words) == COUNT
    assert all(4 <= len(word) <= 10 and word.isascii() and word.islower() for word in words)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_two_words_are_one_letter_apart(language: str) -> None:
    words = code_words(language)
    for place, one in enumerate(words):
        for other in words[place + 1 :]:
            assert not _one_apart(one, other), f"{one} and {other}"


def _one_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def test_each_language_of_the_helpline_has_its_own_words() -> None:
    assert set(library().code_words) >= set(library().helpline.languages)


def test_another_language_borrows_the_words_of_the_first() -> None:
    assert code_words("fr") == code_words(library().helpline.languages[0])


def test_a_word_too_few_one_too_near_or_one_with_an_accent_is_named(spoil: Spoil) -> None:
    found = [error.message_in("en") for error in spoil("codewords.nl.txt", ("boter\n", "böter\n"))]
    assert any("böter" in one for one in found)
    assert any("1024" in one and "1023" in one for one in found)
    found = [error.message_in("en") for error in spoil("codewords.en.txt", ("zebra\n", "zebras\nzebra\n"))]
    assert any("zebras" in one and "differ too little" in one for one in found)
