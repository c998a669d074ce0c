"""One row of a table of targets: which figure it means, of which year, and its numbers in the figure's own measure."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.figures import Figure, find
from soxa.kernel.request_memo import held_anyway
from soxa.kernel.sheets import BadCell, Row, SheetRead, cells
from soxa.kernel.sheets.named import perhaps
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.steering.targets.amounts import NOTHING, PERCENT, Amount
from soxa.steering.targets.models import Target
from soxa.steering.targets.reading import measurable
from soxa.steering.targets.sheets import GIVERS
from soxa.tasks.takers import serving, units_around
from soxa.values import written
from soxa.values.stated import bare_title, title_key

_YEAR = re.compile(r"\b(20[0-9]{2})\b")
NUMBERS = ("before", "plan", *GIVERS, "yellow")


@dataclass(frozen=True)
class Said:
    """What a row says: the figure, the year, its amounts by column (NOTHING where blank), lead unit and person."""

    row: Row
    figure: Any
    year: Period
    before: Period
    amounts: dict[str, Amount]
    lead_id: int | None = None
    person_id: int | None = None


@dataclass
class Table:
    """Reads rows against the book's figures, units and people; what cannot be placed is told by its cell."""

    unit_id: int
    on: date
    read: SheetRead
    by_code: dict[str, str] = field(default_factory=dict)
    by_title: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        with held_anyway():
            self._know_figures()
        nodes = units_around(self.unit_id, self.on)
        self.units: dict[str, list[int]] = defaultdict(list)
        for node in nodes:
            for spelling in {node.code.lower(), title_key(tree().name(node.id, self.on))}:
                self.units[spelling].append(node.id)
        self.people: dict[str, set[int]] = defaultdict(set)
        for there in serving((node.id for node in nodes), self.on).values():
            for one in there:
                self.people[title_key(one.name)].add(one.person_id)
        self.headings = {info.name: info.texts for info in self.read.sheets}

    def _know_figures(self) -> None:
        self.by_code = {code.lower(): code for code in measurable()}
        own: Any = Target.objects.filter(unit_id=self.unit_id, span=Target.YEAR)
        for title, code in own.order_by("since").values_list("title", "code"):
            self.by_title[title_key(title)] = {code}
        named = dict(self.by_title)
        for code in self.by_code.values():
            key = title_key(str(find(code).title))
            if key not in named:
                self.by_title[key].add(code)

    def said(self, row: Row) -> Said | None:
        """What the row says; None with every fault told."""
        before = len(self.read.found.told) + self.read.found.more
        code, year = self._code(row), self._year(row)
        lead, person = self._unit(row), self._person(row)
        if code is None or year is None:
            return None
        figure = find(code)
        times = self._times(row, figure)
        amounts = {name: self._amount(row, name, figure, times) for name in NUMBERS}
        if row.bad or len(self.read.found.told) + self.read.found.more > before:
            return None
        return Said(row, figure, year, self._before(row, year), amounts, lead, person)

    def _tell(self, row: Row, column: str, wrong: str, right: str) -> None:
        self.read.found.add(row.fault(column, wrong, right=right))

    def _code(self, row: Row) -> str | None:
        said = row["code"]
        if said is not None:
            found = self.by_code.get(said.lower())
            if found is None:
                self._unknown(row, "code", said.lower(), self.by_code)
            return found
        key, bare = title_key(row["title"]), title_key(bare_title(row["title"]))
        codes = self.by_title.get(key) or self.by_title.get(bare) or set()
        if len(codes) > 1:
            right = _("Thêm cột Mã số liệu, ghi: {codes}.").format(codes=", ".join(sorted(codes)))
            self._tell(row, "title", _("là tên của nhiều số liệu"), right)
        elif not codes:
            self._unknown(row, "title", bare, {one: min(held) for one, held in self.by_title.items()})
        return min(codes) if len(codes) == 1 else None

    def _unknown(self, row: Row, column: str, said: str, codes: Mapping[str, str]) -> None:
        """Tell that nothing is called so, with the nearest by what each figure's code is known by."""
        right = perhaps(
            said,
            codes,
            lambda one: [f"“{find(codes[one]).title}” ({codes[one]})"],
            otherwise=_("Ghi tên hoặc mã số liệu như trong sổ."),
        )
        self._tell(row, column, _("không phải số liệu có trong sổ"), right)

    def _year(self, row: Row) -> Period | None:
        """The year of the row, else the one named in the heading of a plan."""
        if "year" in row.bad:
            return None
        said = row["year"]
        texts = self.headings.get(row.sheet, {})
        named = {found for name in ("plan", *GIVERS) for found in _YEAR.findall(texts.get(name, ""))}
        if said is None and len(named) != 1:
            right = _("Thêm cột Năm, hoặc ghi năm vào tiêu đề cột: “Kế hoạch năm {year}”.").format(
                year=self.on.year
            )
            self._tell(row, "title", _("không rõ là kế hoạch của năm nào"), right)
            return None
        return Period.parse(str(said or next(iter(named))))

    def _before(self, row: Row, year: Period) -> Period:
        found = _YEAR.findall(self.headings.get(row.sheet, {}).get("before", ""))
        return Period.parse(found[0] if found else str(year.since.year - 1))

    def _unit(self, row: Row) -> int | None:
        return self._one(
            row, "lead", self.units, _("không phải đơn vị của xã"), _("Ghi tên hoặc mã đơn vị như trong sổ.")
        )

    def _person(self, row: Row) -> int | None:
        wrong = _("nay không giữ chức vụ nào trong xã")
        return self._one(
            row, "person", self.people, wrong, _("Ghi họ tên người đang giữ chức vụ, hoặc để trống.")
        )

    def _one(self, row: Row, column: str, known: Any, wrong: str, right: str) -> int | None:
        said = row[column]
        if said is None:
            return None
        found = list(known.get(title_key(said)) or known.get(said.lower()) or [])
        if len(found) != 1:
            self._tell(row, column, _("là tên của nhiều nơi, nhiều người") if found else wrong, right)
            return None
        return int(found[0])

    def _times(self, row: Row, figure: Any) -> Decimal:
        """By what numbers of the row are multiplied because it states another unit of measure."""
        said, held = row["unit"], str(getattr(figure, "measure", ""))
        if said is None or not held:
            return Decimal(1)
        try:
            times = written.factor(said, held)
        except ValueError:
            return Decimal(1)
        if times is None:
            right = _("Ghi theo đơn vị tính của sổ: {unit}.").format(unit=held)
            self._tell(row, "unit", _("không đổi được sang đơn vị tính của sổ"), right)
        return times or Decimal(1)

    def _amount(self, row: Row, name: str, figure: Any, times: Decimal) -> Amount:
        cell = row[name]
        if cell is None:
            return NOTHING
        try:
            if (
                name == "yellow"
            ):  # as the form takes it: in the unit that is printed, of a ratio the number that is met
                return Amount(cells.decimal(cell.replace("%", "").strip() if isinstance(cell, str) else cell))
            return (
                _of_counted(cell, figure)
                if isinstance(figure, Figure)
                else written.amount(cell, figure.record, times)
            )
        except BadCell as bad:
            self._tell(row, name, bad.wrong, bad.right)
        return NOTHING


def _of_counted(cell: Any, figure: Figure) -> Amount:
    value = cells.decimal(cell.replace("%", "").strip() if isinstance(cell, str) else cell)
    if figure.share and not 0 <= value <= PERCENT:
        raise BadCell(_("không phải tỷ lệ"), _("Tỷ lệ từ 0 đến 100%."))
    return Amount(value)
