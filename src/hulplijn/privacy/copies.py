"""Copies of the keys, the only ones there may be: one file a night, gone after seven days.

A file holds all wrapped case keys, and their key-encryption keys and the hash key, each wrapped by the root
key. So it opens nothing by itself, and outlives by seven days at most what was destroyed in the live store.

Form: a magic word; records of one size (id, id of its key-encryption key, the wrapped key); a JSON trailer
and its length in four bytes; 32 bytes of HMAC over all of it, whose key the root key wraps in the trailer.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import uuid
from collections.abc import Container, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM
from hulplijn.plumbing import due
from hulplijn.plumbing.database import writing
from hulplijn.privacy import erased_list, files, key_files, keyed, keys
from hulplijn.privacy.models import CaseKey, KeyEncryptionKey
from hulplijn.privacy.root_key import RootKey, root_key
from hulplijn.privacy.rules import KEPT_AT_MOST, is_over
from hulplijn.privacy.sealing import CannotOpen

OVER = "privacy.copy_over"
_MAGIC = b"HULPLIJN KEYS 1\n"
_WRAPPED = 61
"""Bytes of a wrapped case key: version, nonce, 32 bytes, tag."""
_RECORD = 16 + 16 + _WRAPPED
_TAG = 32
_TOLD = "key-copy"
_NAME = re.compile(r"keys-(\d{8}T\d{6}Z)-[0-9a-f]{8}\.copy")
_STAMP = "%Y%m%dT%H%M%SZ"
_AT_ONCE = 1000
_TRIES = 3
_AHEAD = timedelta(hours=1)


class BadCopy(Exception):
    """The file is no copy of this installation's keys, or it is damaged; the message says which."""


class NotEmpty(Exception):
    """There are keys in the store already: a copy never goes over them."""


@dataclass(frozen=True)
class Copy:
    """What a copy says about itself."""

    path: Path
    made_at: datetime
    count: int
    keks: dict[uuid.UUID, bytes]
    hash_key: bytes
    erased: list[str]
    """What was erased until then, as `privacy.erased_list` has it."""


def folder() -> Path:
    """Where this installation keeps its copies."""
    return Path(settings.HULPLIJN_KEY_COPIES)


def write_copy(into: Path, at: datetime) -> Path:
    """Write a copy of all keys into the folder `into`; it is on the disk when this returns.

    It is destroyed seven days later where `into` is the installation's own folder; copies that somebody
    makes elsewhere are hers to destroy in time.
    """
    files.folder(into)
    name = f"keys-{at.astimezone(UTC):{_STAMP}}-{secrets.token_hex(4)}.copy"
    unfinished = into / f".{name}"
    try:
        _write_whole(unfinished, at)
        files.take_over(unfinished, into / name)
    finally:
        files.shred(unfinished)
    if into.resolve() == folder().resolve():
        due.put(OVER, name, at + KEPT_AT_MOST)
    audit.record("keys.copy", by=SYSTEM, at=at)
    return into / name


def _write_whole(path: Path, at: datetime) -> None:
    for _ in range(_TRIES - 1):
        with suppress(key_files.KeyFileMissing):  # renewed meanwhile: all rows are under another one now
            _write(path, at)
            return
        files.shred(path)
    _write(path, at)


def _write(path: Path, at: datetime) -> None:
    count = 0
    used: set[uuid.UUID] = set()
    with files.new(path) as file:
        told = _Told(file)
        told.write(_MAGIC)
        # One statement, so that it is the store of one moment.
        rows = CaseKey.objects.values_list("id", "wrapped_by_id", "wrapped")
        for key_id, kek_id, wrapped in rows.iterator(chunk_size=_AT_ONCE):
            used.add(kek_id)
            told.write(key_id.bytes + kek_id.bytes + bytes(wrapped))
            count += 1
        used.update(KeyEncryptionKey.objects.values_list("pk", flat=True))
        trailer = {
            "made_at": at.isoformat(),
            "count": count,
            "keks": {str(kek_id): _words(key_files.blob(kek_id)) for kek_id in used},
            "hash_key": _words(keyed.blob()),
            "erased": erased_list.lines(),
        }
        told.end(trailer, root_key())


class _Told:
    """Writes, and remembers what was written."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._key = file, os.urandom(32)
        self._seen = hmac.new(self._key, digestmod=hashlib.sha256)

    def write(self, content: bytes) -> None:
        self._file.write(content)
        self._seen.update(content)

    def end(self, trailer: dict[str, Any], root: RootKey) -> None:
        """Write the trailer and the tag, and flush all of it."""
        mac = _words(root.wrap(self._key, about=_TOLD))
        words = json.dumps({**trailer, "mac": mac}).encode()
        self.write(words + len(words).to_bytes(4))
        self._file.write(self._seen.digest())
        self._file.flush()
        os.fsync(self._file.fileno())


def read_copy(path: Path, root: RootKey | None = None) -> Copy:
    """What the copy says about itself, after all of it was checked with the root key, by default ours.

    Raises:
        BadCopy
    """
    trailer, end = _trailer(path)
    try:
        mac_key = (root or root_key()).unwrap(base64.b64decode(trailer["mac"]), about=_TOLD)
    except CannotOpen as wrong:
        raise BadCopy(f"{path.name} is damaged, or a copy of keys under another root key.") from wrong
    except (KeyError, ValueError) as wrong:
        raise BadCopy(f"{path.name} is damaged: its end cannot be read.") from wrong
    seen = hmac.new(mac_key, digestmod=hashlib.sha256)
    with path.open("rb") as file:
        left = path.stat().st_size - _TAG
        while left:
            piece = file.read(min(left, 1024 * 1024))
            seen.update(piece)
            left -= len(piece)
        if not hmac.compare_digest(seen.digest(), file.read()):
            raise BadCopy(f"{path.name} is damaged: it is not as it was written.")
    if end - len(_MAGIC) != trailer["count"] * _RECORD:
        raise BadCopy(f"{path.name} is damaged: it does not hold as many keys as it says.")
    return Copy(
        path=path,
        made_at=datetime.fromisoformat(trailer["made_at"]),
        count=trailer["count"],
        keks={uuid.UUID(name): base64.b64decode(blob) for name, blob in trailer["keks"].items()},
        hash_key=base64.b64decode(trailer["hash_key"]),
        erased=trailer["erased"],
    )


def _trailer(path: Path) -> tuple[dict[str, Any], int]:
    """The trailer, and where it begins."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC or size < len(_MAGIC) + 4 + _TAG:
            raise BadCopy(f"{path.name} is no copy of keys.")
        file.seek(size - _TAG - 4)
        length = int.from_bytes(file.read(4))
        begin = size - _TAG - 4 - length
        if begin < len(_MAGIC):
            raise BadCopy(f"{path.name} is damaged: its end is missing.")
        file.seek(begin)
        try:
            trailer = json.loads(file.read(length))
        except ValueError as wrong:
            raise BadCopy(f"{path.name} is damaged: its end cannot be read.") from wrong
    if not isinstance(trailer, dict):
        raise BadCopy(f"{path.name} is damaged: its end cannot be read.")
    return trailer, begin


def records(copy: Copy) -> Iterator[tuple[uuid.UUID, uuid.UUID, bytes]]:
    """Each key of a copy that was read: its id, that of its key-encryption key, and the wrapped key."""
    with copy.path.open("rb") as file:
        file.seek(len(_MAGIC))
        for _ in range(copy.count):
            record = file.read(_RECORD)
            yield uuid.UUID(bytes=record[:16]), uuid.UUID(bytes=record[16:32]), record[32:]


def wrap_anew(path: Path, old: RootKey, new: RootKey) -> None:
    """Let the root key of a copy be `new`; one that it is of already stays as it is.

    Raises:
        BadCopy: damaged, or of neither.
    """
    with suppress(BadCopy):
        read_copy(path, new)
        return
    copy, (trailer, end) = read_copy(path, old), _trailer(path)
    fresh = path.with_name(f".{path.name}")
    files.shred(fresh)
    with files.new(fresh) as file, path.open("rb") as before:
        told = _Told(file)
        while end:
            piece = before.read(min(end, 1024 * 1024))
            told.write(piece)
            end -= len(piece)
        keks = {
            str(kek_id): _words(new.wrap(old.unwrap(blob, about=about), about=about))
            for kek_id, blob in copy.keks.items()
            for about in [key_files.about(kek_id)]
        }
        about = key_files.HASH_KEY
        hash_key = _words(new.wrap(old.unwrap(copy.hash_key, about=about), about=about))
        told.end({**trailer, "keks": keks, "hash_key": hash_key}, new)
    files.take_over(fresh, path)


def restore_copy(path: Path, at: datetime, *, without: Container[uuid.UUID] = frozenset()) -> int:
    """Put the keys of a copy into an empty store; returns how many.

    Those `without`, and those on the list of erasures of the copy or of this machine, do not come back. The
    caller erases their rows with `erasure.replay`. No server runs meanwhile. The files come first, then the
    rows in one write: one that breaks off leaves the store empty.

    Raises:
        BadCopy
        NotEmpty: the store holds keys already.
    """
    copy = read_copy(path)
    if CaseKey.objects.exists():
        raise NotEmpty(
            "There are keys already. Restore into an empty data folder or an empty database of keys."
        )
    erased = erased_list.parsed(copy.erased).keys() | erased_list.parsed(erased_list.lines()).keys()
    for kek_id, blob in copy.keks.items():
        key_files.put_blob(kek_id, blob)
    keyed.put_blob(copy.hash_key)
    count, piece = 0, []
    with writing("keys"):
        KeyEncryptionKey.objects.update(retiring=True)
        KeyEncryptionKey.objects.bulk_create(
            [KeyEncryptionKey(id=kek_id, retiring=True) for kek_id in copy.keks], ignore_conflicts=True
        )
        for key_id, kek_id, wrapped in records(copy):
            if key_id in erased or key_id in without:
                continue
            piece.append(CaseKey(id=key_id, wrapped=wrapped, wrapped_by_id=kek_id))
            count += 1
            if len(piece) == _AT_ONCE:
                CaseKey.objects.bulk_create(piece)
                piece = []
        CaseKey.objects.bulk_create(piece)
    keys.forget_opened()
    audit.record("keys.restore", by=SYSTEM, at=at)
    return count


def kept(within: Path, *names: str) -> list[tuple[datetime, Path]]:
    """The copies in a folder with the moments at which they were made, the oldest first."""
    found = []
    for path in (path for wanted in names or ["keys-*.copy"] for path in within.glob(wanted)):
        name = _NAME.fullmatch(path.name.lstrip("."))
        if name:
            found.append((datetime.strptime(name[1], _STAMP).replace(tzinfo=UTC), path))
    return sorted(found)


def newest(within: Path) -> datetime | None:
    """When the newest copy in a folder was made."""
    found = kept(within)
    return found[-1][0] if found else None


def expire(at: datetime) -> int:
    """Destroy what is too old in the installation's folder, finished or not; returns how many."""
    for made_at, path in kept(folder(), "*.copy", ".*.copy"):
        if made_at > at + _AHEAD:
            # Made by a clock that was wrong. It goes within seven days all the same, and is no last night's.
            real = at.astimezone(UTC) - timedelta(days=1)
            path.rename(path.with_name(path.name.replace(f"{made_at:{_STAMP}}", f"{real:{_STAMP}}")))
    over = [path for made_at, path in kept(folder(), "*.copy", ".*.copy") if is_over(made_at, at)]
    for path in over:
        files.shred(path)
    return len(over)


def copy_over(name: str, at: datetime) -> None:
    """The seven days of one copy are over."""
    if _NAME.fullmatch(name):
        files.shred(folder() / name)
    expire(at)


def _words(content: bytes) -> str:
    return base64.b64encode(content).decode()
