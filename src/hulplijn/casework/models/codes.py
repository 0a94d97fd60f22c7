"""How a visitor comes back, and how guessing is slowed."""

from __future__ import annotations

import uuid

from django.db import models


class WrongCodes(models.Model):
    """How fast wrong codes came lately, from one address or from everybody; gone an hour after the last."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    who_hash = models.BinaryField(max_length=32, unique=True)
    """A keyed hash that changes every day; one byte for everybody together."""
    spent_until = models.DateTimeField()
    """See `code_rules.Pace`."""
