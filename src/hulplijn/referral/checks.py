"""The closing check of referrals: nobody with such a reason leaves without a door, or a reason why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hulplijn.casework.closing import Question
from hulplijn.casework.models import Coding, Contact
from hulplijn.content.queries import code_list
from hulplijn.referral.models import NotReferred, Referral


def is_asked(coding: Coding) -> bool:
    """Whether the reason asks for a referral: not of a contact without a talk, such as a prank."""
    if not coding.reason or not coding.counts_as_data:
        return False
    return code_list("reason").get(coding.reason).is_("ask_referral")


def question_of_referral(contact: Contact, coding: Coding) -> list[Question]:
    """That somebody was named, in whatever state, or that it was said why nobody was."""
    if not is_asked(coding) or Referral.objects.filter(contact=contact).exists():
        return []
    if NotReferred.objects.filter(contact=contact).exists():
        return []
    return [Question("referral", "referral", _("Name who helps further, or say why nobody is named"))]
