"""The ledger: coded facts without identity, added to and, but for `coarsening`, never changed."""

import uuid

from django.db import models


class Entry(models.Model):
    """One fact. The key is random and the time is cut to the hour, so that nothing leads back to a person.

    On SQLite the table has no rowid (see the first migration): rows lie in the order of their random
    keys, so that the order of the file does not tell the order of the contacts either. PostgreSQL keeps its
    own order and transaction numbers, which whoever reads the database itself can see; what that means
    is in docs/decisions/ledger-without-order.md.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    schema = models.PositiveSmallIntegerField()
    lists = models.CharField(max_length=40)
    """Version of the code lists that the codes are from."""
    hour = models.DateTimeField()
    codes = models.JSONField()
    corrects = models.UUIDField(null=True, db_index=True)
    revision = models.PositiveSmallIntegerField(default=0)
    origin = models.CharField(max_length=10, choices=[("live", "live"), ("sample", "sample")], default="live")

    coarse = models.BooleanField(null=True)
    """True once its hour is the month and its amounts are bands (`coarsening`); empty before."""

    class Meta:
        indexes = [
            models.Index(fields=["kind", "hour"], name="ledger_kind_hour"),
            models.Index(fields=["hour"], condition=models.Q(coarse=None), name="ledger_exact"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["corrects", "revision"], name="ledger_one_per_revision"),
            models.CheckConstraint(
                condition=models.Q(corrects=None, revision=0)
                | models.Q(corrects__isnull=False, revision__gte=1),
                name="ledger_corrections_are_numbered",
            ),
        ]
