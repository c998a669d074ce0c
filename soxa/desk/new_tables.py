"""The tables of a new book, made from the state in which its migrations end; one by one they bring along the books there are.

Replaying every migration draws each past state of a hundred models, five seconds for an empty file. What a model cannot say
(the full-text index) is an operation of a migration with the hint `NEW_BOOK`, and is run here too. That both ways give the
same tables is held by `tests/releases/test_upgrades.py`, on both databases, with a kept book of an earlier release.
"""

from collections.abc import Iterable
from typing import Any

from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from soxa.desk.past_models import state_at

NEW_BOOK = "new_book"


def nothing_stands() -> bool:
    """Whether the database is empty: no table at all."""
    return not connection.introspection.table_names()


def make_new_tables(wanted: Iterable[tuple[str, str]] | None = None) -> None:
    """All tables at once in an empty database, as the `wanted` migrations leave them (all, when none are named).

    The migrations are recorded as applied, and Django's own first rows written.
    """
    loader = MigrationLoader(None)
    targets = loader.graph.leaf_nodes() if wanted is None else list(wanted)
    nodes = sorted({node for target in targets for node in loader.graph.forwards_plan(target)})
    standing = (loader.project_state(targets) if wanted is None else state_at(nodes)).apps
    with connection.schema_editor(atomic=True) as editor:
        for model in standing.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
    with connection.schema_editor(atomic=True) as editor:
        for operation in _beside_the_models(loader, nodes):
            operation.code(standing, editor)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        recorder.migration_qs.bulk_create(recorder.Migration(app=app, name=name) for app, name in nodes)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def _beside_the_models(loader: MigrationLoader, nodes: list[tuple[str, str]]) -> list[Any]:
    return [
        operation
        for node in nodes
        for operation in loader.graph.nodes[node].operations
        if isinstance(operation, RunPython) and NEW_BOOK in operation.hints
    ]
