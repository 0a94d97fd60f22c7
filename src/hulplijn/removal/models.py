"""Removal requests (notices) to platforms."""

from __future__ import annotations

import uuid

from django.db import models

from hulplijn.casework.models import Case, Contact
from hulplijn.privacy.models import SealedField
from hulplijn.removal.rules import DECISIONS, State


class Notice(models.Model):
    """One request to one platform to take something away (DSA art. 16).

    `reference` is drawn at random, short enough to say aloud ("V-0318"). A notice that was handed to the
    hotline has no locations: what may show a minor is never kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notices")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="notices")
    reference = models.CharField(max_length=12, unique=True)
    platform = models.CharField(max_length=40)
    content_kind = models.CharField(max_length=40)
    depicted_minor = models.CharField(max_length=10, choices=[(one, one) for one in ("yes", "no", "unknown")])
    state = models.CharField(max_length=30, choices=[(state.value, state.value) for state in State])
    made_at = models.DateTimeField()
    consent_at = models.DateTimeField(null=True)
    """When the client said yes to sending it."""
    sent_at = models.DateTimeField(null=True)
    receipt_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=30, blank=True, choices=[(one, one) for one in DECISIONS])
    """What the platform decided: removed, disabled_geo, account_closed, partial or refused."""
    sent_link = SealedField(null=True)
    decided_link = SealedField(null=True)
    """The keys of this notice's ledger entries, readable with the case's key only."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sent_at=None) | models.Q(consent_at__isnull=False),
                name="notice_sent_with_consent",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, outcome="")
                | models.Q(decided_at__isnull=False, sent_at__isnull=False) & ~models.Q(outcome=""),
                name="notice_decided_after_sending",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=State.HANDED_TO_HOTLINE) | models.Q(sent_at=None),
                name="notice_for_hotline_is_not_sent",
            ),
        ]
        indexes = [models.Index(fields=["state", "sent_at"], name="notice_state")]

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.case_id

    @property
    def is_sent(self) -> bool:
        """Whether the platform has it; what was handed to the hotline never is."""
        return self.sent_at is not None

    @property
    def is_decided(self) -> bool:
        return self.decided_at is not None

    def link_about(self, which: str) -> str:
        """What the sealed link to the entry `which` (sent, decided) is bound to."""
        return f"notice-{which}-link:{self.pk}"


class NoticeLocation(models.Model):
    """One address that the notice is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="locations")
    place = models.PositiveSmallIntegerField()
    url = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "place"], name="notice_location_place")]

    @property
    def about(self) -> str:
        """What the sealed address is bound to."""
        return f"notice-location:{self.pk}"
