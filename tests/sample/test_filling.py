"""Filling a year in pieces: what is committed is never made again."""

from __future__ import annotations

from fractions import Fraction

import pytest

from hulplijn.casework.models import Contact
from hulplijn.figures import counts
from hulplijn.ledger.models import Entry
from hulplijn.plumbing.models import Installation
from hulplijn.sample import filling, making
from hulplijn.sample.filling import HoldsRealContacts
from hulplijn.sample.models import SampleYear
from tests import builders
from tests.sample.conftest import YEAR


def test_a_year_that_was_cut_off_goes_on_where_it_stopped(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    cut_off = 23
    honest = making.make

    def sometimes(event: object, **how: object) -> None:
        if len(made) == cut_off:
            raise KeyboardInterrupt
        made.append(event)
        honest(event, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(filling, "make", sometimes)
    with pytest.raises(KeyboardInterrupt):
        filling.fill(YEAR, seed=3, scale=Fraction(1, 400), piece=0.05)
    stopped_at = SampleYear.objects.get().made
    assert 0 < stopped_at <= cut_off
    assert Installation.objects.get().year_progress not in (None, 100)
    cut_off = -1
    filling.fill(YEAR, seed=3, scale=Fraction(1, 400))
    plan = filling.planned(YEAR, seed=3, scale=Fraction(1, 400))
    found = counts.of_year(YEAR)
    assert found.staffed == plan.quotas.staffed
    assert found.self_checks == plan.quotas.self_checks
    assert Contact.objects.count() == len(plan.talks)
    assert Entry.objects.filter(kind="earlier_total").count() == 2


def test_nothing_made_up_goes_beside_real_contacts(db: None) -> None:
    builders.waiting_chat("hoi")
    with pytest.raises(HoldsRealContacts):
        filling.fill(YEAR, seed=1, scale=Fraction(1, 400))
    assert not SampleYear.objects.exists()
