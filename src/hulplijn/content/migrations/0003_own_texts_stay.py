"""The database itself refuses to change a text that was published.

SQLite loses a trigger where a later migration makes its table anew; such a one puts this one back.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ON_SQLITE = [
    """CREATE TRIGGER own_text_stays BEFORE UPDATE ON content_owntext
        BEGIN SELECT RAISE(ABORT, 'a published text is only added to'); END""",
]
ON_POSTGRESQL = [
    """CREATE FUNCTION own_text_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'a published text is only added to';
        END $$""",
    """CREATE TRIGGER own_text_stays BEFORE UPDATE ON content_owntext
        FOR EACH ROW EXECUTE FUNCTION own_text_refuse()""",
]
AWAY_ON_SQLITE = ["DROP TRIGGER own_text_stays"]
AWAY_ON_POSTGRESQL = ["DROP TRIGGER own_text_stays ON content_owntext", "DROP FUNCTION own_text_refuse()"]


def refuse(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for one in ON_SQLITE if editor.connection.vendor == "sqlite" else ON_POSTGRESQL:
        editor.execute(one)


def allow(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for one in AWAY_ON_SQLITE if editor.connection.vendor == "sqlite" else AWAY_ON_POSTGRESQL:
        editor.execute(one)


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0002_own_texts"),
    ]

    operations = [migrations.RunPython(refuse, allow)]
