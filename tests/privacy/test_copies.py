"""Copies of the keys: whole, checked, and gone after seven days."""

import os
import uuid
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from hulplijn.plumbing import due
from hulplijn.privacy import copies, erased_list, key_files, keyed, keys, renewal
from hulplijn.privacy.models import CaseKey, KeyEncryptionKey

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.usefixtures("folders"),
]


def _lose_everything() -> None:
    """The machine burns: rows and files are gone."""
    CaseKey.objects.all().delete()
    KeyEncryptionKey.objects.all().delete()
    for path in key_files.where().iterdir():
        path.unlink()
    keys.forget_opened()
    keyed.forget()


def test_after_everything_was_lost_a_copy_brings_back_keys_and_hashes(at: datetime, folders: Path) -> None:
    ids = keys.new_keys(5)
    blob = keys.open_key(ids[0]).seal("hoi", about="note:1")
    hashed = keyed.keyed_hash("return-code", "zon maan roos vis")
    path = copies.write_copy(folders / "key-copies", at)
    renewal.renew(at)
    _lose_everything()
    keys.current_kek()  # the start on the new machine makes its own
    assert copies.restore_copy(path, at) == 5
    assert keys.open_key(ids[0]).open(blob, about="note:1").reveal() == "hoi"
    assert keyed.keyed_hash("return-code", "zon maan roos vis") == hashed
    renewal.renew(at)
    assert KeyEncryptionKey.objects.count() == 1
    assert keys.open_key(ids[0]).open(blob, about="note:1").reveal() == "hoi"


def test_what_was_erased_since_does_not_come_back(at: datetime, folders: Path) -> None:
    gone, kept = keys.new_keys(2)
    path = copies.write_copy(folders / "key-copies", at)
    erased_list.add(gone, "request", at)
    later = copies.write_copy(folders / "key-copies", at)
    _lose_everything()
    assert copies.read_copy(path).erased == []
    assert copies.restore_copy(path, at, without=erased_list.parsed(copies.read_copy(later).erased)) == 1
    assert list(CaseKey.objects.values_list("pk", flat=True)) == [kept]


def test_a_copy_never_goes_over_keys_that_are_there(at: datetime, folders: Path) -> None:
    keys.new_key()
    path = copies.write_copy(folders / "key-copies", at)
    with pytest.raises(copies.NotEmpty):
        copies.restore_copy(path, at)


def test_a_copy_says_what_it_holds(at: datetime, folders: Path) -> None:
    ids = keys.new_keys(1200)
    erased_list.add(ids[0], "term", at)
    copy = copies.read_copy(copies.write_copy(folders / "key-copies", at))
    assert (copy.made_at, copy.count, copy.erased) == (at, 1200, erased_list.lines())
    assert {key_id for key_id, _, _ in copies.records(copy)} == set(ids)


def test_an_empty_store_has_a_copy_too(at: datetime, folders: Path) -> None:
    assert copies.read_copy(copies.write_copy(folders / "key-copies", at)).count == 0


def test_a_copy_with_one_changed_bit_is_refused_wherever_it_is(at: datetime, folders: Path) -> None:
    keys.new_keys(3)
    path = copies.write_copy(folders / "key-copies", at)
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 4
        path.write_bytes(changed)
        with pytest.raises(copies.BadCopy):
            copies.read_copy(path)
    for end in (0, 10, 60, len(whole) - 1):
        path.write_bytes(whole[:end])
        with pytest.raises(copies.BadCopy):
            copies.read_copy(path)


def test_a_copy_of_another_helpline_is_refused_by_name(
    at: datetime, folders: Path, settings: Settings
) -> None:
    path = copies.write_copy(folders / "key-copies", at)
    settings.HULPLIJN_ROOT_KEY = b"\x07" * 32
    with pytest.raises(copies.BadCopy, match="another root key"):
        copies.read_copy(path)


def test_a_copy_opens_nothing_by_itself(at: datetime, folders: Path) -> None:
    [key_id] = keys.new_keys(1)
    kek = keys.wrapping_key(keys.current_kek())
    content = copies.write_copy(folders / "key-copies", at).read_bytes()
    assert kek not in content
    assert bytes(CaseKey.objects.get(pk=key_id).wrapped) in content


def test_a_copy_is_gone_after_seven_days_and_not_before(at: datetime, folders: Path) -> None:
    path = copies.write_copy(folders / "key-copies", at)
    name = path.name
    beside = folders / "beside"
    beside.hardlink_to(path)
    content = path.read_bytes()
    assert due.moment(copies.OVER, name) == at + timedelta(days=7)
    assert copies.expire(at + timedelta(days=7) - timedelta(seconds=1)) == 0
    assert path.exists()
    due.run_due(at + timedelta(days=7))
    assert not path.exists()
    assert beside.read_bytes() != content, "it was overwritten where it lay"


def test_a_start_destroys_copies_that_are_over_and_what_was_left_unfinished(
    at: datetime, folders: Path
) -> None:
    path = copies.write_copy(folders / "key-copies", at)
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_bytes(b"half")
    renewal.begin(at + timedelta(days=8))
    assert not list(path.parent.iterdir())


def test_only_copies_are_destroyed_and_no_other_file(at: datetime, folders: Path) -> None:
    mine = folders / "key-copies" / "notes.copy"
    mine.parent.mkdir()
    mine.write_text("mine")
    copies.expire(at + timedelta(days=400))
    copies.copy_over("../outside", at)
    assert mine.exists()


def test_of_a_copy_that_breaks_off_nothing_is_left(
    at: datetime, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    keys.new_key()
    monkeypatch.setattr(copies.keyed, "blob", full)
    with pytest.raises(OSError, match="full"):
        copies.write_copy(folders / "key-copies", at)
    assert not list((folders / "key-copies").iterdir())


def test_ids_in_a_copy_are_those_of_the_store(at: datetime, folders: Path) -> None:
    [key_id] = keys.new_keys(1)
    copy = copies.read_copy(copies.write_copy(folders / "key-copies", at))
    [(known, under, _)] = copies.records(copy)
    assert (known, under) == (key_id, keys.current_kek())
    assert isinstance(known, uuid.UUID)


def test_a_copy_of_a_clock_that_was_ahead_goes_within_seven_days_and_is_no_last_nights(
    at: datetime, folders: Path
) -> None:
    keys.new_key()
    ahead = copies.write_copy(folders / "key-copies", at + timedelta(days=365))
    renewal.begin(at)
    assert not ahead.exists()
    renewal.tonight(at)
    made = [moment for moment, _ in copies.kept(folders / "key-copies")]
    assert made == [at - timedelta(days=1), at]
    copies.expire(at + timedelta(days=6))
    assert copies.newest(folders / "key-copies") == at
    assert len(copies.kept(folders / "key-copies")) == 1


def test_a_night_that_a_wrong_clock_put_far_off_is_the_next_one_after_a_start(at: datetime) -> None:
    renewal.begin(at + timedelta(days=365))
    renewal.begin(at)
    night = due.moment(renewal.NIGHT, "keys")
    assert night is not None
    assert at < night <= at + timedelta(days=1)


def test_an_erasure_that_a_full_disk_cuts_short_is_not_taken_for_listed(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    [key_id] = keys.new_keys(1)
    original = os.write
    with monkeypatch.context() as full:
        full.setattr(os, "write", lambda descriptor, words: original(descriptor, words[:40]))
        with pytest.raises(OSError, match="space"):
            erased_list.add(key_id, "visitor", at)
    erased_list.add(key_id, "visitor", at)
    assert erased_list.parsed(erased_list.lines()) == {key_id: (at, "visitor")}
