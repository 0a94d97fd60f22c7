"""What the wrap-up fills in, and closing what was no talk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Coding, Contact
from hulplijn.guidance import actions as guidance
from hulplijn.ledger.models import Entry
from hulplijn.referral import actions as referral
from tests import builders
from tests.environment import AT

As = Callable[[Actor], Client]
SCRIPT = {"HX-Request": "true"}


def test_what_follows_from_talk_and_plan_is_proposed_and_taken_over_with_one_press(
    as_: As, counsellor: Actor
) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    casework.code(contact, by=counsellor, at=AT, reason="sextortion_financial")
    guidance.tick(contact, "already_paid", by=counsellor, at=AT)
    referral.refer(contact, partner="csg", by=counsellor, at=AT)
    wrap_up = reverse("workspace:part", args=[contact.pk, "wrap-up"])
    page = client.get(wrap_up, headers=SCRIPT).content.decode()
    assert "Neem over" in page
    assert Coding.objects.get(pk=contact.pk).paid == ""

    known = {"paid": "yes", "role": "victim", "outcome": "referred"}
    for field, code in known.items():
        assert f'name="field" value="{field}"><input type="hidden" name="{field}" value="{code}"' in page
    client.post(reverse("workspace:code", args=[contact.pk]), {"field": list(known), **known}, headers=SCRIPT)
    kept = Coding.objects.get(pk=contact.pk)
    assert {field: getattr(kept, field) for field in known} == known
    assert "Neem over" not in client.get(wrap_up, headers=SCRIPT).content.decode()


def test_what_somebody_ticked_is_never_proposed_otherwise(as_: As, counsellor: Actor) -> None:
    contact, client = builders.taken_chat(counsellor, "hoi"), as_(counsellor)
    casework.code(contact, by=counsellor, at=AT, role="parent")
    page = client.get(reverse("workspace:part", args=[contact.pk, "wrap-up"]), headers=SCRIPT)
    assert "Neem over" not in page.content.decode()


@pytest.mark.parametrize("outcome", ["silent", "abuse_prank", "wrong_number"])
def test_no_talk_is_closed_at_once_and_counted_apart(as_: As, counsellor: Actor, outcome: str) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    sent = as_(counsellor).post(reverse("workspace:no-talk", args=[contact.pk]), {"outcome": outcome})
    assert sent.status_code == 302
    assert Contact.objects.get(pk=contact.pk).state == "closed"
    codes = Entry.objects.get(kind="contact_closed").codes
    assert (codes["outcome"], codes["counts_as_data"], codes["reason"]) == (outcome, False, "unknown")


@pytest.mark.parametrize("outcome", ["advice_given", "abandoned", "niets", ""])
def test_nothing_else_is_closed_that_way(as_: As, counsellor: Actor, outcome: str) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    sent = as_(counsellor).post(
        reverse("workspace:no-talk", args=[contact.pk]), {"outcome": outcome}, headers=SCRIPT
    )
    assert sent.status_code == 422
    assert Contact.objects.get(pk=contact.pk).state == "talking"


def test_where_it_began_is_one_choice(as_: As, counsellor: Actor) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    as_(counsellor).post(
        reverse("workspace:code", args=[contact.pk]),
        {"field": "platforms", "began": "instagram"},
        headers=SCRIPT,
    )
    kept = Coding.objects.get(pk=contact.pk).platforms
    assert kept == [{"platform": "instagram", "parts": ["contact_made_on"]}]
