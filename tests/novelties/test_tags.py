"""Tags of what is new: counted once in a contact, decided by coordinators, leading to nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from hulplijn.accounts.models import Staff
from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotAllowed, NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.novelties import actions, queries
from hulplijn.novelties.models import Novelty
from tests import builders
from tests.environment import AT

pytestmark = pytest.mark.django_db
TITLE = "nep-brieven van de rechtbank"


def tagged(contact: Contact, by: Actor) -> Novelty:
    day = AT.date()
    return actions.propose(contact, kind="modus", title=TITLE, first_seen=day, today=day, by=by, at=AT)


def test_a_counsellor_proposes_and_a_coordinator_decides(counsellor: Actor, coordinator: Actor) -> None:
    novelty = tagged(builders.closed_chat(counsellor), counsellor)
    assert novelty.state == "proposed"
    with pytest.raises(NotAllowed):
        actions.decide(novelty, follow=True, by=counsellor, at=AT)
    actions.decide(novelty, follow=True, by=coordinator, at=AT)
    actions.close(novelty, "platform:signal", by=coordinator, at=AT)
    assert [(one.novelty.state, one.became) for one in queries.tags()] == [("closed", "Platform: Signal")]
    with pytest.raises(actions.NoSuchCode):
        actions.close(novelty, "platform:nergens", by=coordinator, at=AT)


def test_what_is_proposed_is_read_by_her_and_coordinators_only_and_what_is_refused_by_nobody(
    counsellor: Actor, colleague: Actor, coordinator: Actor
) -> None:
    novelty, other = tagged(builders.closed_chat(counsellor), counsellor), builders.closed_chat(colleague).pk

    def readers() -> list[int]:
        return [len(queries.tags_beside(other, reader=one)) for one in (counsellor, colleague, coordinator)]

    assert readers() == [1, 0, 1]
    actions.decide(novelty, follow=True, by=coordinator, at=AT)
    assert readers() == [1, 1, 1]
    actions.decide(novelty, follow=False, by=coordinator, at=AT)
    assert readers() == [0, 0, 0]
    novelty.refresh_from_db()
    assert novelty.title == ""


def test_a_contact_counts_once_and_only_its_owner_tags_it(counsellor: Actor, colleague: Actor) -> None:
    novelty = tagged(builders.closed_chat(counsellor), counsellor)
    second = builders.closed_chat(counsellor)
    for _ in range(2):
        actions.mark(second, novelty, by=counsellor, at=AT)
    with pytest.raises(NotYours):
        actions.mark(second, novelty, by=colleague, at=AT)
    assert [(one.contacts, one.here) for one in queries.tags(contact=second.pk)] == [(2, True)]
    actions.unmark(second, novelty, by=counsellor, at=AT)
    assert [(one.contacts, one.here) for one in queries.tags(contact=second.pk)] == [(1, False)]


def test_erasing_a_case_leaves_the_count_and_no_column_of_a_tag_leads_to_a_contact(
    counsellor: Actor, coordinator: Actor
) -> None:
    contact = builders.closed_chat(counsellor)
    novelty = tagged(contact, counsellor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM novelties_noveltymark")
        row = repr([bytes(one) if isinstance(one, memoryview) else one for one in cursor.fetchone()])
    ids = (contact.pk, contact.case_id, contact.conversation_id)
    for id in ids:
        assert id is not None
        assert id.hex not in row
        assert repr(id.bytes)[2:-1] not in row
    casework.erase_case(contact.case, by=coordinator, at=AT + timedelta(days=1))
    assert queries.tags()[0].contacts == 1
    assert queries.tags()[0].novelty.title == novelty.title


def test_what_leads_to_somebody_is_refused_beside_the_field_and_stays_there(
    client: Client, staff: Callable[..., Staff]
) -> None:
    anouk = staff("anouk")
    contact = builders.closed_chat(builders.actor(anouk))
    client.force_login(anouk)
    address = f"/werk/gesprek/{contact.pk}/nieuw-gezien/"
    typed = {"kind": "modus", "title": "account @boefje dreigt", "first_seen": "2026-11-20"}
    answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "lijkt op de naam van een account" in page
    assert "account @boefje dreigt" in page
    assert not Novelty.objects.exists()

    assert client.post(address, typed | {"title": TITLE}).status_code == 302
    assert TITLE in client.get(address).content.decode()
    assert Novelty.objects.get().state == "proposed"


def test_a_coordinator_follows_it_from_the_list_and_the_signals_show_it_without_small_counts(
    client: Client, staff: Callable[..., Staff], counsellor: Actor
) -> None:
    novelty = tagged(builders.closed_chat(counsellor), counsellor)
    client.force_login(staff("dora", role="coordinator"))
    assert TITLE in client.get("/werk/nieuw-gezien/").content.decode()
    client.post(f"/werk/nieuw-gezien/{novelty.pk}/", {"do": "follow"})
    page = client.get("/cijfers/signalen/").content.decode()
    told = page[page.index(TITLE) :]
    assert "&lt;5" in told[: told.index("</tr>")]
