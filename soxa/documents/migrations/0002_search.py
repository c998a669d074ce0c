"""The full-text index of documents: FTS5 on SQLite, a table of tsvector on PostgreSQL; filled from what is in the book."""

import django.db.models.deletion
from django.db import migrations, models

import soxa.documents.search
from soxa.documents.search import TABLE, index_anew

MAKE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5(words, tokenize = 'ascii', prefix = '2 3')",
    ),
    "postgresql": (
        f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        f"CREATE INDEX documents_words_found ON {TABLE} USING gin (words)",
    ),
}


def make(apps, editor):
    for statement in MAKE[editor.connection.vendor]:
        editor.execute(statement)
    index_anew(apps.get_model("documents", "Document"), apps.get_model("documents", "DocumentFile"))


def drop(apps, editor):
    editor.execute(f"DROP TABLE {TABLE}")


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.RunPython(make, drop, hints={"new_book": True}),
        migrations.CreateModel(
            name="Words",
            fields=[
                ("document", models.OneToOneField(db_column="rowid", db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name="found_by", serialize=False, to="documents.document")),
                ("words", soxa.documents.search.WordsField()),
            ],
            options={"db_table": "documents_words", "managed": False},
        ),
    ]
