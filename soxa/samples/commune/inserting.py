"""Many rows of one table at once, by their columns: ten thousand lines in a tenth of the time that as many objects take."""

from collections.abc import Sequence
from typing import Any

from django.db import models

from soxa.kernel.models import Entry
from soxa.kernel.sheets.load import Loading


def insert_all(model: type[models.Model], rows: Sequence[dict[str, Any]], entry: Entry) -> None:
    """Insert rows under one entry, each told as attribute → value ("unit_id"), all with the same attributes."""
    if rows:
        names = list(rows[0])
        Loading(entry).insert(model, names, ([row[name] for name in names] for row in rows))
