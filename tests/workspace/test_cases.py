"""The list of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions as casework
from tests import builders

As = Callable[[Actor], Client]
SNAPCHAT = [{"platform": "snapchat", "parts": list[str]()}]


def test_she_sees_her_own_cases_and_not_a_colleagues(as_: As, counsellor: Actor, colleague: Actor) -> None:
    mine, theirs = builders.closed_chat(counsellor), builders.closed_chat(colleague)
    shown = as_(counsellor).get(reverse("workspace:cases")).content.decode()
    assert mine.case.reference in shown
    assert theirs.case.reference not in shown


def test_a_coordinator_sees_all(as_: As, counsellor: Actor, coordinator: Actor) -> None:
    contact = builders.closed_chat(counsellor)
    assert contact.case.reference in as_(coordinator).get(reverse("workspace:cases")).content.decode()


def test_a_case_is_found_by_its_reference(as_: As, counsellor: Actor) -> None:
    one, other = builders.closed_chat(counsellor), builders.closed_chat(counsellor)
    shown = as_(counsellor).get(reverse("workspace:cases"), {"kenmerk": one.case.reference}).content.decode()
    assert reverse("workspace:case", args=[one.case_id]) in shown
    assert reverse("workspace:case", args=[other.case_id]) not in shown


def test_nothing_found_says_what_to_do(as_: As, counsellor: Actor) -> None:
    shown = as_(counsellor).get(reverse("workspace:cases"), {"kenmerk": "ZZ-999"}).content.decode()
    assert "Geen zaak van jou begint met dit kenmerk" in shown


def test_a_closed_case_can_be_read_and_reading_is_logged(as_: As, counsellor: Actor) -> None:
    contact = builders.closed_chat(counsellor)
    before = AuditEntry.objects.filter(verb="case.read").count()
    response = as_(counsellor).get(reverse("workspace:case", args=[contact.case_id]), follow=True)
    assert "hoi" in response.content.decode()
    assert AuditEntry.objects.filter(verb="case.read").count() == before + 1


def test_a_colleague_may_not_read_it(as_: As, counsellor: Actor, colleague: Actor) -> None:
    contact = builders.closed_chat(counsellor)
    assert as_(colleague).get(reverse("workspace:case", args=[contact.case_id])).status_code == 403


def test_an_analyst_and_an_administrator_see_no_cases(
    as_: As, analyst: Actor, staff: Callable[..., Any]
) -> None:
    administrator = builders.actor(staff("els", role="administrator"))
    for somebody in (analyst, administrator):
        assert as_(somebody).get(reverse("workspace:cases")).status_code == 403


def test_a_longer_list_asks_no_more_of_the_database(
    as_: As, counsellor: Actor, django_assert_max_num_queries: Any
) -> None:
    client, counts = as_(counsellor), []
    for more in (5, 40):
        for _ in range(more):
            builders.taken_chat(counsellor, "hoi")
        with django_assert_max_num_queries(40) as asked:
            client.get(reverse("workspace:cases"))
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_a_long_list_says_that_older_cases_are_found_by_reference(as_: As, counsellor: Actor) -> None:
    client, say = as_(counsellor), "De nieuwste 50; zoek oudere op kenmerk."
    for _ in range(50):
        builders.taken_chat(counsellor, "hoi")
    assert say not in client.get(reverse("workspace:cases")).content.decode()
    builders.taken_chat(counsellor, "hoi")
    assert say in client.get(reverse("workspace:cases")).content.decode()


def test_cases_are_found_by_coded_facts_and_by_what_is_still_to_do(
    as_: As, counsellor: Actor, at: datetime
) -> None:
    one = builders.closed_chat(
        counsellor,
        reason="scam_fraud",
        age="16_17",
        platforms=SNAPCHAT,
    )
    other = builders.closed_chat(counsellor, at=at - timedelta(days=40))
    casework.add_task(other.case, words="bel", due_at=at, by=counsellor, at=at)
    day = (at - timedelta(days=3)).date().isoformat()
    for asked, found in (
        ({"reden": "scam_fraud"}, one),
        ({"leeftijd": "16_17", "kanaal": "chat"}, one),
        ({"platform": "snapchat"}, one),
        ({"van": day}, one),
        ({"tot": day}, other),
        ({"taken": "open"}, other),
    ):
        shown = as_(counsellor).get(reverse("workspace:cases"), asked).content.decode()
        there = {
            case.pk for case in (one.case, other.case) if reverse("workspace:case", args=[case.pk]) in shown
        }
        assert there == {found.case_id}, asked
    nothing = as_(counsellor).get(reverse("workspace:cases"), {"platform": "snapchat", "taken": "open"})
    assert "Geen zaak van jou heeft dit allemaal" in nothing.content.decode()


def test_the_words_of_a_visitor_lead_to_the_reference_and_open_nothing_by_themselves(
    as_: As, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, "hoi")
    visitor = Actor.visitor(contact.conversation_id)
    words = " ".join(casework.make_return_code(contact.case, by=visitor, at=at, language="nl"))
    mine = as_(counsellor).post("/werk/zaken/", {"words": words}).content.decode()
    assert f"Deze woorden horen bij <b>{contact.case.reference}</b>" in mine
    assert f'<a href="/werk/zaken/{contact.case_id}/">Open de zaak</a>' in mine
    theirs = as_(colleague).post("/werk/zaken/", {"words": words.upper()}).content.decode()
    assert contact.case.reference in theirs
    assert f"/werk/zaken/{contact.case_id}/" not in theirs
    wrong = as_(colleague).post("/werk/zaken/", {"words": "lamp tafel"})
    assert wrong.status_code == 422
    assert 'value="lamp tafel"' in wrong.content.decode()
    logged = AuditEntry.objects.filter(verb="code.find", outcome="done")
    assert [one.object_id for one in logged] == [str(contact.case_id)] * 2
