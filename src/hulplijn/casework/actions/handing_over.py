"""To a colleague, or back to the queue: `hand_over`, `accept_handover`, `refuse_handover`,
`withdraw_handover`, `read_handover`, and what happens by itself: `handover_unanswered`, `put_back`."""

from __future__ import annotations

from datetime import datetime, timedelta

from hulplijn.accounts.models import Staff
from hulplijn.accounts.queries import actor_of
from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM, Actor
from hulplijn.audit.rights import COUNSELLOR
from hulplijn.casework import rights, sealed
from hulplijn.casework.actions import along, quiet, tasks, waking
from hulplijn.casework.actions.reading import checked_note
from hulplijn.casework.actions.rows import held
from hulplijn.casework.errors import AlreadyClosed, HandedOverAlready, NotACounsellor, NotAsked, NotTakenYet
from hulplijn.casework.models import Contact, Guest, Handover
from hulplijn.conversations import actions as conversations
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.privacy.private_text import PrivateText

ANSWER_WITHIN = timedelta(seconds=60)
"""Nobody answered: the owner knows it within the minute, while the visitor still waits."""

UNANSWERED = "casework.handover_unanswered"

State = Handover.State


def hand_over(contact: Contact, to: Staff | None, note: str, *, by: Actor, at: datetime) -> Handover:
    """Ask `to` to take `contact` over, with what she must know; without `to`, give it back to the queue.

    The owner stays so until `to` accepts. Given back, it waits again at its old place, which is the front.

    Raises:
        NotYours: `by` neither owns the contact nor is a coordinator, or is one who takes it for herself.
        NotACounsellor, HandedOverAlready, NoteEmpty, NoteTooLong
        NotTakenYet, AlreadyClosed
    """
    rights.require(by, "contact.hand_over" if to else "contact.give_back", contact, at=at)
    if to is not None and str(to.pk) == by.id:  # a way around the visitor, who is asked before anybody reads
        rights.require(by, "case.read", contact, at=at)
    kept = checked_note(note)
    if to is not None and (not to.is_active or COUNSELLOR not in actor_of(to).roles):
        raise NotACounsellor
    with writing():
        contact = _going_on(contact)
        if to is not None and to.pk == contact.owner_id:
            raise NotACounsellor
        if contact.handovers.filter(state=State.ASKED).exists():
            raise HandedOverAlready
        handover = Handover(
            contact=contact, by_id=int(by.id), to=to, asked_at=at, due_at=at + ANSWER_WITHIN, note=b""
        )
        handover.note = sealed.write(contact.case, kept, about=handover.about)
        if to is None:
            handover.state, handover.answered_at, handover.due_at = State.ACCEPTED, at, at
        handover.save(force_insert=True)
        if to is None:
            _to_the_queue(contact, at=at)
            audit.record("contact.give_back", by=by, on=contact, at=at)
        else:
            due.put(UNANSWERED, handover.pk, handover.due_at)
            audit.record("contact.hand_over", by=by, on=contact, at=at)
        waking.wake(contact, to.pk if to else None, by.id, at=at)
    return handover


def read_handover(handover: Handover, *, by: Actor, at: datetime) -> PrivateText:
    """The note, for who is asked to take over and has to know before she answers; each reading is logged.

    Raises:
        NotYours: somebody else is asked.
        NotAsked: the question is over.
    """
    rights.require(by, "handover.read", handover, at=at)
    handover.refresh_from_db(fields=["state"])
    if handover.state != State.ASKED:
        raise NotAsked
    audit.record("handover.read", by=by, on=handover.contact, at=at)
    return sealed.read(handover.contact.case, bytes(handover.note), about=handover.about)


def accept_handover(handover: Handover, *, by: Actor, at: datetime) -> Contact:
    """Make the contact `by`'s own, and tell the visitor who comes.

    Raises:
        NotYours: somebody else is asked.
        NotAsked: answered, withdrawn or too late.
        AlreadyClosed: the visitor has left.
    """
    rights.require(by, "handover.accept", handover, at=at)
    with writing():
        contact = _going_on(handover.contact)
        won = Handover.objects.filter(pk=handover.pk, state=State.ASKED, due_at__gt=at).update(
            state=State.ACCEPTED, answered_at=at
        )
        if not won:
            raise NotAsked
        before = contact.owner_id
        Contact.objects.filter(pk=contact.pk).update(owner_id=int(by.id))
        Guest.objects.filter(contact=contact, staff_id=int(by.id), ended_at=None).update(ended_at=at)
        contact.refresh_from_db(fields=["owner"])
        tasks.move_along(contact, before, int(by.id))
        if contact.conversation:
            conversations.announce(contact.conversation, "handed_over", by=by, at=at)
        quiet.watch(contact, at=at)
        due.cancel(UNANSWERED, handover.pk)
        audit.record("handover.accept", by=by, on=contact, at=at)
        waking.wake(contact, by.id, before, at=at)
    return contact


def refuse_handover(handover: Handover, *, by: Actor, at: datetime) -> None:
    """Say no: the contact stays where it is, and its owner sees that.

    Raises:
        NotYours, NotAsked
    """
    rights.require(by, "handover.refuse", handover, at=at)
    _over(handover, State.REFUSED, "handover.refuse", by=by, at=at)


def withdraw_handover(handover: Handover, *, by: Actor, at: datetime) -> None:
    """Take the question back.

    Raises:
        NotYours, NotAsked
    """
    rights.require(by, "handover.withdraw", handover.contact, at=at)
    _over(handover, State.WITHDRAWN, "handover.withdraw", by=by, at=at)


def handover_unanswered(key: str, at: datetime) -> None:
    """Due: nobody answered in time, so the owner sees that it stays with her."""
    handover = Handover.objects.select_related("contact__conversation").filter(pk=key).first()
    if handover is None:
        return
    with writing():
        late = Handover.objects.filter(pk=key, state=State.ASKED, due_at__lte=at)
        if late.update(state=State.UNANSWERED, answered_at=at):
            audit.record("handover.unanswered", by=SYSTEM, on=handover.contact, at=at)
            waking.wake(handover.contact, handover.to_id, handover.by_id, handover.contact.owner_id, at=at)


def drop(contact: Contact, *, at: datetime) -> None:
    """`contact` is over: nobody is asked to take it over any more. Inside a write of its caller."""
    contact.handovers.filter(state=State.ASKED).update(state=State.WITHDRAWN, answered_at=at)


def put_back(contact: Contact, *, at: datetime) -> bool:
    """The owner's screen is gone while the visitor waits for an answer: to the front of the queue with it.

    False where it was over, or somebody else's, by then. There is no note: she could not write one.
    """
    owner = contact.owner_id
    with writing():
        contact = held(contact)
        if contact.ended_at or contact.owner_id is None or contact.owner_id != owner:
            return False
        drop(contact, at=at)
        _to_the_queue(contact, at=at)
        audit.record("contact.put_back", by=SYSTEM, on=contact, at=at)
        waking.wake(contact, owner, at=at)
    return True


def _to_the_queue(contact: Contact, *, at: datetime) -> None:
    """Nobody's, so it waits; whoever looked along is out, and the visitor knows that somebody else comes."""
    Contact.objects.filter(pk=contact.pk).update(
        owner=None, taken_at=None, last_owner_id=contact.owner_id, quiet_asked_at=None
    )
    along.everybody_out(contact, at=at)
    quiet.stop(contact)
    if contact.conversation:
        conversations.announce(contact.conversation, "back_in_line", at=at)


def _over(handover: Handover, state: Handover.State, verb: str, *, by: Actor, at: datetime) -> None:
    with writing():
        if not Handover.objects.filter(pk=handover.pk, state=State.ASKED).update(state=state, answered_at=at):
            raise NotAsked
        due.cancel(UNANSWERED, handover.pk)
        audit.record(verb, by=by, on=handover.contact, at=at)
        waking.wake(handover.contact, handover.to_id, handover.by_id, handover.contact.owner_id, at=at)


def _going_on(contact: Contact) -> Contact:
    contact = held(contact)
    if contact.ended_at:
        raise AlreadyClosed
    if contact.owner_id is None:
        raise NotTakenYet
    return contact
