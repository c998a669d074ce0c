"""The measures that a new book begins with: what communes report, in which unit, by which method."""

import csv
from importlib.resources import files

from soxa.law.words import fold
from soxa.values.models import Measure


def ensure_measures() -> int:
    """Add the measures of the table that the book does not hold yet; how many were added. What is there stays as it is."""
    text = files("soxa.values").joinpath("tables", "measures.csv").read_text(encoding="utf-8")
    held = set(Measure.objects.values_list("code", flat=True))
    missing = [_measure(row) for row in csv.DictReader(text.splitlines()) if row["code"] not in held]
    Measure.objects.bulk_create(missing)
    return len(missing)


def _measure(row: dict[str, str]) -> Measure:
    return Measure(
        code=row["code"],
        title=row["title"],
        folded=fold(row["title"]),
        kind=row["kind"],
        unit_word=row["unit_word"],
        higher_is_better=row["higher_is_better"] == "yes",
        definition=row["definition"],
        cite=row["cite"],
        confirmed=row["confirmed"] == "yes",
        position=int(row["position"]),
    )
