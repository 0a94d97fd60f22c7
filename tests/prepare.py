"""Fills an empty data folder: tables, static files and one member of staff per role. Run as a module.

Where a folder is named, SQLite's files are kept there as well as they are with the tables alone.
"""

from __future__ import annotations

import gc
import shutil
import sys
from pathlib import Path

import django


def main(keep: Path | None) -> None:
    gc.disable()  # it ends soon, and looking for rubbish takes a fifth of it
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from hulplijn.server import starting
    from tests import builders

    call_command("migrate", verbosity=0, interactive=False)
    call_command("migrate", "privacy", database="keys", verbosity=0, interactive=False)
    # The other rooms have nothing there: that they were asked is all that is left to write down.
    call_command("migrate", database="keys", fake=True, verbosity=0, interactive=False)
    if keep:
        connections.close_all()
        for alias in connections:
            shutil.copy(connections[alias].settings_dict["NAME"], keep)
    starting.collect(Path(settings.HULPLIJN_DATA))
    builders.staff("anouk", alias="Anouk")
    builders.staff("bram", alias="Bram")
    builders.staff("carla", alias="Carla", role="coordinator")
    builders.staff("dirk", alias="Dirk", role="analyst")
    builders.staff("els", alias="Els", role="administrator")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
