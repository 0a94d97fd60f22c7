"""What is held out, who is urgent and how much room there is, in the left column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.plumbing import clock, due
from hulplijn.shifts import actions as shifts
from hulplijn.shifts.models import Offer, Presence
from tests import builders

As = Callable[[Actor], Client]


def shown_to(client: Client) -> str:
    return client.get(reverse("workspace:line")).content.decode()


def test_an_offer_is_on_top_for_her_and_named_for_others(
    as_: As, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    shifts.come(by=counsellor, at=at)
    offered = builders.waiting_chat("hoi", at=at - timedelta(minutes=1))
    due.run_due(at)
    early = builders.waiting_chat("hoi", at=at - timedelta(minutes=9))
    hers = shown_to(as_(counsellor))
    assert hers.index(str(offered.pk)) < hers.index(str(early.pk))
    assert "Voor jou" in hers
    others = shown_to(as_(colleague))
    assert others.index(str(early.pk)) < others.index(str(offered.pk))
    assert "Aangeboden aan Anouk" in others


def test_not_now_is_one_press(as_: As, counsellor: Actor, colleague: Actor, at: datetime) -> None:
    shifts.come(by=counsellor, at=at)
    builders.waiting_chat("hoi")
    due.run_due(at)
    offer = Offer.objects.get()
    address = reverse("workspace:decline", args=[offer.pk])
    assert as_(colleague).post(address).status_code == 403
    response = as_(counsellor).post(address, headers={"HX-Request": "true"})
    assert "Voor jou" not in response.content.decode()
    offer.refresh_from_db()
    assert offer.state == Offer.State.DECLINED


def test_urgent_is_said_with_a_word_and_its_reason(as_: As, counsellor: Actor, at: datetime) -> None:
    contact = builders.waiting_chat("ik wil dood")
    by = Actor.visitor(contact.conversation_id)
    casework.raise_urgency(contact, 1, by=by, at=at, why="suicide")
    shown = shown_to(as_(counsellor))
    assert "Dringend" in shown
    assert "Woorden over zelfdoding" in shown
    assert "wil dood" not in shown


def test_urgent_stays_said_in_her_own_list_until_it_is_over(as_: As, counsellor: Actor, at: datetime) -> None:
    contact = builders.taken_chat(counsellor, "ik wil dood")
    by = Actor.visitor(contact.conversation_id)
    casework.raise_urgency(contact, 1, by=by, at=at, why="suicide")
    shown = shown_to(as_(counsellor))
    assert "Dringend" in shown
    assert "Woorden over zelfdoding" in shown
    casework.end(contact, by=counsellor, at=at)
    assert "Dringend" not in shown_to(as_(counsellor))


def test_a_message_left_while_closed_says_so(as_: As, counsellor: Actor, at: datetime) -> None:
    contact = builders.waiting_chat("hoi", at=at - timedelta(hours=12))
    Contact.objects.filter(pk=contact.pk).update(left_message=True)
    assert "Liet een bericht achter" in shown_to(as_(counsellor))


def test_room_is_said_in_words_and_set_with_a_press(as_: As, counsellor: Actor, at: datetime) -> None:
    client = as_(counsellor)
    shifts.come(by=counsellor, at=at)
    builders.taken_chat(counsellor, "hoi")
    assert "Plek voor nog één" in shown_to(client)
    client.post(reverse("workspace:presence"), {"capacity": "1"})
    assert Presence.objects.get().capacity == 1
    assert "Vol" in shown_to(client)
    for wrong in ("0", "7", "veel"):
        assert client.post(reverse("workspace:presence"), {"capacity": wrong}).status_code == 400


def test_pausing_after_this_one_is_one_press_and_taken_back_by_another(
    as_: As, counsellor: Actor, at: datetime
) -> None:
    client = as_(counsellor)
    shifts.come(by=counsellor, at=at)
    builders.taken_chat(counsellor, "hoi")
    client.post(reverse("workspace:presence"), {"to": "after"})
    assert Presence.objects.get().pause_after_this
    client.post(reverse("workspace:presence"), {"to": "come"})
    assert not Presence.objects.get().pause_after_this


def test_in_the_last_quarter_the_column_says_when_we_close(
    as_: As, counsellor: Actor, at: datetime, monkeypatch: object
) -> None:
    late = at.replace(hour=21, minute=50)
    monkeypatch.setattr("hulplijn.workspace.views.now.clock", lambda: late)  # type: ignore[attr-defined]
    builders.waiting_chat("hoi", at=late - timedelta(minutes=3))
    shown = shown_to(as_(counsellor))
    assert "We sluiten om 23:00." in shown
    assert "Wie dan nog wacht, hoort dat" in shown
    assert clock.now() == at
