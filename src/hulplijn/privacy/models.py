"""Keys, in a database of their own, and the column type for private text."""

import uuid

from django.db import models


class SealedField(models.BinaryField):  # type: ignore[type-arg]  # Django has no such brackets at run time
    """The only type of column that may hold private text: ciphertext of `Sealer.seal`."""


class KeyEncryptionKey(models.Model):
    """Wraps case keys. The key itself is a file in the keys folder, wrapped by the root key; this row says
    that it is in use, and cannot go while a case key needs it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    retiring = models.BooleanField(default=False)
    """Wraps nothing new, and is destroyed once it wraps nothing any more."""


class CaseKey(models.Model):
    """The key of one case. Destroying this row destroys what the case says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField()
    wrapped_by = models.ForeignKey(KeyEncryptionKey, on_delete=models.PROTECT)


class Erasure(models.Model):
    """A key that was destroyed because its case was erased, or part of it came to the end of its term.

    It stays after the case, so that a restore does not bring back what was erased.
    """

    class Why(models.TextChoices):
        VISITOR = "visitor", "she asked for it herself, by her code"
        REQUEST = "request", "she asked the helpline for it"
        TERM = "term", "its term is over"

    key_id = models.UUIDField(primary_key=True, editable=False)
    why = models.CharField(max_length=10, choices=Why.choices)
    asked_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)
    """When it was gone here."""
    done_at = models.DateTimeField(null=True)
    """When the last copy that could still lead there had expired."""
    under = models.UUIDField(null=True)
    """The key-encryption key under which it was at its end."""
