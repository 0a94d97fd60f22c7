"""A waiting visitor who is not connected keeps her place: `is_away`, `is_back`."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db.models import QuerySet

from hulplijn.casework import line
from hulplijn.casework.models import Contact


def is_away(conversation_id: uuid.UUID, *, at: datetime) -> None:
    """Her last connection is gone. Inside a write of its caller."""
    _waiting(conversation_id).filter(away_since=None).update(away_since=at)


def is_back(conversation_id: uuid.UUID, *, at: datetime) -> None:
    """She is connected again, and is offered in her place. Inside a write of its caller."""
    if _waiting(conversation_id).exclude(away_since=None).update(away_since=None):
        line.changed(_waiting(conversation_id).get(), at=at)


def _waiting(conversation_id: uuid.UUID) -> QuerySet[Contact]:
    return Contact.objects.filter(conversation=conversation_id, taken_at=None, ended_at=None)
