"""Walking a step plan with a contact."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.errors import AlreadyClosed, StillToAsk
from hulplijn.casework.models import Contact
from hulplijn.content import queries as content
from hulplijn.guidance import actions, queries
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(counsellor: Actor, at: datetime) -> Contact:
    contact = builders.taken_chat(counsellor, "hoi")
    return builders.ready_to_close(contact, by=counsellor, reason="sextortion_financial")


def again(contact: Contact) -> Contact:
    return Contact.objects.select_related("coding").get(pk=contact.pk)


def test_a_sextortion_reason_offers_its_plan_and_others_offer_none(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    offered = queries.plan_progress(again(contact))
    assert offered
    assert (offered.plan.id, offered.is_started, offered.done) == ("sextortion", False, 0)
    assert [step.is_current for step in offered.steps] == [True, False, False, False]
    other = builders.ready_to_close(builders.taken_chat(counsellor), by=counsellor, reason="other")
    assert queries.plan_progress(again(other)) is None
    with pytest.raises(actions.NoPlan):
        actions.tick(other, "ask_suicide", by=counsellor, at=at)


def test_a_tick_shows_who_and_when(contact: Contact, counsellor: Actor, at: datetime) -> None:
    actions.tick(contact, "stop_replying", by=counsellor, at=at)
    progress = queries.plan_progress(again(contact))
    assert progress
    ticked = [one for step in progress.steps for one in step.items if one.is_ticked]
    assert [(one.item.id, one.by, one.by_id, one.at) for one in ticked] == [
        ("stop_replying", "Anouk", counsellor.id, at)
    ]
    actions.untick(contact, "stop_replying", by=counsellor, at=at)
    progress = queries.plan_progress(again(contact))
    assert progress
    assert not any(one.is_ticked for step in progress.steps for one in step.items)


def test_a_finished_step_moves_the_walk_on(contact: Contact, counsellor: Actor, at: datetime) -> None:
    actions.finish_step(contact, "listen", by=counsellor, at=at)
    progress = queries.plan_progress(again(contact))
    assert progress
    assert progress.done == 1
    assert [step.is_current for step in progress.steps] == [False, True, False, False]
    actions.reopen_step(contact, "listen", by=counsellor, at=at)
    progress = queries.plan_progress(again(contact))
    assert progress
    assert progress.done == 0


def test_a_sextortion_contact_does_not_close_before_suicide_was_asked(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    with pytest.raises(StillToAsk) as refused:
        casework.close(contact, by=counsellor, at=at)
    assert [question.field for question in refused.value.questions] == ["risk"]
    builders.risk_asked(contact, by=counsellor)
    assert casework.close(contact, by=counsellor, at=at).closed_at == at


def test_that_it_was_not_possible_to_ask_is_an_answer(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    actions.tick(contact, "ask_suicide", by=counsellor, at=at, answer="not_possible")
    casework.close(contact, by=counsellor, at=at)


def test_another_reason_closes_without_it(counsellor: Actor, at: datetime) -> None:
    casework.close(
        builders.ready_to_close(builders.taken_chat(counsellor), by=counsellor), by=counsellor, at=at
    )


def test_the_plan_follows_the_reason_and_an_answer_given_before_still_counts(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    casework.code(contact, by=counsellor, at=at, reason="ncii_spread")
    builders.risk_asked(contact, by=counsellor)
    actions.tick(contact, "ask_suicide", by=counsellor, at=at)
    begun = queries.plan_progress(again(contact))
    assert begun
    assert begun.plan.id != "sextortion"
    casework.code(contact, by=counsellor, at=at, reason="sextortion_financial")
    progress = queries.plan_progress(again(contact))
    assert progress
    assert progress.plan.id == "sextortion"
    actions.tick(contact, "stop_replying", by=counsellor, at=at)
    casework.close(contact, by=counsellor, at=at)


def test_a_reason_without_a_plan_keeps_the_one_that_was_begun(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    actions.tick(contact, "stop_replying", by=counsellor, at=at)
    casework.code(contact, by=counsellor, at=at, reason="other")
    progress = queries.plan_progress(again(contact))
    assert progress
    assert progress.plan.id == "sextortion"


@pytest.mark.parametrize("reason", sorted(content.code_list("reason").flagged("ask_suicide")))
def test_every_reason_that_asks_about_suicide_has_a_place_to_tick_it(
    reason: str, counsellor: Actor, at: datetime
) -> None:
    contact = builders.ready_to_close(builders.taken_chat(counsellor), by=counsellor, reason=reason)
    with pytest.raises(StillToAsk):
        casework.close(contact, by=counsellor, at=at)
    actions.tick(contact, "ask_suicide", by=counsellor, at=at, answer="not_possible")
    casework.close(contact, by=counsellor, at=at)


def test_an_item_that_the_plan_does_not_have_is_refused(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    with pytest.raises(actions.NoSuchItem):
        actions.tick(contact, "dance", by=counsellor, at=at)
    with pytest.raises(actions.NoSuchItem):
        actions.finish_step(contact, "dance", by=counsellor, at=at)


def test_only_its_owner_ticks_and_not_after_closing(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    with pytest.raises(NotYours):
        actions.tick(contact, "ask_suicide", by=colleague, at=at)
    builders.risk_asked(contact, by=counsellor)
    closed = casework.close(contact, by=counsellor, at=at)
    with pytest.raises(AlreadyClosed):
        actions.tick(closed, "thank", by=counsellor, at=at)


def test_progress_takes_four_queries_however_much_is_ticked(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    for item in ("ask_suicide", "thank", "stop_replying", "evidence", "report"):
        actions.tick(contact, item, by=counsellor, at=at)
    shown = again(contact)
    with CaptureQueriesContext(connection) as seen:
        queries.plan_progress(shown)
    assert len(seen) == 4


@pytest.mark.django_db(transaction=True)
def test_every_refusal_is_logged(contact: Contact, colleague: Actor, at: datetime) -> None:
    refused: list[Callable[[], object]] = [
        lambda: actions.start_walk(contact, by=colleague, at=at),
        lambda: actions.tick(contact, "ask_suicide", by=colleague, at=at),
        lambda: actions.untick(contact, "ask_suicide", by=colleague, at=at),
        lambda: actions.finish_step(contact, "listen", by=colleague, at=at),
        lambda: actions.reopen_step(contact, "listen", by=colleague, at=at),
    ]
    for number, walk in enumerate(refused, start=1):
        with pytest.raises(NotYours):
            walk()
        assert AuditEntry.objects.filter(verb="plan.walk", outcome="refused").count() == number


def test_a_name_that_no_plan_can_have_is_not_found(contact: Contact, counsellor: Actor, at: datetime) -> None:
    for walk in (actions.tick, actions.untick, actions.finish_step, actions.reopen_step):
        with pytest.raises(actions.NoSuchItem):
            walk(contact, "\0", by=counsellor, at=at)
