"""The live address: for a threat to life only, by two people, seen once by each, kept nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.core import serializers
from pytest_django import Settings

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed, NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import NoDanger, NotTheSecond
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import live_address, presence
from hulplijn.channels.chat.models import AddressAsk
from hulplijn.plumbing import bus
from tests import builders

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"


@pytest.fixture(autouse=True)
def switched_on(settings: Settings) -> None:
    settings.HULPLIJN_LIVE_ADDRESS = True


@pytest.fixture
def contact(counsellor: Actor, at: datetime) -> Contact:
    """A talk in danger whose visitor is connected."""
    contact = builders.taken_chat(counsellor, "help")
    casework.call_for_danger(contact, by=counsellor, at=at)
    assert contact.conversation
    presence.up(contact.conversation, who_hash=b"", until=at + timedelta(hours=1), at=at)
    return contact


def connection_answers(asked: AddressAsk) -> None:
    """What the process does that holds her connection."""
    conversation = asked.contact.conversation
    assert conversation
    live_address.tell(conversation, str(asked.pk), ADDRESS)


def test_the_two_see_it_once_each_and_it_is_kept_nowhere(
    contact: Contact,
    coordinator: Actor,
    counsellor: Actor,
    at: datetime,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked = live_address.ask(contact, why="life_herself", by=coordinator, at=at)
    live_address.agree(asked, by=counsellor, at=at)
    connection_answers(asked)
    for one in (coordinator, counsellor):
        assert live_address.asks(one, at) == [asked]
        assert live_address.see(asked, by=one, at=at).reveal() == ADDRESS
        assert not live_address.asks(one, at)
        with pytest.raises(live_address.TooLate):
            live_address.see(asked, by=one, at=at)
    rows = [row for model in apps.get_models() for row in model._default_manager.all()]
    assert ADDRESS not in serializers.serialize("json", rows)
    assert ADDRESS not in "".join(capfd.readouterr()) + caplog.text
    steps = AuditEntry.objects.filter(verb__startswith="address.").order_by("pk")
    assert [(one.verb, one.actor_id, one.why) for one in steps] == [
        ("address.ask", coordinator.id, "life_herself"),
        ("address.agree", counsellor.id, "life_herself"),
        ("address.see", coordinator.id, "life_herself"),
        ("address.see", counsellor.id, "life_herself"),
    ]


def test_what_goes_over_the_bus_is_sealed(
    contact: Contact, coordinator: Actor, counsellor: Actor, at: datetime
) -> None:
    heard: list[str] = []
    end = bus.carry(lambda topic, sign: heard.append(topic + sign))
    asked = live_address.ask(contact, why="life_other", by=coordinator, at=at)
    live_address.agree(asked, by=counsellor, at=at)
    connection_answers(asked)
    end()
    assert any(one.startswith(live_address.ANSWER) for one in heard)
    assert ADDRESS not in "".join(heard)


def test_nobody_alone_and_nobody_else(
    contact: Contact, coordinator: Actor, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    with pytest.raises(NotAllowed):
        live_address.ask(contact, why="life_herself", by=counsellor, at=at)
    asked = live_address.ask(contact, why="life_herself", by=coordinator, at=at)
    with pytest.raises(NotTheSecond):
        live_address.agree(asked, by=coordinator, at=at)
    connection_answers(asked)  # not agreed: it says nothing
    with pytest.raises(NotYours):
        live_address.see(asked, by=coordinator, at=at)
    live_address.agree(asked, by=counsellor, at=at)
    with pytest.raises(live_address.NotHereYet):
        live_address.see(asked, by=coordinator, at=at)
    connection_answers(asked)
    with pytest.raises(NotYours):
        live_address.see(asked, by=colleague, at=at)


def test_not_without_danger_nor_connection_nor_after_a_minute_nor_switched_off(
    contact: Contact, coordinator: Actor, counsellor: Actor, at: datetime, settings: Settings
) -> None:
    calm = builders.taken_chat(counsellor, "hoi")
    with pytest.raises(NoDanger):
        live_address.ask(calm, why="life_herself", by=coordinator, at=at)
    with pytest.raises(live_address.NotConnected):
        live_address.ask(contact, why="life_herself", by=coordinator, at=at + timedelta(hours=2))
    asked = live_address.ask(contact, why="life_herself", by=coordinator, at=at)
    with pytest.raises(live_address.TooLate):
        live_address.agree(asked, by=counsellor, at=at + timedelta(minutes=10))
    live_address.agree(asked, by=counsellor, at=at)
    connection_answers(asked)
    with pytest.raises(live_address.TooLate):
        live_address.see(asked, by=counsellor, at=at + timedelta(minutes=1))
    settings.HULPLIJN_LIVE_ADDRESS = False
    assert contact.conversation
    assert live_address.topics(contact.conversation) == []
    with pytest.raises(NoDanger):
        live_address.ask(contact, why="life_herself", by=coordinator, at=at)
