"""Keys, in a database of their own, and the column type for private text."""

import uuid

from django.db import models


class SealedField(models.BinaryField):  # type: ignore[type-arg]  # Django has no such brackets at run time
    """The only type of column that may hold private text: ciphertext of `Sealer.seal`."""


class KeyEncryptionKey(models.Model):
    """Wraps case keys; itself wrapped by the root key of the installation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)


class CaseKey(models.Model):
    """The key of one case. Destroying this row destroys what the case says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField()
    wrapped_by = models.ForeignKey(KeyEncryptionKey, on_delete=models.PROTECT)
