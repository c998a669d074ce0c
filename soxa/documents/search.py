"""Search over documents: their words, and those inside their files, kept in the database's own full-text index.

Words are folded and cut here, in one way for what is kept and for what is asked, so that SQLite (FTS5) and PostgreSQL
(tsvector) find the same. "68-BC/ĐU" is three words that stand side by side: 68, bc, du.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.db import connection, models

from soxa.law.words import fold

TABLE = "documents_words"
MOST_LETTERS = 200_000  # of all the files of one document
_LONGEST = 60
_WORD = re.compile(r"[^\W_]+")
_WRITE = {
    "sqlite": f"INSERT OR REPLACE INTO {TABLE} (rowid, words) VALUES (%s, %s)",  # noqa: S608
    "postgresql": f"INSERT INTO {TABLE} (rowid, words) VALUES (%s, %s::tsvector) "  # noqa: S608
    "ON CONFLICT (rowid) DO UPDATE SET words = excluded.words",
}
_AT_ONCE = 2000


class WordsField(models.TextField):
    """Words in a full-text index, asked with `match`."""


@WordsField.register_lookup
class Match(models.Lookup):  # type: ignore[type-arg]
    """The index finds what was asked; the right side comes from `asked`."""

    lookup_name = "match"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """The condition in the database's own words."""
        left, given = self.process_lhs(compiler, connection)
        form = "{} @@ %s::tsquery" if connection.vendor == "postgresql" else "{} MATCH %s"
        return form.format(left), [*given, self.rhs]


class Words(models.Model):
    """What is found of a document, one row each; written by `index` alone and made anew from the book at any time."""

    document = models.OneToOneField(
        "documents.Document",
        models.DO_NOTHING,
        primary_key=True,
        db_column="rowid",
        db_constraint=False,
        related_name="found_by",
    )
    words = WordsField()

    class Meta:
        managed = False
        db_table = TABLE

    def __str__(self) -> str:
        return f"words {self.pk}"


def index(document: Any) -> None:
    """Fold the words of a document that stands in the book and put them, with those of its files, into the index.

    Every verb that writes what search looks at calls it, inside its transaction, and saves `folded` itself.
    """
    document.folded = document.words_to_find()
    texts = document.files.order_by("-pk").values_list("text", flat=True)
    write([(document.pk, kept(document.folded, document.number, texts))])


def index_loaded(documents: Iterable[Any]) -> None:
    """Put documents into the index that were just loaded in bulk and have no files yet."""
    write((one.pk, kept(one.folded, one.number, ())) for one in documents)


def index_anew(documents: type[models.Model], files: type[models.Model]) -> None:
    """Make the index again from all documents and their files; the models may be those of an earlier release."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
    texts: dict[int, list[str]] = {}
    with_text = files._base_manager.exclude(text="").order_by("-pk")
    for document, text in with_text.values_list("document_id", "text"):
        texts.setdefault(document, []).append(text)
    rows = documents._base_manager.order_by("pk").values_list("pk", "folded", "number")
    write((key, kept(folded, number, texts.get(key, ()))) for key, folded, number in rows.iterator())


def write(rows: Iterable[tuple[int, list[str]]]) -> None:
    """Write words by document into the index of the database in use."""
    form = _positions if connection.vendor == "postgresql" else " ".join
    batch: list[tuple[int, str]] = []
    with connection.cursor() as cursor:
        for key, words in rows:
            batch.append((key, form(words)))
            if len(batch) == _AT_ONCE:
                cursor.executemany(_WRITE[connection.vendor], batch)
                batch.clear()
        if batch:
            cursor.executemany(_WRITE[connection.vendor], batch)


def kept(folded: str, number: int | None, texts: Iterable[str]) -> list[str]:
    """The words kept of a document: what is folded of it, its number, and the text of its files, the newest first."""
    inside, room = [], MOST_LETTERS
    for text in texts:
        inside.append(text[:room])
        room -= len(inside[-1])
    return words_of(" ".join((folded, str(number or ""), *inside)))


def words_of(folded: str) -> list[str]:
    """The words of a folded text; a number is its value, so that 05 is found by 5."""
    return [_word(found) for found in _WORD.findall(folded)]


def _word(found: str) -> str:
    if found.isdecimal():
        found = found.lstrip("0") or "0"
    return found[:_LONGEST]


def _positions(words: list[str]) -> str:
    """The words as PostgreSQL writes a tsvector: 'bao':1 'cao':2; the database takes no place beyond 16383."""
    return " ".join(f"'{word}':{min(at, 16383)}" for at, word in enumerate(words, start=1))


def asked(text: str) -> str:
    """What was typed, as a query of the database in use; empty when there is no word in it.

    Every word must be there; what is typed in one piece ("37-CV/TU") stands together; the last word, if it is no number,
    may be the beginning of one. Nothing that is typed is an operator.
    """
    pieces = [words for piece in fold(text).split() if (words := words_of(piece))]
    if not pieces:
        return ""
    open_end = not pieces[-1][-1].isdecimal()
    if connection.vendor == "postgresql":
        found = [" <-> ".join(f"'{word}'" for word in words) for words in pieces]
        return " & ".join(f"({one})" for one in found[:-1] + [found[-1] + (":*" if open_end else "")])
    found = [f'"{" ".join(words)}"' for words in pieces]
    return " ".join(found[:-1] + [found[-1] + ("*" if open_end else "")])
