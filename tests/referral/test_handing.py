"""Handing over warmly: together, by a slip, or with her own words after her yes to exactly these."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework.actions import open_case
from hulplijn.casework.models import Contact, Task
from hulplijn.conversations.models import Message
from hulplijn.referral import actions, handing, queries
from hulplijn.referral.models import PassedOn, Referral
from tests import builders

pytestmark = pytest.mark.django_db
SISTER, SAID = "sister_example", "Ik word afgeperst en woon in Gent. Willen jullie mij bellen?"


@pytest.fixture
def contact(counsellor: Actor) -> Contact:
    return builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)


def said_yes(contact: Contact, by: Actor, at: datetime, *, text: str = SAID) -> PassedOn:
    asked = handing.ask_words(contact, partner=SISTER, text=text, by=by, at=at)
    assert contact.conversation
    assert handing.answer_words(contact.conversation, asked.ask, yes=True, at=at)
    asked.refresh_from_db()
    return asked


def test_calling_together_makes_it_warm_and_a_slip_leaves_it_advised(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    handing.hand_over(contact, partner="csg", how="call", by=counsellor, at=at)
    handing.hand_over(contact, partner="fier", how="slip", by=counsellor, at=at)
    found = {row.partner: (row.how, row.state) for row in Referral.objects.all()}
    assert found == {"csg": ("call", "warm_transfer"), "fier": ("slip", "advised")}
    assert Message.objects.filter(event="slip_given").count() == 1


def test_her_words_go_after_her_yes_and_only_once(contact: Contact, counsellor: Actor, at: datetime) -> None:
    asked = handing.ask_words(contact, partner=SISTER, text=SAID, by=counsellor, at=at)
    with pytest.raises(handing.NoYes):
        handing.words_sent(asked, by=counsellor, at=at)
    assert contact.conversation
    assert handing.answer_words(contact.conversation, asked.ask, yes=True, at=at)
    handing.words_sent(asked, by=counsellor, at=at)
    with pytest.raises(handing.NoYes):
        handing.words_sent(asked, by=counsellor, at=at)
    row = Referral.objects.get()
    assert (row.state, row.how) == ("warm_transfer", "mail")


def test_a_yes_counts_for_the_text_that_she_read_and_no_other(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    first = handing.ask_words(contact, partner=SISTER, text=SAID, by=counsellor, at=at)
    second = handing.ask_words(contact, partner=SISTER, text="Iets heel anders.", by=counsellor, at=at)
    assert contact.conversation
    assert not handing.answer_words(contact.conversation, first.ask, yes=True, at=at)
    with pytest.raises(handing.NoYes):
        handing.words_sent(second, by=counsellor, at=at)


def test_a_yes_is_taken_back_until_it_has_gone(contact: Contact, counsellor: Actor, at: datetime) -> None:
    asked = said_yes(contact, counsellor, at)
    assert contact.conversation
    assert handing.answer_words(contact.conversation, asked.ask, yes=False, at=at)
    with pytest.raises(handing.NoYes):
        handing.words_sent(asked, by=counsellor, at=at)
    assert handing.answer_words(contact.conversation, asked.ask, yes=True, at=at)
    handing.words_sent(asked, by=counsellor, at=at)
    assert not handing.answer_words(contact.conversation, asked.ask, yes=False, at=at)


def test_nobody_else_answers_for_her(contact: Contact, counsellor: Actor, at: datetime) -> None:
    asked = handing.ask_words(contact, partner=SISTER, text=SAID, by=counsellor, at=at)
    other = builders.waiting_chat("ook hoi").conversation
    assert other
    assert not handing.answer_words(other, asked.ask, yes=True, at=at)
    with pytest.raises(NotAllowed):
        handing.rights.require(counsellor, "referral.answer_words", contact, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        PassedOn.objects.update(sent_at=at)


def test_no_words_go_to_an_address_that_nobody_checked(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    for partner in ("csg", "113"):
        with pytest.raises(handing.NotChecked):
            handing.ask_words(contact, partner=partner, text=SAID, by=counsellor, at=at)
    assert not Referral.objects.exists()


def test_the_words_are_sealed_and_the_opened_case_reads_them(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    asked = said_yes(contact, counsellor, at)
    assert SAID.encode() not in bytes(PassedOn.objects.get().body)
    opened = open_case(contact.case, by=counsellor, at=at, contact=contact)
    words = queries.words_of(opened, asked.referral)
    assert words
    assert words.text.reveal() == SAID


def test_who_is_not_there_cannot_be_asked(counsellor: Actor, at: datetime) -> None:
    contact = builders.closed_chat(counsellor)
    with pytest.raises(handing.NobodyToAsk):
        handing.ask_words(contact, partner=SISTER, text=SAID, by=counsellor, at=at)


@pytest.mark.parametrize("text", ["", "  ", "a" * (handing.LONGEST + 1)])
def test_no_text_or_too_much_is_not_asked_about(
    contact: Contact, counsellor: Actor, at: datetime, text: str
) -> None:
    with pytest.raises(handing.NoWords):
        handing.ask_words(contact, partner=SISTER, text=text, by=counsellor, at=at)


def test_a_follow_up_is_a_task_of_the_case_on_a_day_to_come(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    referral = actions.refer(contact, partner="csg", by=counsellor, at=at)
    with pytest.raises(handing.NoDay):
        handing.follow_up(referral, on=at.date(), by=counsellor, at=at)
    day: date = at.date() + timedelta(days=7)
    handing.follow_up(referral, on=day, by=counsellor, at=at)
    task = Task.objects.get()
    assert (task.kind, task.due_at.date(), task.whose_id) == ("referral", day, int(counsellor.id))
    assert Referral.objects.get().follow_up_on == day


def test_what_a_partner_told_is_a_code_and_a_sealed_note(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    referral = actions.refer(contact, partner="csg", by=counsellor, at=at)
    handing.give_feedback(referral, feedback="waits", note="zes weken wachten", by=counsellor, at=at)
    referral.refresh_from_db()
    assert referral.feedback == "waits"
    assert b"wachten" not in bytes(referral.feedback_note or b"")
    with pytest.raises(handing.NoWords):
        handing.give_feedback(referral, feedback="happy", note="", by=counsellor, at=at)


def test_an_ask_that_is_not_there_is_answered_by_nobody(contact: Contact, at: datetime) -> None:
    assert contact.conversation
    assert not handing.answer_words(contact.conversation, uuid.uuid4(), yes=True, at=at)
