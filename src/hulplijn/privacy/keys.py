"""Making and opening case keys. Root key -> key-encryption key -> case key."""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections import OrderedDict
from weakref import WeakValueDictionary

from django.conf import settings

from hulplijn.plumbing import bus
from hulplijn.plumbing.database import writing
from hulplijn.privacy.models import CaseKey, KeyEncryptionKey
from hulplijn.privacy.sealing import KeyGone as KeyGone
from hulplijn.privacy.sealing import Sealer, unwrap, wrap

_REMEMBERED = 4096
_KEPT = 60.0
"""Seconds for which an opened key may be used without asking whether it is still there."""

_GONE = "key-gone:"


class _Opened:
    """The keys this process opened last; bounded, each used for a minute before the store is asked anew.

    Of each case there is one handle, however many hold it: when the key is gone, that one ends.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._latest: OrderedDict[uuid.UUID, tuple[float, Sealer]] = OrderedDict()
        self._held: WeakValueDictionary[uuid.UUID, Sealer] = WeakValueDictionary()
        self._wrapping: dict[uuid.UUID, bytes] = {}

    def sealer(self, key_id: uuid.UUID) -> Sealer | None:
        with self._guard:
            since, found = self._latest.get(key_id, (0.0, None))
            if found is None or time.monotonic() - since > _KEPT:
                return None
            self._latest.move_to_end(key_id)
            return found

    def keep(self, key_id: uuid.UUID, key: bytes) -> Sealer:
        with self._guard:
            sealer = self._held.get(key_id) or Sealer(key)
            self._held[key_id] = sealer
            self._latest[key_id] = time.monotonic(), sealer
            while len(self._latest) > _REMEMBERED:
                self._latest.popitem(last=False)
            return sealer

    def wrapping_key(self, kek: KeyEncryptionKey) -> bytes:
        with self._guard:
            if kek.pk not in self._wrapping:
                root: bytes = settings.HULPLIJN_ROOT_KEY
                self._wrapping[kek.pk] = unwrap(root, bytes(kek.wrapped), about=f"kek:{kek.pk}")
            return self._wrapping[kek.pk]

    def held(self) -> list[uuid.UUID]:
        with self._guard:
            return list(self._held)

    def end(self, key_id: uuid.UUID) -> None:
        with self._guard:
            self._latest.pop(key_id, None)
            sealer = self._held.pop(key_id, None)
        if sealer is not None:
            sealer.end()

    def forget_all(self) -> None:
        with self._guard:
            self._latest.clear()
            self._held.clear()
            self._wrapping.clear()


_opened = _Opened()


def listen() -> None:
    """End what other processes destroy; called once, when the room is ready."""
    bus.watch(_GONE, _heard)


def _heard(topic: str) -> None:
    gone = topic.removeprefix(_GONE)
    if gone:
        _opened.end(uuid.UUID(gone))
        return
    # A wake-up may have been lost: look which of the keys that are held here are still there.
    held = _opened.held()
    there = set(CaseKey.objects.filter(pk__in=held).values_list("pk", flat=True)) if held else set()
    for key_id in held:
        if key_id not in there:
            _opened.end(key_id)


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
        found = _opened.keep(key_id, key)
    return found


def destroy_key(key_id: uuid.UUID) -> None:
    """Destroy the key of a case in the live store; every process forgets it."""
    with writing("keys"):
        CaseKey.objects.filter(pk=key_id).delete()
    _opened.end(key_id)
    bus.publish(f"{_GONE}{key_id}")


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
