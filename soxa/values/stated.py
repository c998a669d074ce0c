"""One stated number of a table: which measure, unit, period and sort it is for, found from what the row says."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.sheets import BadCell, Fault, Row
from soxa.kernel.sheets.faults import Faults
from soxa.kernel.sheets.named import perhaps
from soxa.law.periods import Period
from soxa.law.words import fold
from soxa.values.models import Measure, ReportedValue
from soxa.values.named import Named
from soxa.values.written import Amount, amount, factor

_NUMERAL = re.compile(r"^(?:[ivx]+|[a-h]|\d+(?:\.\d+)*)?\s*[.)\-–+*]+\s*(?=\S)|^\d+(?:\.\d+)*\s+(?=\D)")
_SIGNS = re.compile(r"[^\w%]+")
_SOURCE_LETTERS = 200
TICKS = frozenset(("x", "co", "uoc", "v", "so uoc", "uoc tinh"))
SORTS = {"value": ReportedValue.ACTUAL, "estimate": ReportedValue.ESTIMATE, "plan": ReportedValue.PLAN}


@dataclass(frozen=True, slots=True)
class Stated:
    """A value as a row states it; `column` is the one it stands in."""

    row: Row = field(compare=False)
    column: str
    measure: Measure
    unit_id: int
    period: Period
    sort: str
    amount: Amount
    source: str = ""

    @property
    def key(self) -> tuple[int, int, date, date, str]:
        """What may have one value in force only."""
        return self.measure.pk, self.unit_id, self.period.since, self.period.until, self.sort


def _key(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", fold(text)).split())


def title_key(text: str) -> str:
    """By what a title is found: without marks, accents and signs."""
    return _key(text)


def bare_title(text: str) -> str:
    """A title without the numeral before it: "1.2. Đàn lợn" → "đàn lợn"."""
    return _NUMERAL.sub("", text.strip().lower())


@dataclass
class Table:
    """Reads rows against the book's measures and the units in the commune; tells what it cannot place."""

    unit_id: int
    on: date
    found: Faults
    warnings: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.by_code: dict[str, Measure] = {}
        self.by_title: dict[str, list[Measure]] = defaultdict(list)
        for measure in Measure.objects.all():
            self.by_code[measure.code.lower()] = measure
            self.by_title[_key(measure.title)].append(measure)
        self.named = Named.inside(self.unit_id, self.on)

    def stated(self, row: Row) -> Iterator[Stated]:
        """The values of a row: the actual (or marked estimate), the estimate, the plan."""
        measure, unit_id = self._measure(row), self._unit(row)
        times: Decimal | None = Decimal(1)
        if measure is not None:
            times = self._times(row, measure)
        if measure is None or unit_id is None or not times or row.bad:
            return
        marked = fold(str(row["estimate"] or "")) in TICKS
        for column, sort in SORTS.items():
            cell = row[column]
            if cell is None or (column == "estimate" and marked):
                continue
            taken = ReportedValue.ESTIMATE if column == "value" and marked else sort
            one = self._one(row, column, measure, times=times, sort=taken, unit_id=unit_id)
            if one is not None:
                yield one

    def _one(  # noqa: PLR0913
        self, row: Row, column: str, measure: Measure, *, times: Decimal, sort: str, unit_id: int
    ) -> Stated | None:
        period: Period = row["period"]
        if sort == ReportedValue.ACTUAL and period.since > self.on:
            right = _("Sửa kỳ, hoặc ghi số này vào cột “Kế hoạch”.")
            self.found.add(row.fault("period", _("chưa bắt đầu nên chưa có số thực hiện"), right=right))
            return None
        try:
            read = amount(row[column], measure, times)
        except BadCell as why:
            self.found.add(row.fault(column, why.wrong, right=why.right))
            return None
        source = (row["source"] or "")[:_SOURCE_LETTERS]
        return Stated(row, column, measure, unit_id, period, sort, read, source)

    def _measure(self, row: Row) -> Measure | None:
        code, title = row["code"], row["title"]
        if code is not None and (measure := self.by_code.get(code.lower())):
            return measure
        if code is not None and (title is None or "." in code):
            self._tell_unknown(row, "code", code, list(self.by_code))
            return None
        return self._by_title(row, title) if title is not None else None

    def _by_title(self, row: Row, title: str) -> Measure | None:
        bare = _NUMERAL.sub("", title.strip().lower())
        found = self.by_title.get(_key(title)) or self.by_title.get(_key(bare)) or []
        if len(found) > 1:
            codes = ", ".join(measure.code for measure in found)
            self.found.add(
                row.fault(
                    "title",
                    _("là tên của nhiều chỉ tiêu"),
                    right=_("Ghi thêm mã: {codes}.").format(codes=codes),
                )
            )
        elif not found:
            self._tell_unknown(row, "title", _key(bare), list(self.by_title))
        return found[0] if len(found) == 1 else None

    def _tell_unknown(self, row: Row, column: str, text: str, known: list[str]) -> None:
        def shown(one: str) -> list[str]:
            measure = self.by_code[one] if column == "code" else self.by_title[one][0]
            return [f"“{measure.title}” ({measure.code})"]

        right = perhaps(text.lower(), known, shown, otherwise=_("Ghi mã hoặc tên chỉ tiêu như trong sổ."))
        self.found.add(row.fault(column, _("không phải chỉ tiêu có trong sổ"), right=right))

    def _unit(self, row: Row) -> int | None:
        """The organisation that the row is for: a column of its own, or a unit named where the unit of measure stands."""
        said = row["organisation"]
        if said is None:
            named = self.named.of(row["unit"] or "")
            return named[0] if len(named) == 1 else self.unit_id
        try:
            return self.named.one(said)
        except BadCell as why:
            self.found.add(row.fault("organisation", why.wrong, right=why.right))
            return None

    def _times(self, row: Row, measure: Measure) -> Decimal | None:
        """By what numbers of the row are multiplied, because it states another unit of measure; None with a fault told."""
        said: Any = row["unit"]
        if said is None or self.named.of(said):
            return Decimal(1)
        told = said_in(said, measure)
        if told.doubtful:
            right = _("Sổ tính bằng “{unit}”; xem lại nếu không phải một.").format(unit=told.held)
            self.warnings.append(row.fault("unit", _("khác đơn vị tính trong sổ"), right=right))
        elif told.times is None:
            self.found.add(row.fault("unit", told.wrong, right=told.right))
        return told.times


@dataclass(frozen=True)
class SaidIn:
    """By what numbers said in one unit of measure are multiplied to be in the book's (`held`), None where they cannot be.

    `doubtful`: the word is not known, so that nobody can tell whether it means the book's.
    """

    held: str
    times: Decimal | None = Decimal(1)
    doubtful: bool = False

    @property
    def wrong(self) -> str:
        """Why the number cannot be taken, after the unit that was said."""
        return _("không đổi được sang đơn vị tính của sổ")

    @property
    def right(self) -> str:
        """What would be right."""
        return _("Ghi theo đơn vị tính của sổ: {unit}.").format(unit=self.held)


def said_in(said: str, measure: Measure) -> SaidIn:
    """A unit of measure as a table says it, against the measure's own."""
    held = "%" if measure.kind == Measure.SHARE else measure.unit_word
    try:
        times = factor(said, held)
    except ValueError:
        return SaidIn(held, doubtful=bool(held))
    return SaidIn(held, times if held else times or Decimal(1))
