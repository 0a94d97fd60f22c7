"""What can go wrong in casework, each with the facts that its sentence needs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed

if TYPE_CHECKING:
    from hulplijn.casework.closing import Question


class ReasonNeeded(NotAllowed):
    """The case is neither hers nor shared with her: she may read it once she has said why."""

    def __init__(self, case_id: uuid.UUID, by: Actor) -> None:
        super().__init__("case.read", by)
        self.case_id = case_id


class OwnFieldChanged(Exception):
    """A colleague changed this own field meanwhile."""


class UnknownReason(Exception):
    """No reason of our list."""


class NotTheSecond(Exception):
    """A decision takes two people: who proposed it cannot agree with it as well."""


class TakenByColleague(Exception):
    """Somebody else took the contact first; `name` is her alias."""

    def __init__(self, name: str) -> None:
        super().__init__(f"taken by {name}")
        self.name = name


class AlreadyClosed(Exception):
    """The contact is closed, or its visitor left before anybody took it."""


class NotTakenYet(Exception):
    """Nobody has taken the contact, so there is nothing to end, park or close."""


class StillTalking(Exception):
    """A conversation goes on: somebody is at the other end now."""


class NotTwoCases(Exception):
    """One case, or none, where two are needed."""


class LinkedAlready(Exception):
    """The two are linked, as cases of two people."""


class MergedAlready(Exception):
    """One of the two is merged, or both are one person's already."""


class NotClosedYet(Exception):
    """`recode` is for closed contacts; an open one is coded with `code`."""


class UnknownCode(Exception):
    """`value` is not on the list of `field`, or is no amount or yes/no where one belongs."""

    def __init__(self, field: str, value: object) -> None:
        super().__init__(f"{field} knows no such code")
        self.field, self.value = field, value


class StillToAsk(Exception):
    """Closing waits for answers; `questions` names them."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(", ".join(question.code for question in questions))
        self.questions = tuple(questions)


class LinkGone(Exception):
    """The case's key is destroyed or the link erased: its ledger entry cannot be found any more."""


class NoteEmpty(Exception):
    """A note without text."""


class NoteTooLong(Exception):
    """More than `longest` characters; `length` says how many."""

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"{length} characters; at most {longest}")
        self.length, self.longest = length, longest


class TaskEmpty(Exception):
    """A task without words."""


class TaskTooLong(Exception):
    """More than `longest` characters; `length` says how many."""

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"{length} characters; at most {longest}")
        self.length, self.longest = length, longest


class AccountEmpty(Exception):
    """An account of an offender without text."""


class AccountTooLong(Exception):
    """More than `longest` characters; `length` says how many."""

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"{length} characters; at most {longest}")
        self.length, self.longest = length, longest


class NameTooLong(Exception):
    """More than `longest` characters."""

    def __init__(self, length: int, longest: int) -> None:
        super().__init__(f"{length} characters; at most {longest}")
        self.length, self.longest = length, longest


class NotACode(Exception):
    """Not four words of our lists: `many` words, of which `unknown` are on none."""

    def __init__(self, many: int, unknown: tuple[str, ...]) -> None:
        super().__init__(f"{many} words, {len(unknown)} unknown")
        self.many, self.unknown = many, unknown


class WrongCode(Exception):
    """Four words of our lists that open nothing."""


class TooManyWrongCodes(Exception):
    """Too many wrong codes lately; `wait` says until when the next one is looked at."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"wait {wait}")
        self.wait = wait


class HandedOverAlready(Exception):
    """Somebody is asked to take the contact over; one at a time."""


class NotAsked(Exception):
    """The question is over: answered, withdrawn or too late."""


class NotACounsellor(Exception):
    """The colleague does not counsel, or no longer works here."""


class SheSaidNo(Exception):
    """The visitor did not want this person to read along; she is not asked twice."""


class AlongAlready(Exception):
    """This person is in the contact already, or waits for an answer."""


class NoDanger(Exception):
    """Nobody called for help here, so the visitor is asked first, as always."""


class OnHold(Exception):
    """A hold keeps the case; `until` says how long."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"held until {until:%Y-%m-%d}")
        self.until = until


class HeldAlready(Exception):
    """There is a hold on the case; one at a time."""


class NoEnd(Exception):
    """A hold needs a day on which it ends, later than today."""


class CaseGone(Exception):
    """The case was erased meanwhile."""


class NobodyToBlock(Exception):
    """It is not known any more from where the visitor was connected."""
