"""The papers that a member's file must hold, as rows that a new book begins with and an office may change."""

import csv
from importlib.resources import files

from soxa.party.models import PaperKind


def ensure_paper_kinds() -> int:
    """Add the papers of the table that the book does not hold yet; how many were added. What is there stays as it is."""
    text = files("soxa.party").joinpath("tables", "paper_kinds.csv").read_text(encoding="utf-8")
    held = set(PaperKind.objects.values_list("code", flat=True))
    missing = [
        PaperKind(
            code=row["code"],
            title=row["title"],
            occasion=row["occasion"],
            confirmed=row["confirmed"] == "yes",
        )
        for row in csv.DictReader(text.splitlines())
        if row["code"] not in held
    ]
    PaperKind.objects.bulk_create(missing)
    return len(missing)
