"""What pages of dues show: cells of a month, the lines of one cell, who is in arrears as of a day, a member's year."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, Max, OuterRef, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.units.tree import tree
from soxa.law.dues import RATE_INSURED
from soxa.law.periods import add_months
from soxa.party.dues import rules
from soxa.party.dues.models import (
    OWING,
    SETTLED,
    UNSETTLED,
    DuesCategory,
    DuesLine,
    DuesMonth,
    DuesRelief,
    HandOver,
)
from soxa.party.dues.reckoning import drift_of
from soxa.party.models import Cell, Member, Membership, Memberships
from soxa.party.striking.sources import Missed

FREE_WORDS: dict[str, Any] = {
    rules.BY_PARTY_AGE: gettext_lazy("miễn: đủ 50 năm tuổi Đảng"),
    rules.BY_RELIEF: gettext_lazy("miễn theo quyết định"),
}
LACKS_WORDS: dict[str, Any] = {
    rules.NO_KIND: gettext_lazy("chưa ghi đối tượng đóng"),
    rules.NO_BASE: gettext_lazy("chưa ghi thu nhập tính đảng phí"),
    rules.NO_REGION: gettext_lazy("chưa chọn vùng lương tối thiểu của xã"),
    rules.NO_BIRTH: gettext_lazy("hồ sơ thiếu ngày sinh hoặc giới tính"),
}


def month_of(text: str, today: date) -> date:
    """The first day of the month written "2026-11" or "11/2026"; this month for anything else."""
    parts = text.strip().replace("/", "-").split("-")
    if len(parts) == 2 and all(part.isdecimal() for part in parts):
        year, month = sorted(map(int, parts), reverse=True)
        if 2026 <= year <= today.year + 1 and 1 <= month <= 12:
            return date(year, month, 1)
    return today.replace(day=1)


def year_of(text: str, today: date) -> int:
    """The year of a book; LookupError in words for one of which there is none."""
    first = rules_begin().year
    if text.isdecimal() and len(text) == 4 and first <= int(text) <= today.year:  # noqa: PLR2004
        return int(text)
    raise LookupError(
        _("Sổ thu nộp đảng phí có từ năm {first} đến năm {last}.").format(first=first, last=today.year)
    )


def months_offered(today: date) -> list[date]:
    """Months one may look at, the latest first: from the end of this year back to the first of the year before."""
    first = max(date(today.year - 1, 1, 1), rules_begin())
    found, month = [], date(today.year, 12, 1)
    while month >= first:
        found.append(month)
        month = add_months(month, -1)
    return found


def rules_begin() -> date:
    """The first month for which there are rates."""
    return RATE_INSURED.rows[0].since


@dataclass
class CellRow:
    """A cell in a month: who owes and who has paid all of it, in heads and in đồng, and what was handed up."""

    unit_id: int
    code: str
    name: str
    sheet: DuesMonth | None = None
    owing: int = 0
    paid: int = 0
    collected: int = 0
    handed: int = 0
    sent: int = 0

    @property
    def missing(self) -> int:
        """Members who owe and have not paid, or not all."""
        return self.owing - self.paid

    @property
    def level(self) -> str:
        """How the month stands: nothing written, somebody missing, money still here, or all done."""
        if self.sheet is None or self.sheet.collected_on is None:
            return "quiet"
        if self.missing or self.handed != self.collected:
            return "warn"
        return "good"

    @property
    def words(self) -> str:
        """The level in words."""
        if self.sheet is None or self.sheet.collected_on is None:
            return _("chưa ghi thu")
        if self.handed > self.collected:
            return _("đã nộp lên quá số thu")
        if self.missing:
            return _("còn {n} đồng chí").format(n=self.missing)
        return _("chưa nộp lên") if self.handed < self.collected else _("đã xong")


def cells_in_sight(reader: Any, month: date) -> list[CellRow]:
    """Cells in sight that stand in the month, in the order of their codes, without their numbers."""
    last = rules.last_day(month)
    seen: Any = Cell.objects.seen_by(reader).filter(since__lte=last, until__gt=month)
    standing = tree()
    rows = [
        CellRow(unit, standing.nodes[unit].code, standing.name(unit, month))
        for unit in seen.values_list("unit_id", flat=True)
    ]
    return sorted(rows, key=lambda row: row.code)


def numbered(rows: Sequence[CellRow], month: date) -> None:
    """Fill in the numbers of these cells, in three queries."""
    by_unit = {row.unit_id: row for row in rows}
    sheets: Any = DuesMonth.objects.filter(month=month, unit_id__in=sorted(by_unit))
    for sheet in sheets:
        by_unit[sheet.unit_id].sheet = sheet
    lines: Any = DuesLine.objects.filter(month=month, unit_id__in=sorted(by_unit))
    counted = (
        lines.asked(of_its_cell=True)
        .values_list("unit_id")
        .annotate(
            owing=Count("pk", filter=OWING),
            paid=Count("pk", filter=OWING & SETTLED),
            collected=Sum("amount"),
        )
    )
    for unit_id, owing, paid, collected in counted:
        row = by_unit[unit_id]
        row.owing, row.paid, row.collected = owing, paid, collected or 0
    handed: Any = HandOver.objects.filter(month=month, unit_id__in=sorted(by_unit))
    for unit_id, part, sent in handed.values_list("unit_id").annotate(part=Sum("collected"), sum=Sum("sent")):
        by_unit[unit_id].handed, by_unit[unit_id].sent = part, sent


@dataclass
class Sheet:
    """A cell's list of a month: drawn up, or as it would be (`sheet` is None); and what was handed up of it."""

    unit_id: int
    month: date
    sheet: DuesMonth | None
    lines: list[DuesLine]
    handed: list[HandOver] = field(default_factory=list)
    elsewhere: list[DuesLine] = field(default_factory=list)

    @property
    def open(self) -> list[DuesLine]:
        """Lines on which something is owed and nothing, or not all, is paid."""
        return [one for one in self.lines if one.owes and not one.settled]

    @property
    def paid(self) -> list[DuesLine]:
        """Lines on which something was paid, be it a part of what is owed, or given though nothing was."""
        return [one for one in self.lines if one.paid_on]

    @property
    def free(self) -> list[DuesLine]:
        """Lines on which nothing is owed nor was given."""
        return [one for one in self.lines if not one.owes and one.paid_on is None]

    @property
    def owing(self) -> list[DuesLine]:
        """Lines on which something is owed, paid or not."""
        return [one for one in self.lines if one.owes]

    @property
    def collected(self) -> int:
        """Sum paid."""
        return sum(one.amount or 0 for one in self.lines)

    @property
    def extra(self) -> int:
        """Of it, what was given beyond what was owed."""
        return sum(one.extra for one in self.lines)

    @property
    def due(self) -> int:
        """Sum owed, as far as it can be reckoned."""
        return sum(one.due or 0 for one in self.lines)

    @property
    def left(self) -> int:
        """Sum collected that was not handed over yet; below nothing where a payment handed over was taken back."""
        return self.collected - sum(one.collected for one in self.handed)

    @property
    def unreckoned(self) -> int:
        """Lines whose sum cannot be reckoned."""
        return sum(one.due is None and one.paid_on is None for one in self.lines)


def sheet_of(unit_id: int, month: date) -> Sheet:
    """The list of a cell and month as it would be collected from now. LookupError as `lines_of`.

    Who came late stands on it unsaved, who is at home elsewhere and has not paid stands on it no more.
    """
    held = DuesMonth.objects.filter(unit_id=unit_id, month=month).first()
    drawn = list(held.lines.select_related("member__person").order_by("name_key", "pk")) if held else []
    drift = drift_of(unit_id, month, drawn)
    kept = [one for one in drawn if one not in drift.gone]
    lines = sorted([*kept, *drift.late], key=lambda one: one.name_key) if drift.late else kept
    handed = HandOver.objects.filter(unit_id=unit_id, month=month).order_by("on", "pk") if held else ()
    return Sheet(unit_id, month, held, lines, list(handed), drift.elsewhere)


@dataclass(frozen=True)
class Arrears:
    """A member who has not paid for some months of a year: who, where, which year and months, how grave."""

    member_id: int
    unit_id: int
    name: str
    year: int
    months: tuple[date, ...]
    level: str
    short: Mapping[date, int] = field(default_factory=dict)
    """What is left of the months of which a part was paid."""


def unpaid(on: date) -> Q:
    """Lines in arrears at the end of `on`: owed and not paid whole, the month over, the collection written; of any year.

    Who was granted to pay later owes when the grant has ended.
    """
    delayed = DuesRelief.objects.filter(
        member=OuterRef("member"), kind=DuesRelief.DELAYED, since__lte=OuterRef("month"), until__gt=on
    )
    return (
        OWING
        & Q(month__lt=_first_running(on), sheet__collected_on__lte=on)
        & (UNSETTLED | Q(paid_on__gt=on))
        & (Q(excused=False) | Q(~Exists(delayed.filter(until__gt=OuterRef("month")))))
    )


def _first_running(on: date) -> date:
    """The first day of the first month that is not over at the end of `on`."""
    month = on.replace(day=1)
    return add_months(month, 1) if on == rules.last_day(month) else month


def arrears_counted(reader: Any, on: date) -> Any:
    """Members in sight, still here, who owe months, each year apart: member_id, unit_id, year, months – the most months first."""
    seen: Any = DuesLine.objects.seen_by(reader).filter(unpaid(on))
    here = Membership.objects.home().filter(Membership.standing(on)).values("member_id")
    counted = seen.filter(member_id__in=here).values(
        "member_id", year=F("month__year"), name=F("member__person__full_name")
    )
    return counted.annotate(months=Count("pk"), unit=Max("unit_id"), key=Max("name_key")).order_by(
        "-months", "key", "member_id", "year"
    )


def arrears_of(rows: Sequence[dict[str, Any]], on: date) -> list[Arrears]:
    """The rows of `arrears_counted` with their months, in one query more."""
    owed: Any = DuesLine.objects.filter(unpaid(on), member_id__in=[row["member_id"] for row in rows])
    months: dict[tuple[int, int], list[DuesLine]] = defaultdict(list)
    for line in owed.order_by("month"):
        months[line.member_id, line.month.year].append(line)
    return [
        Arrears(
            row["member_id"], row["unit"], row["name"], row["year"],
            tuple(one.month for one in lines), rules.arrears_level(row["months"], on),
            {one.month: one.short for one in lines if one.short},
        )
        for row in rows
        for lines in (months[row["member_id"], row["year"]],)
    ]  # fmt: skip


@dataclass(frozen=True)
class MemberDues:
    """A member's dues as his page shows them: the rate, grants, the lines of the year, and the months owed of any year."""

    category: DuesCategory | None
    reliefs: list[DuesRelief]
    lines: list[DuesLine]
    owed: list[DuesLine]
    level: str


def dues_of(member: Member, on: date, held: Collection[str]) -> MemberDues:
    """One member's year, in three queries; `held`: of which of its relations there are rows, those alone are asked."""
    marked: Any = DuesLine.objects.filter(member=member).order_by("month")
    marked = marked.annotate(in_arrears=ExpressionWrapper(unpaid(on), BooleanField()))
    asked = list(marked.filter(Q(month__year=on.year) | Q(in_arrears=True))) if "dues" in held else []
    owed = [one for one in asked if one.in_arrears]
    years = Counter(one.month.year for one in owed)
    category = DuesCategory.objects.filter(DuesCategory.standing(on), member=member)
    relief = DuesRelief.objects.filter(member=member, until__gt=on).order_by("since")
    return MemberDues(
        category.first() if "dues_categories" in held else None,
        list(relief) if "dues_reliefs" in held else [],
        [one for one in asked if one.month.year == on.year],
        owed,
        rules.arrears_level(max(years.values(), default=0), on),
    )


def months_missed(years: tuple[int, ...], on: date, homes: Memberships) -> list[Missed]:
    """Months of these years that the members of these spells owe at the end of `on`, of those who owe more than one."""
    owed: Any = DuesLine.objects.filter(
        unpaid(on), month__year__in=years, member_id__in=homes.values("member_id")
    )
    several = owed.values("member_id").annotate(months=Count("pk")).filter(months__gt=1).values("member_id")
    return [
        Missed(member_id, month.year, month.month)
        for member_id, month in owed.filter(member_id__in=several).values_list("member_id", "month")
    ]
