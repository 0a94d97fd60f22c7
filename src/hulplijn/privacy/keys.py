"""Making and opening case keys. Root key -> key-encryption key -> case key."""

from __future__ import annotations

import os
import threading
import uuid
from collections import OrderedDict

from django.conf import settings

from hulplijn.plumbing.database import writing
from hulplijn.privacy.models import CaseKey, KeyEncryptionKey
from hulplijn.privacy.sealing import Sealer, unwrap, wrap

_REMEMBERED = 4096


class KeyGone(Exception):
    """The case's key has been destroyed, or was never there: nothing of the case can be read."""


class _Opened:
    """The keys this process has opened last; bounded, and emptied by `forget`."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._sealers: OrderedDict[uuid.UUID, Sealer] = OrderedDict()
        self._wrapping: dict[uuid.UUID, bytes] = {}

    def sealer(self, key_id: uuid.UUID) -> Sealer | None:
        with self._guard:
            found = self._sealers.get(key_id)
            if found:
                self._sealers.move_to_end(key_id)
            return found

    def keep(self, key_id: uuid.UUID, sealer: Sealer) -> None:
        with self._guard:
            self._sealers[key_id] = sealer
            while len(self._sealers) > _REMEMBERED:
                self._sealers.popitem(last=False)

    def wrapping_key(self, kek: KeyEncryptionKey) -> bytes:
        with self._guard:
            if kek.pk not in self._wrapping:
                root: bytes = settings.HULPLIJN_ROOT_KEY
                self._wrapping[kek.pk] = unwrap(root, bytes(kek.wrapped), about=f"kek:{kek.pk}")
            return self._wrapping[kek.pk]

    def forget(self, key_id: uuid.UUID) -> None:
        with self._guard:
            self._sealers.pop(key_id, None)

    def forget_all(self) -> None:
        with self._guard:
            self._sealers.clear()
            self._wrapping.clear()


_opened = _Opened()


def new_key() -> uuid.UUID:
    """Make a case key; it is committed in the keys' database before this returns."""
    return new_keys(1)[0]


def new_keys(count: int) -> list[uuid.UUID]:
    """Make `count` case keys in one commit."""
    with writing("keys"):
        kek = _current_kek()
        wrapping = _opened.wrapping_key(kek)
        rows = []
        for _ in range(count):
            key_id = uuid.uuid4()
            rows.append(
                CaseKey(
                    id=key_id, wrapped=wrap(wrapping, os.urandom(32), about=_about(key_id)), wrapped_by=kek
                )
            )
        CaseKey.objects.bulk_create(rows)
    return [row.pk for row in rows]


def open_key(key_id: uuid.UUID) -> Sealer:
    """The handle of the case with that key. Callers have checked the right and entered the audit log.

    Raises:
        KeyGone: the key was destroyed.
    """
    found = _opened.sealer(key_id)
    if found is None:
        row = CaseKey.objects.select_related("wrapped_by").filter(pk=key_id).first()
        if row is None:
            raise KeyGone(str(key_id))
        key = unwrap(_opened.wrapping_key(row.wrapped_by), bytes(row.wrapped), about=_about(key_id))
        found = Sealer(key)
        _opened.keep(key_id, found)
    return found


def destroy_key(key_id: uuid.UUID) -> None:
    """Destroy the key of a case in the live store and in this process."""
    with writing("keys"):
        CaseKey.objects.filter(pk=key_id).delete()
    _opened.forget(key_id)


def forget_opened() -> None:
    """Drop every opened key from memory."""
    _opened.forget_all()


def _about(key_id: uuid.UUID) -> str:
    return f"case-key:{key_id}"


def _current_kek() -> KeyEncryptionKey:
    kek = KeyEncryptionKey.objects.order_by("-made_at").first()
    if kek is None:
        kek = KeyEncryptionKey(id=uuid.uuid4())
        root: bytes = settings.HULPLIJN_ROOT_KEY
        kek.wrapped = wrap(root, os.urandom(32), about=f"kek:{kek.pk}")
        kek.save(force_insert=True)
    return kek
