"""The letter to a partner: a visitor's own words, exactly as she read them, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from hulplijn.casework.models import Contact
from hulplijn.content.partner_shapes import Partner
from hulplijn.content.queries import helpline
from hulplijn.plumbing.mail import Letter
from hulplijn.privacy.private_text import PrivateText
from hulplijn.referral.models import PassedOn
from hulplijn.referral.rules.letters import language_of

LINE = "-" * 20
"""What her words stand between."""


@dataclass(frozen=True)
class Around:
    """What stands around her words, in `language`; nothing of it is of her or of her case."""

    language: str
    subject: str
    before: str
    after: str


def around(partner: Partner, contact: Contact, *, reference: str) -> Around:
    """What the letter to `partner` says beside her words."""
    ours = helpline()
    language = language_of(partner.languages, spoken=contact.language, ours=ours.languages)
    with override(language):
        subject = _("A request for help, through %(helpline)s") % {"helpline": ours.name}
        before = _(
            "Somebody talked with %(helpline)s and would like your help. The text below is in that person’s "
            "own words. They read exactly this text and agreed that it goes to you. They agreed to nothing "
            "more, so please keep it among those who help."
        ) % {"helpline": ours.name}
        after = _(
            "Do you have a question? Answer this mail, and it comes to %(helpline)s.\n"
            "Our reference: %(reference)s"
        ) % {"helpline": ours.name, "reference": reference}
    return Around(language, subject, before, after)


def letter(passed: PassedOn, words: PrivateText, *, partner: Partner, address: str) -> Letter:
    """The letter as it goes to `address`."""
    says = around(partner, passed.referral.contact, reference=passed.reference)
    text = "\n\n".join((says.before, LINE, words.reveal(), LINE, says.after, helpline().name))
    return Letter(address, says.subject, f"{text}\n", passed.letter_id, reply_to=helpline().email)
