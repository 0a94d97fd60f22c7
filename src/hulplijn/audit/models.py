"""The audit log."""

from django.db import models


class AuditEntry(models.Model):
    """Who did what to which object, and whether it was refused. Added to, never changed.

    Soon after its commit it is sealed: it gets its number and digest. From then on the database itself
    refuses to change it, or to delete it before the log's term is over.
    """

    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40)
    actor_roles = models.CharField(max_length=80, blank=True)
    verb = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40, blank=True)
    object_id = models.CharField(max_length=40, blank=True)
    case_id = models.UUIDField(null=True)
    """The case that the object belongs to: "who looked" is one query."""
    why = models.CharField(max_length=40, blank=True)
    """A code: the reason of a wider look, the sign that raised somebody, what was shown."""
    outcome = models.CharField(max_length=20, default="done")
    number = models.BigIntegerField(null=True, unique=True)
    """Its place in the chain, in the order of sealing: ids may be committed out of order."""
    digest = models.BinaryField(null=True, max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["object_kind", "object_id"], name="audit_object"),
            models.Index(fields=["actor_id", "at"], name="audit_actor"),
            models.Index(fields=["at"], name="audit_at"),
            models.Index(
                fields=["case_id", "at"], condition=models.Q(case_id__isnull=False), name="audit_case"
            ),
            models.Index(fields=["id"], condition=models.Q(number=None), name="audit_unsealed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(number=None, digest=None)
                | models.Q(number__isnull=False, digest__isnull=False),
                name="audit_sealed_whole",
            )
        ]


class ChainHead(models.Model):
    """The last sealed entry, which every sealing moves on, and the first that is still kept. One row."""

    number = models.BigIntegerField(default=0)
    digest = models.BinaryField(max_length=32)
    begins = models.BigIntegerField(default=1)
