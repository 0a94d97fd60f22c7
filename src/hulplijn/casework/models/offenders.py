"""The accounts of an offender: data about a crime and a third person, apart from everything else."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from hulplijn.casework.models.cases import Case, Contact
from hulplijn.privacy.models import SealedField


class OffenderAccount(models.Model):
    """One account that somebody told us of: a name, web address, phone number or where money had to go.

    Art. 10 GDPR: a table with its own right, read by an explicit act that is logged apart.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="offender_accounts")
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, related_name="offender_accounts"
    )
    platform = models.CharField(max_length=40, blank=True)
    part = models.CharField(max_length=40, blank=True)
    """What it was used for: a code of the list `offender_part`."""
    account = SealedField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="offender_in_case")]

    @property
    def about(self) -> str:
        """What the sealed text is bound to."""
        return f"offender-account:{self.pk}"
