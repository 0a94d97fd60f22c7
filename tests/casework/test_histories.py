"""Whatever happens to a contact, in whatever order: one entry once it has ended, and none before."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import connections

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed
from hulplijn.casework import actions
from hulplijn.casework.entries import ContactClosed
from hulplijn.casework.errors import AlreadyClosed, NotClosedYet, NotTakenYet, StillToAsk, TakenByColleague
from hulplijn.casework.models import Contact
from hulplijn.ledger.models import Entry
from tests import builders
from tests.casework.ledger_rows import contacts

EXPECTED = (AlreadyClosed, NotAllowed, NotClosedYet, NotTakenYet, StillToAsk, TakenByColleague)
CODES: list[dict[str, object]] = [
    {"reason": "grooming"},
    {"reason": "cyberbullying", "found_via": "school"},
    {"outcome": "advice_given"},
    {"outcome": "abuse_prank"},
    {"gender": "female"},
    {"paid_cents": 5000},
    {"paid": "no"},
]


def events(rng: random.Random, by: Actor, at: datetime) -> list[Callable[[Contact], object]]:
    """The things that can happen to a contact now."""

    def leaves(contact: Contact) -> object:
        visitor = Actor.visitor(contact.conversation_id)
        return actions.visitor_left(contact, by=visitor, how=rng.choice(["left", "exit"]), at=at)

    return [
        leaves,
        lambda contact: actions.take(contact, by=by, at=at),
        lambda contact: actions.code(contact, by=by, at=at, **rng.choice(CODES)),
        lambda contact: actions.code(contact, by=by, at=at, **rng.choice(CODES)),
        lambda contact: actions.end(contact, by=by, at=at),
        lambda contact: actions.park(contact, by=by, at=at),
        lambda contact: actions.close(contact, by=by, at=at),
        lambda contact: actions.recode(contact, by=by, at=at, **rng.choice(CODES)),
    ]


@pytest.mark.django_db
def test_in_random_histories_the_ledger_says_what_a_closed_contact_is_coded(
    counsellor: Actor, at: datetime
) -> None:
    closed = 0
    for seed in range(40):
        rng = random.Random(seed)
        Entry.objects.all().delete()
        contact = builders.waiting_chat("hoi")
        for minute in range(14):
            event = rng.choice(events(rng, counsellor, at + timedelta(minutes=minute)))
            with suppress(*EXPECTED):
                event(contact)
            contact = Contact.objects.select_related("coding", "conversation").get(pk=contact.pk)
            found = contacts()
            assert len(found) == (contact.ended_at is not None), seed
            assert Entry.objects.filter(kind="contact_closed").count() == len(found), seed
            assert contact.conversation
            assert contact.conversation.is_open == (contact.ended_at is None), seed
            if contact.closed_at or (contact.parked and not contact.coding.ahead_of_ledger):
                assert found[0].codes == ContactClosed.of(contact, contact.coding).codes(), seed
                closed += 1
    assert closed > 40


@pytest.mark.django_db(transaction=True)
def test_a_visitor_who_leaves_while_the_counsellor_closes_is_entered_once(
    counsellor: Actor, at: datetime
) -> None:
    def close(contact: Contact) -> object:
        return actions.close(contact, by=counsellor, at=at)

    def leave(contact: Contact) -> object:
        visitor = Actor.visitor(contact.conversation_id)
        return actions.visitor_left(contact, by=visitor, how="left", at=at)

    for _ in range(5):
        contact = builders.ready_to_close(builders.taken_chat(counsellor, "hoi"), by=counsellor)
        both_at_once(contact, close, leave)
        assert Contact.objects.get(pk=contact.pk).closed_at == at
    assert len(contacts()) == 5


def both_at_once(contact: Contact, *verbs: Callable[[Contact], object]) -> None:
    """Do `verbs` to `contact`, each in a thread of its own, from one starting shot."""
    start = threading.Barrier(len(verbs))

    def do(verb: Callable[[Contact], object]) -> None:
        try:
            start.wait()
            verb(contact)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(verbs)) as threads:
        for done in [threads.submit(do, verb) for verb in verbs]:
            done.result()
