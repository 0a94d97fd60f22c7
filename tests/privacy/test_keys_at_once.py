"""Two processes at the keys at once: one renews them while the other makes one, copies them, or starts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from hulplijn.privacy import copies, key_files, keyed, keys, renewal

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.usefixtures("folders"),
]


def test_a_key_is_made_though_the_one_that_should_wrap_it_is_destroyed_just_then(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.new_key()
    original, renewed = keys.current_kek, []

    def late() -> object:
        found = original()
        if not renewed:
            renewed.append(renewal.renew(at))
            keys.forget_opened()
        return found

    monkeypatch.setattr(keys, "current_kek", late)
    made = keys.new_key()
    assert renewed
    assert keys.open_key(made).seal("hoi", about="note:1")


def test_a_copy_is_whole_though_the_keys_are_renewed_while_it_is_written(
    at: datetime, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_id = keys.new_key()
    original, renewed = key_files.blob, []

    def late(kek_id: object) -> bytes:
        if not renewed:
            renewed.append(None)
            renewal.renew(at)
        return original(kek_id)  # type: ignore[arg-type]

    monkeypatch.setattr(key_files, "blob", late)
    copy = copies.read_copy(copies.write_copy(folders / "key-copies", at))
    assert {(one, kek in copy.keks) for one, kek, _ in copies.records(copy)} == {(key_id, True)}
    assert len(list((folders / "key-copies").iterdir())) == 1


def test_a_process_starts_though_another_one_renews_the_keys_just_then(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal.begin(at)
    keys.forget_opened()
    original, renewed = keys.wrapping_key, []

    def late(kek_id: object) -> bytes:
        if not renewed:
            renewed.append(None)
            renewal.renew(at)
            keys.forget_opened()
        return original(kek_id)  # type: ignore[arg-type]

    monkeypatch.setattr(keys, "wrapping_key", late)
    renewal.begin(at)
    assert renewed


def test_two_processes_that_make_the_hash_key_at_once_have_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    made, other = keyed.make, list[bytes]()

    def late() -> None:
        """Another process makes it, and hashes with it, just before this one does."""
        if not other:
            other.append(b"")
            other[0] = keyed.keyed_hash("return-code", "zon")
            keyed.forget()
        made()

    monkeypatch.setattr(keyed, "make", late)
    keyed.forget()
    late()
    assert keyed.keyed_hash("return-code", "zon") == other[0]
