"""A small sample year and a sample day, each made once for the tests of a file that look at it; every test
looks through a transaction of its own."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings

from hulplijn.sample import day, filling
from hulplijn.sample.plan import Plan
from tests.environment import AT

YEAR, SEED, SCALE = 2024, 7, Fraction(1, 50)


@pytest.fixture(autouse=True)
def own_extract(settings: Settings, tmp_path: Path) -> None:
    """The figures keep their extract in the data folder: one of its own for each test."""
    settings.HULPLIJN_DATA = tmp_path


@pytest.fixture(scope="module")
def _small_year(django_db_setup: None, django_db_blocker: Any) -> Iterator[Plan]:
    with django_db_blocker.unblock(), transaction.atomic("keys"), transaction.atomic():
        filling.fill(YEAR, seed=SEED, scale=SCALE, piece=0.2)
        yield filling.planned(YEAR, seed=SEED, scale=SCALE)
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


@pytest.fixture
def small_year(_small_year: Plan, db: None) -> Plan:
    """The plan of a year of a fiftieth of the published size, which is in the database."""
    return _small_year


@pytest.fixture(scope="module")
def _sample_day(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic("keys"), transaction.atomic():
        day.make_day(at=AT)
        yield
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


@pytest.fixture
def sample_day(_sample_day: None, db: None) -> None:
    """The sample day at the moment `AT`, and the weeks before it, which are in the database."""
