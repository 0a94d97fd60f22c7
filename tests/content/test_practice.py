"""Scripted visitors: what is shipped is right, and what could never be said is refused with its line."""

from __future__ import annotations

import pytest

from hulplijn.content import queries
from hulplijn.content.errors import ContentError
from hulplijn.content.rules import practice

FILE = "practice/dark_thoughts.yaml"


def mistakes_in(source: str) -> list[ContentError]:
    errors: list[ContentError] = []
    codes = {name: [one.code for one in found.codes] for name, found in queries.lists().items()}
    practice.read(FILE, "dark_thoughts", source, ("nl", "en"), codes, queries.library().plans, errors)
    return errors


def test_there_are_visitors_to_practise_the_hard_talks_with() -> None:
    scripts = queries.scripts()
    assert len(scripts) >= 6
    reasons = {code for one in scripts for code in one.facts["reason"]}
    assert {"sextortion_financial", "ncii_spread", "grooming", "cyberbullying"} <= reasons
    assert any(not one.opening for one in scripts), "one is silent"
    wanting = queries.code_list("reason").flagged("ask_suicide")
    for one in scripts:
        if {*one.facts["reason"]} <= wanting:
            asks = [goal for goal in one.goals if goal.asked]
            assert asks or one.facts["role"] == ("parent",), one.id


BROKEN = [
    ("    ticked: x\n", "id: means", "ticked: x", "‘x’ is hier onbekend"),
    (
        "reason: [bullying]",
        "reason: [cyberbullying]",
        "reason: [bullying]",
        "‘bullying’ is hier onbekend",
    ),
    ("after: [fate]", "after: [plan]", "after: [fate]", "‘fate’ staat niet als antwoord"),
    ("after: [bye]", "after: [plan]", "after: [bye]", "‘bye’ staat niet als antwoord"),
    ("patience: 300", "patience: 5", "patience: 300", "‘patience’ is van 1 tot 30 minuten"),
    (
        "en: [pills, away, give, bathroom, hand*]",
        "",
        "nl: [pillen, weg, wegbreng*, geven, badkamer]",
        "De sleutel ‘en’ ontbreekt",
    ),
    (
        "coded: role\n    asked: suicide",
        "asked: suicide",
        "- id: asked",
        "Een doel heeft precies één van",
    ),
]


def put(wrong: str, right: str) -> str:
    source = (queries.folder() / FILE).read_text("utf-8")
    if wrong.startswith("    ticked"):
        return source.replace(f"{right}\n", f"{right}\n{wrong}", 1)
    if not right:
        return source.replace(f"      {wrong}\n", "", 1)
    return source.replace(right, wrong, 1)


@pytest.mark.parametrize(("wrong", "right", "line", "sentence"), BROKEN, ids=[one[3] for one in BROKEN])
def test_what_is_wrong_in_a_script_is_named_with_its_line(
    wrong: str, right: str, line: str, sentence: str
) -> None:
    source = put(wrong, right)
    found = mistakes_in(source)
    assert found, "it was passed over"
    first = found[0]
    assert (first.file, source.splitlines()[first.line - 1].strip()) == (FILE, line)
    assert sentence in first.message_in("nl")


def test_an_answer_that_nothing_leads_to_or_after_the_end_is_dead() -> None:
    source = (queries.folder() / FILE).read_text("utf-8")
    said = "    say:\n      - {nl: hm, en: hm}\n"
    dead = f"  - id: never\n{said}  - id: after_all\n    minutes: 9\n    after: [bye]\n{said}fallback:\n"
    found = mistakes_in(source.replace("fallback:\n", dead, 1))
    lines = source.replace("fallback:\n", dead, 1).splitlines()
    assert [lines[one.line - 1].strip() for one in found] == ["- id: never", "after: [bye]"]
