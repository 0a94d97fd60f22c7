"""A table without insertion order, for rows whose order must not tell anything."""

from __future__ import annotations

from typing import Any

from django.db import migrations


class CreateModelWithoutRowid(migrations.CreateModel):
    """As CreateModel; on SQLite the table is WITHOUT ROWID, so that rows lie in the order of their keys."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            sql, params = schema_editor.table_sql(model)
            schema_editor.execute(f"{sql} WITHOUT ROWID", params or None)
            schema_editor.deferred_sql.extend(schema_editor._model_indexes_sql(model))
