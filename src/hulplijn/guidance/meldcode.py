"""The Meldcode for violence at home and child abuse: `take_step`, and `records_of` an opened case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.models import Case
from hulplijn.guidance import rights
from hulplijn.guidance.models import MeldcodeRecord
from hulplijn.guidance.rules.meldcode import QUESTIONS, points_to
from hulplijn.plumbing.database import writing
from hulplijn.privacy.private_text import PrivateText

LONGEST_WORDS = 10_000
Step, With, Outcome = MeldcodeRecord.Step, MeldcodeRecord.With, MeldcodeRecord.Outcome


class NoReasoning(Exception):
    """A step without a word on why."""


class ReasoningTooLong(Exception):
    """More than a record keeps."""


class NoOutcome(Exception):
    """The fifth step without a decision, or without an answer to each of its questions."""


class UnknownStep(Exception):
    """A step or a code that is on no list."""


@dataclass(frozen=True)
class Taken:
    """One record as its page shows it. `points_to` is what the five answers point to."""

    record: MeldcodeRecord
    words: PrivateText
    consulted: list[str]
    outcomes: list[str]
    points_to: str


def take_step(
    opened: OpenedCase,
    step: int,
    words: str,
    *,
    by: Actor,
    at: datetime,
    consulted: Sequence[str] = (),
    anonymous: bool = False,
    answers: Mapping[str, str] | None = None,
    outcomes: Sequence[str] = (),
) -> MeldcodeRecord:
    """Write down one step with its reasoning; the same step again is a further record.

    `consulted` and `anonymous` belong to the second step, `answers` and `outcomes` to the fifth.

    Raises:
        NotYours, UnknownStep, NoReasoning, ReasoningTooLong, NoOutcome
    """
    rights.require(by, "meldcode.write", opened.case, at=at)
    answers = dict(answers or {}) if step == Step.DECIDE else {}
    _check(step, consulted, answers, outcomes)
    words = words.replace("\r\n", "\n").replace("\0", "").strip()
    if not words:
        raise NoReasoning
    if len(words) > LONGEST_WORDS:
        raise ReasoningTooLong
    if step == Step.DECIDE and (not outcomes or set(answers) != set(QUESTIONS)) and not _is_cleared(answers):
        raise NoOutcome
    with writing():
        Case.objects.select_for_update().get(pk=opened.case.pk)
        made = MeldcodeRecord(case=opened.case, step=step, by_id=int(by.id), at=at)
        made.number = MeldcodeRecord.objects.filter(case=opened.case).count() + 1
        made.words = opened.sealer.seal(words, about=made.about)
        if step == Step.CONSULT:
            made.consulted, made.anonymous = [str(one) for one in With if one in consulted], anonymous
        if step == Step.DECIDE:
            made.answers, made.outcomes = answers, [str(one) for one in Outcome if one in outcomes]
        made.save(force_insert=True)
        audit.record("meldcode.write", by=by, on=made, at=at, why=str(step))
    return made


def records_of(opened: OpenedCase) -> list[Taken]:
    """All that was written down in an opened case, in the order of writing."""
    rows = MeldcodeRecord.objects.filter(case=opened.case).select_related("by").order_by("number")
    return [
        Taken(
            one,
            opened.sealer.open(one.words, about=one.about),
            [str(With(code).label) for code in one.consulted],
            [str(Outcome(code).label) for code in one.outcomes],
            points_to(one.answers),
        )
        for one in rows
    ]


def _is_cleared(answers: Mapping[str, str]) -> bool:
    """There is no suspicion any more: then the other questions, and an outcome, have no meaning."""
    return answers.get("suspicion") == "no"


def _check(step: int, consulted: Sequence[str], answers: Mapping[str, str], outcomes: Sequence[str]) -> None:
    known = (
        step in Step.values and set(consulted) <= set(With.values) and set(outcomes) <= set(Outcome.values)
    )
    if not known or not set(answers) <= set(QUESTIONS) or not set(answers.values()) <= {"yes", "no"}:
        raise UnknownStep
