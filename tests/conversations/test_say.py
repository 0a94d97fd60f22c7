"""Messages: numbered, sealed, once, in order."""

import threading
import uuid
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, connections

from hulplijn.audit.actors import Actor
from hulplijn.conversations import actions, queries, writer
from hulplijn.conversations.models import Conversation, Message
from hulplijn.conversations.rules import LONGEST, ConversationClosed, Empty, Said, TooLong
from hulplijn.privacy import keys

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def conversation(at: datetime) -> Conversation:
    opened = actions.open_conversation(start_id=uuid.uuid4(), key_id=keys.new_key(), language="nl", at=at)
    return opened.conversation


def say(conversation: Conversation, text: str, at: datetime, client_id: uuid.UUID | None = None) -> Said:
    by = Actor.visitor(conversation.pk)
    return actions.say(conversation, text, by=by, client_id=client_id or uuid.uuid4(), at=at)


def texts(conversation: Conversation) -> list[tuple[int, str]]:
    sealer = keys.open_key(conversation.key_id)
    return [(m.number, m.text.reveal()) for m in queries.messages_after(conversation, 0, sealer)]


def test_messages_get_the_next_number_and_are_read_back_in_order(
    conversation: Conversation, at: datetime
) -> None:
    for word in ("hoi", "iemand heeft een foto", "en wil geld"):
        say(conversation, word, at)
    assert texts(conversation) == [(1, "hoi"), (2, "iemand heeft een foto"), (3, "en wil geld")]


def test_a_message_sent_again_is_there_once_and_has_its_first_number(
    conversation: Conversation, at: datetime
) -> None:
    client_id = uuid.uuid4()
    first = say(conversation, "hoi", at, client_id)
    again = say(conversation, "hoi", at, client_id)
    assert (first.number, again.number, again.repeated) == (1, 1, True)
    assert texts(conversation) == [(1, "hoi")]


def test_the_same_message_twice_in_one_group_is_written_once(
    conversation: Conversation, at: datetime
) -> None:
    saying = actions.saying_of(
        conversation, "hoi", by=Actor.visitor(conversation.pk), client_id=uuid.uuid4(), at=at
    )
    assert writer.write([saying, saying]) == [Said(1), Said(1, repeated=True)]


def test_messages_from_many_threads_have_no_gap_and_no_double(
    conversation: Conversation, at: datetime
) -> None:
    def talk(name: int) -> None:
        for count in range(10):
            say(conversation, f"{name}-{count}", at)
        connections.close_all()

    threads = [threading.Thread(target=talk, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    read = texts(conversation)
    assert [number for number, _ in read] == list(range(1, 61))
    for name in range(6):
        mine = [text for _, text in read if text.startswith(f"{name}-")]
        assert mine == [f"{name}-{count}" for count in range(10)]


def test_one_message_by_two_ways_at_once_is_there_once_and_fails_nobody(
    conversation: Conversation, at: datetime
) -> None:
    client_id, numbers = uuid.uuid4(), []

    def talk() -> None:
        numbers.append(say(conversation, "hoi", at, client_id).number)
        connections.close_all()

    threads = [threading.Thread(target=talk) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers == [1] * 6
    assert texts(conversation) == [(1, "hoi")]


def test_drafts_kept_at_the_same_moment_do_not_get_in_each_others_way(
    conversation: Conversation, at: datetime
) -> None:
    by, wrong = Actor.staff(1, frozenset({"counsellor"}), "Anouk"), []

    def type_on(text: str) -> None:
        try:
            actions.save_draft(conversation, text, kind="note", by=by, at=at)
        except Exception as one:
            wrong.append(one)
        connections.close_all()

    threads = [threading.Thread(target=type_on, args=(f"concept {count}",)) for count in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    kept = queries.draft_of(conversation, keys.open_key(conversation.key_id), by=by, kind="note")
    assert kept is not None
    assert kept.reveal().startswith("concept ")


def test_a_typed_note_outlives_the_end_of_the_conversation(conversation: Conversation, at: datetime) -> None:
    by = Actor.staff(1, frozenset({"counsellor"}), "Anouk")
    actions.save_draft(conversation, "is erg geschrokken", kind="note", by=by, at=at)
    actions.end(conversation, by=by, how="ended", at=at)
    sealer = keys.open_key(conversation.key_id)
    assert queries.draft_of(conversation, sealer, by=by, kind="note")
    actions.drop_drafts(conversation)
    assert queries.draft_of(conversation, sealer, by=by, kind="note") is None


def test_a_group_that_fails_leaves_nothing_behind(conversation: Conversation, at: datetime) -> None:
    good = actions.saying_of(
        conversation, "hoi", by=Actor.visitor(conversation.pk), client_id=uuid.uuid4(), at=at
    )
    bad = writer.Saying(good.conversation_id, uuid.uuid4(), "visitor", "", "", at, None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NULL|null"):
        writer.write([good, bad])
    assert texts(conversation) == []
    assert writer.write([good]) == [Said(1)]


def test_after_the_end_nothing_can_be_said_and_the_end_is_in_the_conversation(
    conversation: Conversation, at: datetime
) -> None:
    by = Actor.visitor(conversation.pk)
    say(conversation, "hoi", at)
    assert actions.end(conversation, by=by, how="left", at=at)
    assert not actions.end(conversation, by=by, how="exit", at=at)
    with pytest.raises(ConversationClosed):
        say(conversation, "nog iets", at)
    events = list(Message.objects.order_by("number").values_list("event", flat=True))
    assert events == ["", "left"]


@pytest.mark.parametrize(
    ("text", "wrong"), [("", Empty), (" \n\t ", Empty), ("\0", Empty), ("x" * (LONGEST + 1), TooLong)]
)
def test_what_cannot_be_said_is_refused_by_name(
    conversation: Conversation, at: datetime, text: str, wrong: type[Exception]
) -> None:
    with pytest.raises(wrong):
        say(conversation, text, at)
    assert texts(conversation) == []


def test_the_longest_message_fits(conversation: Conversation, at: datetime) -> None:
    say(conversation, "é" * LONGEST, at)
    assert texts(conversation) == [(1, "é" * LONGEST)]


def test_a_clock_that_goes_back_does_not_change_the_order(conversation: Conversation, at: datetime) -> None:
    say(conversation, "eerst", at)
    say(conversation, "daarna", at - timedelta(hours=1))
    assert [text for _, text in texts(conversation)] == ["eerst", "daarna"]


def test_what_is_seen_never_goes_back_nor_past_the_last_message(
    conversation: Conversation, at: datetime
) -> None:
    by = Actor.visitor(conversation.pk)
    for word in ("a", "b", "c"):
        say(conversation, word, at)
    for number in (2, 1, 99):
        actions.mark_seen(conversation, number, by=by)
    conversation.refresh_from_db()
    assert conversation.seen_by_visitor == 2


@pytest.mark.sqlite
def test_what_was_said_is_not_on_the_disk_in_the_clear(
    conversation: Conversation, at: datetime, data_folder: Path
) -> None:
    say(conversation, "geheim-kanarie-8121", at)
    actions.announce(conversation, "joined", at=at, text="kanarie-naam-8121")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    stored = b"".join(file.read_bytes() for file in data_folder.glob("*.sqlite3*"))
    assert conversation.pk.hex.encode() in stored
    assert b"kanarie" not in stored
