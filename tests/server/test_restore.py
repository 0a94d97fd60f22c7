"""A restore never goes over what is there."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from hulplijn.plumbing.clock import now
from hulplijn.privacy import copies, key_files, keyed, keys
from hulplijn.privacy.models import CaseKey, KeyEncryptionKey
from hulplijn.server import restore
from tests.privacy.conftest import folders  # noqa: F401


@pytest.mark.django_db
def test_a_place_that_is_not_empty_is_left_as_it_is() -> None:
    with pytest.raises(restore.NotEmpty, match="overwrites nothing"):
        restore._require_empty()


@pytest.mark.django_db
def test_keys_that_are_there_stay_and_no_copy_goes_over_them(tmp_path: Path) -> None:
    keys.new_key()
    assert restore._copy_for(None) is None
    with pytest.raises(restore.NotEmpty, match="--keys"):
        restore._copy_for(tmp_path / "some.copy")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("folders")
def test_a_copy_that_is_too_old_to_keep_is_put_back_before_it_goes() -> None:
    key_id = keys.new_key()
    blob = keys.open_key(key_id).seal("hoi", about="note:1")
    copy = copies.write_copy(copies.folder(), now() - timedelta(days=9))
    CaseKey.objects.all().delete()
    KeyEncryptionKey.objects.all().delete()
    shutil.rmtree(key_files.where())
    keys.forget_opened()
    keyed.forget()
    restore.restore(None, copy, [], lambda line: None)
    assert keys.open_key(key_id).open(blob, about="note:1").reveal() == "hoi"
    assert not copy.exists()
