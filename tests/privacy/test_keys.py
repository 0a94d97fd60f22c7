"""Case keys, in their own database."""

import os
import time
from pathlib import Path

import pytest
from django.db import connections

from hulplijn.plumbing import bus
from hulplijn.privacy import key_files, keys, renewal
from hulplijn.privacy.models import CaseKey
from tests.environment import AT

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def test_a_key_opens_what_it_sealed_after_it_was_forgotten_in_memory() -> None:
    key_id = keys.new_key()
    blob = keys.open_key(key_id).seal("hoi", about="note:1")
    keys.forget_opened()
    assert keys.open_key(key_id).open(blob, about="note:1").reveal() == "hoi"


def test_after_a_key_is_destroyed_nobody_opens_the_case() -> None:
    key_id = keys.new_key()
    keys.open_key(key_id)
    keys.destroy_key(key_id)
    with pytest.raises(keys.KeyGone):
        keys.open_key(key_id)


def test_a_key_that_another_process_destroyed_ends_every_handle_that_is_held_here() -> None:
    key_id = keys.new_key()
    held = keys.open_key(key_id)
    blob = held.seal("hoi", about="note:1")
    CaseKey.objects.filter(pk=key_id).delete()
    bus.deliver(f"key-gone:{key_id}")
    for reading in (lambda: held.open(blob, about="note:1"), lambda: keys.open_key(key_id)):
        with pytest.raises(keys.KeyGone):
            reading()


def test_where_wake_ups_were_lost_a_destroyed_key_ends_as_well() -> None:
    gone, kept = keys.new_key(), keys.new_key()
    of_gone, of_kept = keys.open_key(gone), keys.open_key(kept)
    CaseKey.objects.filter(pk=gone).delete()
    bus.wake_everybody(lambda: None)
    with pytest.raises(keys.KeyGone):
        of_gone.seal("hoi", about="note:1")
    assert of_kept.seal("hoi", about="note:1")


def test_an_opened_key_is_asked_for_anew_after_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    key_id = keys.new_key()
    keys.open_key(key_id)
    CaseKey.objects.filter(pk=key_id).delete()
    later = time.monotonic() + 61
    monkeypatch.setattr(keys.time, "monotonic", lambda: later)
    with pytest.raises(keys.KeyGone):
        keys.open_key(key_id)


def test_keys_are_not_in_the_database_of_the_cases() -> None:
    tables = connections["default"].introspection.table_names()
    assert CaseKey._meta.db_table not in tables
    assert "conversations_message" not in connections["keys"].introspection.table_names()


def test_a_key_is_committed_before_a_row_can_use_it() -> None:
    key_id = keys.new_key()
    assert not connections["keys"].in_atomic_block
    assert CaseKey.objects.filter(pk=key_id).exists()


def test_no_key_is_stored_in_the_clear(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes] = []
    original = os.urandom

    def remembered(count: int) -> bytes:
        made.append(original(count))
        return made[-1]

    monkeypatch.setattr(keys.os, "urandom", remembered)
    renewal.renew(AT)
    keys.new_key()
    secrets = [secret for secret in made if len(secret) == 32]
    assert len(secrets) == 2, "a key-encryption key and a case key"
    stored = b"".join(bytes(row.wrapped) for row in CaseKey.objects.all())
    stored += b"".join(file.read_bytes() for file in data_folder.glob("keys*") if file.is_file())
    stored += b"".join(file.read_bytes() for file in key_files.where().iterdir())
    assert not any(secret in stored for secret in secrets)
