"""Making and opening case keys. Root key -> key-encryption key -> case key."""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections import OrderedDict
from contextlib import suppress
from weakref import WeakValueDictionary

from django.db import IntegrityError

from hulplijn.plumbing import bus
from hulplijn.plumbing.database import writing
from hulplijn.privacy import key_files, keyed
from hulplijn.privacy.models import CaseKey, KeyEncryptionKey
from hulplijn.privacy.sealing import KeyGone as KeyGone
from hulplijn.privacy.sealing import Sealer, unwrap, wrap

_REMEMBERED = 4096
_KEPT = 60.0
"""Seconds for which an opened key may be used without asking whether it is still there."""

_GONE = "key-gone:"
_RENEWED = "kek-new:"
_ENDED = "kek-gone:"
_TRIES = 5
"""How often a key-encryption key may be destroyed between asking for it and using it."""


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

    def wrapping_key(self, kek_id: uuid.UUID) -> bytes:
        with self._guard:
            known = self._wrapping.get(kek_id)
        if known is None:
            known = key_files.read(kek_id)  # not under the guard: a key service may be slow
            with self._guard:
                self._wrapping[kek_id] = known
        return known

    def wraps(self) -> set[uuid.UUID]:
        with self._guard:
            return set(self._wrapping)

    def end_wrapping(self, kek_id: uuid.UUID) -> None:
        with self._guard:
            self._wrapping.pop(kek_id, None)

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
    bus.watch(_RENEWED, _heard_of_new)
    bus.watch(_ENDED, _heard_of_end)


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


def _heard_of_new(topic: str) -> None:
    """Have the new key-encryption key at hand before a case needs it: a key service may be slow."""
    named = topic.removeprefix(_RENEWED)
    if named and uuid.UUID(named) not in _opened.wraps():
        threading.Thread(target=_have_at_hand, args=(uuid.UUID(named),), name="new-kek", daemon=True).start()


def _have_at_hand(kek_id: uuid.UUID) -> None:
    with suppress(key_files.KeyFileMissing):  # destroyed again meanwhile
        wrapping_key(kek_id)


def _heard_of_end(topic: str) -> None:
    named = topic.removeprefix(_ENDED)
    if named:
        _opened.end_wrapping(uuid.UUID(named))
        return
    known = _opened.wraps()
    there = set(KeyEncryptionKey.objects.values_list("pk", flat=True)) if known else set()
    for kek_id in known - there:
        _opened.end_wrapping(kek_id)


def new_key() -> uuid.UUID:
    """Make a case key; it is committed in the keys' database before this returns."""
    return new_keys(1)[0]


def new_keys(count: int) -> list[uuid.UUID]:
    """Make `count` case keys in one commit."""
    for _ in range(_TRIES):
        kek_id = current_kek()
        try:
            wrapping = wrapping_key(kek_id)
        except key_files.KeyFileMissing:
            if KeyEncryptionKey.objects.filter(pk=kek_id).exists():
                raise
            continue  # renewed meanwhile, and this one destroyed
        made = [(key_id, wrap(wrapping, os.urandom(32), about=about(key_id))) for key_id in _ids(count)]
        rows = [CaseKey(id=key_id, wrapped=wrapped, wrapped_by_id=kek_id) for key_id, wrapped in made]
        with suppress(IntegrityError), writing("keys"):  # renewed meanwhile: the database keeps it apart
            CaseKey.objects.bulk_create(rows)
            return [row.pk for row in rows]
    raise RuntimeError("the key-encryption key is renewed again and again")


def _ids(count: int) -> list[uuid.UUID]:
    return [uuid.uuid4() for _ in range(count)]


def open_key(key_id: uuid.UUID) -> Sealer:
    """The handle of the case with that key. Callers have checked the right and entered the audit log.

    Raises:
        KeyGone: the key was destroyed.
    """
    found = _opened.sealer(key_id)
    if found is None:
        found = _opened.keep(key_id, _unwrapped(key_id))
    return found


def _unwrapped(key_id: uuid.UUID) -> bytes:
    tried: set[uuid.UUID] = set()
    while True:
        row = CaseKey.objects.filter(pk=key_id).first()
        if row is None:
            raise KeyGone(str(key_id))
        kek_id = row.wrapped_by_id
        try:
            return unwrap(wrapping_key(kek_id), bytes(row.wrapped), about=about(key_id))
        except key_files.KeyFileMissing:
            if kek_id in tried:
                raise
            tried.add(kek_id)  # renewed since the row was read: it is under another one now


def destroy_key(key_id: uuid.UUID) -> None:
    """Destroy the key of a case in the live store; every process forgets it."""
    with writing("keys"):
        CaseKey.objects.filter(pk=key_id).delete()
    _opened.end(key_id)
    bus.publish(f"{_GONE}{key_id}")


def forget_opened() -> None:
    """Drop every opened key from memory."""
    _opened.forget_all()


def wrapping_key(kek_id: uuid.UUID) -> bytes:
    """The key-encryption key of that id.

    Raises:
        KeyFileMissing
        CannotOpen: the root key is another one.
        KeyServiceFailed
    """
    return _opened.wrapping_key(kek_id)


def forget_wrapping_key(kek_id: uuid.UUID) -> None:
    """A key-encryption key is destroyed: every process forgets it."""
    _opened.end_wrapping(kek_id)
    bus.publish(f"{_ENDED}{kek_id}")


def about(key_id: uuid.UUID) -> str:
    """What a wrapped case key is bound to."""
    return f"case-key:{key_id}"


def current_kek() -> uuid.UUID:
    """The key-encryption key under which new case keys go; made where there is none."""
    found = KeyEncryptionKey.objects.filter(retiring=False).order_by("-made_at").first()
    return found.pk if found else next_kek()


def next_kek() -> uuid.UUID:
    """Make the next key-encryption key; those before it wrap nothing new from now on."""
    keyed.load()  # where there are keys there is a hash key, so that a lost folder is noticed at a start
    kek_id = key_files.make()
    wrapping_key(kek_id)
    bus.publish(f"{_RENEWED}{kek_id}")
    with writing("keys"):
        KeyEncryptionKey.objects.filter(retiring=False).update(retiring=True)
        KeyEncryptionKey.objects.create(id=kek_id)
    return kek_id
