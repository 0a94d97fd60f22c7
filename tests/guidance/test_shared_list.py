"""What we agreed, seen and ticked by the visitor while they talk; and branches that follow the coding."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.rights import NotYours
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.guidance import actions, queries, sharing
from hulplijn.guidance.rules.asking import REST
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(counsellor: Actor, at: datetime) -> Contact:
    contact = builders.taken_chat(counsellor, "hoi")
    builders.ready_to_close(contact, by=counsellor, reason="sextortion_financial")
    actions.tick(contact, "stop_replying", by=counsellor, at=at)
    contact.refresh_from_db()
    return contact


def visitor_of(contact: Contact) -> Actor:
    return Actor.visitor(contact.conversation_id)


def listed(contact: Contact) -> dict[str, tuple[bool, bool]]:
    shared = sharing.shared_list(contact)
    return {one.item.id: (one.is_agreed, one.is_done) for one in shared.items} if shared else {}


def test_she_sees_nothing_before_her_yes_nor_after_she_takes_it_back(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    hers = visitor_of(contact)
    assert not sharing.answer_list(contact, True, by=hers, at=at)  # nobody asked
    sharing.show_list(contact, by=counsellor, at=at)
    assert sharing.shared_list(contact) == sharing.Shared("asked")
    assert sharing.answer_list(contact, True, by=hers, at=at)
    assert listed(contact) == {"stop_replying": (True, False)}
    assert sharing.answer_list(contact, False, by=hers, at=at)
    assert sharing.shared_list(contact) == sharing.Shared("no")


def test_after_her_no_she_is_asked_once_more_when_something_new_is_agreed_and_never_a_third_time(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    hers, soon = visitor_of(contact), at + timedelta(minutes=1)
    sharing.show_list(contact, by=counsellor, at=at)
    sharing.answer_list(contact, False, by=hers, at=at)
    assert not sharing.can_ask_again(contact, at=soon)
    with pytest.raises(sharing.SheSaidNo):
        sharing.show_list(contact, by=counsellor, at=soon)
    actions.tick(contact, "evidence", by=counsellor, at=soon)
    assert sharing.can_ask_again(contact, at=soon)
    sharing.show_list(contact, by=counsellor, at=soon)
    assert sharing.shared_list(contact) == sharing.Shared("asked", times=2)
    assert sharing.answer_list(contact, False, by=hers, at=soon)
    actions.tick(contact, "block", by=counsellor, at=soon + timedelta(minutes=1))
    with pytest.raises(sharing.SheSaidNo):
        sharing.show_list(contact, by=counsellor, at=soon + timedelta(hours=1))
    assert sharing.shared_list(contact) == sharing.Shared("no", times=2)


def test_a_yes_to_the_second_question_shows_the_list(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    hers, later = visitor_of(contact), at + REST
    sharing.show_list(contact, by=counsellor, at=at)
    sharing.answer_list(contact, False, by=hers, at=at)
    sharing.show_list(contact, by=counsellor, at=later)
    assert sharing.answer_list(contact, True, by=hers, at=later)
    assert listed(contact) == {"stop_replying": (True, False)}


def test_each_side_sees_what_the_other_ticked(contact: Contact, counsellor: Actor, at: datetime) -> None:
    hers = visitor_of(contact)
    sharing.show_list(contact, by=counsellor, at=at)
    sharing.answer_list(contact, True, by=hers, at=at)
    before = sharing.shared_list(contact)
    actions.tick_first_aid(contact, "sextortion", ["stop_replying", "evidence"], by=hers, at=at)
    assert listed(contact) == {"stop_replying": (True, True), "evidence": (False, True)}
    now = sharing.shared_list(contact)
    assert before
    assert now
    assert before.stamp != now.stamp
    progress = queries.plan_progress(contact)
    assert progress
    ticked = {one.item.id: one for step in progress.steps for one in step.items if one.is_ticked}
    assert ticked["stop_replying"].too
    assert ticked["evidence"].by_visitor


def test_only_her_counsellor_asks_and_only_she_answers(
    contact: Contact, counsellor: Actor, colleague: Actor, at: datetime
) -> None:
    with pytest.raises(NotYours):
        sharing.show_list(contact, by=colleague, at=at)
    sharing.show_list(contact, by=counsellor, at=at)
    with pytest.raises(NotYours):
        sharing.answer_list(contact, True, by=visitor_of(builders.waiting_chat()), at=at)


def test_without_a_talk_that_goes_on_there_is_nothing_to_show(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    casework.end(contact, by=counsellor, at=at)
    contact.refresh_from_db()
    with pytest.raises(sharing.NothingToShow):
        sharing.show_list(contact, by=counsellor, at=at)


def test_a_branch_shows_when_its_fact_is_coded_and_stays_where_it_was_ticked(
    contact: Contact, counsellor: Actor, at: datetime
) -> None:
    def shown() -> set[str]:
        progress = queries.plan_progress(Contact.objects.select_related("coding").get(pk=contact.pk))
        assert progress
        return {one.item.id for step in progress.steps for one in step.items}

    assert "already_paid" not in shown()
    casework.code(contact, by=counsellor, at=at, paid="yes")
    assert "already_paid" in shown()
    casework.code(contact, by=counsellor, at=at, paid="no")
    assert "already_paid" not in shown()
    actions.tick(contact, "already_paid", by=counsellor, at=at)
    assert "already_paid" in shown()
