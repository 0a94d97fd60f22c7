"""The database itself refuses to change what an entry says, and to delete a sealed one before its term.

The names of columns are fixed here; whoever adds one adds a migration that makes the triggers anew.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SAID = "at, actor_kind, actor_id, actor_roles, verb, object_kind, object_id, case_id, why, outcome"
ON_SQLITE = [
    f"""CREATE TRIGGER audit_says BEFORE UPDATE OF {SAID} ON audit_auditentry
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END""",
    """CREATE TRIGGER audit_seal BEFORE UPDATE OF id, number, digest ON audit_auditentry
        WHEN OLD.number IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END""",
    """CREATE TRIGGER audit_keep BEFORE DELETE ON audit_auditentry
        WHEN OLD.number >= (SELECT begins FROM audit_chainhead WHERE id = 1)
        BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END""",
]
ON_POSTGRESQL = [
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND (OLD.number IS NULL
                OR OLD.number < (SELECT begins FROM audit_chainhead WHERE id = 1)) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'the audit log is only added to';
        END $$""",
    f"""CREATE TRIGGER audit_says BEFORE UPDATE OF {SAID} ON audit_auditentry
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_seal BEFORE UPDATE OF id, number, digest ON audit_auditentry
        FOR EACH ROW WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_keep BEFORE DELETE ON audit_auditentry
        FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
]
AWAY_ON_SQLITE = [f"DROP TRIGGER audit_{name}" for name in ("says", "seal", "keep")]
AWAY_ON_POSTGRESQL = [
    *(f"DROP TRIGGER audit_{name} ON audit_auditentry" for name in ("says", "seal", "keep")),
    "DROP FUNCTION audit_refuse()",
]


def refuse(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for one in ON_SQLITE if editor.connection.vendor == "sqlite" else ON_POSTGRESQL:
        editor.execute(one)


def allow(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for one in AWAY_ON_SQLITE if editor.connection.vendor == "sqlite" else AWAY_ON_POSTGRESQL:
        editor.execute(one)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_sealed_in_a_chain"),
    ]

    operations = [migrations.RunPython(refuse, allow)]
