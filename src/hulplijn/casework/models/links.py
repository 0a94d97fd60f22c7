"""Two cases about one incident."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hulplijn.casework.models.cases import Case


class CaseLink(models.Model):
    """That two cases of two people have to do with each other. It opens neither to whoever reads the other,
    and says nothing but a code; nothing that is handed out names it."""

    class Reason(models.TextChoices):
        INCIDENT = "incident", _("the same incident")
        OFFENDER = "offender", _("the same offender")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    one = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="case_link_once"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="case_link_of_two"),
        ]
