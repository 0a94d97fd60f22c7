"""A backup put back into an empty place, with the keys from a copy, ready to be served."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from hulplijn.accounts.models import StaffSession
from hulplijn.audit import actions as audit
from hulplijn.audit import sealing
from hulplijn.audit.actors import SYSTEM
from hulplijn.plumbing import snapshot
from hulplijn.plumbing.clock import now
from hulplijn.plumbing.database import writing
from hulplijn.privacy import copies, erased_list, erasure
from hulplijn.privacy.models import CaseKey
from hulplijn.server import backup
from hulplijn.server.backup import Backup, BadBackup, Member
from hulplijn.server.starting import migrate, prepare

Say = Callable[[str], object]


class NotEmpty(Exception):
    """Something is there already; the message says what, and what to do. A restore never goes over it."""


@dataclass
class Restored:
    """What was put back."""

    point: datetime | None = None
    """What came after it is lost; none where the database stayed."""
    erased: list[str] = field(default_factory=list)
    """What had been erased by then, as `privacy.erasure` lists it."""
    beside: list[Path] = field(default_factory=list)
    """Files that differ from those in place, and were put beside them."""


def restore(path: Path | None, keys: Path | None, erased: list[str], say: Say) -> Restored:
    """Check everything, then put back the database, the files and the keys, and erase again what was erased.

    Without `keys`, the keys that are there stay; where there are none, the newest copy is taken. Without
    `path`, only the keys are put back, and the main database stays.

    Raises:
        BadBackup, BadCopy, NotEmpty: before anything was changed.
        SnapshotFailed, Unsafe, KeyServiceFailed
    """
    if path is not None:
        say(f"Checking {path.name}…")
        _check(path)
    copy = _copy_for(keys)
    restored = put_back(path, say) if path is not None else Restored()
    say("Bringing it up to date…")
    migrate()
    at, gone = now(), [*restored.erased, *(copy.erased if copy else []), *erased]
    if copy is not None:
        say(f"Putting the keys of {copy.made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC back…")
        count = copies.restore_copy(copy.path, at, without=erased_list.parsed(gone).keys())
        say(f"{count} keys are back.")
    else:
        say("The keys that are there stay.")
    prepare()  # only now, as it destroys copies that are too old, also the one that was just put back
    again = erasure.replay(gone, at=at)
    if again:
        say(f"Erased {again} cases again, which had been erased before.")
    _settle(at, anew=path is not None)
    return restored


def _copy_for(keys: Path | None) -> copies.Copy | None:
    there = not snapshot.is_empty("keys") and CaseKey.objects.exists()
    if there and keys is not None:
        raise NotEmpty(
            "There are keys already, and a copy never goes over them. Leave --keys away to go on with those, "
            "which are newer. Where their folder is lost, move the database of keys away first "
            "(keys.sqlite3, or a new one in HULPLIJN_KEYS_DATABASE_URL)."
        )
    if there:
        return None
    if keys is None:
        found = copies.kept(copies.folder()) if copies.folder().is_dir() else []
        if not found:
            raise copies.BadCopy(
                f"There is no copy of the keys in {copies.folder()}. Name one with --keys: without keys "
                "nobody can read what was said."
            )
        keys = found[-1][1]
    return copies.read_copy(keys)


def _check(path: Path) -> None:
    """Read all of the backup, and refuse before anything is changed."""
    opened = backup.check(path)
    if opened.database != connection.vendor:
        raise BadBackup(
            f"{path.name} is of {opened.database}, and the settings name {connection.vendor}. "
            "Set HULPLIJN_DATABASE_URL for PostgreSQL, or leave it away for SQLite."
        )
    known = MigrationLoader(None).disk_migrations
    newer = [f"{app} {name}" for app, name in opened.migrations.items() if (app, name) not in known]
    if newer:
        raise BadBackup(
            f"{path.name} was made by a newer version ({newer[0]}). Install that version, then restore."
        )
    _require_empty()


def _require_empty() -> None:
    if snapshot.is_empty():
        return
    where = connections["default"].settings_dict["NAME"]
    if connection.vendor == "sqlite":
        aside = "Move it away with its -wal and -shm beside it, or name another folder in HULPLIJN_DATA."
    else:
        aside = "Make a new one with createdb and name it in HULPLIJN_DATABASE_URL."
    raise NotEmpty(f"The database {where} is not empty, and a restore overwrites nothing. {aside}")


def put_back(path: Path, say: Say) -> Restored:
    """Fill the empty main database and the files from a backup that was checked; keys are put back apart.

    Raises:
        BadBackup, SnapshotFailed
    """
    with path.open("rb") as file:
        opened = Backup(file, path.name)
        opened.open()
        restored, content = Restored(opened.point), Path(settings.HULPLIJN_CONTENT)
        # A content folder that a helpline has is its own; only an empty one is filled.
        may_fill = not content.is_dir() or not any(content.iterdir())
        for member in opened.members():
            if member.name == backup.DATABASE:
                say("Putting the database back…")
                snapshot.put_back(member)
            elif member.name == backup.ERASED:
                restored.erased = member.rest().decode().splitlines()
            elif member.name == backup.ANCHORS:
                anchors = Path(settings.HULPLIJN_ANCHORS)
                _file(member, anchors, restored, may_fill=not anchors.exists())
            elif member.name.startswith(f"{backup.CONTENT}/"):
                target = content / member.name.removeprefix(f"{backup.CONTENT}/")
                _file(member, target, restored, may_fill=may_fill)
            else:
                _put(_beside(member), member.rest())
    return restored


def _file(member: Member, target: Path, restored: Restored, *, may_fill: bool) -> None:
    content = member.rest()
    if may_fill:
        _put(target, content)
    elif not target.is_file() or not target.read_bytes().startswith(content):  # one that grew since is newer
        _put(_beside(member), content)
        restored.beside.append(_beside(member))


def _beside(member: Member) -> Path:
    return Path(settings.HULPLIJN_DATA) / "restored" / member.name


def _put(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _settle(at: datetime, *, anew: bool) -> None:
    """What must not come back with the rows: log-ins. The restore itself enters the audit log.

    Timers need nothing here: how long no server ran is known from the last tick, which came back as well, and
    the first server that starts moves them by that.
    """
    with writing():
        StaffSession.objects.all().delete()
        audit.record("backup.restore", by=SYSTEM, at=at)
    if anew:
        sealing.restored(at=at)
