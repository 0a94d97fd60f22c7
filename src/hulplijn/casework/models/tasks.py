"""What must still be done in a case."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hulplijn.audit.actors import Actor
from hulplijn.casework.models.cases import Case, Contact
from hulplijn.privacy.models import SealedField


class Task(models.Model):
    """Something to do in a case at some moment, and whose it is. Nobody outside the staff sees it.

    Lists show its kind and its moment, which are codes; what is written in it is read in the opened case.
    """

    class Kind(models.TextChoices):
        FOLLOW_UP = "follow_up", _("Follow up")
        REMOVAL = "removal", _("Look whether it is removed")
        REFERRAL = "referral", _("Ask how a referral went")
        CALL_BACK = "call_back", _("Call back")
        OTHER = "other", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tasks")
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="tasks")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.OTHER)
    words = SealedField(null=True)
    """What to do; gone with what was said and written, while the kind and the moment stay."""
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who added it; empty where the system did."""
    whose = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="tasks"
    )
    """Who is to do it; empty where nobody has the case yet."""

    class Meta:
        indexes = [
            models.Index(
                fields=["whose", "due_at"], condition=models.Q(done_at=None), name="task_still_to_do"
            )
        ]

    @property
    def case_pk(self) -> uuid.UUID:
        """The case that an audit entry about it belongs to."""
        return self.case_id

    @property
    def about(self) -> str:
        """What the sealed words are bound to."""
        return f"task:{self.pk}"

    def belongs_to(self, actor: Actor) -> bool:
        """Whether it is `actor`'s to do, or in a case of hers."""
        if actor.kind != "staff":
            return False
        return str(self.whose_id) == actor.id or self.case.belongs_to(actor)

    def is_overdue(self, at: datetime) -> bool:
        """Whether it should have been done before `at`."""
        return self.done_at is None and self.due_at < at
