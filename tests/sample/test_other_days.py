"""Sample days that begin elsewhere: on a short day, and where none may begin."""

from __future__ import annotations

from datetime import datetime

import pytest

from hulplijn.casework.models import Contact
from hulplijn.sample import day
from hulplijn.sample.filling import HoldsRealContacts
from tests import builders

pytestmark = pytest.mark.django_db


def test_on_a_short_sunday_all_of_it_lies_after_the_opening(at: datetime) -> None:
    sunday = datetime.fromisoformat("2026-11-22T17:10:00+01:00")
    day.make_day(at=sunday)
    opened = datetime.fromisoformat("2026-11-22T11:00:00+01:00")
    the_day_before = datetime.fromisoformat("2026-11-21T23:59:00+01:00")
    assert not Contact.objects.filter(started_at__gt=the_day_before, started_at__lt=opened).exists()
    assert not Contact.objects.filter(closed_at__gt=sunday).exists()


def test_no_sample_day_goes_beside_real_contacts(at: datetime) -> None:
    builders.waiting_chat("hoi")
    with pytest.raises(HoldsRealContacts):
        day.make_day(at=at)
