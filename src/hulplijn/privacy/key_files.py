"""The files of the keys folder: key-encryption keys and the hash key, each wrapped by the root key.

No database holds them: its logs and dead rows would keep what was replaced, and so would its backups.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path

from django.conf import settings

from hulplijn.privacy import files
from hulplijn.privacy.root_key import root_key

_ENDING = ".ending"
"""Added to the name of a file that is to be destroyed, so that a later start can go on with that."""

HASH_KEY = "hash-key"
"""What the hash key is bound to."""


class KeyFileMissing(Exception):
    """A key-encryption key that is in use has no file; what it wraps cannot be read."""

    def __init__(self, kek_id: uuid.UUID) -> None:
        super().__init__(
            f"The file {kek_id}.key is missing in {where()}: what was said in the cases under it cannot be "
            "read. HULPLIJN_KEYS_FOLDER must name the folder of this database of keys; see docs/operate.md."
        )


def where() -> Path:
    """The keys folder."""
    return Path(settings.HULPLIJN_KEYS_FOLDER)


def make() -> uuid.UUID:
    """Make a key-encryption key; it is on the disk when this returns."""
    kek_id = uuid.uuid4()
    put_blob(kek_id, root_key().wrap(os.urandom(32), about=about(kek_id)))
    return kek_id


def read(kek_id: uuid.UUID) -> bytes:
    """The key itself.

    Raises:
        KeyFileMissing
        CannotOpen: it is another root key's.
    """
    return root_key().unwrap(blob(kek_id), about=about(kek_id))


def blob(kek_id: uuid.UUID) -> bytes:
    """The key as it is stored.

    Raises:
        KeyFileMissing
    """
    for path in (_path(kek_id), _ending(kek_id)):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            continue
    raise KeyFileMissing(kek_id)


def put_blob(kek_id: uuid.UUID, wrapped: bytes) -> None:
    """Store a key that is wrapped by the root key, over what was there."""
    files.folder(where())
    files.put(_path(kek_id), wrapped)


def set_aside(kek_id: uuid.UUID) -> None:
    """Mark the file as one that is to be destroyed; until then it is read as before."""
    if _path(kek_id).exists():
        files.rename(_path(kek_id), _ending(kek_id))


def destroy_set_aside(kek_id: uuid.UUID) -> None:
    """Destroy a file that was set aside."""
    files.shred(_ending(kek_id))


def set_asides() -> list[uuid.UUID]:
    """The keys that are to be destroyed."""
    return [uuid.UUID(path.name.partition(".")[0]) for path in where().glob(f"*.key{_ENDING}")]


def stored() -> list[tuple[Path, str]]:
    """Every file of the folder that the root key wraps, and what it is bound to."""
    of_keks = [
        (path, about(uuid.UUID(path.name.partition(".")[0])))
        for name in ("*-*.key", f"*-*.key{_ENDING}")
        for path in sorted(where().glob(name))
    ]
    return [*of_keks, *[(hash_key_file(), HASH_KEY) for _ in range(hash_key_file().exists())]]


def hash_key_file() -> Path:
    """Where the hash key is."""
    return where() / "hash.key"


def about(kek_id: uuid.UUID) -> str:
    """What a key-encryption key is bound to."""
    return f"kek:{kek_id}"


def _path(kek_id: uuid.UUID) -> Path:
    return where() / f"{kek_id}.key"


def _ending(kek_id: uuid.UUID) -> Path:
    return where() / f"{kek_id}.key{_ENDING}"
