"""A database that may lose what was acknowledged is refused in production, by the setting's name."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django import Settings

from hulplijn.server.starting import Unsafe, _check_durable

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def test_production_refuses_a_database_that_does_not_ask_the_disk(settings: Settings) -> None:
    """The cluster of the tests has fsync off, which is quicker."""
    settings.HULPLIJN_MODE = "production"
    with pytest.raises(Unsafe, match="fsync off"):
        _check_durable("default")
    settings.HULPLIJN_MODE = "test"
    _check_durable("default")


def test_a_commit_that_does_not_wait_is_refused_everywhere(settings: Settings) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = off")
    try:
        with pytest.raises(Unsafe, match="synchronous_commit off"):
            _check_durable("default")
    finally:
        connection.close()
