"""The doctor on the keys: the root key opens them, the nights do their work, no copy is too old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from hulplijn.plumbing.doctor import Asked, Finding, fine, look, wrong
from hulplijn.privacy import copies, key_files
from hulplijn.privacy.models import KeyEncryptionKey
from hulplijn.privacy.root_key import KeyServiceFailed
from hulplijn.privacy.rules import KEPT_AT_MOST
from hulplijn.privacy.sealing import CannotOpen

_TWO_NIGHTS = timedelta(hours=50)
_GRACE = timedelta(hours=2)


def key_check(asked: Asked) -> Iterator[Finding]:
    """The root key, the key-encryption keys and their folder."""
    rows = list(KeyEncryptionKey.objects.order_by("made_at"))
    try:
        for row in rows:
            key_files.read(row.pk)
    except CannotOpen:
        yield wrong(
            "The root key does not open the keys: it is another one.",
            "Set HULPLIJN_KEY to that of this installation. If it is lost: docs/operate/keys.md, escrow.",
        )
        return
    except (key_files.KeyFileMissing, KeyServiceFailed) as why:
        yield wrong(str(why), "docs/operate/drills.md, key lost")
        return
    age = datetime.now(UTC) - rows[-1].made_at if rows else timedelta(0)
    if age > _TWO_NIGHTS and not settings.HULPLIJN_DEMO_CLOCK:
        yield look(
            f"The key-encryption key is {age.days} days old: the nights did not renew it.",
            "The log says keys_not_renewed and why. By hand: hulplijn keys rotate",
        )
    else:
        yield fine(f"The root key opens all {len(rows)} key-encryption keys.")
    folder = key_files.where()
    if folder.is_dir() and folder.stat().st_mode & 0o077:
        yield wrong(f"Others on this machine may enter {folder}.", f"chmod 700 {folder}")


def copy_check(asked: Asked) -> Iterator[Finding]:
    """The copies of the keys: one of last night, none that is too old, and where they lie."""
    if settings.HULPLIJN_DEMO_CLOCK:
        yield fine("A demonstration makes copies by a clock of its own.")
        return
    folder, at = copies.folder(), datetime.now(UTC)
    found = copies.kept(folder) if folder.is_dir() else []
    if not found:
        yield look(
            f"There is no copy of the keys in {folder} yet.",
            "hulplijn keys copy; a server makes one a night.",
        )
        return
    oldest, newest = found[0], found[-1][0]
    if at - oldest[0] > KEPT_AT_MOST + _GRACE:
        yield wrong(
            f"A copy of the keys is {(at - oldest[0]).days} days old: what was erased can be read from it.",
            f"shred -u {oldest[1]} ; a server that runs does this by itself.",
        )
    if at - newest > _TWO_NIGHTS:
        yield look(
            f"The newest copy of the keys is {(at - newest).days} days old.",
            "The log says keys_not_renewed and why. By hand: hulplijn keys copy",
        )
    else:
        hours = (at - newest).total_seconds() / 3600
        yield fine(f"{len(found)} copies of the keys, the newest {hours:.0f} hours old.")
    data = Path(settings.HULPLIJN_DATA)
    if folder.stat().st_dev == data.stat().st_dev and settings.HULPLIJN_MODE == "production":
        yield look(
            f"The copies of the keys lie on the same disk as the data ({folder}).",
            "Name another disk in HULPLIJN_KEY_COPIES, not beside the backups.",
        )
