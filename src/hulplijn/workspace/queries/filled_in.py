"""What is known of a contact without asking: proposed at the wrap-up, taken over with one press."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hulplijn.casework.models import Contact
from hulplijn.content.queries import code_list
from hulplijn.guidance.queries import PlanProgress
from hulplijn.referral.models import Referral
from hulplijn.removal.models import Notice

_LISTS = {"images_shared": "yes_no_unknown", "depicted_minor": "yes_no_unknown"}
_NAMES = {"images_shared": _("Images shared"), "depicted_minor": _("A minor is in the images")}
_FROM_THE_PLAN = ("reason", "paid", "payment_method", "since_when", "images_shared", "depicted_minor")


@dataclass(frozen=True)
class FilledIn:
    """A field that is still open, and the code that follows from the talk."""

    field: str
    code: str
    name: str
    label: str


def filled_in(contact: Contact, plan: PlanProgress | None) -> list[FilledIn]:
    """What follows for fields that are open; never over what somebody ticked."""
    known: dict[str, str] = {}
    for field, code in _known(contact, plan):
        known.setdefault(field, code)
    return [
        FilledIn(field, code, str(_NAMES.get(field) or codes.label), str(codes.label_of(code)))
        for field, code in known.items()
        if not getattr(contact.coding, field) and code in (codes := code_list(_LISTS.get(field, field)))
    ]


def _known(contact: Contact, plan: PlanProgress | None) -> Iterator[tuple[str, str]]:
    ticked = [one.item for step in plan.steps for one in step.items if one.is_ticked] if plan else []
    for item in ticked:
        # Who ticks what is only for those who paid has said that she paid.
        for field, codes in item.only_if.items():
            if field in _FROM_THE_PLAN and len(codes) == 1:
                yield field, codes[0]
    if contact.channel == "chat" and not contact.about_someone_else and contact.taken_at:
        yield "role", "victim"
    if contact.case.contacts.filter(started_at__lt=contact.started_at).exists():
        yield "found_via", "earlier_contact"
    if Notice.objects.filter(contact=contact).exists():
        yield "outcome", "removal_started"
    if Referral.objects.filter(contact=contact).exists():
        yield "outcome", "referred"
    if ticked:
        yield "outcome", "advice_given"
