"""What an own field takes, how it stands in the ledger, and that no code is ever lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hulplijn.content.rules import own
from hulplijn.content.texts import Text

DAY = date(2026, 5, 1)
CODES = (own.OwnCode("a", Text(en="A")), own.OwnCode("b", Text(en="B"), until=date(2026, 4, 30)))
ONE = own.Own("x", 3, own.ONE, Text(), Text(), CODES)


def test_an_ended_code_is_refused_unless_it_was_chosen_before() -> None:
    assert own.checked(ONE, "a", on=DAY) == "a"
    with pytest.raises(own.BadValue):
        own.checked(ONE, "b", on=DAY)
    assert own.checked(ONE, ["b"], on=DAY, before="b") == "b"
    assert own.checked(ONE, "b", on=date(2026, 4, 30)) == "b"


@pytest.mark.parametrize("value", ["free text", ["a", "zz"], 7, {"a": 1}, ["a", "b"]])
def test_nothing_but_codes_of_the_list_is_kept(value: object) -> None:
    with pytest.raises(own.BadValue):
        own.checked(ONE, value, on=date(2026, 4, 1))


@pytest.mark.parametrize("value", [0, 10, "5", True, 2.5])
def test_a_number_is_whole_and_within_its_bounds(value: object) -> None:
    field = replace(ONE, kind=own.NUMBER, codes=(), lowest=1, highest=9)
    assert own.checked(field, 9, on=DAY) == 9
    with pytest.raises(own.BadValue):
        own.checked(field, value, on=DAY)


def test_the_ledger_gets_each_value_with_the_version_of_its_field() -> None:
    many = replace(ONE, code="y", version=1, kind=own.SEVERAL)
    kept = own.entry({"y": ["a", "b"], "x": "a", "gone": "c"}, [ONE, many])
    assert kept == ("x@3=a", "y@1=a", "y@1=b")
    assert own.of_entry("x@3=a") == ("x", "a")


def test_the_next_version_keeps_every_code_there_was() -> None:
    after = own.with_codes(CODES, [own.OwnCode("c", Text(en="C")), own.OwnCode("a", Text(en="A or more"))])
    assert [(one.code, str(one.label.in_("en"))) for one in after] == [
        ("a", "A or more"),
        ("b", "B"),
        ("c", "C"),
    ]


def test_a_number_falls_in_one_of_at_most_six_bands() -> None:
    field = replace(ONE, kind=own.NUMBER, codes=(), lowest=1, highest=20)
    assert own.bands(field) == [(1, 4), (5, 8), (9, 12), (13, 16), (17, 20)]
    assert own.code_for("Which school?", {"which_school"}) == "which_school_2"
