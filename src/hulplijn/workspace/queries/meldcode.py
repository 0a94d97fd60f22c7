"""The steps of the Meldcode as their page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hulplijn.casework.actions import OpenedCase
from hulplijn.guidance.meldcode import Outcome, Step, Taken, With, records_of
from hulplijn.guidance.models import MeldcodeRecord

ASKED: dict[str, str | Promise] = {
    "suspicion": _("Is there a suspicion of violence at home or child abuse?"),
    "unsafe": _("Is it acute, or unsafe again and again?"),
    "can_help": _("Can we give or arrange help that works?"),
    "accept_help": _("Do those involved accept that help?"),
    "help_works": _("Does the help bring lasting safety?"),
}
_LEADS: dict[int, str | Promise] = {
    1: _("What did you see or hear yourself? Keep facts and what you think apart."),
    2: _("With a colleague, and if need be with Veilig Thuis. They give advice without a name."),
    3: _("What did they say themselves? If that is not safe or not possible, write why."),
    4: _("How bad is it, how long, and who is in danger? Say what you are not sure of."),
    5: _("Answer the five questions, choose, and write why. You decide, not the list."),
}
POINTS: dict[str, str | Promise] = {
    "report": _("The answers point to a report."),
    "help": _("The answers point to help."),
    "none": _("There is no suspicion any more."),
}


@dataclass(frozen=True)
class Ticked:
    """One chip."""

    code: str
    says: str
    chosen: bool


@dataclass(frozen=True)
class Asked:
    """One of the five questions, with what is ticked."""

    field: str
    says: str | Promise
    yes: bool
    no: bool


@dataclass(frozen=True)
class Record:
    """What was written down once. `answers`: each question with whether it was answered with yes."""

    taken: Taken
    answers: list[tuple[str | Promise, bool]]
    points: str | Promise


@dataclass(frozen=True)
class StepRows:
    """One step: its records, oldest first, and a form with what was typed and not taken."""

    number: int
    title: str
    lead: str | Promise
    records: list[Record]
    typed: str
    is_sent: bool
    anonymous: bool
    consulted: list[Ticked]
    asked: list[Asked]
    outcomes: list[Ticked]


def meldcode_steps(opened: OpenedCase, sent: QueryDict) -> list[StepRows]:
    """The five steps of an opened case; `sent` is what a form carried that was not taken."""
    taken = records_of(opened)
    return [_step(step, [one for one in taken if one.record.step == step], sent) for step in Step]


def _step(step: MeldcodeRecord.Step, taken: list[Taken], sent: QueryDict) -> StepRows:
    mine = sent if sent.get("step") == str(step.value) else QueryDict()
    with_whom, outcomes = set(mine.getlist("consulted")), set(mine.getlist("outcomes"))
    return StepRows(
        number=step.value,
        title=str(step.label),
        lead=_LEADS[step.value],
        records=[_record(one) for one in taken],
        typed=mine.get("words", ""),
        is_sent=bool(mine),
        anonymous=mine.get("anonymous") == "yes" if mine else True,
        consulted=[Ticked(str(one), str(one.label), one in with_whom) for one in With] if step == 2 else [],
        asked=[
            Asked(name, says, mine.get(name) == "yes", mine.get(name) == "no") for name, says in ASKED.items()
        ]
        if step == Step.DECIDE
        else [],
        outcomes=[Ticked(str(one), str(one.label), one in outcomes) for one in Outcome] if step == 5 else [],
    )


def _record(taken: Taken) -> Record:
    given = taken.record.answers
    answers = [(says, given[name] == "yes") for name, says in ASKED.items() if name in given]
    return Record(taken, answers, POINTS.get(taken.points_to, ""))
