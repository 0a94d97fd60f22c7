"""A backup: one sealed file with the main database, the content folder and what else no one could make anew.

The keys are not in it, nor any secret. So it opens nothing that was said, however long it is kept: for that
it takes a copy of the keys, which lives seven days at most, and the root key.
"""

from __future__ import annotations

import base64
import io
import json
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from hulplijn.plumbing import snapshot
from hulplijn.privacy import erased_list
from hulplijn.privacy.root_key import root_key
from hulplijn.privacy.sealed_stream import SealedReader, SealedWriter
from hulplijn.privacy.sealing import CannotOpen
from hulplijn.server.environment import KNOWN

MAGIC = b"HULPLIJN BACKUP 1\n"
LAST = "last-backup"
"""The file in the data folder that says when the last one was made, for the doctor."""
DATABASE, ERASED, ENVIRONMENT = "database", "erased", "environment"
CONTENT, ANCHORS = "content", "anchors"
_BOUND = "backup"
_STAMP = "%Y-%m-%dT%H%MZ"
_NAME = re.compile(r"hulplijn-(\d{4}-\d\d-\d\dT\d{4}Z)(?:-(\d+))?\.backup")
_SECRETS = {"HULPLIJN_KEY", "HULPLIJN_KEY_NEW", "HULPLIJN_SECRET"}
_AT_ONCE = 256 * 1024


class BadBackup(Exception):
    """The file is no backup that can be used here; the message says why and what to do."""


@dataclass(frozen=True)
class Made:
    """A backup that is on the disk."""

    path: Path
    point: datetime
    """Everything that was acknowledged before this moment is in it."""
    size: int
    seconds: float


def make(folder: Path, *, at: datetime) -> Made:
    """Make a backup in `folder`; it is on the disk when this returns. Reads only: any server goes on.

    Raises:
        SnapshotFailed: the database cannot be read, or a program or room on the disk is missing.
        OSError: the folder cannot be written.
    """
    began = time.monotonic()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = _free_name(folder, at)
    unfinished = path.with_name(f".{path.name}")
    unfinished.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            _write(file, at)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    _flush_names(folder)
    made = Made(path, at, path.stat().st_size, time.monotonic() - began)
    _remember(made)
    return made


def _write(file: BinaryIO, at: datetime) -> None:
    key = os.urandom(32)
    with snapshot.taken() as database:
        header = {
            "point": at.isoformat(),
            "database": connection.vendor,
            "migrations": _migrations(),
            "key": base64.b64encode(root_key().wrap(key, about=_BOUND)).decode(),
        }
        sealed = SealedWriter(file, MAGIC, header, key)
        _put(sealed, DATABASE, database)
    for name, member in _members():
        with member.open("rb") as content:
            _put(sealed, name, content)
    for name, lines in ((ERASED, erased_list.lines()), (ENVIRONMENT, without_secrets(os.environ))):
        _put(sealed, name, io.BytesIO("".join(f"{line}\n" for line in lines).encode()))
    sealed.write((0).to_bytes(4))
    sealed.end()


def _members() -> Iterator[tuple[str, Path]]:
    """The files that go with the database, by their names in the backup."""
    yield from _under(CONTENT, Path(settings.HULPLIJN_CONTENT))
    anchors = Path(settings.HULPLIJN_ANCHORS)
    if anchors.is_file():
        yield ANCHORS, anchors


def _under(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inside.parts)
        if path.is_file() and not path.is_symlink() and not hidden:
            yield f"{name}/{inside.as_posix()}", path


def without_secrets(env: Mapping[str, str]) -> list[str]:
    """The settings as lines, without keys, secrets and passwords."""
    lines = []
    for name in sorted(KNOWN):
        value = env.get(name)
        if not value:
            continue
        if name in _SECRETS or "SECRET" in name:
            lines.append(f"# {name} was set; it is kept elsewhere")
        else:
            lines.append(f"{name}={_without_password(value)}")
    return lines


def _without_password(value: str) -> str:
    if "://" not in value:
        return value
    parts = urlsplit(value)
    if parts.password is None:
        return value
    place = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{parts.username or ''}:PASSWORD@{place}"))


def _migrations() -> dict[str, str]:
    newest: dict[str, str] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        newest[app] = name
    return newest


def _put(sealed: SealedWriter, name: str, content: IO[bytes]) -> None:
    words = name.encode()
    sealed.write(len(words).to_bytes(4) + words)
    while piece := content.read(_AT_ONCE):
        sealed.write(len(piece).to_bytes(4))
        sealed.write(piece)
    sealed.write((0).to_bytes(4))


class Member:
    """One part of a backup, read once and in order."""

    def __init__(self, name: str, sealed: SealedReader) -> None:
        self.name, self._sealed = name, sealed
        self._left, self._ended = 0, False

    def read(self, size: int, /) -> bytes:
        if self._left == 0 and not self._ended:
            self._left = int.from_bytes(_exactly(self._sealed, 4))
            self._ended = self._left == 0
        piece = _exactly(self._sealed, min(size, self._left))
        self._left -= len(piece)
        return piece

    def rest(self) -> bytes:
        """All that was not read yet."""
        return b"".join(iter(lambda: self.read(_AT_ONCE), b""))


class Backup:
    """A backup that is read: its header first, then its parts in order."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._name = name
        try:
            self._sealed = SealedReader(file, MAGIC)
            header = self._sealed.header
            self.point = datetime.fromisoformat(header["point"])
            self.database: str = header["database"]
            self.migrations: dict[str, str] = header["migrations"]
            self._wrapped = base64.b64decode(header["key"])
        except (CannotOpen, KeyError, ValueError, TypeError) as wrong:
            raise BadBackup(f"{name} is no backup of Hulplijn, or its beginning is damaged.") from wrong

    def open(self) -> None:
        """Take the key that the root key wraps.

        Raises:
            BadBackup: it was made under another root key.
        """
        try:
            self._sealed.open(root_key().unwrap(self._wrapped, about=_BOUND))
        except CannotOpen as wrong:
            raise BadBackup(
                f"{self._name} was made under another root key. Set HULPLIJN_KEY to the one of that time."
            ) from wrong

    def members(self) -> Iterator[Member]:
        """The parts, each to be read before the next.

        Raises:
            BadBackup: damaged, or cut off.
        """
        try:
            while length := int.from_bytes(_exactly(self._sealed, 4)):
                member = Member(_exactly(self._sealed, length).decode(), self._sealed)
                if Path(member.name).is_absolute() or ".." in Path(member.name).parts:
                    raise BadBackup(f"{self._name} holds a file whose name leads elsewhere: {member.name!r}.")
                yield member
                while member.read(_AT_ONCE):
                    pass
        except CannotOpen as wrong:
            raise BadBackup(self.damaged(wrong)) from wrong

    def damaged(self, wrong: CannotOpen) -> str:
        """The sentence about what does not open."""
        how = "it ends too early" if "cut off" in str(wrong) else "it is not as it was written"
        return f"{self._name} is damaged: {how}. Take another backup; nothing was put in its place."


def check(path: Path) -> Backup:
    """Read a backup from end to end without keeping anything of it.

    Raises:
        BadBackup: damaged, cut off, under another root key, or no backup.
    """
    with path.open("rb") as file:
        backup = Backup(file, path.name)
        backup.open()
        for _ in backup.members():
            pass
    return backup


def _exactly(sealed: SealedReader, size: int) -> bytes:
    piece = sealed.read(size)
    if len(piece) < size:
        raise CannotOpen("cut off")
    return piece


def kept(folder: Path) -> list[Path]:
    """The backups in a folder, the oldest first."""
    named = ((_NAME.fullmatch(path.name), path) for path in folder.iterdir())
    found = sorted((name[1], int(name[2] or 0), path) for name, path in named if name)
    return [path for _, _, path in found]


def keep(folder: Path, count: int) -> list[Path]:
    """Remove all but the newest `count` backups of a folder; returns those that went."""
    over = kept(folder)[:-count]
    for path in over:
        path.unlink()
    return over


def _free_name(folder: Path, at: datetime) -> Path:
    stamp = f"hulplijn-{at.astimezone(UTC):{_STAMP}}"
    names = (f"{stamp}{f'-{number}' if number else ''}.backup" for number in range(1000))
    return next(folder / name for name in names if not (folder / name).exists())


def _remember(made: Made) -> None:
    file = Path(settings.HULPLIJN_DATA) / LAST
    words = {"at": made.point.isoformat(), "path": str(made.path.resolve()), "bytes": made.size}
    file.write_text(json.dumps(words))


def _flush_names(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
