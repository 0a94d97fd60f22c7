"""The night's work: copy the keys, put them under a new key-encryption key, destroy the old one."""

from __future__ import annotations

import threading
import time
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.db import IntegrityError, connections
from django.db.models import ProtectedError

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM
from hulplijn.content.queries import helpline
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.privacy import copies, files, key_files, keyed, keys, rules
from hulplijn.privacy.models import CaseKey, KeyEncryptionKey
from hulplijn.privacy.sealing import CannotOpen, unwrap, wrap

log = structlog.get_logger(__name__)

NIGHT = "privacy.night"
_KEY = "keys"
_AGAIN = timedelta(minutes=10)
"""When a night's work that a process died in, or that failed, is done anew."""
_PIECE = 200
"""Case keys in one write, which holds the lock for about 5 ms."""
_REST = 0.02
_TRIES = 5

_working = threading.Lock()


class KeysUnsafe(Exception):
    """The keys are not as they must be; the message says what is wrong and how it goes right."""


def begin(at: datetime) -> None:
    """See at start that the root key opens the keys, finish what a process died in, and set the next night.

    Raises:
        KeysUnsafe: a file is missing, or the root key is another one.
        KeyServiceFailed
    """
    files.folder(key_files.where())
    known = set(KeyEncryptionKey.objects.values_list("pk", flat=True))
    for kek_id in key_files.set_asides():
        if kek_id not in known:
            key_files.destroy_set_aside(kek_id)
    if known and not key_files.hash_key_file().exists():
        raise KeysUnsafe(
            f"The file hash.key is missing in {key_files.where()}: HULPLIJN_KEYS_FOLDER must name the folder "
            "of this database of keys. Where the folder is lost, restore a copy of the keys."
        )
    try:
        keyed.load()
        for kek_id in known:
            _require_open(kek_id)
    except key_files.KeyFileMissing as missing:
        raise KeysUnsafe(str(missing)) from missing
    except CannotOpen as wrong:
        raise KeysUnsafe(
            f"The root key does not open the keys in {key_files.where()}: it is another one, or a file is "
            "damaged. Take the root key that belongs to this data; after a rotation that was broken off, "
            "run hulplijn keys rotate --root again."
        ) from wrong
    keys.current_kek()
    copies.expire(at)
    planned = due.moment(NIGHT, _KEY)
    if planned is None or planned > _next_night(at):  # put far off by a clock that was wrong
        due.put(NIGHT, _KEY, _next_night(at))


def _require_open(kek_id: uuid.UUID) -> None:
    try:
        keys.wrapping_key(kek_id)
    except key_files.KeyFileMissing:
        if KeyEncryptionKey.objects.filter(pk=kek_id).exists():
            raise
        # else another process renewed the keys since they were listed, and this one is destroyed


def night(_: str, at: datetime) -> None:
    """Do the night's work in a thread of its own: it takes seconds where there are many keys."""
    due.put(NIGHT, _KEY, at + _AGAIN)  # where this process dies, another goes on then
    threading.Thread(target=_work, args=(at,), name="key-renewal", daemon=True).start()


def _work(at: datetime) -> None:
    if not _working.acquire(blocking=False):
        return
    try:
        tonight(at)
        due.put(NIGHT, _KEY, _next_night(at))
    except Exception as wrong:
        # The outermost place of the thread: it is tried again in ten minutes, and said each time.
        log.error("keys_not_renewed", error=type(wrong).__name__)
    finally:
        _working.release()
        connections.close_all()


def tonight(at: datetime) -> None:
    """A copy of the keys, if this night has none yet; then renew, and let old copies go."""
    folder = Path(settings.HULPLIJN_KEY_COPIES)
    newest = copies.newest(folder)
    if newest is None or at - newest >= timedelta(hours=12):
        copies.write_copy(folder, at)
    renew(at)
    copies.expire(at)


def renew(at: datetime) -> uuid.UUID:
    """Put every case key under a new key-encryption key, and destroy those before it in the live store.

    It may break off anywhere: the next one finishes what was begun. A key that is destroyed meanwhile stays
    destroyed. Returns the id of the new one.

    Raises:
        CannotOpen: a case key is damaged; the others are renewed, and the old key-encryption key is kept.
    """
    fresh = keys.next_kek()
    retiring = list(KeyEncryptionKey.objects.filter(retiring=True).values_list("pk", flat=True))
    damaged = sum(_retire(old, fresh) for old in retiring)
    audit.record("keys.renew", by=SYSTEM, on=KeyEncryptionKey(id=fresh), at=at)
    if damaged:
        raise CannotOpen(f"{damaged} case keys are damaged")
    return fresh


def _retire(old: uuid.UUID, fresh: uuid.UUID) -> int:
    """Move all from `old` to `fresh` and destroy `old`; returns how many keys are damaged."""
    for _ in range(_TRIES):
        damaged = _move(old, fresh)
        if damaged:
            log.error("case_keys_damaged", count=damaged, under=str(old))
            return damaged
        if _end(old):
            break
    return 0


def _move(old: uuid.UUID, fresh: uuid.UUID) -> int:
    under_old, under_fresh = keys.wrapping_key(old), keys.wrapping_key(fresh)
    rest = CaseKey.objects.filter(wrapped_by=old).order_by("pk")
    piece, damaged = list(rest[:_PIECE]), 0
    while piece:
        moved = []
        for row in piece:
            about = keys.about(row.pk)
            try:
                key = unwrap(under_old, bytes(row.wrapped), about=about)
            except CannotOpen:
                damaged += 1
                continue
            moved.append((wrap(under_fresh, key, about=about), fresh, row.pk, old))
        _store(moved)
        if len(piece) == _PIECE:
            time.sleep(_REST)  # there are many: let others have the lock and the processor
        piece = list(rest.filter(pk__gt=piece[-1].pk)[:_PIECE])
    return damaged


def _store(moved: list[tuple[bytes, uuid.UUID, uuid.UUID, uuid.UUID]]) -> None:
    """Only where it still is as it was read: a key that was destroyed meanwhile stays destroyed."""
    connection = connections["keys"]
    number = CaseKey._meta.pk.get_db_prep_value
    rows = [
        (wrapped, number(fresh, connection), number(key_id, connection), number(old, connection))
        for wrapped, fresh, key_id, old in moved
    ]
    table = connection.ops.quote_name(CaseKey._meta.db_table)
    with writing("keys"), connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET wrapped = %s, wrapped_by_id = %s WHERE id = %s AND wrapped_by_id = %s",  # noqa: S608
            rows,
        )


def _end(old: uuid.UUID) -> bool:
    """Destroy a key-encryption key, unless a case key went under it just now: the database tells."""
    key_files.set_aside(old)
    try:
        with writing("keys"):
            KeyEncryptionKey.objects.filter(pk=old).delete()
    except (ProtectedError, IntegrityError):
        return False
    key_files.destroy_set_aside(old)
    keys.forget_wrapping_key(old)
    return True


def _next_night(at: datetime) -> datetime:
    return rules.next_night(at, ZoneInfo(helpline().timezone))
