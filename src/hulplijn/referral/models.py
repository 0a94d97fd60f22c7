"""Referrals to partners."""

from __future__ import annotations

import uuid

from django.db import models

from hulplijn.casework.models import Case, Contact
from hulplijn.privacy.models import SealedField


class Referral(models.Model):
    """One partner, named to one person in one case, and what came of it."""

    class State(models.TextChoices):
        ADVISED = "advised", "advised"
        WARM_TRANSFER = "warm_transfer", "warm transfer"
        ACCEPTED = "accepted", "accepted"
        DECLINED_BY_CLIENT = "declined_by_client", "declined by client"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="referrals")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="referrals")
    partner = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=State.choices)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
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
