"""`risk.yaml`: signs that bring somebody forward in the line."""

import re

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.rules.marked import Block, Sheet
from hulplijn.content.shapes import RiskSign, RiskSigns

LEVELS = {"raised": 1, "danger": 2}
BUTTON = "in_danger"
"""The sign that the button "I'm in danger now" gives, so it must be on the list."""
_PLACE = re.compile(r"[a-z0-9]+\*?(\|[a-z0-9]+\*?)*")


def read(file: str, source: str, languages: tuple[str, ...], errors: list[ContentError]) -> RiskSigns:
    """The list of signs; what is wrong is added to `errors`."""
    block = Sheet(file, languages, errors).open(source)
    signs: dict[str, RiskSign] = {}
    for entry in block.blocks("signs", required=True):
        sign = _sign(entry, languages)
        if sign.code in signs:
            entry.wrong("code", N_("The code “{value}” is here twice."), value=sign.code)
        signs.setdefault(sign.code, sign)
    if signs and (BUTTON not in signs or signs[BUTTON].level != LEVELS["danger"]):
        block.wrong(
            "signs",
            N_("The sign “{value}” of the danger button must be here, with level danger."),
            value=BUTTON,
        )
    found = RiskSigns(block.number("version"), tuple(signs.values()))
    block.done()
    return found


def _sign(entry: Block, languages: tuple[str, ...]) -> RiskSign:
    sign = RiskSign(
        code=entry.code("code"),
        level=LEVELS.get(entry.one_of("level", LEVELS), 1),
        words=entry.text("words"),
        note=entry.text("note"),
        phrases=phrases(entry, "phrases", languages),
    )
    entry.done()
    return sign


def phrases(entry: Block, key: str, languages: tuple[str, ...]) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The phrases under `key`, those of every language together."""
    block = entry.block(key, required=True)
    if block is None:
        return ()
    found = []
    for language in [*languages, *(one for one in block.nodes if one not in languages)]:
        for phrase in block.words(language, required=language in languages):
            places = phrase.split()
            if not all(_PLACE.fullmatch(place) for place in places):
                block.wrong(
                    language,
                    N_("“{value}” is no phrase: small letters without accents, with | and a * at the end."),
                    value=phrase,
                )
            found.append(tuple(tuple(place.split("|")) for place in places))
    return tuple(found)
