"""The one bulk door: a workbook is written whole in one transaction, under one journal entry with its digest and counts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.fields import PartialDateField
from soxa.kernel.many_rows import insert_rows
from soxa.kernel.models import Entry, Unit, Upload
from soxa.kernel.refusal import Refused

FLOW = "sheets"


class AlreadyLoaded(Refused):
    """The same file was loaded before; carries the entry of that load and says so in words."""

    def __init__(self, entry: Entry) -> None:
        day = entry.at.astimezone().strftime("%d/%m/%Y")
        said = _("Tệp này đã ghi vào sổ ngày {day} (mục nhật ký {number}); không ghi lại lần nữa.")
        super().__init__(said.format(day=day, number=entry.pk))
        self.entry = entry


class BookMoved(Refused):
    """The book changed between the preview and the writing; nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("Sổ vừa có thay đổi sau lúc xem trước nên chưa ghi gì. Xem lại bảng rồi ghi sổ."))


@dataclass(frozen=True)
class Workbook:
    """What the journal keeps of a workbook: the kind of list, the digest of its bytes, and for which unit it was read.

    `mark` is the last journal entry of the book when it was read and checked, see `book_mark`.
    """

    kind: str
    digest: str
    unit_id: int
    mark: int
    on: date


def digest_of(content: bytes) -> str:
    """SHA-256, in hex, of a workbook's bytes; the same by which its file is kept."""
    return sha256(content).hexdigest()


def book_mark() -> int:
    """The last journal entry: a preview made at this mark holds as long as no entry follows it; 0 in an empty book."""
    return Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0


def loaded_before(kind: str, digest: str, unit_id: int) -> Entry | None:
    """The entry by which the same bytes were loaded for the unit before, or None."""
    same = Entry.objects.filter(subject_kind="workbook", subject_key=digest, flow=FLOW, step=kind)
    return same.filter(unit_id=unit_id).first()


@dataclass
class Loading:
    """A load under way: reserves keys and inserts rows by columns, each row carrying the load's entry."""

    entry: Entry
    _next: dict[type[models.Model], int] = field(default_factory=dict)

    def reserve(self, model: type[models.Model], count: int) -> Sequence[int]:
        """So many keys of a table, rising, that nobody else will use."""
        if connection.vendor != "sqlite":
            return _from_sequence(model, count)
        first = self._next.get(model) or _last_key(model) + 1
        self._next[model] = first + count
        return range(first, first + count)

    def insert(self, model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows whose values stand in the order of `names` (attribute names, "person_id"); the rest takes its default."""
        fields: dict[str, Any] = {one.attname: one for one in model._meta.concrete_fields}
        rest = [one for one in fields.values() if one.attname not in names and not one.primary_key]
        fixed = tuple(self.entry.pk if one.attname == "entry_id" else one.get_default() for one in rest)
        written = [fields[name] for name in names] + rest
        partial = [index for index, one in enumerate(written) if isinstance(one, PartialDateField)]
        insert_rows(written, [_plain((*row, *fixed), partial) for row in rows])


def _plain(row: tuple[Any, ...], partial: list[int]) -> list[Any]:
    values = list(row)
    for index in partial:
        day = values[index]
        values[index] = None if day is None else day.number
    return values


def _last_key(model: type[models.Model]) -> int:
    """The highest key ever given in an SQLite table, of rows that are gone too; the write lock is ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _from_sequence(model: type[models.Model], count: int) -> Sequence[int]:
    """Keys drawn from PostgreSQL's sequence one by one, since other writers draw from it too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def load(
    workbook: Workbook, actor: Actor, *, counts: dict[str, int], write: Callable[[Loading], None]
) -> Entry:
    """Write a workbook whole or not at all and return its journal entry; `write` inserts the rows.

    Raises AlreadyLoaded when the same bytes were loaded for the unit before, BookMoved when the book has changed since
    the workbook was read; nothing is written then, nor when `write` raises.
    """
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=workbook.unit_id)
        before = loaded_before(workbook.kind, workbook.digest, workbook.unit_id)
        if before:
            raise AlreadyLoaded(before)
        if book_mark() != workbook.mark:
            raise BookMoved
        entry = journal.write(
            actor,
            FLOW,
            workbook.kind,
            subject=("workbook", workbook.digest),
            on=workbook.on,
            facts=counts,
            unit_id=workbook.unit_id,
        )
        write(Loading(entry))
        waiting = Upload.objects.filter(
            kind=workbook.kind, file=workbook.digest, unit_id=workbook.unit_id, state=Upload.WAITING
        )
        waiting.moved(entry, state=Upload.LOADED, counts=counts, entry=entry)
    return entry
