"""A table of reported values from a workbook into the book: planned and shown first, then written whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry
from soxa.kernel.sheets import Fault
from soxa.kernel.sheets.faults import Faults
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.preview import Preview
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.values.figures import value_text
from soxa.values.filing.doors import doors
from soxa.values.models import ReportedValue
from soxa.values.sheets import VALUES
from soxa.values.stated import Stated, Table

KIND = "values"


@dataclass(frozen=True)
class Change:
    """A value that replaces another: what is stated, and the value in force now."""

    stated: Stated
    old: ReportedValue

    @property
    def before(self) -> str:
        """The value in force as printed."""
        return value_text(self.old)

    @property
    def after(self) -> str:
        """The stated value as printed."""
        return value_text(as_row(self.stated))


@dataclass
class ValuePreview(Preview):
    """What a table of values would change: values that are new, the same, changed."""

    new: list[Stated] = field(default_factory=list)
    same: list[Stated] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    # the open filing that a value joins, by the value's key
    joins: dict[Any, int] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """New, same and changed values."""
        return {"new": len(self.new), "same": len(self.same), "changed": len(self.changed)}

    def told(self) -> list[str]:
        """Changed values with the old and the new, and the sums."""
        line = _("{title}, {period} ({sort}): {before} → {after}.")
        said = [
            line.format(
                title=one.stated.measure.title,
                period=one.stated.period.title(),
                sort=dict(ReportedValue.SORTS)[one.stated.sort],
                before=one.before,
                after=one.after,
            )
            for one in self.changed
        ]
        counted = {name: count_text(count) for name, count in self.counts.items()}
        return [*said, _("Mới {new} số liệu, trùng với sổ {same}, thay đổi {changed}.").format(**counted)]

    def as_json(self) -> dict[str, Any]:
        """With the changed values, old and new as printed."""
        changes = [
            {
                "code": one.stated.measure.code,
                "unit": tree().nodes[one.stated.unit_id].code,
                "period": one.stated.period.key,
                "sort": one.stated.sort,
                "before": one.before,
                "after": one.after,
            }
            for one in self.changed
        ]
        return super().as_json() | {"changes": changes}

    def written_rows(self) -> list[Any]:
        """Each value to be written, and those replaced."""
        fresh = [[one.key, value_text(as_row(one))] for one in self.new]
        return [fresh, [[one.stated.key, one.old.pk, one.after] for one in self.changed]]

    def again(self) -> "ValuePreview":
        """See `plan`."""
        where = self.workbook
        return plan(self.content, unit_id=where.unit_id, on=where.on)

    def write(self, loading: Loading, actor: Actor) -> None:
        """Insert the values; what they replace stays, pointing to its successor."""
        stated = [*self.new, *(one.stated for one in self.changed)]
        rows = [as_row(one) for one in stated]
        for row, key in zip(rows, loading.reserve(ReportedValue, len(rows)), strict=True):
            row.pk = key
        for row, told in zip(rows, stated, strict=True):
            row.filing_id = self.joins.get(told.key)  # type: ignore[attr-defined]
        # the old one steps aside first: two values of one key are never both in force
        for one, row in zip(self.changed, rows[len(self.new) :], strict=True):
            ReportedValue.objects.filter(pk=one.old.pk).moved(loading.entry, replaced_by=row.pk)
        ReportedValue.objects.loaded(rows, loading.entry)


def as_row(stated: Stated) -> ReportedValue:
    """The value as a row of the book, not yet saved."""
    return ReportedValue(
        measure=stated.measure,
        unit_id=stated.unit_id,
        since=stated.period.since,
        until=stated.period.until,
        sort=stated.sort,
        value=stated.amount.value,
        met=stated.amount.met,
        of=stated.amount.of,
        word=stated.amount.word,
        source=stated.source,
    )


def plan(content: bytes, *, unit_id: int, on: date) -> ValuePreview:
    """Read and check a workbook against the book as of `on`, writing nothing."""
    workbook = Workbook(KIND, digest_of(content), unit_id, book_mark(), on)
    preview = ValuePreview(workbook, content)
    if preview.known_before():
        return preview
    read = sheets.read(content, VALUES, on=on)
    table = Table(unit_id, on, read.found)
    stated = [one for row in read.rows for one in table.stated(row)]
    kept = _single(stated, read.found, table.warnings)
    _sort_out(kept, preview)
    _leave_locked(preview, read.found)
    preview.warnings += table.warnings
    preview.account(read)
    return preview


def _single(stated: Iterable[Stated], found: Faults, warnings: list[Fault]) -> list[Stated]:
    """Each value once: the same twice is told, two that differ are refused."""
    kept: dict[Any, Stated] = {}
    for one in stated:
        other = kept.setdefault(one.key, one)
        if other is one:
            continue
        where = _("ô {cell}, trang ‘{sheet}’").format(cell=other.row.at(other.column), sheet=other.row.sheet)
        if other.amount == one.amount:
            wrong = _("đã ghi ở {place}, cùng giá trị").format(place=where)
            warnings.append(one.row.fault(one.column, wrong, right=_("Chỉ ghi một lần.")))
        else:
            wrong = _("khác với {place} của cùng chỉ tiêu, cùng kỳ").format(place=where)
            found.add(one.row.fault(one.column, wrong, right=_("Giữ một trong hai số.")))
    return list(kept.values())


def _sort_out(stated: list[Stated], preview: ValuePreview) -> None:
    """Put every value among the new, the same or the changed."""
    held = ReportedValue.objects.filter(
        measure__in={one.measure.pk for one in stated},
        unit__in={one.unit_id for one in stated},
        replaced_by=None,
    ).select_related("measure")
    book = {(row.measure_id, row.unit_id, row.since, row.until, row.sort): row for row in held}
    for one in stated:
        old = book.get(one.key)
        if old is None:
            preview.new.append(one)
        elif _same(one, old):
            preview.same.append(one)
        else:
            preview.changed.append(Change(one, old))


def _leave_locked(preview: ValuePreview, found: Faults) -> None:
    """Values of a filing under way join it; those of one that is submitted or approved are refused, cell by cell."""
    stated = [*preview.new, *(one.stated for one in preview.changed)]
    locked = {change.stated.key for change in preview.changed if change.old.approved_on}
    for one, door in zip(stated, doors(stated), strict=True):
        if door.why or (one.key in locked and door.filing_id is None):
            right = _(
                "Số đã duyệt thì đính chính trên bảng, kèm căn cứ; số chờ duyệt thì trả lại bảng rồi mới sửa."
            )
            found.add(one.row.fault(one.column, door.why or _("đã duyệt, đã khóa"), right=right))
        elif door.filing_id is not None:
            preview.joins[one.key] = door.filing_id


def _same(stated: Stated, old: ReportedValue) -> bool:
    said = stated.amount
    return (said.value, said.met, said.of, said.word) == (old.value, old.met, old.of, old.word)


def commit(preview: ValuePreview, actor: Actor) -> Entry:
    """Write the previewed table whole and return its journal entry; see `Preview.commit`."""
    return preview.commit(actor)
