"""The sets that a new book begins with: those of the State, as far as their texts were seen, every threshold marked."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib.resources import files

from soxa.law.periods import FOREVER
from soxa.values.criteria.models import CriteriaSet, Criterion, Indicator

Row = dict[str, str]


def _table(name: str) -> list[Row]:
    text = files("soxa.values.criteria").joinpath("tables", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def ensure_sets() -> int:
    """Add the sets of the table that the book does not hold yet; how many were added. What is there stays as it is."""
    held = set(CriteriaSet.objects.filter(unit=None).values_list("code", "version"))
    missing = [row for row in _table("sets") if (row["code"], row["version"]) not in held]
    rows = _table("indicators") if missing else []
    for one in missing:
        _add(one, [row for row in rows if (row["set"], row["version"]) == (one["code"], one["version"])])
    return len(missing)


def _add(one: Row, rows: list[Row]) -> None:
    names = ("code", "version", "title", "level", "tally", "figure", "cite", "about")
    made = CriteriaSet.objects.create(
        **{name: one[name] for name in names},
        since=date.fromisoformat(one["since"]),
        until=date.fromisoformat(one["until"]) if one["until"] else FOREVER,
        declared=int(one["declared"]),
        confirmed=one["confirmed"] == "yes",
    )
    for criterion, place, row in _placed(made, rows):
        Indicator.objects.create(criterion=criterion, position=place, **_said(row))


def _placed(of: CriteriaSet, rows: list[Row]) -> Iterator[tuple[Criterion, int, Row]]:
    """Each row with its criterion, made when it first comes, and its place in it."""
    made: dict[str, Criterion] = {}
    places: dict[str, int] = {}
    for row in rows:
        number = row["criterion"]
        if number not in made:
            made[number] = Criterion.objects.create(
                of=of, number=int(number), title=row["criterion_title"], condition=row["condition"] == "yes"
            )
        places[number] = places.get(number, 0) + 1
        yield made[number], places[number], row


def _said(row: Row) -> dict[str, object]:
    zones = dict(part.strip().split("=") for part in row["zones"].split(";") if part.strip())
    return {
        **{name: row[name] for name in ("number", "title", "code", "kind", "op", "unit_word", "asked")},
        "threshold": Decimal(row["threshold"]) if row["threshold"] else None,
        "zones": zones,
        "may_not_apply": row["may_not_apply"] == "yes",
        "confirmed": row["confirmed"] == "yes",
    }
