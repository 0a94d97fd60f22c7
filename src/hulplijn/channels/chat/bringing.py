"""The answers of a situation check, from the form of the chat's page into the case."""

from __future__ import annotations

from hulplijn.audit.actors import Actor
from hulplijn.casework.errors import AlreadyClosed
from hulplijn.casework.models import Contact
from hulplijn.conversations.models import Conversation
from hulplijn.guidance.actions import NoPlan
from hulplijn.guidance.brought import bring_check
from hulplijn.guidance.rules.situation import LONGEST
from hulplijn.plumbing import clock

BETWEEN = ":"
"""Between the plan and the answers, as a form carries them."""


def bring(conversation: Conversation, carried: object) -> None:
    """Keep what a form of ours carried; what is not of a check is nobody's answer, and stops no chat."""
    if not isinstance(carried, str) or not carried or len(carried) > 2 * LONGEST:
        return
    plan, _, answers = carried.partition(BETWEEN)
    contact = Contact.objects.get(conversation=conversation)
    try:
        bring_check(contact, plan, answers, by=Actor.visitor(conversation.pk), at=clock.now())
    except (NoPlan, AlreadyClosed):
        return
