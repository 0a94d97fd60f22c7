"""`hulplijn backup` and `hulplijn restore`."""

from __future__ import annotations

import time
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from hulplijn.server.commands.desk import (
    ask,
    demonstration_where_nothing_is_set,
    on_sqlite,
    refuse,
    require_a_helpline,
    tell,
)
from hulplijn.server.jobs import Say, job


def backup(
    folder: Annotated[Path, typer.Argument(help="Where the backups are kept; best on another disk.")],
    keep: Annotated[int, typer.Option(help="Keep so many, the newest; 0 keeps all.", min=0)] = 0,
) -> None:
    """Back up database and files into one sealed file, beside a server that runs. The keys are not in it."""
    import django
    from django.conf import settings

    demonstration_where_nothing_is_set()
    django.setup()
    require_a_helpline()
    from hulplijn.plumbing import clock
    from hulplijn.plumbing.snapshot import SnapshotFailed
    from hulplijn.server import backup as backups

    try:
        # The real time, also where a demonstration has a clock of its own: this is about files.
        made = backups.make(folder, at=clock.now() - clock.shift())
        gone = backups.keep(folder, keep) if keep else []
    except SnapshotFailed as why:
        refuse(str(why))
    except OSError as wrong:
        refuse(f"Cannot write in {wrong.filename or folder}: {wrong.strerror}. Choose another place.")
    tell(f"{made.path}: {_size(made.size)} in {made.seconds:.1f} s.")
    tell(f"Recovery point: {_moment(made.point)}. All that was acknowledged before is in it.")
    if gone:
        tell(f"Removed {len(gone)} older ones.")
    ask("backup.keys")
    _warn(folder.resolve(), Path(settings.HULPLIJN_DATA), Path(settings.HULPLIJN_KEY_COPIES))


@job("backup.keys", again="Give the command again: one copy more does no harm.")
def _copy_keys(say: Say) -> None:
    """After the snapshot: so each row in it finds its key in the copy."""
    from hulplijn.plumbing.clock import now
    from hulplijn.privacy import copies

    path = copies.write_copy(copies.folder(), now())
    say(f"Keys: {path}, apart from the backup. It is destroyed in seven days.")


def _warn(folder: Path, data: Path, copies: Path) -> None:
    if copies in (folder, *folder.parents) or folder in copies.parents:
        tell("Look: the copies of the keys lie with the backups. Who finds the one must not find the other.")
    elif data in copies.parents:
        tell("Look: the copies of the keys lie on the disk that they are for. Name another place in")
        tell("HULPLIJN_KEY_COPIES, not beside the backups.")
    if folder.stat().st_dev == data.stat().st_dev:
        tell("Look: the backup lies on the disk that it is for. Use another disk or machine.")


def restore(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="The backup; without one only the keys are put back.", exists=True, dir_okay=False
        ),
    ] = None,
    keys: Annotated[
        Path | None,
        typer.Option(
            help="The copy of the keys; else the newest in HULPLIJN_KEY_COPIES.", exists=True, dir_okay=False
        ),
    ] = None,
    erased: Annotated[
        Path | None,
        typer.Option(help="A list of what was erased since, from elsewhere.", exists=True, dir_okay=False),
    ] = None,
) -> None:
    """Put a backup and a copy of the keys into the empty place of the settings. Then: hulplijn serve."""
    import django
    from django.conf import settings

    began = time.monotonic()
    django.setup()
    from hulplijn.plumbing.snapshot import SnapshotFailed
    from hulplijn.privacy.copies import BadCopy
    from hulplijn.privacy.root_key import KeyServiceFailed
    from hulplijn.server.backup import BadBackup
    from hulplijn.server.folder import FolderInUse, held
    from hulplijn.server.restore import NotEmpty, restore
    from hulplijn.server.starting import AlreadyServed, Unsafe, alone

    if file is None and keys is None:
        refuse("Name a backup, or a copy of the keys with --keys, or both.")
    try:
        with held(Path(settings.HULPLIJN_DATA)) if on_sqlite() else nullcontext(), alone():
            lines = erased.read_text("ascii").splitlines() if erased else []
            restored = restore(file, keys, lines, tell)
    except FolderInUse:
        refuse(f"A server runs in {settings.HULPLIJN_DATA}. Stop it first: a restore needs an empty place.")
    except AlreadyServed:
        refuse("A server runs on this database. Stop every process of it first.")
    except (BadBackup, BadCopy, NotEmpty, SnapshotFailed, Unsafe, KeyServiceFailed) as why:
        refuse(str(why))
    except UnicodeDecodeError:
        refuse(f"{erased} is no list of what was erased.")
    except OSError as wrong:
        refuse(f"Cannot write to {wrong.filename}: {wrong.strerror}. Choose another place.")
    for path in restored.beside:
        tell(f"Look: {path} differs from the file in place, which stays.")
    tell(f"Restored in {time.monotonic() - began:.1f} s.")
    if restored.point is not None:
        tell(f"What came after {_moment(restored.point)} is lost.")
    tell("All staff must log in again. Now: hulplijn serve")


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 100_000 else f"{count / 1000:.1f} kB"
