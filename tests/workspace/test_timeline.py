"""A whole case in one order: read, found in, printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.test import Client
from django.urls import reverse

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Case
from hulplijn.guidance import meldcode
from hulplijn.guidance.risk_actions import Answers, check_risk
from tests import builders

As = Callable[[Actor], Client]


def _case(by: Actor, at: datetime) -> Case:
    """A chat, and a day later a call in the same case with a note and a task."""
    chat = builders.closed_chat(by, at=at - timedelta(days=1))
    call = casework.enter_by_hand(channel="phone", by=by, at=at, case=chat.case)
    opened = casework.open_case(chat.case, by=by, at=at)
    casework.write_note(opened, by=by, at=at, text="moeder was erbij", contact=call)
    casework.add_task(opened, words="bel school", due_at=at + timedelta(days=1), by=by, at=at)
    return chat.case


def test_all_contacts_are_in_one_order_with_what_belongs_to_them(
    as_: As, counsellor: Actor, at: datetime
) -> None:
    case = _case(counsellor, at)
    shown = as_(counsellor).get(reverse("workspace:timeline", args=[case.pk])).content.decode()
    places = [shown.index(said) for said in ("hoi", "Telefoon", "moeder was erbij", "bel school")]
    assert places == sorted(places)


def test_what_was_asked_about_safety_and_the_meldcode_stand_in_it(
    as_: As, counsellor: Actor, at: datetime
) -> None:
    contact = builders.taken_chat(counsellor, at=at)
    acute = Answers(asked="yes", thoughts="yes", level="acute", actions=("told_113",))
    check_risk(contact, acute, by=counsellor, at=at, words="moeder komt")
    opened = casework.open_case(contact.case, by=counsellor, at=at)
    meldcode.take_step(opened, 2, "advies gevraagd", by=counsellor, at=at, consulted=["veilig_thuis"])
    shown = as_(counsellor).get(reverse("workspace:timeline", args=[contact.case_id])).content.decode()
    for said in ("Risico: acuut (113 genoemd)", "moeder komt", "Meldcode: Overleg (Veilig Thuis)", "advies"):
        assert said in shown


def test_words_are_found_in_the_opened_case_and_the_log_gets_none_of_them(
    as_: As, counsellor: Actor, at: datetime
) -> None:
    case, client = _case(counsellor, at), as_(counsellor)
    page = reverse("workspace:timeline", args=[case.pk])
    shown = client.post(page, {"sought": "MOEDER"}).content.decode()
    assert "Op 1 plek gevonden" in shown
    assert "bel school" not in shown
    assert "Niets gevonden" in client.post(page, {"sought": "vader"}).content.decode()
    logged = AuditEntry.objects.filter(verb="case.find")
    assert [(one.why, one.object_id) for one in logged] == [("", str(case.pk))] * 2


def test_a_colleague_neither_reads_nor_prints_it(
    as_: As, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    case = _case(counsellor, at)
    paper = reverse("workspace:case-printed", args=[case.pk])
    assert as_(colleague).get(reverse("workspace:timeline", args=[case.pk])).status_code == 403
    assert as_(colleague).post(paper).status_code == 403
    assert as_(counsellor).post(paper).status_code == 204
    assert AuditEntry.objects.filter(verb="case.print", outcome="done").count() == 1
