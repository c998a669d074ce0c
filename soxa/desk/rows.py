"""The rows behind a number as a reader may see them: the page's fifty, the sentence on what lies outside, the workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from soxa.kernel.access import sight_of
from soxa.kernel.figures import Figure, Moment, Reading, Source, SourceColumn, row_filter
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text

SIZE = 50
PART, WHOLE, MISSING = "part", "whole", "missing"
# how the address names them
PARTS = {"": PART, "dat": PART, "tat-ca": WHOLE, "thieu": MISSING}
NAMES = {PART: "dat", WHOLE: "tat-ca", MISSING: "thieu"}


@dataclass(frozen=True)
class Rows:
    """Rows of a reading inside one reader's sight: how many there are, how many he sees, and the query for these."""

    figure: Figure
    part: str
    total: int
    visible: int
    query: QuerySet[Any]

    @property
    def outside(self) -> int:
        """Rows that count but lie outside the reader's sight."""
        return max(self.total - self.visible, 0)

    @property
    def said(self) -> str:
        """ "31 hiển thị, 881 ngoài phạm vi của đồng chí."; empty for a reader who sees all."""
        if not self.outside:
            return ""
        return _("{visible} hiển thị, {outside} ngoài phạm vi của đồng chí.").format(
            visible=count_text(self.visible), outside=count_text(self.outside)
        )

    @property
    def title(self) -> str:
        """What the rows are, in words."""
        summed = self.figure.amount is not None
        titles = {
            PART: self.figure.source.title if summed else self.figure.title,
            WHOLE: self.figure.source.title,
        }
        return str(titles.get(self.part) or self.figure.missing_title or _("Chưa đạt"))

    @property
    def pages(self) -> int:
        """How many pages of `SIZE` rows."""
        return max(-(-self.visible // SIZE), 1)


@dataclass(frozen=True)
class Shown:
    """One row as a page shows it: texts by column, and the address of its record ("" when it has none)."""

    cells: tuple[str, ...]
    address: str


def rows_of(reader: Any, figure: Figure, moment: Moment, *, reading: Reading, part: str) -> Rows:
    """Rows of a reading that this reader may see; a closed figure's rows are shown to nobody else."""
    unit_id = reading.unit_id
    query = row_filter(figure, moment, unit_id, part=part).seen_by(reader)
    if not _may_open(reader, figure):
        query = query.none()
    # what moved or is added up has rows of its own number: a difference, a sum do not say how many they are
    total = (
        row_filter(figure, moment, unit_id, part=part).count()
        if figure.net or figure.amount
        else _total(figure, reading, part)
    )
    sees_all = _sees_all(reader, figure.source, unit_id, moment)
    visible = total if sees_all and not figure.net else query.count()
    return Rows(figure, part, total, visible, query)


def _total(figure: Figure, reading: Reading, part: str) -> int:
    if part == WHOLE and reading.whole is not None:
        return reading.whole
    return reading.missing if part == MISSING else reading.part or 0


def _may_open(reader: Any, figure: Figure) -> bool:
    held = {office.role.code for office in reader.held_offices()}
    return not figure.opens_rows or bool(held & figure.opens_rows)


def _sees_all(reader: Any, source: Source, unit_id: int, moment: Moment) -> bool:
    """Whether no row of the unit can lie outside the sight, so that counting the visible ones is spared."""
    ever = {row[0] for row in tree().inside.get(unit_id, ()) if not row[3]}
    sights = [sight_of(reader, domain) for domain in (source.sight_domain, source.closed_domain) if domain]
    return all(sight.everything or (bool(ever) and ever <= sight.units) for sight in sights)


def page_of(rows: Rows, number: int) -> tuple[list[SourceColumn], list[Shown]]:
    """Columns that hold anything on this page, and its rows."""
    first = (number - 1) * SIZE
    found = list(_values(rows)[first : first + SIZE])
    source = rows.figure.source
    columns = [column for column in source.columns if any(_text(column, row) for row in found)]
    return columns, [
        Shown(tuple(_text(column, row) for column in columns), source.link(row) if source.link else "")
        for row in found
    ]


def all_rows(rows: Rows) -> Iterator[list[str]]:
    """Texts of every visible row, in order, for the workbook."""
    for row in _values(rows).iterator(chunk_size=2000):
        yield [_text(column, row) for column in rows.figure.source.columns]


def _values(rows: Rows) -> Any:
    source = rows.figure.source
    paths = {column.path for column in source.columns} | {source.link_path}
    return rows.query.order_by(*source.order).values(*sorted(paths))


def _text(column: SourceColumn, row: dict[str, Any]) -> str:
    return column.show(row[column.path])
