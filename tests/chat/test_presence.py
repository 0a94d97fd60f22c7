"""A visitor's hold: fifteen minutes after her last connection the server lets her go."""

import uuid
from datetime import datetime, timedelta

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import actions, presence
from hulplijn.conversations.models import Conversation, Draft, Message
from hulplijn.conversations.queries import conversation_held_by
from hulplijn.conversations.rules import ConversationClosed
from hulplijn.plumbing import due
from hulplijn.plumbing.models import ServerProcess
from tests import builders

pytestmark = pytest.mark.django_db(transaction=True)

MINUTE = timedelta(minutes=1)


@pytest.fixture
def begun(at: datetime) -> actions.Begun:
    started = actions.begin(start_id=uuid.uuid4(), language="nl", is_open=True, at=at)
    presence.wait_for(started.conversation, at)
    return started


@pytest.fixture
def process(at: datetime) -> ServerProcess:
    return ServerProcess.objects.create(started_at=at, seen_at=at)


def is_held(begun: actions.Begun) -> bool:
    return conversation_held_by(begun.conversation.pk, begun.token) is not None


def test_while_she_is_connected_her_hold_lasts(
    begun: actions.Begun, process: ServerProcess, at: datetime
) -> None:
    presence.up(begun.conversation, who_hash=b"x", process_id=process.pk, at=at)
    due.run_due(at=at + 300 * MINUTE)
    assert is_held(begun)
    assert presence.is_up(begun.conversation, at + 300 * MINUTE)


def test_fifteen_minutes_after_her_last_connection_nothing_opens_it(
    begun: actions.Begun, process: ServerProcess, at: datetime
) -> None:
    link = presence.up(begun.conversation, who_hash=b"x", process_id=process.pk, at=at)
    presence.down(link, at=at)
    due.run_due(at=at + 14 * MINUTE)
    assert is_held(begun)
    due.run_due(at=at + 15 * MINUTE)
    assert not is_held(begun)
    assert Contact.objects.get().state == Contact.State.CLOSED
    assert Contact.objects.get().left_how == "lost"
    assert Contact.objects.get().coding.outcome == "abandoned"


def test_of_two_tabs_the_last_one_counts(begun: actions.Begun, process: ServerProcess, at: datetime) -> None:
    links = [presence.up(begun.conversation, who_hash=b"x", process_id=process.pk, at=at) for _ in range(2)]
    presence.down(links[0], at=at)
    due.run_due(at=at + 30 * MINUTE)
    assert is_held(begun)
    presence.down(links[1], at=at + 30 * MINUTE)
    due.run_due(at=at + 46 * MINUTE)
    assert not is_held(begun)


def test_whoever_is_back_in_time_stays(begun: actions.Begun, process: ServerProcess, at: datetime) -> None:
    link = presence.up(begun.conversation, who_hash=b"x", process_id=process.pk, at=at)
    presence.down(link, at=at)
    presence.up(begun.conversation, who_hash=b"x", process_id=process.pk, at=at + 14 * MINUTE)
    due.run_due(at=at + 60 * MINUTE)
    assert is_held(begun)


def test_a_talk_ends_as_lost_and_its_counsellor_wraps_up(
    begun: actions.Begun, process: ServerProcess, at: datetime
) -> None:
    anouk = builders.actor(builders.staff("anouk", at=at))
    casework.take(begun.contact, by=anouk, at=at)
    presence.down(presence.up(begun.conversation, who_hash=b"x", process_id=process.pk, at=at), at=at)
    due.run_due(at=at + 15 * MINUTE)
    contact = Contact.objects.get()
    assert (contact.state, contact.left_how) == (Contact.State.ENDED, "lost")
    assert Conversation.objects.get().closed_how == "lost"
    assert Message.objects.order_by("-number").values_list("event", flat=True)[0] == "lost"


def test_with_a_return_code_the_contact_waits_though_her_browser_holds_it_no_more(
    begun: actions.Begun, process: ServerProcess, at: datetime
) -> None:
    casework.make_return_code(
        begun.contact.case, by=Actor.visitor(begun.conversation.pk), at=at, language="nl"
    )
    presence.down(presence.up(begun.conversation, who_hash=b"x", process_id=process.pk, at=at), at=at)
    due.run_due(at=at + 15 * MINUTE)
    assert not is_held(begun)
    assert Contact.objects.get().state == Contact.State.WAITING


def test_whoever_began_and_never_connected_is_let_go_as_well(begun: actions.Begun, at: datetime) -> None:
    due.run_due(at=at + 15 * MINUTE)
    assert Contact.objects.get().state == Contact.State.CLOSED


def test_once_let_go_the_start_id_opens_nothing(at: datetime) -> None:
    start_id = uuid.uuid4()
    begun = actions.begin(start_id=start_id, language="nl", is_open=True, at=at)
    casework.make_return_code(
        begun.contact.case, by=Actor.visitor(begun.conversation.pk), at=at, language="nl"
    )
    presence.wait_for(begun.conversation, at)
    due.run_due(at=at + 15 * MINUTE)
    assert actions.begun_with(start_id) is None
    with pytest.raises(ConversationClosed):
        actions.begin(start_id=start_id, language="nl", is_open=True, at=at)


def test_a_process_that_dies_takes_its_connections_along_and_the_hold_runs_out(
    begun: actions.Begun, process: ServerProcess, at: datetime
) -> None:
    presence.up(begun.conversation, who_hash=b"x", process_id=process.pk, at=at)
    process_id = process.pk
    process.delete()
    due.put(presence.PROCESS_GONE, process_id, at)
    due.run_due(at=at)
    assert not presence.is_up(begun.conversation, at)
    due.run_due(at=at + 16 * MINUTE)
    assert not is_held(begun)


def test_a_page_without_a_socket_is_there_until_it_has_been_silent(
    begun: actions.Begun, at: datetime
) -> None:
    presence.stay(begun.conversation, who_hash=b"x", until=at + MINUTE, at=at)
    assert presence.is_up(begun.conversation, at)
    presence.stay(begun.conversation, who_hash=b"x", until=at + 2 * MINUTE, at=at + MINUTE / 2)
    due.run_due(at=at + MINUTE)
    assert presence.is_up(begun.conversation, at + MINUTE)
    due.run_due(at=at + 2 * MINUTE)
    assert not presence.is_up(begun.conversation, at + 2 * MINUTE)
    due.run_due(at=at + 16 * MINUTE)
    assert is_held(begun)
    due.run_due(at=at + 17 * MINUTE)
    assert not is_held(begun)


def test_what_she_typed_is_kept_sealed_for_fifteen_minutes_after_her_last_key(
    begun: actions.Begun, at: datetime
) -> None:
    actions.keep_draft(begun.conversation, "kanarie-7719", at=at)
    assert b"kanarie" not in bytes(Draft.objects.get().body)
    actions.keep_draft(begun.conversation, "kanarie-7719 en meer", at=at + 10 * MINUTE)
    due.run_due(at=at + 14 * MINUTE)
    assert Draft.objects.count() == 1
    due.run_due(at=at + 25 * MINUTE)
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("how", ["left", "exit"])
def test_leaving_takes_what_she_typed_along(begun: actions.Begun, at: datetime, how: str) -> None:
    actions.keep_draft(begun.conversation, "niet verstuurd", at=at)
    actions.leave(begun.conversation, how=how, at=at)
    assert not Draft.objects.exists()


def test_saying_it_takes_the_draft_away(begun: actions.Begun, at: datetime) -> None:
    actions.keep_draft(begun.conversation, "bijna klaar", at=at)
    actions.say(begun.conversation, "bijna klaar", client_id=uuid.uuid4(), at=at)
    assert not Draft.objects.exists()
