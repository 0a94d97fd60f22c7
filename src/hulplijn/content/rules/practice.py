"""`practice/*.yaml`: scripted visitors, with whom a counsellor practises in the real workspace."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hulplijn.content.errors import N_, ContentError
from hulplijn.content.plan_shapes import Item, Plan
from hulplijn.content.practice_shapes import Answer, Goal, Phrases, Script
from hulplijn.content.rules.marked import Block, Sheet
from hulplijn.content.rules.risk import phrases
from hulplijn.content.texts import Text

FACTS = {
    "reason": "reason",
    "age": "age",
    "gender": "gender",
    "role": "role",
    "outcome": "outcome",
    "paid": "paid",
    "images_shared": "yes_no_unknown",
    "depicted_minor": "yes_no_unknown",
}
"""The coded fields that a script may say something about, each with its list."""
LONGEST_PATIENCE = 30
_WAYS = ("asked", "ticked", "coded", "referred", "said", "unsaid")

Codes = Mapping[str, Collection[str]]


def read(
    file: str,
    id: str,
    source: str,
    languages: tuple[str, ...],
    codes: Codes,
    plans: Mapping[str, Plan],
    errors: list[ContentError],
) -> Script:
    """One script; what is wrong is added to `errors`. `codes` are the codes of each list."""
    block = Sheet(file, languages, errors).open(source)
    facts = _facts(block, codes)
    items = list(items_for(facts, plans))
    script = Script(
        id=id,
        place=block.number("place"),
        title=block.text("title"),
        about=block.text("about"),
        about_someone_else=block.flag("about_someone_else"),
        facts=facts,
        opening=block.texts("opening"),
        answers=_answers(block, languages, items),
        fallback=block.texts("fallback"),
        leaving=block.texts("leaving"),
        patience=block.number("patience"),
        goals=_goals(block, languages, items, facts, codes),
    )
    block.done()
    _check(block, script)
    return script


def _facts(block: Block, codes: Codes) -> dict[str, tuple[str, ...]]:
    about = block.block("facts", required=True)
    if about is None:
        return {}
    found = {
        field: about.words(field, required=True, allowed=codes.get(of_list, ()))
        for field, of_list in FACTS.items()
        if about.has(field)
    }
    about.asked |= set(FACTS)
    about.done()
    return found


def items_for(facts: Mapping[str, Collection[str]], plans: Mapping[str, Plan]) -> dict[str, Item]:
    """The items of the plans that can lie beside the talk, by what is right for her."""
    reasons, roles = {*facts.get("reason", ())}, {*facts.get("role", ())}
    fitting = [plan for plan in plans.values() if {*plan.for_reasons} & reasons]
    for_role = [plan for plan in fitting if {*plan.for_roles} & roles]
    fitting = for_role or [plan for plan in fitting if not plan.for_roles]
    found: dict[str, Item] = {}
    for item in (one for plan in fitting for one in plan.items):
        found.setdefault(item.id, item)
    return found


def _answers(block: Block, languages: tuple[str, ...], items: Collection[str]) -> tuple[Answer, ...]:
    found: dict[str, Answer] = {}
    for entry in block.blocks("answers"):
        answer = _answer(entry, languages, items)
        if answer.id in found:
            entry.wrong("id", N_("“{value}” is here twice."), value=answer.id)
        for earlier in answer.after:
            if earlier not in found:
                entry.wrong(
                    "after",
                    N_("“{value}” is no answer above this one, so this is never said."),
                    value=earlier,
                )
            elif found[earlier].ends:
                entry.wrong(
                    "after", N_("After “{value}” the talk is over, so this is never said."), value=earlier
                )
        found.setdefault(answer.id, answer)
    return tuple(found.values())


def _answer(entry: Block, languages: tuple[str, ...], items: Collection[str]) -> Answer:
    answer = Answer(
        id=entry.code("id"),
        say=_said(entry, "say"),
        phrases=_phrases(entry, "words", languages),
        ticked=entry.one_of("ticked", items, required=False),
        minutes=entry.number("minutes") if entry.has("minutes") else 0,
        after=entry.words("after"),
        ends=entry.flag("ends"),
    )
    entry.done()
    if not (answer.phrases or answer.ticked or answer.minutes):
        entry.wrong(
            "id", N_("Nothing leads to “{value}”: give it words, ticked or minutes."), value=answer.id
        )
    return answer


def _phrases(entry: Block, key: str, languages: tuple[str, ...]) -> Phrases:
    return phrases(entry, key, languages) if entry.has(key) or key in entry.keys else ()


def _said(entry: Block, key: str) -> tuple[Text, ...]:
    found = entry.texts(key)
    if not found:
        entry.wrong(key, N_("The key “{key}” is missing."), key=key)
    return found


def _goals(
    block: Block,
    languages: tuple[str, ...],
    items: Collection[str],
    facts: Mapping[str, tuple[str, ...]],
    codes: Codes,
) -> tuple[Goal, ...]:
    found: dict[str, Goal] = {}
    for entry in block.blocks("goals", required=True):
        ways = [way for way in _WAYS if entry.has(way)]
        goal = Goal(
            id=entry.code("id"),
            text=entry.text("text"),
            asked=entry.one_of("asked", ("suicide",), required=False) == "suicide",
            ticked=entry.one_of("ticked", items, required=False),
            coded=entry.one_of("coded", facts, required=False),
            referred=entry.words("referred", allowed=codes.get("referral_to", ())),
            said=_phrases(entry, "said", languages),
            unsaid=_phrases(entry, "unsaid", languages),
        )
        entry.done()
        if len(ways) != 1:
            entry.wrong("id", N_("A goal has exactly one of: {known}."), known=", ".join(_WAYS))
        if goal.id in found:
            entry.wrong("id", N_("“{value}” is here twice."), value=goal.id)
        found.setdefault(goal.id, goal)
    return tuple(found.values())


def _check(block: Block, script: Script) -> None:
    if script.answers and not script.fallback:
        block.wrong("fallback", N_("The key “{key}” is missing."), key="fallback")
    is_number = block.word("patience", required=False).isdecimal()
    if is_number and not 1 <= script.patience <= LONGEST_PATIENCE:
        block.wrong(
            "patience",
            N_("“{key}” is from 1 to {most} minutes."),
            key="patience",
            most=LONGEST_PATIENCE,
        )
    for one in script.answers:
        if one.minutes > LONGEST_PATIENCE:
            block.wrong(
                "answers", N_("“{key}” is from 1 to {most} minutes."), key="minutes", most=LONGEST_PATIENCE
            )
