"""How a contact comes in: `open_contact`, `enter_by_hand`, and one to practise with: `practise`."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.db import IntegrityError, transaction

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import line, rights
from hulplijn.casework.actions import quiet, snoozing
from hulplijn.casework.actions.looking_wider import reason_of
from hulplijn.casework.actions.reading import checked_name
from hulplijn.casework.errors import UnknownCode
from hulplijn.casework.models import Case, Coding, Contact
from hulplijn.casework.rules import draw_reference
from hulplijn.content.queries import code_list
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Conversation
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.plumbing.queries import holds_samples
from hulplijn.privacy.keys import new_key, open_key

_RNG = secrets.SystemRandom()
_MOST_TRIES = 64


def open_contact(
    *,
    channel: str,
    language: str,
    by: Actor,
    at: datetime,
    key_id: uuid.UUID | None = None,
    case: Case | None = None,
    conversation: Conversation | None = None,
    about_someone_else: bool = False,
    left_message: bool = False,
    sample: bool = False,
) -> Contact:
    """Open a contact that waits to be taken, in `case` or in a new case under `key_id`.

    Raises:
        UnknownCode: no such channel.
    """
    rights.require(by, "contact.open", at=at)
    _check_channel(channel)
    key_id = key_id or (case.key_id if case else new_key())
    with writing():
        if case:
            snoozing.woken_by_her(case)
        case = case or _new_case(key_id, name="", sample=sample, at=at)
        contact = Contact.objects.create(
            case=case,
            channel=channel,
            conversation=conversation,
            language=language,
            about_someone_else=about_someone_else,
            left_message=left_message,
            started_at=at,
        )
        contact.coding = Coding.objects.create(contact=contact)
        audit.record("contact.open", by=by, on=contact, at=at)
        line.changed(contact, at=at)
    return contact


def enter_by_hand(
    *,
    channel: str,
    by: Actor,
    at: datetime,
    started_at: datetime | None = None,
    name: str = "",
    language: str = "nl",
    case: Case | None = None,
    key_id: uuid.UUID | None = None,
    sample: bool = False,
) -> Contact:
    """Enter a phone call or e-mail that `by` has answered: a contact of her own, in a case under its own key.

    `started_at` is when it came in, `at` when left out. `name` and `key_id` (a key made beforehand, for many
    at once) are for a new case; an existing `case` keeps its own.

    Raises:
        NotYours, ReasonNeeded: she may not read that case, so nothing of hers comes in it.
        UnknownCode: no such channel.
        NameTooLong
    """
    rights.require(by, "contact.enter_by_hand", at=at)
    if case:  # a contact of her own would open the case to her
        rights.require(by, "case.read", case, at=at)
        reason_of(case, by=by, at=at)
    _check_channel(channel)
    name = checked_name(name)
    key_id = key_id or (case.key_id if case else new_key())
    with writing():
        case = case or _new_case(key_id, name=name, sample=sample, at=at)
        contact = Contact.objects.create(
            case=case,
            channel=channel,
            language=language,
            started_at=min(started_at or at, at),
            taken_at=at,
            owner_id=int(by.id),
        )
        contact.coding = Coding.objects.create(contact=contact)
        audit.record("contact.enter_by_hand", by=by, on=contact, at=at)
        line.changed(contact, at=at)
        after_commit(lambda: bus.publish(f"staff:{by.id}"))
    return contact


def practise(
    conversation: Conversation, *, by: Actor, at: datetime, about_someone_else: bool = False
) -> Contact:
    """A chat to practise with, in a case of its own. It is `by`'s from the beginning, so no queue sees it."""
    rights.require(by, "contact.practise", at=at)
    with writing():
        contact = Contact.objects.create(
            case=_new_case(conversation.key_id, name="", sample=False, practice=True, at=at),
            practice=True,
            channel="chat",
            conversation=conversation,
            language=conversation.language,
            about_someone_else=about_someone_else,
            started_at=at,
            taken_at=at,
            owner_id=int(by.id),
        )
        contact.coding = Coding.objects.create(contact=contact)
        conversations.announce(conversation, "joined", by=by, at=at)
        quiet.watch(contact, at=at)
        audit.record("contact.practise", by=by, on=contact, at=at)
        after_commit(lambda: bus.publish(f"staff:{by.id}"))
    return contact


def _check_channel(channel: str) -> None:
    if channel not in code_list("channel"):
        raise UnknownCode("channel", channel)


def _new_case(key_id: uuid.UUID, *, name: str, sample: bool, at: datetime, practice: bool = False) -> Case:
    is_sample = sample or (holds_samples() and not practice)
    case = Case(key_id=key_id, opened_at=at, sample=is_sample, practice=practice)
    if name:
        case.name = open_key(key_id).seal(name, about=case.name_about)
    for attempt in range(_MOST_TRIES):
        case.reference = draw_reference(_RNG, attempt)
        try:
            with transaction.atomic():
                case.save(force_insert=True)
        except IntegrityError:
            if not Case.objects.filter(reference=case.reference).exists():
                raise
        else:
            return case
    raise RuntimeError("no free case reference; the draw is broken")
