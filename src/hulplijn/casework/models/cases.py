"""Cases, their contacts, the coding of a contact, and notes."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models

from hulplijn.audit.actors import Actor
from hulplijn.conversations.models import Conversation
from hulplijn.ledger.actions import PRACTICE
from hulplijn.privacy.models import SealedField


class Real(models.Manager[Any]):
    """Rows of people: what somebody practises with is not among them."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().filter(practice=False)


class Case(models.Model):
    """What belongs to one person: her contacts, notes, notices and referrals, all under one key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True)
    """Drawn at random and short enough to say aloud ("K7-214"); it tells nothing about its case."""
    key_id = models.UUIDField(unique=True)
    opened_at = models.DateTimeField()
    name = SealedField(null=True)
    """What the person wants to be called, where she said so."""
    sample = models.BooleanField(default=False)
    """Made for a demonstration: its ledger entries carry origin "sample"."""
    practice = models.BooleanField(default=False)
    """Somebody practises with it: the ledger takes nothing of it, and nobody else sees it."""
    look_at = models.DateTimeField(null=True, db_index=True)
    """When it is looked at next whether something of it has come to its term; empty means now."""

    merged_into = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="merged")
    """The case of the same person that goes on; what is in this one stays under its own key."""

    objects = models.Manager["Case"]()
    real = Real()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(practice=False) | models.Q(merged_into=None),
                name="case_practised_is_nobodys",
            )
        ]

    def belongs_to(self, actor: Actor) -> bool:
        """Whether a contact of this case is `actor`'s: taken by her, or a visitor's own conversation.

        For staff a contact of what is merged with it counts as well.
        """
        if actor.kind == "visitor":
            return self.contacts.filter(conversation_id=actor.id).exists()
        if actor.kind != "staff":
            return False
        root = self.merged_into_id or self.pk
        one_persons = models.Q(case=root) | models.Q(case__merged_into=root)
        return Contact.objects.filter(one_persons, owner_id=int(actor.id)).exists()

    @property
    def is_private(self) -> bool:
        """Nobody's but its owner's, whatever somebody's role."""
        return self.practice

    @property
    def case_pk(self) -> uuid.UUID:
        """Itself: what an audit entry about it belongs to."""
        return self.pk

    @property
    def goes_on(self) -> bool:
        """Whether a conversation of this person is under way."""
        return self.contacts.filter(
            conversation__isnull=False, taken_at__isnull=False, ended_at=None
        ).exists()

    @property
    def origin(self) -> str:
        """What the ledger writes beside this case's facts."""
        if self.practice:
            return PRACTICE
        return "sample" if self.sample else "live"

    @property
    def name_about(self) -> str:
        """What the sealed name is bound to."""
        return f"case-name:{self.pk}"


class Contact(models.Model):
    """One time that somebody reached the helpline, by whatever way. Its state follows from its times."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        TALKING = "talking", "talking"
        ENDED = "ended", "ended"
        CLOSED = "closed", "closed"

    class Left(models.TextChoices):
        LEFT = "left", "left"
        EXIT = "exit", "exit"
        LOST = "lost", "lost"
        SILENT = "silent", "silent"

    class Urgency(models.IntegerChoices):
        NONE = 0, "none"
        RAISED = 1, "raised"
        DANGER = 2, "danger"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="contacts")
    practice = models.BooleanField(default=False)
    """As its case says. Such a contact has its owner from the beginning and keeps her: no queue sees it."""
    channel = models.CharField(max_length=20)
    conversation = models.OneToOneField(
        Conversation, on_delete=models.SET_NULL, null=True, related_name="contact"
    )
    language = models.CharField(max_length=10)
    about_someone_else = models.BooleanField(default=False)
    """She said at the door that she asks for somebody else."""
    started_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="contacts"
    )
    last_owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    """Who had it last, where it went back to the queue: she wraps up if the visitor leaves there."""
    ended_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    left_how = models.CharField(max_length=10, choices=Left.choices, blank=True)
    """How the visitor left, where she ended it."""
    urgency = models.PositiveSmallIntegerField(default=0, choices=Urgency.choices)
    """How far she goes before others in the queue; signs raise it, nothing lowers it."""
    urgent_why = models.CharField(max_length=40, blank=True)
    """Code of the sign that raised it last, as `content/risk.yaml` names them; never what was said."""
    left_message = models.BooleanField(default=False)
    """Left while the helpline was closed: first in the queue at opening, and the answer waits for her."""
    away_since = models.DateTimeField(null=True)
    """Since when a waiting visitor is not connected: her place is kept, though nobody is held up for her."""
    quiet_asked_at = models.DateTimeField(null=True)
    """When a silent visitor got the one gentle question."""
    may_be_quiet = models.BooleanField(default=False)
    """Her counsellor knows that she is thinking: no question comes, however long she is silent."""
    danger_called_at = models.DateTimeField(null=True)
    """When her counsellor called the coordinators, who may come in from then on without asking first."""
    snoozed_at = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)
    """Out of its owner's list from the one until the other, or until the visitor says something."""
    parked = models.BooleanField(default=False)
    """The wrap-up was put off; it stays in the owner's list."""
    ledger_link = SealedField(null=True)
    """The key of this contact's ledger entry, readable with the case's key only. Erasure takes it away."""

    objects = models.Manager["Contact"]()
    real = Real()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(practice=False)
                | models.Q(owner__isnull=False, ledger_link=None, left_message=False),
                name="contact_practised_has_an_owner",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_at=None, owner=None)
                | models.Q(taken_at__isnull=False, owner__isnull=False),
                name="contact_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None) | models.Q(ended_at__isnull=False),
                name="contact_closed_after_its_end",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=False) | models.Q(ledger_link=None, left_how=""),
                name="contact_entered_at_its_end",
            ),
            models.CheckConstraint(
                condition=models.Q(parked=False) | models.Q(ended_at__isnull=False, closed_at=None),
                name="contact_parked_between_end_and_close",
            ),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False)
                | models.Q(ended_at=None)
                | models.Q(closed_at__isnull=False),
                name="contact_to_wrap_up_has_an_owner",
            ),
        ]
        indexes = [
            models.Index(
                fields=["started_at"],
                condition=models.Q(taken_at=None, ended_at=None),
                name="contact_waiting",
            ),
            models.Index(fields=["owner"], condition=models.Q(closed_at=None), name="contact_mine"),
            models.Index(fields=["taken_at"], name="contact_taken_at"),
            models.Index(fields=["closed_at"], name="contact_closed_at"),
        ]

    @property
    def state(self) -> Contact.State:
        """Where it is on the way waiting, talking, ended (to wrap up), closed."""
        if self.closed_at:
            return self.State.CLOSED
        if self.ended_at:
            return self.State.ENDED
        return self.State.TALKING if self.taken_at else self.State.WAITING

    def belongs_to(self, actor: Actor) -> bool:
        """Whether `actor` took this contact, or is its visitor."""
        if actor.kind == "visitor":
            return self.conversation_id is not None and str(self.conversation_id) == actor.id
        return actor.kind == "staff" and self.owner_id is not None and str(self.owner_id) == actor.id

    @property
    def is_private(self) -> bool:
        """Nobody's but its owner's, whatever somebody's role."""
        return self.practice

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.case_id

    @property
    def goes_on(self) -> bool:
        """Whether a conversation is under way: nobody reads it who isn't in it."""
        return self.conversation_id is not None and self.taken_at is not None and self.ended_at is None

    @property
    def link_about(self) -> str:
        """What the sealed link to the ledger is bound to."""
        return f"ledger-link:{self.pk}"


class Coding(models.Model):
    """What is ticked about a contact: codes from the published lists and amounts, never free text.

    Empty means not coded yet; the ledger writes that as unknown.
    """

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, primary_key=True, related_name="coding")
    reason = models.CharField(max_length=40, blank=True)
    additional_reasons = models.JSONField(default=list, blank=True)
    age = models.CharField(max_length=40, blank=True)
    gender = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=40, blank=True)
    found_via = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    platforms = models.JSONField(default=list, blank=True)
    """[{"platform": code, "parts": [code, …]}, …], each platform once, in the order of ticking."""
    counts_as_data = models.BooleanField(default=True)
    """False for silent, prank and wrong-number contacts: kept, since they explain load."""
    demanded_cents = models.PositiveIntegerField(null=True)
    paid = models.CharField(max_length=10, blank=True)
    paid_cents = models.PositiveIntegerField(null=True)
    currency = models.CharField(max_length=10, blank=True)
    """Of both amounts; empty means euro."""
    payment_method = models.CharField(max_length=40, blank=True)
    since_when = models.CharField(max_length=10, blank=True)
    images_shared = models.CharField(max_length=10, blank=True)
    depicted_minor = models.CharField(max_length=10, blank=True)
    own = models.JSONField(default=dict, blank=True)
    """{code of an own field: code, [code, …] or whole number}."""
    lists_version = models.CharField(max_length=40, blank=True)
    """Version of the code lists at the last change."""
    ahead_of_ledger = models.BooleanField(default=False)
    """Changed since the contact was entered in the ledger; wrapping up corrects the entry."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(paid_cents=None) | models.Q(paid="yes"), name="coding_amount_only_if_paid"
            )
        ]


class Note(models.Model):
    """What a counsellor writes for herself and colleagues; never shown to the visitor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    body = SealedField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="note_in_case")]

    @property
    def about(self) -> str:
        """What the sealed text is bound to."""
        return f"note:{self.pk}"


class NoteDraft(models.Model):
    """A note that somebody is typing beside a contact without a conversation, so that no word is lost.

    Beside a chat it is a draft of the conversation.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="note_drafts")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    body = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "staff"], name="note_draft_once")]

    @property
    def about(self) -> str:
        """What the sealed text is bound to."""
        return f"note-draft:{self.contact_id}:{self.staff_id}"
