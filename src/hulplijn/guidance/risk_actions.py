"""Asking about suicide and safety: `check_risk`; from the step plan, `note_asked`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime

from hulplijn.accounts.models import Staff
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework import sealed
from hulplijn.casework.actions.rows import held
from hulplijn.casework.errors import AlongAlready, AlreadyClosed, NotACounsellor, SheSaidNo
from hulplijn.casework.models import Contact
from hulplijn.guidance import rights
from hulplijn.guidance.models import RiskCheck
from hulplijn.plumbing.database import writing

LONGEST_WORDS = 2_000


@dataclass(frozen=True)
class Answers:
    """What was answered, as codes of `RiskCheck`; empty where it was not spoken of."""

    asked: str = ""
    thoughts: str = ""
    plan: str = ""
    means: str = ""
    when: str = ""
    past_attempt: str = ""
    alone_now: str = ""
    danger_now: str = ""
    level: str = ""
    actions: Sequence[str] = ()

    @property
    def unknown(self) -> list[str]:
        """Fields that hold what is on no list."""
        wrong = [name for name in CODED if getattr(self, name) not in _choices(name)]
        known = {str(one) for one in RiskCheck.Action}
        return wrong + (["actions"] if not set(self.actions) <= known else [])

    @property
    def missing(self) -> list[str]:
        """Fields that must still be filled in: whether it was asked, and then the answer and the level."""
        if not self.asked:
            return ["asked"]
        wanted = ("thoughts", "level") if self.asked == RiskCheck.Asked.YES else ()
        return [name for name in wanted if not getattr(self, name)]


CODED = tuple(one.name for one in fields(Answers) if one.name != "actions")
_ONLY_IF_ASKED = ("thoughts", "plan", "means", "when", "past_attempt")


class UnknownAnswer(Exception):
    """A code that is on no list."""


class StillUnanswered(Exception):
    """The check is not whole yet; `fields` names what is missing."""

    def __init__(self, missing: list[str]) -> None:
        super().__init__(", ".join(missing))
        self.fields = missing


class WordsTooLong(Exception):
    """More words than a check keeps."""


def check_risk(
    contact: Contact,
    answers: Answers,
    *,
    by: Actor,
    at: datetime,
    words: str = "",
    second: Staff | None = None,
) -> RiskCheck:
    """Keep what somebody answered when she was asked about suicide and being safe; the newest counts.

    An acute level calls the coordinators, as the button for danger does. `second` is asked to look along.

    Raises:
        NotYours, AlreadyClosed, UnknownAnswer, StillUnanswered, WordsTooLong
        NotACounsellor: `second` does not counsel, or is `by` herself.
    """
    rights.require(by, "risk.check", contact, at=at)
    if answers.unknown:
        raise UnknownAnswer
    if answers.missing:
        raise StillUnanswered(answers.missing)
    words = words.replace("\r\n", "\n").replace("\0", "").strip()
    if len(words) > LONGEST_WORDS:
        raise WordsTooLong
    if contact.closed_at:
        raise AlreadyClosed
    if second is not None:
        _ask_second(contact, second, by=by, at=at)
    with writing():
        return _keep(contact, answers, words, second, by=by, at=at)


def note_asked(contact: Contact, asked: str, *, by: Actor, at: datetime) -> None:
    """The plan says that it was asked, or was not possible: a check, whole or to be filled in. Inside a
    write.
    """
    newest = RiskCheck.objects.filter(contact=contact).order_by("-number").first()
    if newest is None or newest.asked != asked:
        _keep(contact, Answers(asked=asked), "", None, by=by, at=at)


def _keep(
    contact: Contact, answers: Answers, words: str, second: Staff | None, *, by: Actor, at: datetime
) -> RiskCheck:
    contact = held(contact)
    if contact.closed_at:
        raise AlreadyClosed
    codes = {name: getattr(answers, name) for name in CODED}
    if answers.asked != RiskCheck.Asked.YES:
        codes |= dict.fromkeys(_ONLY_IF_ASKED, "")
    if answers.level == RiskCheck.Level.ACUTE and contact.owner_id is not None:
        called = casework.call_for_danger(contact, by=by, at=at)
        contact.urgency = called.urgency
    number = RiskCheck.objects.filter(contact=contact).count() + 1
    made = RiskCheck(contact=contact, number=number, by_id=int(by.id), at=at, **codes)
    made.actions = [str(one) for one in RiskCheck.Action if one in answers.actions]
    made.second_worker, made.signal = second, contact.urgency
    if words:
        made.words = sealed.write(contact.case, words, about=made.about)
    made.save(force_insert=True)
    audit.record("risk.check", by=by, on=contact, at=at, why=answers.asked)
    return made


def _ask_second(contact: Contact, second: Staff, *, by: Actor, at: datetime) -> None:
    """Have the visitor asked whether `second` may look along, where the talk goes on and it is `by`'s.

    A colleague who helps without reading is a second worker too, so a no stops nothing.
    """
    if str(second.pk) == by.id:
        raise NotACounsellor
    if contact.goes_on and contact.belongs_to(by) and not contact.practice:
        with suppress(AlongAlready, SheSaidNo):
            casework.ask_along(contact, second, "along", by=by, at=at)


def _choices(name: str) -> set[str]:
    return {"", *(str(code) for code, _ in getattr(RiskCheck._meta.get_field(name), "choices", None) or ())}
