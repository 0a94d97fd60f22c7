"""A restore never goes over what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from hulplijn.privacy import keys
from hulplijn.server import restore


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
