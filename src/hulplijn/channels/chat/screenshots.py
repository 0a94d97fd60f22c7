"""Screenshots of threats, where the helpline allows them: `invite`, `send_picture`, `open_picture`."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import Actor
from hulplijn.casework import actions as casework
from hulplijn.casework import rights
from hulplijn.casework.models import Contact
from hulplijn.channels.chat import clamav, pictures
from hulplijn.content.queries import helpline
from hulplijn.conversations import actions as conversations
from hulplijn.conversations.models import Attachment, Conversation
from hulplijn.plumbing import bus
from hulplijn.plumbing.database import after_commit, writing
from hulplijn.privacy.keys import open_key


class NotAllowedHere(Exception):
    """The helpline takes no screenshots."""


class NotInvited(Exception):
    """Nobody asked for one, or it was sent already, or the talk is over."""


def is_invited(conversation: Conversation) -> bool:
    """Whether the visitor may send a screenshot now."""
    return (
        conversation.is_open and Attachment.objects.filter(conversation=conversation, sent_at=None).exists()
    )


def invite(contact: Contact, *, by: Actor, at: datetime) -> Attachment:
    """Let the visitor send one screenshot. Inviting twice is one invitation.

    Raises:
        NotYours
        NotAllowedHere
        NotInvited: there is no talk that goes on.
    """
    rights.require(by, "contact.answer", contact, at=at)
    if not helpline().screenshots:
        raise NotAllowedHere
    conversation = contact.conversation
    if conversation is None or not conversation.is_open:
        raise NotInvited
    with writing():
        made = Attachment(conversation=conversation, invited_by=by.id, invited_at=at)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError:
            return Attachment.objects.get(conversation=conversation, sent_at=None)
        conversations.announce(conversation, "picture_asked", by=by, at=at)
        audit.record("picture.ask", by=by, on=contact, at=at)
    return made


def send_picture(conversation: Conversation, file: bytes, *, at: datetime) -> Attachment:
    """Keep the screenshot that the visitor was invited to send: scanned, written anew, sealed.

    Raises:
        NotInvited, NotAllowedHere
        NotAPicture, TooLarge
        Harmful, CouldNotCheck
    """
    if not helpline().screenshots:
        raise NotAllowedHere
    if not is_invited(conversation):
        raise NotInvited
    if len(file) > pictures.LARGEST:
        raise pictures.TooLarge(str(len(file)))
    if settings.HULPLIJN_CLAMAV:
        clamav.check(file, where=settings.HULPLIJN_CLAMAV)
    picture = pictures.written_anew(file)
    invitation = Attachment.objects.filter(conversation=conversation, sent_at=None).first()
    if invitation is None:
        raise NotInvited
    sealed = open_key(conversation.key_id).seal_bytes(picture, about=invitation.about)
    by = Actor.visitor(conversation.pk)
    with writing():
        won = Attachment.objects.filter(pk=invitation.pk, sent_at=None).update(sent_at=at, body=sealed)
        if (
            not won
            or conversations.announce(conversation, "picture_sent", by=by, at=at, text=str(invitation.pk))
            is None
        ):
            raise NotInvited  # sent twice at once, or the talk ended meanwhile: the whole write is taken back
        after_commit(lambda: bus.publish(conversation.topic))
    invitation.refresh_from_db()
    return invitation


def open_picture(attachment: Attachment, *, by: Actor, at: datetime) -> bytes:
    """The picture, for whoever may read the case; each opening enters the audit log.

    Raises:
        NotYours, KeyGone
    """
    contact = Contact.objects.select_related("case").get(conversation=attachment.conversation_id)
    opened = casework.open_case(contact.case, by=by, at=at, why="picture")
    return opened.sealer.open_bytes(attachment.body or b"", about=attachment.about)
