"""Fills an empty data folder: tables, static files and one member of staff per role. Run as a module."""

from __future__ import annotations

import django


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from tests import builders

    call_command("migrate", verbosity=0, interactive=False)
    call_command("migrate", database="keys", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    builders.staff("anouk", alias="Anouk")
    builders.staff("bram", alias="Bram")
    builders.staff("carla", alias="Carla", role="coordinator")
    builders.staff("dirk", alias="Dirk", role="analyst")
    builders.staff("els", alias="Els", role="administrator")


if __name__ == "__main__":
    main()
