"""Reads of practice: whose, how it stands, and what was good in it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from hulplijn.audit.actors import Actor
from hulplijn.casework.actions import OpenedCase
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.content import reading
from hulplijn.content.errors import BadContent, NoSuchContent
from hulplijn.content.practice_shapes import Goal, Script
from hulplijn.conversations.models import Conversation, Message
from hulplijn.conversations.queries import messages_after, visitors_sealer
from hulplijn.guidance.models import RiskCheck, Tick
from hulplijn.practice.models import Practice
from hulplijn.practice.rules import Done, Talk, is_met
from hulplijn.privacy.sealing import Sealer
from hulplijn.referral.models import Referral

_CODED = ("reason", "age", "gender", "role", "outcome", "paid", "images_shared", "depicted_minor")


@dataclass(frozen=True)
class Judged:
    """A goal of the script, and whether the talk had it."""

    goal: Goal
    is_met: bool


@dataclass(frozen=True)
class Row:
    """One talk that somebody practised, with its script where that is still there."""

    practice: Practice
    script: Script | None


def practice_of(key: uuid.UUID | str) -> Practice | None:
    """The practice with its contact, conversation and coding."""
    return _whole().filter(pk=key).first()


def practice_of_contact(contact_id: uuid.UUID) -> Practice | None:
    """The same, by its contact."""
    return _whole().filter(contact_id=contact_id).first()


def _whole() -> QuerySet[Practice]:
    return Practice.objects.select_related("contact__case", "contact__conversation", "contact__coding")


def under_way(by: Actor) -> Practice | None:
    """The talk of `by` that is not closed."""
    rows = Practice.objects.filter(staff_id=int(by.id), contact__closed_at=None)
    return rows.select_related("contact").order_by("began_at").first()


def mine(by: Actor) -> list[Row]:
    """What `by` practised and has not been erased, the newest first."""
    rows = Practice.objects.filter(staff_id=int(by.id)).select_related("contact__case")
    return [Row(one, script_of(one)) for one in rows.order_by("-began_at", "pk")]


def script_of(practice: Practice) -> Script | None:
    """The script, if its file is still there."""
    try:
        return played(practice.script, practice.source)
    except (NoSuchContent, BadContent):
        return None


def played(script: str, source: str) -> Script:
    """The visitor of that name, or of the draft `source`.

    Raises:
        NoSuchContent: there is none in use.
        BadContent: the draft has mistakes.
    """
    if not source:
        return content.script(script)
    found, errors = reading.script(script, source, content.library())
    if errors:
        raise BadContent(errors)
    return found


def talk(practice: Practice, conversation: Conversation) -> tuple[Talk, int]:
    """How the talk stands for the visitor, and the number of the last message that she has heard."""
    sealer = visitors_sealer(conversation)
    new = [one for one in messages_after(conversation, practice.heard, sealer) if one.sender == "staff"]
    spoken = Message.objects.filter(conversation=conversation, sender=Message.Sender.STAFF)
    last_at = spoken.order_by("-number").values_list("at", flat=True).first()
    stands = Talk(
        began_at=practice.began_at,
        last_at=last_at or practice.began_at,
        turns=practice.turns,
        given=frozenset(practice.given),
        fallbacks=practice.fallbacks,
        words=tuple(one.text.reveal() for one in new),
        ticked=_ticked(practice.contact),
    )
    return stands, new[-1].number if new else practice.heard


def judged(practice: Practice, opened: OpenedCase) -> list[Judged]:
    """What a good talk has, and whether this one had it."""
    script = script_of(practice)
    if script is None:
        return []
    done = _done(practice.contact, opened.sealer)
    return [Judged(goal, is_met(goal, script, done)) for goal in script.goals]


def _done(contact: Contact, sealer: Sealer) -> Done:
    said = messages_after(contact.conversation, 0, sealer, most=2000) if contact.conversation else []
    risk = RiskCheck.objects.filter(contact=contact, asked=RiskCheck.Asked.YES)
    return Done(
        asked_suicide=risk.exists() or "ask_suicide" in _ticked(contact),
        ticked=_ticked(contact),
        coded={name: getattr(contact.coding, name) for name in _CODED},
        referred=frozenset(Referral.objects.filter(contact=contact).values_list("partner", flat=True)),
        words=tuple(one.text.reveal() for one in said if one.sender == "staff"),
    )


def _ticked(contact: Contact) -> frozenset[str]:
    rows = Tick.objects.filter(walk=contact.pk, answer=Tick.Answer.DONE)
    return frozenset(rows.values_list("item", flat=True))
