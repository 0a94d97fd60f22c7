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
