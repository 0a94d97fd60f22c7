"""Mailing a visitor's words to a partner: `send_words` has it done, `send_due` does it outside any write.

At least once: a letter that was handed over while this process died goes again, under the same Message-ID.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import structlog
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.casework.actions import add_task, open_case
from hulplijn.casework.models import Contact
from hulplijn.content.queries import helpline
from hulplijn.plumbing import due, mail
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.queries import holds_samples
from hulplijn.privacy.keys import KeyGone
from hulplijn.referral import letters, queries, rights
from hulplijn.referral.actions import UnknownPartner
from hulplijn.referral.handing import SENDING, NotChecked, NoYes, checked_address, have_gone, still_here
from hulplijn.referral.models import PassedOn
from hulplijn.referral.rules.letters import next_try

log = structlog.get_logger(__name__)
_NOT = PassedOn.WhyNot


class NoServer(Exception):
    """No mail server is set, so it is mailed by hand."""


def is_shown_only(contact: Contact) -> bool:
    """Whether this is a sample: the way of a letter is shown, and no line is opened."""
    return helpline().sample or contact.case.sample or holds_samples()


def sends(contact: Contact) -> bool:
    """Whether the product mails what is passed on, or shows how it would."""
    return is_shown_only(contact) or mail.server() is not None


def send_words(passed: PassedOn, *, by: Actor, at: datetime) -> None:
    """Have the words mailed to the partner as soon as that can be; also once more after it was given up.

    Raises:
        NotYours, NoServer
        NoYes: she did not say yes, took it back, or it has gone already.
        NotChecked: the address is no longer checked.
    """
    contact = passed.referral.contact
    rights.require(by, "referral.send_words", contact, at=at)
    if not sends(contact):
        raise NoServer
    checked_address(passed.referral.partner)
    with writing():
        yes = still_here(passed, at).filter(answer=PassedOn.Answer.YES)
        if not yes.update(to_send_at=at, gave_up_at=None, why_not="", tries=0):
            raise NoYes
        due.put(SENDING, passed.pk, at)
        audit.record("referral.send_words", by=by, on=passed, at=at)


def send_due(key: str, at: datetime) -> None:
    """Hand the words over to the mail server, if her yes still stands at this moment."""
    passed = _claimed(key, at)
    if passed is None:
        return
    try:
        _hand_over(passed, at)
    except KeyGone:
        return  # erased meanwhile: there is nothing to send, and nobody to tell
    except mail.NotNow as wrong:
        _later(passed, wrong.why, wrong.code, at)
    except mail.Refused as wrong:
        _give_up(passed, wrong.why, wrong.code, at)
    except (NotChecked, UnknownPartner):
        _give_up(passed, _NOT.NOT_CHECKED, 0, at)
    except ValueError:
        _give_up(passed, _NOT.RECIPIENT, 0, at)
    else:
        with writing():
            if _mine(passed).update(sent_at=at, under_way_until=None, why_not=""):
                have_gone(passed, by=SYSTEM, at=at)


def _claimed(key: str, at: datetime) -> PassedOn | None:
    """The row, claimed for this try; None where it is not to be sent, or not by us."""
    rows = PassedOn.objects.select_related("referral__contact__case", "referral__case")
    found = rows.filter(pk=UUID(key), referral__case__practice=False).first()
    if found is None:
        return None
    with writing():
        to_send = still_here(found, at).filter(
            answer=PassedOn.Answer.YES, to_send_at__isnull=False, gave_up_at=None
        )
        won = to_send.update(under_way_until=at + due.SLOW_LEASE, tries=F("tries") + 1)
    return rows.filter(pk=found.pk).first() if won else None


def _hand_over(passed: PassedOn, at: datetime) -> None:
    referral, contact = passed.referral, passed.referral.contact
    address = checked_address(referral.partner)
    opened = open_case(contact.case, by=SYSTEM, at=at, contact=contact)
    words = queries.words_of(opened, referral)
    if words is None or is_shown_only(contact):
        return
    server = mail.server()
    if server is None:
        raise mail.NotNow(_NOT.NOT_SET)
    letter = letters.letter(passed, words.text, partner=words.partner, address=address)
    mail.send(letter, by=server, at=at)


def _mine(passed: PassedOn) -> QuerySet[PassedOn]:
    return PassedOn.objects.filter(
        pk=passed.pk, ask=passed.ask, sent_at=None, under_way_until=passed.under_way_until
    )


def _later(passed: PassedOn, why: str, code: int, at: datetime) -> None:
    pause = next_try(passed.tries, waited=at - (passed.to_send_at or at))
    if pause is None:
        _give_up(passed, why, code, at)
        return
    log.warning("mail_not_sent", why=why, code=code, tries=passed.tries)
    with writing():
        if _mine(passed).update(under_way_until=None, why_not=why):
            due.put(SENDING, passed.pk, at + pause)


def _give_up(passed: PassedOn, why: str, code: int, at: datetime) -> None:
    log.error("mail_not_sent", why=why, code=code, tries=passed.tries, gave_up=True)
    with writing():
        if _mine(passed).update(under_way_until=None, why_not=why, gave_up_at=at):
            audit.record("referral.words_not_sent", by=SYSTEM, on=passed, at=at, why=why)
            contact, name = passed.referral.contact, queries.named_partner(passed.referral.partner)
            with override(helpline().languages[0]):
                words = _("Could not be mailed: %(name)s") % {"name": name.name if name else "?"}
            # Whoever pressed may look at something else by now.
            add_task(contact.case, words=words, due_at=at, contact=contact, kind="referral", by=SYSTEM, at=at)
