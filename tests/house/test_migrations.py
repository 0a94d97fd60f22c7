"""Migrations say all that the models say, and can be taken back."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests import databases, environment

# In the database of keys only `privacy` has tables. Looking for rubbish would take a fifth of the time.
BACK_AND_FORTH = """
import gc
import django
gc.disable()
django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
quiet = {"verbosity": 0, "interactive": False}
with_migrations = MigrationLoader(None).migrated_apps
ours = [app.label for app in reversed(list(apps.get_app_configs())) if app.name.startswith("hulplijn.")]
call_command("migrate", **quiet)
call_command("migrate", "privacy", database="keys", **quiet)
for label in ours:
    if label in with_migrations:
        call_command("migrate", label, "zero", **quiet)
call_command("migrate", "privacy", "zero", database="keys", **quiet)
call_command("migrate", **quiet)
call_command("migrate", "privacy", database="keys", **quiet)
"""


@pytest.mark.django_db
def test_the_migrations_make_exactly_the_models() -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert "No changes detected" in out.getvalue()


def test_every_step_of_every_migration_can_be_taken_back() -> None:
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("hulplijn.")}
    stuck = [
        f"{label}.{name}: {step.describe()}"
        for (label, name), migration in MigrationLoader(None).disk_migrations.items()
        if label in ours
        for step in migration.operations
        if not step.reversible
    ]
    assert stuck == []


def test_all_migrations_go_back_to_nothing_and_forth_again(tmp_path: Path) -> None:
    env = environment.for_a_server(tmp_path, port=1, **databases.new(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", BACK_AND_FORTH],
        env=env,
        cwd=environment.REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
