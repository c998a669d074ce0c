"""Many rows of one table at once, by their columns: ten thousand lines in a fifth of the time that as many objects take."""

from collections.abc import Sequence

from django.db import models

from soxa.kernel.models import Entry
from soxa.kernel.sheets.load import Loading


def insert_all(rows: Sequence[models.Model], entry: Entry) -> None:
    """Insert unsaved rows under one entry; what they point to is saved, they themselves do not learn their keys."""
    if not rows:
        return
    model = type(rows[0])
    fields = [one for one in model._meta.concrete_fields if not one.primary_key and one.attname != "entry_id"]
    Loading(entry).insert(model, [one.attname for one in fields], (_values(row, fields) for row in rows))


def _values(row: models.Model, fields: Sequence[models.Field]) -> list[object]:  # type: ignore[type-arg]
    """What a row holds; a reference given before its object was saved has the key that the object has now."""
    found: list[object] = []
    for one in fields:
        pointed = (
            getattr(row, one.name) if isinstance(one, models.ForeignKey) and one.is_cached(row) else None
        )
        found.append(pointed.pk if pointed is not None else getattr(row, one.attname))
    return found
