"""Reads of what one shift leaves for the next, and of what sleeps: codes only."""

from __future__ import annotations

from django.db.models import QuerySet

from hulplijn.audit.actors import Actor
from hulplijn.casework.models import Contact, PassedOn


def left_for_the_next() -> list[PassedOn]:
    """What nobody has taken yet, the oldest first."""
    rows = PassedOn.objects.filter(taken_at=None).select_related("contact__case", "contact__coding", "by")
    return list(rows.order_by("at", "pk"))


def waits_for_the_next(contact: Contact) -> bool:
    """Whether `contact` was left for the next shift and nobody has taken it."""
    return contact.passed_on.filter(taken_at=None).exists()


def asleep(by: Actor) -> QuerySet[Contact]:
    """The contacts of `by` that are put away until a moment, the first to come back first."""
    rows = Contact.objects.filter(owner_id=int(by.id), closed_at=None, snoozed_until__isnull=False)
    return rows.select_related("case").order_by("snoozed_until", "pk")
