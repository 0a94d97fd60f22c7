"""What an installation knows about itself, which processes serve it, and what is due when."""

import uuid

from django.db import models


class Installation(models.Model):
    """The one row that says what this database is for. `sample` data never serves in production."""

    sample = models.BooleanField(default=False)
    year_progress = models.PositiveSmallIntegerField(null=True)
    """Hundredths of the sample year that are there; None where there is none."""


class ServerProcess(models.Model):
    """A process that serves. Whatever it held is over once it has been silent for too long."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    """When it was found to be gone; the row stays until what follows from that is done."""


class Tick(models.Model):
    """The one row that says until when a server ran: timers that are short count only such time."""

    at = models.DateTimeField()


class DueWork(models.Model):
    """Something to be done at a moment, by whichever process is first. It only wakes: the truth is the row
    of the room that `key` names, and what is done there is a conditional update."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="due_work_once")]
        indexes = [models.Index(fields=["due_at"], name="due_work_due")]
