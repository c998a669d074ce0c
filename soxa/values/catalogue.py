"""The measures that a new book begins with, by catalogue: what communes report, in which unit, how it is added up."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from soxa.law.words import fold
from soxa.values.models import Measure

OTHER = "other"


@dataclass(frozen=True)
class Group:
    """A catalogue of measures, as data: economy, culture, defence, land, …"""

    code: str
    title: str


@cache
def groups() -> tuple[Group, ...]:
    """The catalogues in their order; the last is for what has no place elsewhere."""
    return tuple(Group(row["code"], row["title"]) for row in _table("groups"))


def group_of(measure: Measure) -> Group:
    """The catalogue of a measure."""
    return next((one for one in groups() if one.code == measure.group), groups()[-1])


def ensure_measures() -> int:
    """Add the measures of the table that the book does not hold yet; how many were added.

    What is there stays as it is; one that was written before there were catalogues is placed in its own.
    """
    rows = {row["code"]: row for row in _table("measures")}
    held = {one.code: one for one in Measure.objects.filter(code__in=rows)}
    missing = [_measure(row) for code, row in rows.items() if code not in held]
    Measure.objects.bulk_create(missing)
    unplaced = [one for one in held.values() if not one.group]
    for one in unplaced:
        for name, value in _placed(rows[one.code]).items():
            setattr(one, name, value)
    if unplaced:
        Measure.objects.bulk_update(unplaced, list(_PLACED))
    return len(missing)


def _table(name: str) -> list[dict[str, str]]:
    text = files("soxa.values").joinpath("tables", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


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
        **_placed(row),
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


_PLACED: dict[str, Callable[[str], Any]] = {
    "group": str,
    "decimals": lambda text: int(text) if text else None,
    "low": _number,
    "high": _number,
    "jump": _number,
    "aggregation": str,
    "weight": str,
    "numerator_title": str,
    "denominator_title": str,
    "factor": lambda text: Decimal(text or 1),
    "periods": str.split,
    "adds": str.split,
    "plan_of": str,
    "plan_giver": str,
}


def _placed(row: dict[str, str]) -> dict[str, Any]:
    """What places a measure in its catalogue and says how its values are checked and added up."""
    return {name: read(row[name]) for name, read in _PLACED.items()}
