"""What a visitor's page shows beside the talk: first aid to tick off, and what follows the end."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from hulplijn.casework.models import Contact
from hulplijn.channels.chat import feedback, returning
from hulplijn.content.plan_shapes import Item, Plan
from hulplijn.content.queries import plans_for_visitors
from hulplijn.conversations.models import Conversation, Message
from hulplijn.guidance import queries as guidance


@dataclass(frozen=True)
class Situation:
    """A step plan as a visitor sees it: its items, each with whether she ticked it."""

    plan: Plan
    is_chosen: bool
    items: tuple[tuple[Item, bool], ...]


def situations(conversation: Conversation | None) -> list[Situation]:
    """The step plans for visitors, with what she ticked in the one that she chose."""
    contact = Contact.objects.filter(conversation=conversation).first() if conversation else None
    own = guidance.first_aid_of(contact) if contact else None
    done = {own.plan: set(own.done)} if own else {}
    return [
        Situation(
            plan,
            plan.id in done,
            tuple((item, item.id in done.get(plan.id, ())) for item in plan.visitor_ticks),
        )
        for plan in plans_for_visitors()
    ]


def what_follows(conversation: Conversation | None, *, holds: bool) -> dict[str, object]:
    """What may follow an end: what was agreed, the words to come back, the two questions."""
    if conversation is None or conversation.is_open:
        return {}
    contact = Contact.objects.get(conversation=conversation)
    return {
        "agreed": guidance.agreed(contact) if conversation.closed_how not in ("exit", "blocked") else [],
        "has_slip": conversation.closed_how not in ("exit", "blocked")
        and Message.objects.filter(
            conversation=conversation, event__in=("slip_given", "words_asked")
        ).exists(),
        "talked": contact.taken_at is not None,
        "offers_code": holds and conversation.closed_how != "blocked",
        "has_code": returning.has_code(conversation),
        "ticket": feedback.ticket(conversation) if feedback.is_asked(conversation) else "",
        "scales": [
            ("upset_before", _("How upset were you before the talk?")),
            ("upset_now", _("And how upset are you now?")),
        ],
        "useful": [("yes", _("Yes")), ("a_bit", _("A bit")), ("no", _("No"))],
        "numbers": "12345",
    }
