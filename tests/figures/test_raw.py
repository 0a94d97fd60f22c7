"""The ledger entry by entry is for the analyst alone, and each reading is logged."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hulplijn.audit.actors import Actor
from hulplijn.audit.models import AuditEntry
from hulplijn.audit.rights import NotAllowed
from hulplijn.figures import raw
from hulplijn.ledger.models import Entry
from tests.figures import builders

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
AT = datetime(2025, 1, 2, tzinfo=UTC)


def test_the_analyst_gets_each_entry_as_it_counts_now_and_no_key(analyst: Actor) -> None:
    builders.contact(2, age="12_15")
    lines = raw.read_ledger(2024, by=analyst, at=AT).decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "12_15" in lines[1]
    for entry in Entry.objects.all():
        assert not any(str(entry.pk) in line or entry.pk.hex in line for line in lines)
    assert AuditEntry.objects.filter(verb="ledger.read", outcome="done").count() == 1


def test_who_sees_figures_does_not_see_entries(coordinator: Actor) -> None:
    with pytest.raises(NotAllowed):
        raw.read_ledger(2024, by=coordinator, at=AT)
    assert AuditEntry.objects.filter(verb="ledger.read", outcome="refused").count() == 1
