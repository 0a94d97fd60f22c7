"""Every night the case keys go under a new key-encryption key, and the old one is destroyed."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings

from hulplijn.audit.models import AuditEntry
from hulplijn.plumbing import bus, due
from hulplijn.plumbing.database import writing
from hulplijn.privacy import copies, files, key_files, keys, renewal, rules
from hulplijn.privacy.models import CaseKey, KeyEncryptionKey
from hulplijn.privacy.sealing import CannotOpen, unwrap

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.usefixtures("folders"),
]


def test_what_was_sealed_before_the_night_opens_after_it(at: datetime) -> None:
    key_id = keys.new_key()
    blob = keys.open_key(key_id).seal("hoi", about="note:1")
    renewal.renew(at)
    keys.forget_opened()
    assert keys.open_key(key_id).open(blob, about="note:1").reveal() == "hoi"


def test_the_old_key_is_gone_from_store_and_disk_and_only_the_new_one_is_there(at: datetime) -> None:
    keys.new_keys(450)
    old = keys.current_kek()
    new = renewal.renew(at)
    assert set(CaseKey.objects.values_list("wrapped_by", flat=True)) == {new}
    assert list(KeyEncryptionKey.objects.values_list("pk", flat=True)) == [new]
    assert [path.name for path in key_files.where().glob("*-*.key*")] == [f"{new}.key"]
    with pytest.raises(key_files.KeyFileMissing):
        key_files.read(old)


def test_a_stolen_store_of_last_night_opens_with_nothing_that_is_left(at: datetime) -> None:
    key_id = keys.new_key()
    stolen = bytes(CaseKey.objects.get(pk=key_id).wrapped)
    keys.destroy_key(key_id)
    new = renewal.renew(at)
    with pytest.raises(CannotOpen):
        unwrap(key_files.read(new), stolen, about=keys.about(key_id))


def test_the_bytes_of_a_destroyed_file_are_overwritten_where_they_lay(tmp_path: Path) -> None:
    path, beside = tmp_path / "a.key", tmp_path / "beside"
    files.put(path, b"wrapped key")
    beside.hardlink_to(path)
    files.shred(path)
    assert not path.exists()
    assert len(beside.read_bytes()) == 11
    assert beside.read_bytes() != b"wrapped key"


def test_a_file_that_is_replaced_is_overwritten_as_well(tmp_path: Path) -> None:
    path, beside = tmp_path / "a.key", tmp_path / "beside"
    files.put(path, b"wrapped key")
    beside.hardlink_to(path)
    files.put(path, b"another one")
    assert path.read_bytes() == b"another one"
    assert beside.read_bytes() != b"wrapped key"


def test_only_the_owner_may_read_the_files() -> None:
    keys.new_key()
    assert key_files.where().stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in key_files.where().iterdir()} == {0o600}


def test_a_key_that_is_destroyed_while_it_is_renewed_stays_destroyed(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_id, kept = keys.new_keys(2)
    original = renewal._store

    def late(moved: list[tuple[bytes, object, object, object]]) -> None:
        keys.destroy_key(key_id)
        original(moved)  # type: ignore[arg-type]

    monkeypatch.setattr(renewal, "_store", late)
    renewal.renew(at)
    assert list(CaseKey.objects.values_list("pk", flat=True)) == [kept]


def test_a_key_that_goes_under_the_old_one_at_the_last_moment_is_not_lost(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = keys.current_kek()
    original, late = key_files.set_aside, []

    def slip_in(kek_id: object) -> None:
        if not late:  # another process asked for the key before it retired, and commits now
            KeyEncryptionKey.objects.update(retiring=False)
            KeyEncryptionKey.objects.exclude(pk=old).update(retiring=True)
            late.append(keys.new_key())
            KeyEncryptionKey.objects.update(retiring=False)
            KeyEncryptionKey.objects.filter(pk=old).update(retiring=True)
        original(kek_id)  # type: ignore[arg-type]

    monkeypatch.setattr(key_files, "set_aside", slip_in)
    renewal.renew(at)
    keys.forget_opened()
    assert keys.open_key(late[0]).seal("hoi", about="note:1")
    with pytest.raises(key_files.KeyFileMissing):
        key_files.read(old)


@pytest.mark.parametrize("place", ["next_kek", "_move", "_end"])
def test_a_night_that_breaks_off_is_finished_by_the_next(
    at: datetime, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    key_id = keys.new_key()
    blob = keys.open_key(key_id).seal("hoi", about="note:1")

    class Killed(Exception): ...

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(keys if place == "next_kek" else renewal, place, die)
        renewal.renew(at)
    keys.forget_opened()
    renewal.begin(at)
    assert keys.open_key(key_id).open(blob, about="note:1").reveal() == "hoi"
    renewal.renew(at)
    assert KeyEncryptionKey.objects.count() == 1
    assert keys.open_key(key_id).open(blob, about="note:1").reveal() == "hoi"


def test_one_that_died_before_it_destroyed_the_file_does_so_at_the_next_start(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = keys.current_kek()
    with monkeypatch.context() as patch:
        patch.setattr(key_files, "destroy_set_aside", lambda _: None)
        renewal.renew(at)
    assert key_files.blob(old)
    renewal.begin(at)
    with pytest.raises(key_files.KeyFileMissing):
        key_files.blob(old)


def test_the_file_is_destroyed_only_after_its_row_is_gone(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, seen = keys.current_kek(), []
    monkeypatch.setattr(
        key_files,
        "destroy_set_aside",
        lambda _: seen.append(KeyEncryptionKey.objects.filter(pk=old).exists()),
    )
    renewal.renew(at)
    assert seen == [False]


def test_another_process_forgets_a_destroyed_key_though_the_wake_up_was_lost(at: datetime) -> None:
    old = keys.current_kek()
    keys.wrapping_key(old)
    with bus.quiet():
        KeyEncryptionKey.objects.filter(pk=old).delete()
        key_files.set_aside(old)
        key_files.destroy_set_aside(old)
    bus.wake_everybody(lambda: None)
    with pytest.raises(key_files.KeyFileMissing):
        keys.wrapping_key(old)


def test_one_damaged_key_holds_up_no_other_and_is_said(at: datetime) -> None:
    damaged, fine = keys.new_keys(2)
    blob = keys.open_key(fine).seal("hoi", about="note:1")
    with writing("keys"):
        CaseKey.objects.filter(pk=damaged).update(wrapped=b"\x01" + bytes(60))
    with pytest.raises(CannotOpen):
        renewal.renew(at)
    keys.forget_opened()
    assert CaseKey.objects.get(pk=fine).wrapped_by_id == keys.current_kek()
    assert keys.open_key(fine).open(blob, about="note:1").reveal() == "hoi"


def test_a_start_with_another_root_key_is_refused_by_name(at: datetime, settings: Settings) -> None:
    renewal.begin(at)
    keys.forget_opened()
    settings.HULPLIJN_ROOT_KEY = b"\x07" * 32
    with pytest.raises(renewal.KeysUnsafe, match="root key does not open"):
        renewal.begin(at)


def test_a_start_without_the_file_of_a_key_is_refused_by_name(at: datetime) -> None:
    renewal.begin(at)
    keys.forget_opened()
    files.shred(key_files.where() / f"{keys.current_kek()}.key")
    with pytest.raises(renewal.KeysUnsafe, match="is missing"):
        renewal.begin(at)


def test_the_first_start_sets_the_night_and_a_later_one_leaves_it(at: datetime) -> None:
    renewal.begin(at)
    assert due.moment(renewal.NIGHT, "keys") == datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
    renewal.begin(at + timedelta(days=3))
    assert due.moment(renewal.NIGHT, "keys") == datetime(2026, 11, 25, 2, 30, tzinfo=UTC), "it is overdue"


def test_a_night_makes_a_copy_renews_and_enters_both_in_the_audit_log(at: datetime, folders: Path) -> None:
    key_id = keys.new_key()
    before = keys.current_kek()
    renewal.tonight(at)
    [(made_at, path)] = copies.kept(folders / "key-copies")
    assert made_at == at.replace(microsecond=0)
    assert set(copies.read_copy(path).keks) == {before}, "the copy opens with that night's key"
    assert keys.current_kek() != before
    assert keys.open_key(key_id)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["keys.copy", "keys.renew"]


def test_when_the_night_is_due_it_is_done_beside_the_other_timers_and_the_next_one_is_set(
    at: datetime, folders: Path
) -> None:
    renewal.begin(at)
    before, due_at = keys.current_kek(), due.moment(renewal.NIGHT, "keys")
    assert due_at
    assert due.run_due(due_at) == 1
    for thread in threading.enumerate():
        if thread.name == "key-renewal":
            thread.join(30)
    assert keys.current_kek() != before
    assert len(copies.kept(folders / "key-copies")) == 1
    assert due.moment(renewal.NIGHT, "keys") == due_at + timedelta(days=1)


def test_a_night_that_fails_is_done_again_ten_minutes_later(
    at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewal.begin(at)
    due_at = due.moment(renewal.NIGHT, "keys")
    assert due_at

    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(copies, "write_copy", full)
    due.run_due(due_at)
    for thread in threading.enumerate():
        if thread.name == "key-renewal":
            thread.join(30)
    assert due.moment(renewal.NIGHT, "keys") == due_at + timedelta(minutes=10)


def test_a_night_that_is_done_again_makes_no_second_copy(at: datetime, folders: Path) -> None:
    renewal.tonight(at)
    renewal.tonight(at + timedelta(minutes=10))
    assert len(copies.kept(folders / "key-copies")) == 1


def test_the_night_comes_once_each_day_also_where_the_clock_changes() -> None:
    zone, moment = ZoneInfo("Europe/Amsterdam"), datetime(2026, 3, 20, 12, tzinfo=UTC)
    nights = []
    for _ in range(250):
        moment = rules.next_night(moment, zone)
        nights.append(moment.astimezone(zone))
    assert {(night.hour, night.minute) for night in nights} == {(3, 30)}
    assert len({night.date() for night in nights}) == 250
