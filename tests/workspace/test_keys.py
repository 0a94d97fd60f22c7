"""Which keys can be chosen: what is a key, what the browser keeps, what gets in each other's way."""

from __future__ import annotations

import pytest

from hulplijn.workspace.rules.keys import InUse, KeptByBrowser, NotAKey, check, normal, shown
from hulplijn.workspace.shortcuts import DEEDS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a", "a"),
        (" A ", "a"),
        ("?", "?"),
        ("+", "+"),
        ("g  Q", "g q"),
        ("ctrl+k", "Ctrl+K"),
        ("Shift+Control+r", "Ctrl+Shift+R"),
        ("cmd+j", "Ctrl+J"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_key_is_written_in_one_way(typed: str, kept: str) -> None:
    assert normal(typed) == kept


@pytest.mark.parametrize(
    "typed", ["Alt+a", "abc", "g q r", "Shift+A", "Ctrl+", "Ctrl+Alt+K", "Ctrl+F5", "\u200b"]
)
def test_what_types_a_character_or_cannot_be_pressed_is_no_key(typed: str) -> None:
    with pytest.raises(NotAKey):
        normal(typed)


@pytest.mark.parametrize("typed", ["Ctrl+C", "ctrl+v", "Ctrl+W", "Ctrl+Shift+T"])
def test_what_the_browser_needs_stays_its_own(typed: str) -> None:
    with pytest.raises(KeptByBrowser):
        normal(typed)


def test_the_same_key_twice_is_refused_and_both_are_named() -> None:
    with pytest.raises(InUse) as two:
        check({"take": "a", "reply": "r", "note": "a"})
    assert (two.value.deed, two.value.other) == ("note", "take")


@pytest.mark.parametrize("keys", [{"queue": "g q", "reply": "g"}, {"reply": "g", "queue": "g q"}])
def test_the_first_of_two_keys_alone_is_refused(keys: dict[str, str]) -> None:
    with pytest.raises(InUse):
        check(keys)


def test_keys_that_are_switched_off_are_in_nobodys_way() -> None:
    check({"take": "", "reply": "", "queue": "g q", "cases": "g c"})


def test_the_standard_keys_are_keys_and_leave_each_other_alone() -> None:
    assert [normal(deed.key) for deed in DEEDS] == [deed.key for deed in DEEDS]
    check({deed.id: deed.key for deed in DEEDS})


def test_a_key_is_shown_as_it_stands_on_the_keyboard() -> None:
    assert [shown(key) for key in ("a", "g q", "Ctrl+Shift+R", "/")] == ["A", "G Q", "Ctrl Shift R", "/"]
