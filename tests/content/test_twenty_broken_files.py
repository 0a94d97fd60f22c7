"""Twenty files as somebody gets them wrong: each is named with its line, in the reader's language."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest

from hulplijn.content import queries
from hulplijn.content.errors import ContentError
from hulplijn.content.rules import helpline, lists, pages, partners, plans, replies, wording

LANGUAGES = ("nl", "en")


@lru_cache(maxsize=1)
def codes() -> dict[str, list[str]]:
    return {name: [one.code for one in found.codes] for name, found in queries.lists().items()}


def mistakes_in(file: str, source: str) -> list[ContentError]:
    """What the validator says about one file with this text."""
    errors: list[ContentError] = []
    below, name = file.rpartition("/")[0], file.rpartition("/")[2].split(".")[0]
    if below == "plans":
        plans.read(file, name, source, LANGUAGES, codes(), errors)
    elif below == "taxonomy":
        lists.read(file, name, source, LANGUAGES, errors)
    elif below == "replies":
        replies.read(file, name, source, LANGUAGES, errors)
    elif below == "pages":
        pages.read(file, name, "nl", source, errors)
    elif below == "partners":
        known = {**codes(), "reason_groups": list(queries.code_list("reason").groups)}
        partners.read(file, name, source, LANGUAGES, known=known, zone=ZoneInfo("UTC"), errors=errors)
    else:
        helpline.read(file, source, errors)
    return [*errors, *wording.complaints(file, source)]


PAID = '        if: {paid: ["yes"]}'
LONG = (
    "          nl: Betaal nu echt niets meer aan wie ook, hoe erg die dreigt en hoe lief die ook weer praat."
)
STIFF = (
    "          nl: Overweeg onmiddellijke aangifte bij opsporingsinstanties en raadpleeg deskundige "
    "slachtofferorganisaties, aangezien vergoedingen daarvan afhankelijk kunnen zijn."
)
BROKEN = [
    ("plans/scam.yaml", "reviewed: null", "reviewd: null", "De sleutel ‘reviewd’ is hier onbekend."),
    ("plans/scam.yaml", "version: 1", "version: een", "‘version’ moet een heel getal zijn."),
    ("plans/scam.yaml", "version: 1", "version: 1: 2", "Dit is geen geldige YAML."),
    ("plans/scam.yaml", "for_reasons: [scam_fraud]", "for_reasons: [scams]", "‘scams’ is hier onbekend."),
    (
        "plans/scam.yaml",
        "  nl: Stappenplan oplichting\n  en: Step plan for a scam",
        "  nl: Stappenplan oplichting",
        "Bij ‘title’ ontbreekt de taal en.",
    ),
    ("plans/scam.yaml", PAID, "        if: {payed: [always]}", "‘payed’ is geen ingevuld gegeven"),
    (
        "plans/scam.yaml",
        PAID,
        "        if: {reason: [grooming]}",
        "Dit kan nooit zo zijn: het plan is alleen voor scam_fraud.",
    ),
    ("plans/scam.yaml", PAID, "        if: {paid: [twice]}", "‘twice’ is hier onbekend."),
    ("plans/scam.yaml", "    links: [referral]", "    links: [police]", "‘police’ is hier onbekend."),
    ("plans/scam.yaml", "        days: 5", "        days: soon", "‘days’ moet een heel getal zijn."),
    ("plans/scam.yaml", "          to: scam_doubt", "          to: scam_dout", "‘scam_dout’ is geen vraag"),
    (
        "plans/scam.yaml",
        "    - id: scam_love",
        "    - id: scam_lost",
        "Geen antwoord leidt naar ‘scam_lost’.",
    ),
    (
        "plans/scam.yaml",
        "      partners: [slachtofferhulp, fraudehelpdesk, gp]",
        "      partners: [slachtofferhulp, fraude]",
        "‘fraude’ is hier onbekend.",
    ),
    (
        "plans/scam.yaml",
        "          nl: Betaal niets meer.",
        LONG,
        "Een zin heeft hier 19 woorden; 18 is het meeste.",
    ),
    (
        "plans/scam.yaml",
        "          nl: Ook niet om je geld terug te krijgen.",
        STIFF,
        "Dit is moeilijk te lezen (LIX",
    ),
    ("taxonomy/role.yaml", "code: teacher", "code: Teacher!", "‘Teacher!’ is geen code"),
    (
        "partners/csg.yaml",
        "suits: [sextortion",
        "suits: [extortion",
        "‘extortion’ is hier onbekend.",
    ),
    ("replies/safety.yaml", "place: 3", "place: derde", "‘place’ moet een heel getal zijn."),
    ("pages/bellen.nl.md", "# Bel ons", "Bel ons", "Een pagina begint met haar titel: ‘# Titel’."),
    ("helpline.yaml", "timezone: Europe/Amsterdam", "timezone: Utrecht", "‘Utrecht’ is geen tijdzone."),
]


def test_there_are_twenty() -> None:
    assert len(BROKEN) == 20


@pytest.mark.parametrize(
    ("file", "right", "wrong", "sentence"), BROKEN, ids=[one[2].strip() for one in BROKEN]
)
def test_a_broken_file_is_named_with_its_line_in_the_readers_language(
    file: str, right: str, wrong: str, sentence: str
) -> None:
    source = (queries.folder() / file).read_text("utf-8")
    assert mistakes_in(file, source) == []
    assert right in source
    broken = source.replace(right, wrong, 1)
    line = broken[: broken.index(wrong)].count("\n") + 1

    found = [error for error in mistakes_in(file, broken) if error.message_in("nl").startswith(sentence)]

    assert [(error.file, error.line) for error in found] == [(file, line)]
    assert found[0].message_in("en") != found[0].message_in("nl")
