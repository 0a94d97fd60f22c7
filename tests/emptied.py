"""After a test with transactions of its own: the tables that it filled are emptied, and nothing else is done.

Django's flush empties all of them, which PostgreSQL does by new files for each table and index, and then
looks up anew which rights its own user model could have; the product knows none of those.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import TransactionTestCase

_STAYS = {"auth_permission", "django_content_type"}
_FIRST = "audit_chainhead"
"""While it says where the chain begins, SQLite refuses to delete what is sealed."""


@cache
def _tables(alias: str) -> tuple[str, ...]:
    names = connections[alias].introspection.django_table_names(only_existing=True, include_views=False)
    return tuple(sorted(set(names) - _STAYS, key=lambda name: (name != _FIRST, name)))


def empty(alias: str) -> None:
    """Delete every row."""
    connection = connections[alias]
    quoted = [connection.ops.quote_name(name) for name in _tables(alias)]
    filled = " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {name})" for number, name in enumerate(quoted)
    )
    with transaction.atomic(using=alias), connection.cursor() as cursor:
        cursor.execute(filled)
        found = sorted(number for (number,) in cursor.fetchall())
        if found and connection.vendor == "postgresql":
            # The rule that refuses to delete what is sealed, and the checks between tables, are left out.
            cursor.execute("SET LOCAL session_replication_role = replica")
        for number in found:
            cursor.execute(f"DELETE FROM {quoted[number]}")


def _fixture_teardown(case: TransactionTestCase) -> None:
    for alias in case._databases_names(include_mirrors=False):  # type: ignore[attr-defined]
        empty(alias)


@pytest.fixture(scope="session", autouse=True)
def only_what_was_filled() -> Any:
    """For as long as tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _fixture_teardown)
        yield
