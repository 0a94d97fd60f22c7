"""One case with something of everything that the product keeps about a person."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework import queries as casework_queries
from hulplijn.casework import sealed
from hulplijn.casework.models import Case, Contact, NoteDraft
from hulplijn.channels.chat import actions as chat
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Attachment, Conversation
from hulplijn.guidance import actions as guidance
from hulplijn.guidance.brought import bring_check
from hulplijn.guidance.meldcode import take_step
from hulplijn.guidance.risk_actions import Answers, check_risk
from hulplijn.plumbing.database import writing
from hulplijn.privacy.keys import open_key
from hulplijn.quality.models import Review
from hulplijn.referral import actions as referral
from hulplijn.referral import handing
from hulplijn.removal import actions as removal
from tests import builders
from tests.environment import AT

SAID, TYPED, NAME, NOTED, BEGUN, TOLD, ANSWERED, TO_DO, ACCOUNT, JUDGED, WEIGHED = (
    "mijn geplante zin over vroeger",
    "half getypt geheim",
    "Plantje",
    "notitie met geplante zin",
    "begin van een notitie",
    "voor de volgende: geplant",
    "antwoord met geplante zin",
    "nog te doen: geplant",
    "@geplante_dader",
    "geplant: kon het niet meer vragen",
    "geplant: dit weegt zwaar",
)
FED_BACK, PASSED_ON = "de partner zei iets geplants", "geplante woorden om door te geven"
LEFT, TAUGHT = "voor de volgende dienst: geplant", "geplant: hier luisterde je goed"
PICTURE = b"geplant beeld"
WHERE = "https://platform.example/geplant-adres"
PLANTED = (
    SAID,
    TYPED,
    NAME,
    NOTED,
    BEGUN,
    TOLD,
    ANSWERED,
    TO_DO,
    ACCOUNT,
    JUDGED,
    WEIGHED,
    LEFT,
    TAUGHT,
    WHERE,
    FED_BACK,
    PASSED_ON,
)


@dataclass(frozen=True)
class FullCase:
    """The case, its chat and the visitor's words."""

    case: Case
    contact: Contact
    conversation: Conversation
    words: list[str]

    @property
    def visitor(self) -> Actor:
        return Actor.visitor(self.conversation.pk)


def full_case(by: Actor, *, at: datetime = AT, closes: bool = True, sample: bool = False) -> FullCase:
    """A chat with notes, drafts, a handover, a removal request and a referral; closed unless told not to."""
    contact = builders.taken_chat(by, SAID, at=at, sample=sample)
    conversation = contact.conversation
    assert conversation is not None
    visitor = Actor.visitor(conversation.pk)
    conversations.say(conversation, ANSWERED, by=by, client_id=uuid.uuid4(), at=at)
    opened = casework.open_case(contact.case, by=by, at=at)
    casework.name_case(opened, by=by, at=at, name=NAME)
    casework.write_note(opened, by=by, at=at, text=NOTED, contact=contact)
    casework.add_offender_account(contact, ACCOUNT, platform="instagram", part="paid_to", by=by, at=at)
    casework.add_task(opened, words=TO_DO, due_at=at + timedelta(days=1), contact=contact, by=by, at=at)
    builders.ready_to_close(
        contact, by=by, at=at, reason="ncii_spread", age="16_17", paid="yes", paid_cents=12_345
    )
    bring_check(contact, "sextortion", "no.money.yes", by=visitor, at=at)
    guidance.tick_first_aid(contact, plan="sextortion", done=["stop_replying"], by=visitor, at=at)
    notice = removal.draft_notice(
        opened,
        contact,
        by=by,
        at=at,
        urls=WHERE,
        platform="instagram",
        content_kind="offender_account",
        depicted_minor="no",
        consent=True,
    )
    removal.send_notice(notice, by=by, at=at)
    removal.decide_notice(notice, outcome="removed", by=by, at=at + timedelta(hours=1))
    named = referral.refer(contact, partner="csg", state="advised", by=by, at=at)
    handing.give_feedback(named, feedback="arrived", note=FED_BACK, by=by, at=at)
    handing.ask_words(contact, partner="sister_example", text=PASSED_ON, by=by, at=at)
    take_step(opened, 1, WEIGHED, by=by, at=at)
    words = casework.make_return_code(contact.case, by=visitor, at=at, language="nl")
    casework.hand_over(contact, None, TOLD, by=by, at=at)
    contact = casework.take(Contact.objects.get(pk=contact.pk), by=by, at=at)
    if closes:
        for question in casework_queries.still_to_ask(contact):
            item = question.field.partition("plan:")[2]
            if item:
                guidance.tick(contact, item, by=by, at=at, answer="not_possible")
            else:
                check_risk(contact, Answers(asked="not_possible"), by=by, at=at, words=JUDGED)
        contact = casework.close(contact, by=by, at=at + timedelta(hours=2))
        casework.pass_on(contact, is_so=LEFT, was_done="", to_do="", by=by, at=at + timedelta(hours=2))
    _feedback(contact, by, at)
    _screenshot(conversation, at)
    _unfinished_note(contact, by)
    chat.keep_draft(conversation, TYPED, at=at)
    conversations.save_draft(conversation, BEGUN, kind="note", by=by, at=at)
    conversation.refresh_from_db()
    return FullCase(contact.case, contact, conversation, words)


def _screenshot(conversation: Conversation, at: datetime) -> None:
    """A screenshot as it lies there once it was sent; how it comes in has tests of its own."""
    picture = Attachment(conversation=conversation, invited_by="1", invited_at=at, sent_at=at)
    picture.body = open_key(conversation.key_id).seal_bytes(PICTURE, about=picture.about)
    with writing():
        picture.save(force_insert=True)


def _feedback(contact: Contact, by: Actor, at: datetime) -> None:
    """As it lies there once it was given, whoever gave it; how it comes about has tests of its own."""
    with writing():
        reads, _ = Staff.objects.get_or_create(username="leest-mee", defaults={"role": "coordinator"})
        review = Review(contact=contact, reviewer=reads, counsellor_id=int(by.id), drawn_at=at)
        review.words = sealed.write(contact.case, TAUGHT, about=review.words_about)
        review.save(force_insert=True)


def _unfinished_note(contact: Contact, by: Actor) -> None:
    """As one lies beside a phone call; here beside the chat, so that one case has everything."""
    draft = NoteDraft(contact=contact, staff_id=int(by.id))
    draft.body = open_key(contact.case.key_id).seal(BEGUN, about=draft.about)
    with writing():
        draft.save(force_insert=True)
