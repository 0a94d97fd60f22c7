"""The risk check as the counsellor's screen shows it: its questions as chips, and who can help carry it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import counsellors
from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact
from hulplijn.guidance.models import RiskCheck
from hulplijn.guidance.risk_actions import Answers
from hulplijn.guidance.risk_queries import Risk, risk_of
from hulplijn.shifts import queries as shifts
from hulplijn.workspace.queries.together import safety_numbers

_HINTS: dict[str, str | Promise] = {
    "none": _("Asked, and no thoughts of suicide; nobody is in danger."),
    "low": _("Thoughts, no plan, and somebody or something that holds."),
    "raised": _("Thoughts with a plan or means, an earlier attempt, or nobody near."),
    "acute": _("It may happen today, or there is danger now."),
}


@dataclass(frozen=True)
class Option:
    """One chip."""

    code: str
    says: str
    chosen: bool
    hint: str = ""


@dataclass(frozen=True)
class RiskQuestion:
    """One question with its chips. `follows`: the question whose answer it hangs on ("asked", "thoughts")."""

    field: str
    says: str | Promise
    options: list[Option]
    follows: str = ""
    wrong: bool = False


@dataclass(frozen=True)
class RiskForm:
    """All of it: how the contact stands, the questions, and what is typed already."""

    risk: Risk
    questions: list[RiskQuestion]
    level: RiskQuestion
    actions: list[Option]
    colleagues: list[Staff]
    second: str
    words: str
    numbers: list[tuple[str, str]]


_ASKED = (
    ("asked", _("Asked plainly about thoughts of suicide"), RiskCheck.Asked, ""),
    ("thoughts", _("Thinks of suicide"), RiskCheck.Answer, "asked"),
    ("plan", _("Has a plan"), RiskCheck.Answer, "thoughts"),
    ("means", _("Has the means at hand"), RiskCheck.Answer, "thoughts"),
    ("when", _("When"), RiskCheck.When, "thoughts"),
    ("past_attempt", _("Tried it before"), RiskCheck.Answer, "thoughts"),
    ("alone_now", _("Is alone now"), RiskCheck.Answer, ""),
    ("danger_now", _("Is in danger now, also from others"), RiskCheck.Answer, ""),
)


def risk_form(
    contact: Contact,
    by: Actor,
    at: datetime,
    *,
    typed: Answers | None = None,
    words: str = "",
    second: str = "",
    missing: tuple[str, ...] = (),
) -> RiskForm:
    """The form for a new check of `contact`. A sign of danger only chooses the level that it begins with."""
    risk = risk_of(contact)
    typed = typed or Answers(level=risk.proposed)
    return RiskForm(
        risk=risk,
        questions=[
            RiskQuestion(field, says, _options(choices, {getattr(typed, field)}), follows, field in missing)
            for field, says, choices, follows in _ASKED
        ],
        level=RiskQuestion(
            "level",
            _("Level, as you judge it"),
            _options(RiskCheck.Level, {typed.level}),
            "",
            "level" in missing,
        ),
        actions=_options(RiskCheck.Action, set(typed.actions)),
        colleagues=_colleagues(contact, by, at),
        second=second,
        words=words,
        numbers=safety_numbers(),
    )


def _options(choices: type[TextChoices], chosen: set[str]) -> list[Option]:
    levels = choices is RiskCheck.Level
    return [
        Option(
            str(code), str(choices(code).label), str(code) in chosen, str(_HINTS[str(code)]) if levels else ""
        )
        for code in choices
    ]


def _colleagues(contact: Contact, by: Actor, at: datetime) -> list[Staff]:
    """Who is present; where nobody is, everybody, since she may have been called at home."""
    present = [one.staff for one in shifts.present(at)]
    found = present if any(str(one.pk) != by.id for one in present) else list(counsellors())
    return sorted((one for one in found if str(one.pk) != by.id), key=lambda one: one.alias)
