"""The `check:` of a step plan: the situation check that a visitor walks alone."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from hulplijn.content.check_shapes import Check, End, Option, Question
from hulplijn.content.errors import N_
from hulplijn.content.rules.marked import Block
from hulplijn.content.texts import Text

CODED = {
    "reason": "reason",
    "role": "role",
    "age": "age",
    "gender": "gender",
    "paid": "paid",
    "images_shared": "yes_no_unknown",
    "depicted_minor": "yes_no_unknown",
}
"""The coded facts that an answer may give, each with its list."""
THINGS_NOW = 3
MOST_QUESTIONS = 12
"""More than this is no quick check; it also bounds what a form of a visitor can hold."""

Codes = Mapping[str, Collection[str]]


class _Asked(NamedTuple):
    """A question with where it stands."""

    entry: Block
    question: Question
    options: list[Block]


def read(plan: Block, codes: Codes, ends_before: Collection[str]) -> Check | None:
    """The check of a plan's file, None where it has none. What is wrong is added to the file's mistakes.

    `codes` are the codes of each list, `ends_before` the ends of the plans that were read before this one.
    """
    block = plan.block("check")
    if block is None:
        return None
    asked = [_question(entry, codes) for entry in block.blocks("questions", required=True)]
    ending = [
        (entry, _end(entry, codes.get("referral_to", ()))) for entry in block.blocks("ends", required=True)
    ]
    begins = _codes(block, codes)
    block.done()
    places = [*((one.entry, one.question.id) for one in asked), *((entry, end.id) for entry, end in ending)]
    _refuse_twice(places)
    for entry, end in ending:
        if end.id in ends_before:
            entry.wrong(
                "id", N_("Another plan ends at “{value}” too; give each end its own name."), value=end.id
            )
    if len(asked) > MOST_QUESTIONS:
        block.wrong("questions", N_("A check has at most {most} questions."), most=MOST_QUESTIONS)
    _check_ways(asked, places)
    return Check(tuple(one.question for one in asked), tuple(end for _, end in ending), begins)


def _question(entry: Block, codes: Codes) -> _Asked:
    options = entry.blocks("options", required=True)
    question = Question(
        id=entry.code("id"),
        text=entry.text("text"),
        hint=entry.maybe_text("hint"),
        options=tuple(_option(option, codes) for option in options),
    )
    entry.done()
    _refuse_twice([(block, one.id) for block, one in zip(options, question.options, strict=True)])
    if len(options) == 1:
        entry.wrong("options", N_("A question needs at least two answers to choose from."))
    return _Asked(entry, question, options)


def _option(entry: Block, codes: Codes) -> Option:
    option = Option(entry.code("id"), entry.text("text"), _codes(entry, codes), entry.code("to"))
    entry.done()
    return option


def _codes(entry: Block, codes: Codes) -> dict[str, str]:
    block = entry.block("codes")
    if block is None:
        return {}
    found = {
        field: block.one_of(field, codes.get(of_list, ()))
        for field, of_list in CODED.items()
        if block.has(field)
    }
    block.asked |= set(CODED)
    block.done()
    return found


def _end(entry: Block, partners: Collection[str]) -> End:
    danger = entry.flag("danger")
    end = End(
        id=entry.code("id"),
        title=entry.text("title"),
        now=_said(entry, "now"),
        dont=_said(entry, "dont", required=not danger),
        proof=_said(entry, "proof", required=not danger),
        remove=_said(entry, "remove"),
        tell=_said(entry, "tell", required=not danger),
        partners=entry.words("partners", allowed=partners),
        danger=danger,
    )
    entry.done()
    if len(end.now) != THINGS_NOW:
        entry.wrong(
            "now", N_("An end has exactly three things to do now; here are {found}."), found=len(end.now)
        )
    return end


def _said(entry: Block, key: str, *, required: bool = False) -> tuple[Text, ...]:
    found = entry.texts(key)
    if required and not found:
        entry.wrong(key, N_("The key “{key}” is missing."), key=key)
    return found


def _refuse_twice(named: list[tuple[Block, str]]) -> None:
    seen: set[str] = set()
    for entry, id in named:
        if id and id in seen:
            entry.wrong("id", N_("“{value}” is here twice."), value=id)
        seen.add(id)


def _check_ways(asked: list[_Asked], places: list[tuple[Block, str]]) -> None:
    """Every answer leads somewhere, every question and end is reached, and no way comes back on itself."""
    known = {id for _, id in places}
    next_of: dict[str, list[str]] = {}
    for one in asked:
        next_of.setdefault(one.question.id, [option.to for option in one.question.options])
        for block, option in zip(one.options, one.question.options, strict=True):
            if option.to and option.to not in known:
                block.wrong("to", N_("“{value}” is no question or end of this plan."), value=option.to)
    reached = _reached(asked[0].question.id, next_of) if asked else set()
    for entry, id in places:
        if id and id not in reached:
            entry.wrong("id", N_("No answer leads to “{value}”."), value=id)
        if id in _reached_after(id, next_of):
            entry.wrong("id", N_("A way from “{value}” leads back to it."), value=id)


def _reached(start: str, next_of: Mapping[str, list[str]]) -> set[str]:
    return {start} | _reached_after(start, next_of)


def _reached_after(start: str, next_of: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    left = list(next_of.get(start, ()))
    while left:
        place = left.pop()
        if place not in found:
            found.add(place)
            left += next_of.get(place, ())
    return found
