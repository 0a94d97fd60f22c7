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

from tests import environment

BACK_AND_FORTH = """
import django
django.setup()
from django.apps import apps
from django.core.management import call_command
for using in ("default", "keys"):
    call_command("migrate", database=using, verbosity=0, interactive=False)
ours = [app.label for app in reversed(list(apps.get_app_configs())) if app.name.startswith("hulplijn.")]
from django.db.migrations.loader import MigrationLoader
with_migrations = MigrationLoader(None).migrated_apps
for label in ours:
    if label in with_migrations:
        for using in ("default", "keys"):
            call_command("migrate", label, "zero", database=using, verbosity=0, interactive=False)
for using in ("default", "keys"):
    call_command("migrate", database=using, verbosity=0, interactive=False)
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
    env = environment.for_a_server(tmp_path, port=1)
    done = subprocess.run(
        [sys.executable, "-c", BACK_AND_FORTH],
        env=env,
        cwd=environment.REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
