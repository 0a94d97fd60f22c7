"""Referrals to partners."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hulplijn.casework.models import Case, Contact
from hulplijn.privacy.models import SealedField


class Referral(models.Model):
    """One partner, named to one person in one case, and what came of it."""

    class State(models.TextChoices):
        ADVISED = "advised", "advised"
        WARM_TRANSFER = "warm_transfer", "warm transfer"
        ACCEPTED = "accepted", "accepted"
        DECLINED_BY_CLIENT = "declined_by_client", "declined by client"

    class How(models.TextChoices):
        CALL = "call", _("Called together")
        MAIL = "mail", _("Passed on in own words")
        SLIP = "slip", _("A slip to take along")

    class Feedback(models.TextChoices):
        ARRIVED = "arrived", _("Arrived there")
        WAITS = "waits", _("Is on a waiting list")
        NOT_SUITED = "not_suited", _("Did not fit there")
        NO_WORD = "no_word", _("Never came there")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="referrals")
    partner = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=State.choices)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    how = models.CharField(max_length=10, choices=How.choices, blank=True)
    """How she was handed over, where it was more than a name."""
    follow_up_on = models.DateField(null=True)
    """The day on which somebody asks how it went; the task of the case says whose that is."""
    feedback = models.CharField(max_length=20, choices=Feedback.choices, blank=True)
    """What the partner, or she herself, told of it."""
    feedback_note = SealedField(null=True)
    ledger_link = SealedField(null=True)
    """The key of this referral's ledger entry, readable with the case's key only."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "partner"], name="referral_once_in_a_contact")
        ]

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.case_id

    @property
    def link_about(self) -> str:
        """What the sealed link to the ledger is bound to."""
        return f"referral-link:{self.pk}"

    @property
    def note_about(self) -> str:
        """What the sealed note of the feedback is bound to."""
        return f"referral-note:{self.pk}"


class NotReferred(models.Model):
    """Why nobody was named to somebody whose reason asks for it."""

    class Why(models.TextChoices):
        NONE_FITS = "none_fits", _("Nobody fits")
        NOT_WANTED = "not_wanted", _("The visitor does not want it")
        NOT_ASKED = "not_asked", _("It could not be asked")

    contact = models.OneToOneField(
        Contact, on_delete=models.CASCADE, primary_key=True, related_name="not_referred"
    )
    why = models.CharField(max_length=10, choices=Why.choices)
    at = models.DateTimeField()
    ledger_link = SealedField(null=True)
    """The key of its ledger entry, readable with the case's key only."""

    @property
    def link_about(self) -> str:
        """What the sealed link to the ledger is bound to."""
        return f"nobody-link:{self.pk}"


class PassedOn(models.Model):
    """What a visitor may let us pass on to a partner: the exact text that she is shown, and her answer.

    `ask` is new with each text, so that a yes counts for the text that she had before her and no other.
    """

    class Answer(models.TextChoices):
        YES = "yes", "yes"
        NO = "no", "no"

    referral = models.OneToOneField(
        Referral, on_delete=models.CASCADE, primary_key=True, related_name="passed_on"
    )
    ask = models.UUIDField(default=uuid.uuid4, unique=True)
    body = SealedField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    answered_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(answer="yes"),
                name="passed_on_only_after_a_yes",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="passed_on_answered_at_a_moment",
            ),
        ]

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.referral.case_id

    @property
    def about(self) -> str:
        """What the sealed text is bound to."""
        return f"passed-on:{self.pk}"
