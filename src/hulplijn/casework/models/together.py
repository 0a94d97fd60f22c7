"""Who else comes to a contact: the next owner, a colleague who looks along, the visitor herself again."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hulplijn.audit.actors import Actor
from hulplijn.casework.models.cases import Case, Contact
from hulplijn.privacy.models import SealedField


class Handover(models.Model):
    """A contact that its owner wants to give away, with what the next one must know.

    `to` is empty where it goes back to the front of the queue. The owner stays so until it is accepted.
    """

    class State(models.TextChoices):
        ASKED = "asked", "asked"
        ACCEPTED = "accepted", "accepted"
        REFUSED = "refused", "refused"
        UNANSWERED = "unanswered", "unanswered"
        WITHDRAWN = "withdrawn", "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="handovers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    note = SealedField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    """Unanswered at this moment, it returns to its owner."""
    answered_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact"], condition=models.Q(state="asked"), name="handover_one_at_a_time"
            )
        ]

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.contact.case_id

    def belongs_to(self, actor: Actor) -> bool:
        """Whether `actor` is asked to take over."""
        return actor.kind == "staff" and self.to_id is not None and str(self.to_id) == actor.id

    @property
    def about(self) -> str:
        """What the sealed note is bound to."""
        return f"handover:{self.pk}"


class Guest(models.Model):
    """A further person who is let into one contact while it goes on, and how far.

    The visitor is asked first and told; in danger she is told only. A colleague who offers to look along
    waits for the owner's word before the visitor is asked. `how` is what she does there, and each step
    further is an action of its own.
    """

    class How(models.TextChoices):
        ALONG = "along", "a colleague looks along, with side notes"
        READ = "read", "a coordinator reads"
        SIDE_NOTE = "side_note", "a coordinator reads and whispers"
        STEP_IN = "step_in", "a coordinator writes to the visitor as well"

    class Consent(models.TextChoices):
        OFFERED = "offered", "the owner has not agreed yet"
        ASKED = "asked", "asked"
        GIVEN = "given", "given"
        REFUSED = "refused", "refused"
        DANGER = "danger", "not asked: danger"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="guests")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=10, choices=How.choices)
    consent = models.CharField(max_length=10, choices=Consent.choices, default=Consent.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "staff"], condition=models.Q(ended_at=None), name="guest_once"
            )
        ]

    @property
    def is_in(self) -> bool:
        """Whether she may read now."""
        return self.ended_at is None and self.consent in (self.Consent.GIVEN, self.Consent.DANGER)

    def belongs_to(self, actor: Actor) -> bool:
        """Whether `actor` is this guest, or the visitor whom she visits."""
        if actor.kind == "visitor":
            return str(self.contact.conversation_id) == actor.id
        return actor.kind == "staff" and str(self.staff_id) == actor.id


class Viewer(models.Model):
    """Somebody of the staff who has a contact open on her screen, and the last sign of that screen."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="viewers")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "staff"], name="viewer_once")]


class ReturnCode(models.Model):
    """The words with which a visitor comes back to her own case. Shown once; only a keyed hash is kept."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="return_code")
    code_hash = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)


class WiderLook(models.Model):
    """Why a coordinator reads a case that is neither hers nor shared with her, and until when that holds."""

    class Why(models.TextChoices):
        QUALITY = "quality", _("Checking how we work")
        COMPLAINT = "complaint", _("A complaint")
        PERSON_ASKS = "person_asks", _("The person herself asks us something")
        SHIFT = "shift", _("Taking over at the end of a shift")
        DANGER = "danger", _("Somebody is in danger")
        FAULT = "fault", _("Something went wrong technically")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="wider_looks")
    staff = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=20, choices=Why.choices)
    until = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "staff"], name="wider_look_once")]


class Block(models.Model):
    """Somebody who abused the line and cannot begin a chat until `until`, at most 30 days on.

    Known by a keyed hash only, and gone when it ends. A coordinator reviews it and can undo it.
    """

    class Reason(models.TextChoices):
        ABUSE = "abuse", "abuse of a counsellor"
        SEXUAL = "sexual", "sexual abuse of the line"
        PRANK = "prank", "repeated pranks"
        FLOOD = "flood", "flooding the line"

    class State(models.TextChoices):
        UNREVIEWED = "unreviewed", "not reviewed yet"
        REVIEWED = "reviewed", "reviewed"
        UNDONE = "undone", "undone"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    who_hash = models.BinaryField(max_length=32)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(until__gt=models.F("at")), name="block_has_an_end")
        ]
        indexes = [models.Index(fields=["who_hash"], name="block_who")]

    @property
    def state(self) -> Block.State:
        """Whether a coordinator has looked at it, and whether it holds still."""
        if self.undone_at:
            return self.State.UNDONE
        return self.State.REVIEWED if self.reviewed_at else self.State.UNREVIEWED
