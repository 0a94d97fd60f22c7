"""Another root key: everything opens with it, nothing with the old one, and no text was touched."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from hulplijn.privacy import copies, files, key_files, keyed, keys, renewal
from hulplijn.privacy.models import CaseKey
from hulplijn.privacy.root_key import KeptKey, RootKey
from hulplijn.privacy.rotation import OpensNeither, rotate_root
from hulplijn.privacy.sealing import CannotOpen

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.usefixtures("folders"),
]
OLD, NEW = KeptKey(bytes(32)), KeptKey(b"\x07" * 32)


@pytest.fixture
def use(settings: Settings) -> Callable[[KeptKey], None]:
    """Start anew with another root key in the environment."""

    def other(root: KeptKey) -> None:
        settings.HULPLIJN_ROOT_KEY = root.key
        keys.forget_opened()
        keyed.forget()

    return other


def _rotate(at: datetime, old: RootKey = OLD, new: RootKey = NEW) -> list[str]:
    left: list[str] = []
    rotate_root(old, new, at, told=left.append)
    return left


def test_texts_hashes_and_copies_open_with_the_new_one_only(
    at: datetime, folders: Path, use: Callable[[KeptKey], None]
) -> None:
    key_id = keys.new_key()
    blob = keys.open_key(key_id).seal("hoi", about="note:1")
    hashed = keyed.keyed_hash("return-code", "zon")
    path = copies.write_copy(folders / "key-copies", at)
    assert _rotate(at) == []
    use(OLD)
    with pytest.raises(renewal.KeysUnsafe):
        renewal.begin(at)
    with pytest.raises(copies.BadCopy):
        copies.read_copy(path)
    use(NEW)
    renewal.begin(at)
    assert keys.open_key(key_id).open(blob, about="note:1").reveal() == "hoi"
    assert keyed.keyed_hash("return-code", "zon") == hashed
    assert copies.read_copy(path).count == 1
    assert copies.read_copy(path).made_at == at


def test_what_was_stolen_before_with_the_old_root_key_opens_nothing_that_lives_on(at: datetime) -> None:
    keys.new_key()
    stolen = {path.name: path.read_bytes() for path in key_files.where().glob("*-*.key")}
    _rotate(at)
    names = {f"{kek}.key" for kek in CaseKey.objects.values_list("wrapped_by", flat=True)}
    assert not names & stolen.keys()


@pytest.mark.parametrize("died_at", [1, 2, 3])
def test_a_rotation_that_breaks_off_is_refused_at_start_and_finished_by_the_next(
    at: datetime,
    folders: Path,
    use: Callable[[KeptKey], None],
    monkeypatch: pytest.MonkeyPatch,
    died_at: int,
) -> None:
    key_id = keys.new_key()
    blob = keys.open_key(key_id).seal("hoi", about="note:1")
    path = copies.write_copy(folders / "key-copies", at)
    original, puts = files.take_over, []

    class Killed(Exception): ...

    def mortal(fresh: Path, into: Path) -> None:
        puts.append(into)
        if len(puts) == died_at + 1:  # the first is the renewal under the old root key
            raise Killed
        original(fresh, into)

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(files, "take_over", mortal)
        _rotate(at)
    use(OLD)
    if died_at > 1:
        with pytest.raises(renewal.KeysUnsafe, match="rotate --root again"):
            renewal.begin(at)
    _rotate(at)
    use(NEW)
    renewal.begin(at)
    assert keys.open_key(key_id).open(blob, about="note:1").reveal() == "hoi"
    assert copies.read_copy(path).count == 1


def test_with_a_wrong_old_key_nothing_is_changed(at: datetime, use: Callable[[KeptKey], None]) -> None:
    keys.new_key()
    before = {path: path.read_bytes() for path in key_files.where().iterdir()}
    wrong = KeptKey(b"\x01" * 32)
    use(wrong)
    with pytest.raises(OpensNeither):
        _rotate(at, old=wrong)
    assert {path: path.read_bytes() for path in key_files.where().iterdir()} == before


def test_a_copy_of_another_root_key_is_named_and_left_as_it_is(
    at: datetime, folders: Path, use: Callable[[KeptKey], None]
) -> None:
    path = copies.write_copy(folders / "key-copies", at - timedelta(days=1))
    content = bytearray(path.read_bytes())
    content[40] ^= 1
    path.write_bytes(content)
    assert _rotate(at) == [path.name]
    assert path.read_bytes() == content


def test_the_old_wrapping_is_overwritten_where_it_lay(at: datetime, tmp_path: Path) -> None:
    keyed.load()
    beside = tmp_path / "beside"
    beside.hardlink_to(key_files.hash_key_file())
    before = beside.read_bytes()
    _rotate(at)
    assert beside.read_bytes() != before
    with pytest.raises(CannotOpen):
        OLD.unwrap(beside.read_bytes(), about="hash-key")
