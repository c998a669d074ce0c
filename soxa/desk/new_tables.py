"""The tables of a new book, made from the models as they stand; migrations bring along the books that there are.

Replaying every migration draws each past state of a hundred models, five seconds for an empty file. What a model cannot say
(the full-text index) is an operation of a migration with the hint `NEW_BOOK`, and is run here too. That both ways give the
same tables is held by `desk/tests/test_new_tables.py`, on both databases.
"""

from typing import Any

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

NEW_BOOK = "new_book"


def nothing_stands() -> bool:
    """Whether the database is empty: no table at all."""
    return not connection.introspection.table_names()


def make_new_tables() -> None:
    """All tables at once in an empty database, every migration recorded as applied, and Django's own first rows."""
    loader = MigrationLoader(None)
    with connection.schema_editor(atomic=True) as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    with connection.schema_editor(atomic=True) as editor:
        for operation in _beside_the_models(loader):
            operation.code(apps, editor)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        recorder.migration_qs.bulk_create(
            recorder.Migration(app=app, name=name) for app, name in sorted(loader.graph.nodes)
        )
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def _beside_the_models(loader: MigrationLoader) -> list[Any]:
    return [
        operation
        for node in sorted(loader.graph.nodes)
        for operation in loader.graph.nodes[node].operations
        if isinstance(operation, RunPython) and NEW_BOOK in operation.hints
    ]
