"""Erasing a case: `begin` inside the write that decides it, `carry_out` after it, `replay` after a restore.

What was said cannot be taken out of a backup; its key can be kept out of one. So erasing destroys the key,
and takes the rows away besides. It is *done* when the last copy of a key that leads there has expired:
the night after it makes the last such copy, which lives for seven days.

Each erasure is listed twice, in the keys' database and in a file beside the key-encryption keys that is only
added to, before anything is taken away. A restore destroys again whatever either list names.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from hulplijn.content.queries import helpline
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.privacy import copies, erased_list, holders, keys, rules
from hulplijn.privacy.erased_list import Listed, lines, parsed
from hulplijn.privacy.models import CaseKey, Erasure, KeyEncryptionKey

log = structlog.get_logger(__name__)

ERASE, FINAL = "privacy.erase", "privacy.erasure_final"
_AGAIN = timedelta(minutes=1)
"""When an erasure that a process died in is carried out by another one."""
_LOOK_AGAIN = timedelta(hours=6)
_SLACK = timedelta(minutes=30)
"""A night's work takes seconds to minutes; the copy that it writes first lives from then."""


def begin(key_id: uuid.UUID, *, why: str, at: datetime) -> None:
    """Decide that what is under this key goes: from the commit of the caller's write on it will, whatever
    breaks off. `why` is one of `Erasure.Why`."""
    due.put(ERASE, _words(key_id, why), at + _AGAIN)


def carry_out(key_id: uuid.UUID, *, why: str, at: datetime) -> Erasure:
    """Take away what is held under this key, and the key. Called again, it goes on where it stopped."""
    erasure = _list(key_id, why, at)
    with writing():
        holders.erase_all(key_id)
    under = CaseKey.objects.filter(pk=key_id).values_list("wrapped_by_id", flat=True).first()
    if under is not None:
        with writing("keys"):
            Erasure.objects.filter(pk=key_id).update(under=under)
    keys.destroy_key(key_id)
    if erasure.erased_at is None:
        with writing("keys"):
            Erasure.objects.filter(pk=key_id, erased_at=None).update(erased_at=at)
    erasure.refresh_from_db()
    with writing():
        if erasure.done_at is None:
            due.put(FINAL, key_id, final_at(erasure.erased_at or at))
        due.cancel(ERASE, _words(key_id, why))
    return erasure


def go_on(key: str, at: datetime) -> None:
    """Due: an erasure that was decided is not finished."""
    why, _, key_id = key.partition(":")
    carry_out(uuid.UUID(key_id), why=why, at=at)


def final_at(erased_at: datetime) -> datetime:
    """When the last copy of a key that leads to what was erased at that moment has expired."""
    return rules.next_night(erased_at, ZoneInfo(helpline().timezone)) + rules.KEPT_AT_MOST + _SLACK


def look_whether_final(key: str, at: datetime) -> None:
    """Due: an erasure is done, unless the key that wrapped its key is still somewhere; then look again."""
    erasure = Erasure.objects.filter(pk=uuid.UUID(key)).first()
    if erasure is None or erasure.done_at is not None:
        return
    if _still_somewhere(erasure, at):
        log.warning("erasure_waits_for_key_copy", key=key)
        due.put(FINAL, key, at + _LOOK_AGAIN)
        return
    with writing("keys"):
        Erasure.objects.filter(pk=erasure.pk, done_at=None).update(done_at=at)


def _still_somewhere(erasure: Erasure, at: datetime) -> bool:
    """Whether the key-encryption key under which its key was last is alive, or in a copy."""
    if erasure.under is None:
        return False
    if KeyEncryptionKey.objects.filter(pk=erasure.under).exists():
        return True
    copies.expire(at)
    kept = [copies.read_copy(path) for _, path in copies.kept(copies.folder())]
    return any(erasure.under in copy.keks for copy in kept)


def listed() -> Listed:
    """Every erasure that was ever asked for, from both lists: its key, when, and why."""
    found = parsed(lines())
    for row in Erasure.objects.all():
        found.setdefault(row.pk, (row.asked_at, row.why))
    return found


def replay(words: Iterable[str] = (), *, at: datetime) -> int:
    """After a restore: erase again what these lines and our own lists name; returns how many came back.

    Rows of an older database, and keys of an older copy, go as they went the first time.
    """
    names = {**parsed(words), **listed()}
    came_back = set(CaseKey.objects.filter(pk__in=list(names)).values_list("pk", flat=True))
    for key_id, (asked_at, why) in names.items():
        erasure = _list(key_id, why, asked_at)
        if key_id in came_back or any(one.rows([key_id]).exists() for one in holders.registered()):
            came_back.add(key_id)
            carry_out(key_id, why=why, at=at)
        elif erasure.done_at is None:  # the list was put back without what it said of this, and its timer too
            due.put(FINAL, key_id, final_at(at))
    return len(came_back)


def _list(key_id: uuid.UUID, why: str, at: datetime) -> Erasure:
    """Put it on both lists, on the disk before this returns."""
    with writing("keys"):
        erasure, is_new = Erasure.objects.get_or_create(pk=key_id, defaults={"asked_at": at, "why": why})
    if is_new or key_id not in parsed(lines()):
        erased_list.add(key_id, erasure.why, erasure.asked_at)
    return erasure


def _words(key_id: uuid.UUID, why: str) -> str:
    return f"{why}:{key_id}"
