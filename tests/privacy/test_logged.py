"""Each use of the keys that is no reading of one case is in the audit log, done by the system."""

from datetime import datetime
from pathlib import Path

import pytest

from hulplijn.audit.models import AuditEntry
from hulplijn.privacy import copies, keys, renewal, rotation
from hulplijn.privacy.models import CaseKey, KeyEncryptionKey
from hulplijn.privacy.root_key import KeptKey

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
    pytest.mark.usefixtures("folders"),
]


def test_a_copy_its_coming_back_a_renewal_and_a_new_root_key_are_in_the_log(
    at: datetime, folders: Path
) -> None:
    keys.new_keys(2)
    path = copies.write_copy(folders / "key-copies", at)
    renewal.renew(at)
    CaseKey.objects.all().delete()
    copies.restore_copy(path, at)
    rotation.rotate_root(KeptKey(bytes(32)), KeptKey(b"\x07" * 32), at, told=print)
    entries = AuditEntry.objects.filter(verb__startswith="keys.").order_by("pk")
    assert [one.verb for one in entries] == [
        "keys.copy",
        "keys.renew",
        "keys.restore",
        "keys.renew",
        "keys.rotate",
    ]
    assert {(one.actor_kind, one.outcome, one.at) for one in entries} == {("system", "done", at)}
    said = " ".join(str(row) for row in AuditEntry.objects.values_list())
    assert not any(str(pk) in said for pk in CaseKey.objects.values_list("pk", flat=True))
    assert KeyEncryptionKey.objects.exists()
