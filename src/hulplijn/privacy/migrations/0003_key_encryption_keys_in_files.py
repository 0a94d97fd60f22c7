"""Moves the key-encryption keys out of the database, into files that can be destroyed."""

from django.conf import settings
from django.db import migrations, models

from hulplijn.privacy import key_files, keyed

_LASTING = ("return-code", "visitor")
"""Purposes of keyed hashes that are stored: their keys came from the root key itself until now."""


def to_files(apps, schema_editor):
    rows = apps.get_model("privacy", "KeyEncryptionKey").objects.using(schema_editor.connection.alias)
    found = list(rows.all())
    for row in found:
        key_files.put_blob(row.pk, bytes(row.wrapped))
    if found and not key_files.hash_key_file().exists():
        root = settings.HULPLIJN_ROOT_KEY
        keyed.make({purpose: keyed.for_purpose(root, purpose) for purpose in _LASTING})


def to_rows(apps, schema_editor):
    rows = apps.get_model("privacy", "KeyEncryptionKey").objects.using(schema_editor.connection.alias)
    for row in rows.all():
        rows.filter(pk=row.pk).update(wrapped=key_files.blob(row.pk))


class Migration(migrations.Migration):
    dependencies = [("privacy", "0002_list_of_erasures")]

    operations = [
        migrations.AddField("keyencryptionkey", "retiring", models.BooleanField(default=False)),
        migrations.AlterField("keyencryptionkey", "wrapped", models.BinaryField(default=b"")),
        migrations.RunPython(to_files, to_rows),
        migrations.RemoveField("keyencryptionkey", "wrapped"),
    ]
