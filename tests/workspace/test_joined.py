"""Linking and merging on the page, and a merged case in the list and in one order."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import joined
from hulplijn.casework.models import Contact
from tests import builders

As = Callable[[Actor], Client]


def test_the_other_is_a_reference_and_no_way_in_for_who_may_not_read_it(
    as_: As, counsellor: Actor, colleague: Actor
) -> None:
    mine, theirs = builders.closed_chat(counsellor).case, builders.closed_chat(colleague).case
    page, client = reverse("workspace:case-joined", args=[mine.pk]), as_(counsellor)
    wrong = client.post(page, {"do": "link", "reference": "ZZ-999", "reason": "incident"})
    assert wrong.status_code == 422
    assert 'value="ZZ-999"' in wrong.content.decode()
    sent = {"do": "link", "reference": theirs.reference.lower(), "reason": "incident"}
    shown = client.post(page, sent, follow=True).content.decode()
    assert theirs.reference in shown
    assert reverse("workspace:case", args=[theirs.pk]) not in shown
    [contact] = Contact.objects.filter(case=mine)
    talk = client.get(reverse("workspace:contact", args=[contact.pk])).content.decode()
    assert "hoort bij één andere zaak".casefold() in talk.casefold()
    assert page in talk
    assert theirs.reference not in talk


def test_merged_they_are_one_in_the_list_and_in_one_order_and_undone_two(as_: As, counsellor: Actor) -> None:
    one, other = builders.closed_chat(counsellor).case, builders.closed_chat(counsellor).case
    page, client = reverse("workspace:case-joined", args=[one.pk]), as_(counsellor)
    shown = client.post(page, {"do": "merge", "reference": other.reference}, follow=True).content.decode()
    assert other.reference in shown
    listed = client.get(reverse("workspace:cases")).content.decode()
    assert one.reference in listed
    assert other.reference not in listed
    found = client.get(reverse("workspace:cases"), {"kenmerk": other.reference}).content.decode()
    assert reverse("workspace:case", args=[one.pk]) in found
    before = AuditEntry.objects.filter(verb="case.read").count()
    whole = client.get(reverse("workspace:timeline", args=[one.pk])).content.decode()
    assert all(reverse("workspace:contact", args=[c.pk]) in whole for c in joined.contacts_of_all(one))
    assert AuditEntry.objects.filter(verb="case.read").count() == before + 2
    client.post(page, {"do": "undo", "id": str(other.pk)})
    assert other.reference in client.get(reverse("workspace:cases")).content.decode()


def test_a_case_of_a_colleague_is_not_merged(as_: As, counsellor: Actor, colleague: Actor) -> None:
    mine, theirs = builders.closed_chat(counsellor).case, builders.closed_chat(colleague).case
    page = reverse("workspace:case-joined", args=[mine.pk])
    response = as_(counsellor).post(page, {"do": "merge", "reference": theirs.reference})
    assert "Vraag een coördinator" in response.content.decode()
    assert len(joined.one_persons(mine)) == 1
