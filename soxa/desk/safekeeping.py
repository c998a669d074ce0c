"""Writes the whole book into one backup file and reads it back into an empty book, on either database."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from django.utils.translation import gettext as _

from soxa.desk.backup_file import FORMAT, MANIFEST, ROWS, digest_of, key_name
from soxa.kernel.flow import Refused
from soxa.kernel.models import Unit
from soxa.kernel.sealed import keys

LABELS = ("kernel", "org", "party", "values", "reports")


def kept_models() -> list[type[models.Model]]:
    """Models of the book, each after those it points to."""
    wanted = [model for label in LABELS for model in apps.get_app_config(label).get_models()]
    return [model for model in serializers.sort_dependencies([("book", wanted)]) if model in wanted]


def write_backup(out: Path) -> dict[str, int]:
    """Write rows (one consistent reading) and files; returns how many of each. The key file is never in it."""
    digests: dict[str, str] = {}
    counts = {"rows": 0, "files": 0}
    fresh = out.with_name(out.name + ".part")
    with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as packed:
        with packed.open(ROWS, "w", force_zip64=True) as stream:
            for line in _lines():
                stream.write(line)
                counts["rows"] += 1
        root = Path(settings.DATA_DIR) / "files"
        for file in sorted(root.glob("*/*")) if root.is_dir() else ():
            packed.write(file, f"files/{file.parent.name}/{file.name}")
            counts["files"] += 1
        for name in packed.namelist():
            with packed.open(name) as written:
                digests[name] = digest_of(written)
        packed.writestr(MANIFEST, json.dumps(_manifest(digests, counts), ensure_ascii=False, indent=1))
    fresh.replace(out)
    return counts


def _manifest(digests: dict[str, str], counts: dict[str, int]) -> dict[str, Any]:
    applied = MigrationRecorder(connection).applied_migrations()
    migrations = sorted(f"{app}.{name}" for app, name in applied if app in LABELS)
    written = timezone.now().isoformat()
    return {
        "format": FORMAT,
        "key": keys().name,
        "written": written,
        "counts": counts,
        "migrations": migrations,
        "digests": digests,
    }


def _lines() -> Iterator[bytes]:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for model in kept_models():
            for row in model._base_manager.order_by("pk").iterator(chunk_size=2000):
                yield serializers.serialize("jsonl", [row]).encode()


def read_backup(path: Path) -> int:
    """Read a checked backup into this book; Refused when the book already holds something. Returns the rows read."""
    if Unit.objects.exists():
        raise Refused(_("Ở đây đã có sổ. Dựng lại vào một thư mục trống (SOXA_DATA_DIR khác)."))
    if key_name(path) != keys().name:
        raise Refused(_("Tệp khóa ở đây không phải khóa của sổ đã sao lưu. Chép đúng tệp khóa rồi dựng lại."))
    with zipfile.ZipFile(path) as packed, transaction.atomic(), connection.constraint_checks_disabled():
        for model in reversed(kept_models()):
            model._base_manager.all()._raw_delete("default")  # type: ignore[attr-defined]
        rows = _read_rows(packed)
        connection.check_constraints()
        _restart_sequences()
        for name in packed.namelist():
            if name.startswith("files/"):
                place = Path(settings.DATA_DIR) / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(packed.read(name))
    return rows


def _read_rows(packed: zipfile.ZipFile) -> int:
    rows = 0
    with packed.open(ROWS) as stream:
        for line in stream:
            try:
                for row in serializers.deserialize("jsonl", BytesIO(line)):
                    row.save()
                    rows += 1
            except serializers.base.DeserializationError as error:
                raise Refused(_("Dòng {n} của bản sao lưu không đọc được.").format(n=rows + 1)) from error
    return rows


def _restart_sequences() -> None:
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)
