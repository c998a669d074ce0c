"""Writes the whole book into one backup file and reads it back into an empty book, on either database."""

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, connections, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.translation import gettext as _

from soxa.desk.backup_file import (
    FORMAT,
    MANIFEST,
    ROWS,
    TRUSTED,
    digest_of,
    key_name,
    migrations_of,
    version_of,
)
from soxa.desk.book_state import BookState, Node, book_state, make_tables, standing_models
from soxa.documents.anchors import anchors
from soxa.documents.search import TABLE as INDEX
from soxa.documents.search import index_anew
from soxa.kernel.flow import Refused
from soxa.kernel.many_rows import insert_rows
from soxa.kernel.models import Unit
from soxa.kernel.sealed import keys

# a kept file's name; beside it lie files that are still being written
_DIGEST_REST = 62
INDEX_ROWS = "documents.words"
Models = list[type[models.Model]]
_NO_ROW = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, ValidationError)


def write_backup(out: Path) -> dict[str, int]:
    """Write rows (one consistent reading) and files; returns how many of each. The key file is never in it."""
    digests: dict[str, str] = {}
    counts = {"rows": 0, "files": 0}
    state = book_state()
    fresh = out.with_name(out.name + ".part")
    fresh.touch(mode=0o600)  # most rows in it are not sealed
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as packed:
        with packed.open(ROWS, "w", force_zip64=True) as stream:
            for some in _lines():
                stream.write(b"".join(some))
                counts["rows"] += len(some)
        root = Path(settings.DATA_DIR) / "files"
        for file in sorted(root.glob("*/*")) if root.is_dir() else ():
            if len(file.name) != _DIGEST_REST:
                continue
            packed.write(file, f"files/{file.parent.name}/{file.name}")
            counts["files"] += 1
        for one in anchors():
            packed.write(one.path, f"{TRUSTED}/{one.path.name}")
        for name in packed.namelist():
            with packed.open(name) as written:
                digests[name] = digest_of(written)
        packed.writestr(MANIFEST, json.dumps(_manifest(digests, counts, state), ensure_ascii=False, indent=1))
    fresh.replace(out)
    return counts


def _manifest(digests: dict[str, str], counts: dict[str, int], state: BookState) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": state.version,
        "key": keys().name,
        "written": timezone.now().isoformat(),
        "counts": counts,
        "migrations": [f"{app}.{name}" for app, name in state.applied],
        "digests": digests,
    }


def _lines() -> Iterator[list[bytes]]:
    # Django's own form of rows in lines; it would write each of them piece by piece
    encode = ToTheMicrosecond(ensure_ascii=False, separators=(",", ": ")).encode
    begun = connection.in_atomic_block  # by a caller: his transaction has its level already
    with transaction.atomic():
        if connection.vendor == "postgresql" and not begun:
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for model in standing_models():
            rows = model._base_manager.order_by("pk").iterator(chunk_size=2000)
            while several := list(islice(rows, 2000)):
                yield [f"{encode(row)}\n".encode() for row in serializers.serialize("python", several)]


class ToTheMicrosecond(DjangoJSONEncoder):
    """Moments as they were written: Django's own encoder cuts them, and the journal is sealed over the whole of them."""

    def default(self, o: Any) -> Any:
        """A moment in full; all else as Django writes it."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def read_backup(path: Path) -> int:
    """Read a checked backup into an empty place, in the tables of the release that wrote it; how many rows were read.

    The book is upgraded afterwards when that release is an earlier one. Refused in words when there is a book already,
    when the keys are others, or when a later program wrote the backup.
    """
    if key_name(path) != keys().name:
        raise Refused(_("Tệp khóa ở đây không phải khóa của sổ đã sao lưu. Chép đúng tệp khóa rồi dựng lại."))
    _make_room(path)
    with zipfile.ZipFile(path) as packed, transaction.atomic(), connection.constraint_checks_disabled():
        standing = standing_models()
        for model in reversed(standing):
            model._base_manager.all()._raw_delete("default")  # type: ignore[attr-defined]
        rows = _read_rows(packed, standing)
        connection.check_constraints()
        _restart_sequences(standing)
        _index_anew(standing)
        for name in packed.namelist():
            if name.startswith(("files/", f"{TRUSTED}/")):
                place = Path(settings.DATA_DIR) / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(packed.read(name))
    return rows


def _make_room(path: Path) -> None:
    """Tables as the backup's release had them, unless just these stand here empty."""
    taken = Refused(_("Ở đây đã có sổ. Dựng lại vào một thư mục trống (SOXA_DATA_DIR khác)."))
    wanted, state = migrations_of(path), book_state()
    if state.exists and Unit._base_manager.exists():
        raise taken
    if state.exists and set(wanted) != set(state.applied):
        raise taken
    _refuse_later(path, wanted)
    if not state.exists:
        make_tables(wanted)


def _refuse_later(path: Path, wanted: list[Node]) -> None:
    known = set(MigrationLoader(None).disk_migrations)
    if not set(wanted) <= known:
        raise Refused(
            _(
                "Bản sao lưu do bản {version} của chương trình ghi, mới hơn bản đang cài. Cài bản mới hơn rồi dựng lại."
            ).format(version=version_of(path))
        )


class Table:
    """A table as the release that wrote the rows had it: how a row of the backup goes into it as it was."""

    def __init__(self, model: type[models.Model]) -> None:
        self.fields = [one for one in model._meta.concrete_fields if not one.generated]
        self._named = [(one.name, one) for one in self.fields]
        # every value asks for it: the connection itself, not the one that stands for each thread's
        self._here = connections[connection.alias]
        self._key = model._meta.pk.name

    def values(self, row: dict[str, Any]) -> list[Any]:
        """What the database keeps of a row; ValueError when it names what the table does not have."""
        told, values = {self._key: row["pk"], **row["fields"]}, []
        for name, one in self._named:
            value = told.pop(name) if name in told else one.get_default()
            values.append(None if value is None else one.get_db_prep_save(one.to_python(value), self._here))
        if told:
            raise ValueError(f"{row['model']}: {', '.join(told)}")
        return values


def _read_rows(packed: zipfile.ZipFile, standing: Models) -> int:
    """Insert rows as they were, their moments of writing too."""
    rows = 0
    with packed.open(ROWS) as stream:
        for table, those in groupby(_told(stream, standing), key=itemgetter(0)):
            while several := [values for _table, values in islice(those, 500)]:
                insert_rows(table.fields, several)
                rows += len(several)
    return rows


def _told(stream: IO[bytes], standing: Models) -> Iterator[tuple[Table, list[Any]]]:
    """Each row that the backup tells, with its table; Refused names a line that is none."""
    tables = {model._meta.label_lower: Table(model) for model in standing}
    for n, line in enumerate(stream, 1):
        try:
            row = json.loads(line)
            # copies written before the index was left out of them hold its rows too
            if row["model"] == INDEX_ROWS:
                continue
            table = tables[row["model"]]
            values = table.values(row)
        except _NO_ROW as error:
            raise Refused(_("Dòng {n} của bản sao lưu không đọc được.").format(n=n)) from error
        yield table, values


def _index_anew(standing: Models) -> None:
    """Search finds what was read; a release that had no index yet gets one when the book is upgraded."""
    by_label = {model._meta.label_lower: model for model in standing}
    if INDEX in connection.introspection.table_names():
        index_anew(by_label["documents.document"], by_label["documents.documentfile"])


def _restart_sequences(standing: Models) -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), standing):
            cursor.execute(statement)
