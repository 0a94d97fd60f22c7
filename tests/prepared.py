"""Databases and data folders that stand ready, for many short runs of the tests on the same tables.

Taken in place of making them anew where `TESTS_PREPARED` names a folder that `tests.prepare` has filled.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from django.db import connections

WHERE = "TESTS_PREPARED"
EMPTY, STAFFED = "empty", "staffed"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, data_folder: Path) -> None:
    """pytest-django's, with tables that are already there."""
    for alias in connections:
        mine = data_folder / f"{alias}.sqlite3"
        made = Path(connections[alias].settings_dict["NAME"]).name
        shutil.copyfile(Path(os.environ[WHERE]) / EMPTY / made, mine)
        connections[alias].settings_dict["NAME"] = str(mine)


@pytest.fixture(scope="session")
def prepared_data() -> Path:
    """A data folder with tables, static files and staff, to be copied."""
    return Path(os.environ[WHERE]) / STAFFED
