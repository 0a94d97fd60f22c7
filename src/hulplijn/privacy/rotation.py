"""Another root key: every key that the old one wraps is wrapped by the new one, and no text is touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from hulplijn.audit import actions as audit
from hulplijn.audit.actors import SYSTEM
from hulplijn.privacy import copies, files, key_files, keyed, keys, renewal
from hulplijn.privacy.root_key import RootKey
from hulplijn.privacy.sealing import CannotOpen


class OpensNeither(Exception):
    """A file is under neither root key; the message names it."""


def rotate_root(old: RootKey, new: RootKey, at: datetime, *, told: Callable[[str], object]) -> None:
    """Wrap the keys folder and the copies under `new`; no server runs meanwhile, and `old` is the setting.

    It may break off anywhere: done again it finishes, with the same two keys. `told` gets the name of each
    copy that opens with neither and was left as it is.

    Raises:
        OpensNeither: of the keys folder; nothing after it was changed.
        KeyServiceFailed
    """
    if new.unwrap(new.wrap(b"try", about="try"), about="try") != b"try":
        raise OpensNeither("The new root key does not open what it wraps.")
    try:
        renewal.begin(at)
        renewal.renew(at)  # so that what was stolen with the old root key opens nothing that lives on
    except renewal.KeysUnsafe:
        pass  # it was broken off before: some files are under the new key already
    for path, about in key_files.stored():
        files.put(path, _anew(path, about, old, new))
    for _, path in copies.kept(copies.folder()):
        try:
            copies.wrap_anew(path, old, new)
        except copies.BadCopy:
            told(path.name)
    keys.forget_opened()
    keyed.forget()
    audit.record("keys.rotate", by=SYSTEM, at=at)


def _anew(path: Path, about: str, old: RootKey, new: RootKey) -> bytes:
    blob = path.read_bytes()
    try:
        new.unwrap(blob, about=about)
    except CannotOpen:
        try:
            return new.wrap(old.unwrap(blob, about=about), about=about)
        except CannotOpen as wrong:
            raise OpensNeither(
                f"{path.name} in {path.parent} opens with neither root key. Take the key that this data has "
                "now, or, where a rotation was broken off, the two keys of that one."
            ) from wrong
    return blob
