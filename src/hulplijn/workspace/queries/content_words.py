"""The words beside a form of content: what can be chosen, what a mistake means, what a file is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import get_language, get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from hulplijn.content import queries as content
from hulplijn.content.rules.checks import CODED
from hulplijn.content.rules.forms.fields import Tree
from hulplijn.content.rules.forms.files import (
    ALONE,
    FACTS,
    GUIDES,
    PAGES,
    PARTNERS,
    PLANS,
    PRACTICE,
    RISK,
    RUBRIC,
    SCHOOL,
    SUBJECTS,
    Sheet,
)
from hulplijn.content.rules.helpline import holiday_names, holidays_of
from hulplijn.content.rules.plans import FACTS as PLAN_FACTS
from hulplijn.content.rules.practice import FACTS as SCRIPT_FACTS
from hulplijn.content.rules.practice import items_for

Choices = dict[str, Sequence[tuple[str, str]]]

KINDS = {
    FACTS: gettext_lazy("Hours and facts of the helpline"),
    SUBJECTS: gettext_lazy("Standard replies"),
    PLANS: gettext_lazy("Step plans"),
    PARTNERS: gettext_lazy("Partners"),
    PAGES: gettext_lazy("Pages for visitors"),
    SCHOOL: gettext_lazy("For schools"),
    PRACTICE: gettext_lazy("Visitors to practise with"),
    GUIDES: gettext_lazy("Guides for each role"),
    RUBRIC: gettext_lazy("Questions for reading to learn"),
    RISK: gettext_lazy("Words that bring somebody forward"),
}
_FACT_WORDS = {
    "reason": gettext_lazy("Reason"),
    "additional_reasons": gettext_lazy("Additional reasons"),
    "age": gettext_lazy("Age"),
    "gender": gettext_lazy("Gender"),
    "role": gettext_lazy("Who asks"),
    "paid": gettext_lazy("Paid"),
    "images_shared": gettext_lazy("Images were shared"),
    "depicted_minor": gettext_lazy("A minor is in the images"),
    "platforms": gettext_lazy("Platforms"),
    "outcome": gettext_lazy("How it ended"),
}
_QUESTIONS = (
    ("danger", gettext_lazy("danger now")),
    ("suicide", gettext_lazy("thoughts of suicide")),
    ("paid", gettext_lazy("whether something was paid")),
    ("published", gettext_lazy("whether it is published")),
    ("images_shared", gettext_lazy("whether images were shared")),
    ("depicted_minor", gettext_lazy("whether a minor is in the images")),
    ("follow_up", gettext_lazy("what to follow up")),
)
_LINKS = (
    ("removal", gettext_lazy("Removal request")),
    ("referral", gettext_lazy("Referral")),
    ("risk", gettext_lazy("Risk")),
)
_LEVELS = (
    ("raised", gettext_lazy("before others")),
    ("danger", gettext_lazy("before everybody: danger now")),
)
_COSTS = (
    ("free", gettext_lazy("free")),
    ("own_risk", gettext_lazy("counts for the own risk of the health insurance")),
    ("paid", gettext_lazy("to be paid")),
    ("depends", gettext_lazy("depends")),
)
_PARTNER_KINDS = (
    ("partner", gettext_lazy("Partner")),
    ("sister_helpline", gettext_lazy("Sister helpline in another country")),
)


def language_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def choices(sheet: Sheet, values: Tree) -> Choices:
    """What can be chosen in a form, by the name of the choice."""
    if sheet.kind == FACTS:
        return {"holidays": _holidays(str(values.get("country", "")))}
    if sheet.kind == PRACTICE:
        return _of_script(values)
    if sheet.kind == RUBRIC:
        return {"themes": [(one["id"], _first(one["text"])) for one in values.get("themes") or []]}
    if sheet.kind == RISK:
        return {"levels": _said(_LEVELS)}
    if sheet.kind not in (PLANS, PARTNERS):
        return {}
    found: Choices = {
        "reason": _codes("reason"),
        "role": _codes("role"),
        "age": _codes("age"),
        "partners": _codes("referral_to"),
        "reason_groups": [(name, str(label)) for name, label in content.code_list("reason").groups.items()],
        "costs": _said(_COSTS),
        "kinds": _said(_PARTNER_KINDS),
        "questions": _said(_QUESTIONS),
        "links": _said(_LINKS),
    }
    return found if sheet.kind == PARTNERS else found | _of_plan(values)


def _of_plan(values: Tree) -> Choices:
    """What only a plan has: coded facts with their codes, its own questions, and where an answer leads."""
    check: dict[str, Any] = values.get("check") or {}
    questions, ends = check.get("questions") or [], check.get("ends") or []
    own = {
        one["id"]: [(answer["id"], _first(answer["text"])) for answer in one["options"]] for one in questions
    }
    facts = {name: _codes(of_list) for name, of_list in PLAN_FACTS.items()}
    coded = {name: _codes(of_list) for name, of_list in CODED.items()}
    asked = [(one["id"], _("Question: %(words)s") % {"words": _first(one["text"])}) for one in questions]
    return {
        "facts": [(name, _fact_words(name, of_list)) for name, of_list in PLAN_FACTS.items()]
        + [one for one in asked if one[0] not in facts],
        "coded": [(name, _fact_words(name, of_list)) for name, of_list in CODED.items()],
        "places": asked
        + [(one["id"], _("End: %(words)s") % {"words": _first(one["title"])}) for one in ends],
        **{f"codes:{name}": codes for name, codes in {**own, **facts, **coded}.items()},
    }


def _of_script(values: Tree) -> Choices:
    """What a scripted visitor has: facts with their codes, items of the plan beside the talk, and answers."""
    facts = {one["fact"]: one["codes"] for one in values.get("facts") or []}
    items = items_for(facts, content.library().plans)
    return {
        "facts": [(name, _fact_words(name, of_list)) for name, of_list in SCRIPT_FACTS.items()],
        "known": [(name, _fact_words(name, SCRIPT_FACTS[name])) for name in facts if name in SCRIPT_FACTS],
        "items": [(name, str(item.text)) for name, item in items.items()],
        "answers": [(one["id"], first_words(one)) for one in values.get("answers") or []],
        "asked": _said(_QUESTIONS[1:2]),
        "partners": _codes("referral_to"),
        **{f"codes:{name}": _codes(of_list) for name, of_list in SCRIPT_FACTS.items()},
    }


def _fact_words(name: str, of_list: str) -> str:
    """What a coded fact is called; that of its list where it has no words of its own."""
    return str(_FACT_WORDS.get(name) or content.code_list(of_list).label)


def title(sheet: Sheet, values: Tree | None) -> str:
    """What a file is called on the list and above its page."""
    if sheet.kind in ALONE:
        return str(KINDS[sheet.kind])
    named = sheet.stem.partition(".")[0].replace("_", " ").capitalize()
    if values is None:
        return named
    said = values.get("name") or values.get("title") or ""
    words = _first(said) if isinstance(said, dict) else str(said)
    if sheet.is_prose:
        return f"{words or named} ({language_name(sheet.language)})"
    return words or named


def first_words(row: Tree) -> str:
    """What a step, question or end is called."""
    said: Any = row.get("title") or row.get("text") or next(iter(row.get("say") or ()), {})
    return _first(said) if isinstance(said, dict) else str(said)


def _first(said: dict[str, str]) -> str:
    """A text in the language of the page, else in any."""
    return said.get(get_language() or "") or next((one for one in said.values() if one), "")


def _codes(of_list: str) -> list[tuple[str, str]]:
    return [(one.code, str(one.label)) for one in content.code_list(of_list).codes]


def _said(pairs: Sequence[tuple[str, Any]]) -> list[tuple[str, str]]:
    return [(code, str(words)) for code, words in pairs]


def _holidays(country: str) -> list[tuple[str, str]]:
    """English names, as the file has them, with the names in the language of the page."""
    language = (get_language() or "en").partition("-")[0]
    names: dict[str, str] = {}
    for year in range(2024, 2031):
        here = holidays_of(country, year, language) if language != "en" else {}
        for day, name in holidays_of(country, year).items():
            names.setdefault(name, here.get(day, name))
    return [(name, names.get(name, name)) for name in holiday_names(country)] if names else []
