"""Referrals to partners."""

from __future__ import annotations

import uuid
from datetime import datetime

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

    The product mails it once a counsellor says so: `to_send_at` is that moment, `under_way_until` stands
    while a process hands it to the mail server, and then either `sent_at` or, given up, `gave_up_at` with
    `why_not`.
    """

    class Answer(models.TextChoices):
        YES = "yes", "yes"
        NO = "no", "no"

    class WhyNot(models.TextChoices):
        AWAY = "away", _("The mail server gave no answer.")
        CERTIFICATE = "certificate", _("The mail server could not show that it is ours.")
        NO_TLS = "no_tls", _("The mail server offered no secured line.")
        LOG_IN = "log_in", _("The mail server did not let us log in.")
        SENDER = "sender", _("The mail server takes nothing from our address.")
        BUSY = "busy", _("The mail server could not take it at that moment.")
        NOT_SET = "not_set", _("No mail server is set any more.")
        RECIPIENT = "recipient", _("The mail server said that this address does not exist or takes no mail.")
        TEXT = "text", _("The mail server refused the letter.")
        NOBODY = "nobody", _("This is an address of nobody.")
        NOT_CHECKED = "not_checked", _("The address is no longer checked.")

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
    to_send_at = models.DateTimeField(null=True)
    under_way_until = models.DateTimeField(null=True)
    """Until then nobody else sends it, and she cannot take it back: it may be gone already."""
    tries = models.PositiveSmallIntegerField(default=0)
    why_not = models.CharField(max_length=12, choices=WhyNot.choices, blank=True)
    """Why the last try failed."""
    gave_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_send_at=None) | models.Q(answer="yes"),
                name="passed_on_mailed_only_after_a_yes",
            ),
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

    def is_under_way(self, at: datetime) -> bool:
        """Whether it is being handed to the mail server."""
        return self.under_way_until is not None and self.under_way_until > at

    @property
    def waits(self) -> bool:
        """Whether it is to be mailed, and has neither gone nor been given up."""
        return bool(self.to_send_at and not self.sent_at and not self.gave_up_at)

    @property
    def reference(self) -> str:
        """What letter and page name it by; it opens nothing."""
        return uuid.uuid5(self.ask, "reference").hex[:8].upper()

    @property
    def letter_id(self) -> uuid.UUID:
        """The same for each try, so that a letter that arrives twice is seen to be one."""
        return uuid.uuid5(self.ask, "letter")

    @property
    def about(self) -> str:
        """What the sealed text is bound to."""
        return f"passed-on:{self.pk}"
