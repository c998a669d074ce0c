"""Measures of a unit's own from a workbook into the catalogue: planned and shown first, then written whole or not at all."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.sheets.columns import Column
from soxa.kernel.sheets.faults import Fault
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.named import NotNamed, Words, named
from soxa.kernel.sheets.preview import Preview
from soxa.kernel.sheets.results import Row, SheetRead
from soxa.kernel.sheets.writer import written
from soxa.law.numbers import count_text
from soxa.law.words import fold
from soxa.tasks.takers import commune_of
from soxa.values.catalogue import OTHER
from soxa.values.measures import flow
from soxa.values.measures.forms import ADDED, MeasureForm
from soxa.values.measures.lists import known_to, of_catalogue
from soxa.values.measures.sheets import MEASURES, PERCENT, as_told
from soxa.values.models import Measure

KIND = "measures"


@dataclass
class MeasuresPreview(Preview):
    """What a workbook would add to the catalogue; measures that stand in it already stay as they are."""

    new: list[dict[str, Any]] = field(default_factory=list)
    same: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """New measures and those that stand there already."""
        return {"new": len(self.new), "same": self.same, "changed": 0}

    def told(self) -> list[str]:
        """The sums."""
        said = _("Mới {new} chỉ tiêu, đã có trong danh mục {same}.")
        return [said.format(new=count_text(len(self.new)), same=count_text(self.same))]

    def written_rows(self) -> list[Any]:
        """Each new measure."""
        return [[str(value) for value in one.values()] for one in self.new]

    def again(self) -> "MeasuresPreview":
        """See `plan`."""
        where = self.workbook
        return plan(self.content, unit_id=where.unit_id, on=where.on)

    def write(self, loading: Loading, actor: Actor) -> None:
        """Add the measures behind those of the catalogue, in the order of the table."""
        first = flow.next_position()
        rows = [
            flow.made(self.workbook.unit_id, one, position=first + flow.STEP * at)
            for at, one in enumerate(self.new)
        ]
        for one in rows:
            one.entry = loading.entry
        Measure.objects.bulk_create(rows)


class _Book:
    """What rows are read against: the measures of every book and of the unit, and what may weigh a new one."""

    def __init__(self, unit_id: int, on: date) -> None:
        self.unit_id = unit_id
        self.held = {one.folded: one for one in of_catalogue(unit_id)}
        self.catalogue = list(known_to(unit_id, on).order_by("position", "code"))
        self.codes: list[str] = []
        self.weighing: dict[str, list[Measure]] = defaultdict(list)
        for one in self.catalogue:
            self._weighs(one)

    def _weighs(self, one: Measure) -> None:
        for said in {fold(one.code), fold(one.title)}:
            self.weighing[said].append(one)

    def knows(self, row: Row) -> str:
        """The code of a new measure; the rows of the table may be weighed by it as by those of the catalogue."""
        kind, group = _kind(row), row["group"] or OTHER
        facts = {"title": row["title"], "group": group}
        code = flow.code_of(self.unit_id, facts, but=self.codes)
        self.codes.append(code)
        one = Measure(code=code, title=row["title"], kind=kind, weight=row["weight"] or "")
        self.catalogue.append(one)
        self._weighs(one)
        return code

    def weight(self, row: Row) -> Any:
        """The code of the measure that weighs that of the row; else NotNamed. Empty where none is named."""
        if not row["weight"]:
            return ""
        found = named(row["weight"], self.weighing, _WEIGHT, lambda one: one.title)
        return found if isinstance(found, NotNamed) else found.code


_WEIGHT = Words(
    gettext_lazy("không phải chỉ tiêu trong danh mục hay trong bảng này"),
    gettext_lazy("là tên của nhiều chỉ tiêu"),
    gettext_lazy("Ghi mã hoặc tên chỉ tiêu như trong danh mục."),
)


def _kind(row: Row) -> str:
    """The kind a row says, else the one that its unit of measure means."""
    kind: str = row["kind"] or (Measure.SHARE if row["unit_word"] == PERCENT else Measure.QUANTITY)
    return kind


def _typed(row: Row, weight: str) -> dict[str, Any]:
    """The row as one types it into the form that looks at it; what is blank takes its usual value."""
    told = {name: "" if row[name] is None else row[name] for name in MEASURES.names}
    for name, value in told.items():
        if isinstance(value, Decimal):
            told[name] = f"{value.normalize():f}".replace(".", ",")
    kind = _kind(row)
    if kind in (Measure.SHARE, Measure.RATIO) and told["unit_word"] == PERCENT:
        told["unit_word"] = ""
    return {
        **told, "kind": kind, "group": row["group"] or OTHER, "weight": weight, "periods": row["periods"] or [],
        "higher": "0" if row["higher_is_better"] is False else "1", "aggregation": row["aggregation"] or ADDED[kind][0],
        "confirmed": bool(row["confirmed"]),
    }  # fmt: skip


def _facts(row: Row, code: str, book: _Book, read: SheetRead) -> dict[str, Any] | None:
    """The columns of a new measure, looked at by the form of one; None with every fault told."""
    weight = book.weight(row)
    faults = isinstance(weight, NotNamed)
    if isinstance(weight, NotNamed):
        read.found.add(row.fault("weight", weight.wrong, right=weight.right))
        weight = (
            book.catalogue[0].code if book.catalogue else ""
        )  # the rest of the row is looked at all the same
    form = MeasureForm(_typed(row, weight), catalogue=[one for one in book.catalogue if one.code != code])
    for name, said in form.errors.items():
        column = {"higher": "higher_is_better"}.get(name, name)
        if column == "weight" and faults:
            continue
        read.found.add(row.fault(column, _("chưa ghi được"), right=" ".join(map(str, said))))
        faults = True
    return None if faults else {"code": code, **form.facts()}


def _differing(row: Row, held: Measure, book: _Book, read: SheetRead) -> bool:
    """Whether a row says of a measure that stands in the catalogue something else; each such cell is told."""
    before, told = as_told(held), {name: row[name] for name in MEASURES.names if name != "title"}
    weight = book.weight(row)
    told["weight"] = weight if isinstance(weight, str) else row["weight"]
    wrong = [name for name, value in told.items() if value not in (None, "") and value != before[name]]
    for name in wrong:
        read.found.add(row.fault(name, _("khác với danh mục đang có"), right=_right(MEASURES[name], before)))
    return bool(wrong)


def _right(column: Column, before: dict[str, Any]) -> str:
    value = before[column.name]
    now = _("Danh mục để trống") if value is None else _("Danh mục ghi “{now}”").format(now=written(column, value))  # fmt: skip
    said = _("{now}; bảng chỉ thêm chỉ tiêu mới. Để trống ô này, hoặc sửa ở trang Danh mục chỉ tiêu.")
    return said.format(now=now)


def plan(content: bytes, *, unit_id: int, on: date) -> MeasuresPreview:
    """Read and check a workbook against the catalogue of a unit as of `on`, writing nothing."""
    preview = MeasuresPreview(Workbook(KIND, digest_of(content), unit_id, book_mark(), on), content)
    if preview.known_before():
        return preview
    read = sheets.read(content, MEASURES, on=on)
    if commune_of(unit_id, on) != unit_id:
        right = _("Nhập bằng chức vụ của xã, của tỉnh.")
        read.found.add(Fault(_("Đơn vị này không có danh mục chỉ tiêu riêng"), right))
    _sort_out(read, _Book(unit_id, on), preview)
    preview.account(read)
    return preview


def _sort_out(read: SheetRead, book: _Book, preview: MeasuresPreview) -> None:
    """Put each row among the same or the new; those to be new are looked at once every name of the table is known."""
    fresh: list[tuple[Row, str]] = []
    met: dict[str, Row] = {}
    for row in filter(lambda one: one["title"], read.rows):
        key = fold(row["title"])
        if met.setdefault(key, row) is not row:
            wrong = _("đã có ở dòng {number} của bảng").format(number=met[key].number)
            read.found.add(row.fault("title", wrong, right=_("Bỏ một trong hai dòng.")))
        elif key in book.held:
            preview.same += not (_differing(row, book.held[key], book, read) or row.bad)
        else:
            fresh.append((row, book.knows(row)))
    for row, code in fresh:
        facts = None if row.bad else _facts(row, code, book, read)
        if facts:
            preview.new.append(facts)
