"""An installation that had its key-encryption keys in the database goes on with them in files."""

import hashlib
import hmac
import os
import uuid
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from hulplijn.privacy import key_files, keyed, keys
from hulplijn.privacy.sealing import Sealer, wrap

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.usefixtures("folders"),
]


@pytest.fixture
def before() -> Iterator[MigrationExecutor]:
    """The database of keys as it was before."""
    call_command("migrate", "privacy", "0002", database="keys", verbosity=0)
    yield MigrationExecutor(connections["keys"])
    call_command("migrate", "privacy", database="keys", verbosity=0)


def test_texts_open_and_return_codes_are_known_as_before(before: MigrationExecutor) -> None:
    root: bytes = settings.HULPLIJN_ROOT_KEY
    kek, case_key, kek_id, key_id = os.urandom(32), os.urandom(32), uuid.uuid4(), uuid.uuid4()
    apps = before.loader.project_state([("privacy", "0002_list_of_erasures")]).apps
    apps.get_model("privacy", "KeyEncryptionKey").objects.using("keys").create(
        id=kek_id, wrapped=wrap(root, kek, about=f"kek:{kek_id}")
    )
    apps.get_model("privacy", "CaseKey").objects.using("keys").create(
        id=key_id, wrapped=wrap(kek, case_key, about=f"case-key:{key_id}"), wrapped_by_id=kek_id
    )
    blob = Sealer(case_key).seal("hoi", about="note:1")
    of_codes = hmac.new(root, b"keyed-hash:return-code", hashlib.sha256).digest()

    call_command("migrate", "privacy", database="keys", verbosity=0)

    assert keys.open_key(key_id).open(blob, about="note:1").reveal() == "hoi"
    assert keyed.keyed_hash("return-code", "zon") == hmac.new(of_codes, b"zon", hashlib.sha256).digest()
    assert root not in key_files.hash_key_file().read_bytes()
    call_command("migrate", "privacy", "0002", database="keys", verbosity=0)
    apps = before.loader.project_state([("privacy", "0002_list_of_erasures")]).apps
    [row] = apps.get_model("privacy", "KeyEncryptionKey").objects.using("keys").all()
    assert bytes(row.wrapped) == key_files.blob(kek_id)


def test_a_new_installation_has_a_hash_key_that_does_not_come_from_the_root_key() -> None:
    of_codes = hmac.new(settings.HULPLIJN_ROOT_KEY, b"keyed-hash:return-code", hashlib.sha256).digest()
    assert keyed.keyed_hash("return-code", "zon") != hmac.new(of_codes, b"zon", hashlib.sha256).digest()
