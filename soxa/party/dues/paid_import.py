"""A month's collection typed from paper into a workbook, read into the book: planned and shown, then written whole or not at all."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.sheets import Fault, Row
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.party.dues import flow
from soxa.party.dues.by_workbook import DuesPreview, Typed, Where, Wrong, sort_out
from soxa.party.dues.models import DuesLine
from soxa.party.dues.reckoning import lines_of
from soxa.party.dues.rolls import AtHome, Roll, known_rows
from soxa.party.dues.sheets import PAID

KIND = "dues_paid"


@dataclass
class PaidPreview(DuesPreview):
    """What a workbook of payments would write; a payment that the book holds otherwise is a fault, never a change."""

    def told(self) -> list[str]:
        """The sums."""
        counted = {name: count_text(count) for name, count in self.counts.items()}
        return [_("Ghi nộp {new} lượt, trùng với sổ {same}.").format(**counted)]

    def written_rows(self) -> list[Any]:
        """Each payment to be written."""
        return [
            [one.who.member_id, str(one.month), one.said.amount, str(one.said.on), one.said.way]
            for one in self.typed
        ]

    def again(self) -> "PaidPreview":
        """See `plan`."""
        return plan(self.content, unit_id=self.workbook.unit_id, on=self.workbook.on)

    def act(self, where: Where, said: dict[int, Any], actor: Actor) -> None:
        """As the page of the cell's month."""
        flow.collect(*where, said, actor, today=self.workbook.on)


def plan(content: bytes, *, unit_id: int, on: date) -> PaidPreview:
    """Read and check a workbook against the book as of `on`, writing nothing."""
    preview = PaidPreview.begun(KIND, content, unit_id, on)
    if preview.known_before():
        return preview
    read = sheets.read(content, PAID, sheet_as="cell", on=on)
    rolls: dict[date, Roll] = {}

    def roll_of(row: Row) -> Roll:
        month = row["month"]
        if month not in rolls:
            rolls[month] = Roll(unit_id, month)
        return rolls[month]

    rows = known_rows(read, roll_of)
    lines = _Lines(sorted({(who.unit_id, row["month"]) for row, who in rows}), on)
    sort_out(read, rows, lambda row, who: _sort_out(row, who, lines, preview))
    preview.warnings += lines.short(preview.typed)
    preview.warnings += lines.left_out({(who.member_id, row["month"]) for row, who in rows})
    preview.account(read)
    return preview


class _Lines:
    """The lines of some cells and months: drawn up, or as they would be."""

    def __init__(self, places: list[Where], on: date) -> None:
        self.on = on
        self.by_member: dict[tuple[int, date], DuesLine] = {}
        self.too_early: set[date] = set()
        months: dict[date, list[int]] = defaultdict(list)
        for unit_id, month in places:
            months[month].append(unit_id)
        for month, units in months.items():
            self._read(month, units)

    def _read(self, month: date, units: list[int]) -> None:
        try:
            would = lines_of(units, month)
        except LookupError:
            self.too_early.add(month)
            would = {}
        lines = [one for found in would.values() for one in found]
        by_member = {one.member_id: one for one in lines}
        held: Any = DuesLine.objects.filter(month=month, member_id__in=sorted(by_member))
        for line in held.select_related("member__person"):
            if line.paid_on or line.unit_id == by_member[line.member_id].unit_id:
                by_member[line.member_id] = line
        self.by_member |= {(key, month): line for key, line in by_member.items()}

    def short(self, rows: list[Typed]) -> list[Fault]:
        """For each row, that its sum is less than what is owed."""
        owed = [(one, self.by_member[one.who.member_id, one.month].due or 0) for one in rows]
        return [
            one.row.fault(
                "amount",
                _("ít hơn số phải nộp, {due} đồng").format(due=count_text(due)),
                right=_("Gõ nhầm thì sửa tệp; đúng thì ghi sổ, phần còn thiếu nộp sau."),
            )
            for one, due in owed
            if (one.said.amount or due) < due
        ]

    def left_out(self, named: set[tuple[int, date]]) -> list[Fault]:
        """For each cell and month, how many owe and are not in the workbook: they will stand as not having paid."""
        missing: dict[Where, int] = defaultdict(int)
        for (member, month), line in self.by_member.items():
            if line.owes and not line.settled and (member, month) not in named:
                missing[line.unit_id, month] += 1
        wrong = _("{cell}, tháng {month:%m/%Y}: {n} đồng chí phải nộp không có trong tệp")
        right = _("Ghi sổ thì những đồng chí ấy là chưa nộp tháng này.")
        return [
            Fault(wrong.format(cell=tree().name(unit_id, month), month=month, n=count_text(count)), right)
            for (unit_id, month), count in sorted(missing.items())
        ]


def _sort_out(row: Row, who: AtHome, lines: _Lines, preview: PaidPreview) -> Wrong:
    """Put a row among the new or the same; or (column, what is wrong, what would be right)."""
    month, amount = row["month"], row["amount"]
    line = lines.by_member.get((who.member_id, month))
    if month > date(lines.on.year, 12, 1) or month in lines.too_early:
        return "month", _("là tháng sổ chưa ghi thu được"), _("Chỉ ghi từ tháng 01/2026 đến hết năm nay.")
    if line is None:
        return (
            "full_name",
            _("không có trong danh sách thu đã lập của tháng này"),
            _("Bỏ dòng này, hoặc ghi ở trang của chi bộ."),
        )
    if line.unit_id == who.unit_id:
        preview.places.add((line.unit_id, month))
    if amount in (None, False):
        return None
    if wrong := _wrong(row, line):
        return wrong
    given = None if amount is True else amount
    payment = flow.Payment(row["paid_on"].exact, row["way"] or DuesLine.CASH, given)
    if line.paid_on is None:
        preview.typed.append(Typed(row, who, month, payment))
    elif flow.says_the_same(line, payment):
        preview.same += 1
    else:
        return (
            "amount",
            _("khác với khoản nộp đã ghi trong sổ"),
            _("Muốn sửa thì đính chính ở trang đảng phí của chi bộ."),
        )
    return None


def _wrong(row: Row, line: DuesLine) -> Wrong:
    if row["paid_on"] is None or row["paid_on"].exact is None:
        return "full_name", _("đã nộp mà chưa ghi đủ ngày nộp"), _("Ghi ngày nộp, ví dụ 05/11/2026.")
    if row["amount"] is True and line.due is None:
        return "amount", _("mà sổ chưa tính được số phải nộp"), _("Ghi số tiền đã nộp.")
    if row["amount"] is True and line.due == 0:
        return "amount", _("mà đồng chí được miễn tháng này"), _("Bỏ trống, hoặc ghi số tiền tự nguyện đóng.")
    return None
