"""Production is not made ready on a sample."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from hulplijn.plumbing.models import Installation
from hulplijn.server import starting


@pytest.mark.sqlite  # the tests' own PostgreSQL asks no disk, which production refuses first
@pytest.mark.django_db(transaction=True)
def test_production_is_not_prepared_with_sample_data(settings: Settings) -> None:
    Installation.objects.create(pk=1, sample=True)
    settings.HULPLIJN_MODE = "production"
    with pytest.raises(starting.Unsafe, match="holds sample data"):
        starting.prepare()
