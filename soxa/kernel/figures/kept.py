"""Rows that a paper kept when it went out, shown again: as far as the reader sees them, and what became of each since."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from soxa.kernel.figures.declare import FIGURES, Source
from soxa.kernel.figures.row_sets import RowSet, fingerprint

LEAF = 50
# texts of rows by their key, one for each column of the source
Telling = Callable[[QuerySet[Any]], dict[int, tuple[str, ...]]]
Facts = Callable[[list[Any]], list[Any]]


@dataclass(frozen=True)
class Keeping:
    """How rows that are of no declared figure are kept and told: `known` are the facts that were fingerprinted."""

    source: Source
    tell: Telling
    known: Facts = list


_kept: dict[str, Keeping] = {}


def keeps(one: Keeping) -> None:
    """Let a domain say how its rows are told that no declared figure looks at."""
    _kept[one.source.code] = one


@dataclass(frozen=True)
class KeptRow:
    """One row: its texts by column, the page of its record, and whether its facts are no longer those that were kept."""

    cells: tuple[str, ...]
    address: str
    changed: bool


@dataclass(frozen=True)
class KeptRows:
    """Rows that were kept: `total` of them, `keys` those in the reader's sight in their order, `gone` no longer in the book."""

    kept: RowSet
    keeping: Keeping | None
    keys: list[int]
    gone: int

    @property
    def total(self) -> int:
        """How many were kept."""
        return len(self.kept.rows)

    @property
    def outside(self) -> int:
        """How many the reader may not see."""
        return self.total - len(self.keys) - self.gone

    @property
    def headings(self) -> list[str]:
        """The headings of a row's texts."""
        return [str(one.heading) for one in self.keeping.source.columns] if self.keeping else []

    def rows(self, keys: Sequence[int], on: date) -> list[KeptRow]:
        """The rows of these keys, which were counted at the end of `on`; a few questions however many."""
        return _rows(self.keeping, self.kept, keys, on) if self.keeping and keys else []


def kept_rows(kept: RowSet, reader: Any) -> KeptRows:
    """The rows of a kept file, as far as the reader sees them; of a source nobody knows none."""
    keeping = _keeping(kept.source)
    if keeping is None:
        return KeptRows(kept, None, [], 0)
    rows = keeping.source.rows().model.objects.filter(pk__in=list(kept.rows))
    seen: Any = rows
    keys = list(seen.seen_by(reader).order_by(*keeping.source.order).values_list("pk", flat=True))
    gone = 0 if len(keys) == len(kept.rows) else len(kept.rows) - rows.count()
    return KeptRows(kept, keeping, keys, gone)


def declared_source(code: str) -> Source | None:
    """The source of a code that declared figures look at; None for another."""
    return next((one.source for one in FIGURES.values() if one.source.code == code), None)


def title_of(code: str) -> str:
    """What the rows of a source are called; its code where nobody knows it."""
    keeping = _keeping(code)
    return str(keeping.source.title) if keeping else code


def _keeping(code: str) -> Keeping | None:
    found = declared_source(code)
    return Keeping(found, _by_columns(found)) if found else _kept.get(code)


def _by_columns(source: Source) -> Telling:
    def tell(rows: QuerySet[Any]) -> dict[int, tuple[str, ...]]:
        paths = dict.fromkeys(column.path for column in source.columns)
        return {
            row["pk"]: tuple(column.show(row[column.path]) for column in source.columns)
            for row in rows.values("pk", *paths)
        }

    return tell


def _rows(keeping: Keeping, kept: RowSet, keys: Sequence[int], on: date) -> list[KeptRow]:
    source = keeping.source
    rows: Any = source.told(source.rows().model.objects.filter(pk__in=list(keys)), on)
    texts = keeping.tell(rows)
    now = {
        pk: (unit, fingerprint(keeping.known(facts), on))
        for pk, unit, *facts in rows.values_list("pk", source.unit, *source.facts)
    }
    link = source.link
    pages = {row["pk"]: link(row) for row in rows.values("pk", source.link_path)} if link else {}
    return [
        KeptRow(texts[key], pages.get(key, ""), now[key] != kept.rows[key]) for key in keys if key in texts
    ]
